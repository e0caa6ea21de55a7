"""The command that makes a project of one's own."""

from __future__ import annotations

import shlex
import sys
from datetime import date
from pathlib import Path

import click

from bulletin.cli.group import main
from bulletin.cli.options import Folder, address_option, language_option, option
from bulletin.cli.terminal import say
from bulletin.localization.messages import _


@main.command(help=_("Make a bulletin of one's own in a new folder: settings, jobs that publish it, example records."))
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@option("--languages", multiple=True, metavar="TAG,…", help=_("Languages of the bulletin, the editors' first: fr,en."))
@option(
    "--from",
    "base",
    type=Folder(exists=True),
    metavar="DIR",
    help=_("Begin from the vocabulary of the bulletin in this folder, without its units, sources and figures."),
)
@option("--title", multiple=True, metavar="TEXT", help=_("Title; with several languages once for all or for each."))
@option("--publisher", multiple=True, metavar="TEXT", help=_("Who publishes it; likewise."))
@option("--description", multiple=True, metavar="TEXT", help=_("What it is about, in a sentence; likewise."))
@option("--contact", multiple=True, metavar="TEXT", help=_("Whom readers write to; by default the publisher."))
@option("--measure", multiple=True, metavar="TEXT", help=_("What is counted or measured first."))
@option(
    "--unit",
    multiple=True,
    metavar="TEXT",
    help=_("What it is counted in, in the forms of the language: “tree, trees”; by default the measure's name."),
)
@option("--years", metavar="YEARS", help=_("Years of the example, 2024,2025 or 2020-2025; by default last year."))
@option("--licence", metavar="ID|URL", help=_("Licence of the figures, such as CC-BY-4.0; by default none is stated."))
@address_option
@option("--no-input", is_flag=True, help=_("Ask nothing, and take the defaults."))
@language_option
def init(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    directory: Path,
    base: Path | None,
    years: str | None,
    licence: str | None,
    address: str | None,
    no_input: bool,
    **texts: tuple[str, ...],
) -> None:
    """Make a project in a folder, from what was typed, what is asked on a terminal, and defaults."""
    from bulletin.cli.questions import Questions
    from bulletin.project_template.existing import Existing
    from bulletin.project_template.files import new_subject
    from bulletin.project_template.project import check_folder, make_project

    check_folder(directory)
    if base is not None and (typed := [f"--{name}" for name in _OF_BASE if texts[name]]):
        raise click.UsageError(say(_FROM_SAYS, options=", ".join(typed)))
    today = date.today()  # noqa: DTZ011 - the day that it is for whoever makes the project
    questions = Questions(texts, years, licence, address, today, is_asking=sys.stdin.isatty() and not no_input)
    existing = Existing.of(base) if base else None
    answers = questions.begun_from(existing) if existing else questions.new()
    make_project(directory, answers, existing.subject if existing else new_subject(answers), today)
    click.echo(directory)
    click.echo(say(_NEXT, folder=shlex.quote(str(directory))), err=True)


_OF_BASE = ("languages", "measure", "unit")
"""Options whose answers an existing bulletin gives."""
_FROM_SAYS = _("With --from, the bulletin in that folder gives these answers; leave out {options}.")
_NEXT = _("Now show it:\n  cd {folder}\n  bulletin serve\nWhat to do next is in its README.md.")
