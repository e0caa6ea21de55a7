"""Commands about spreadsheets: import one."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli.group import WRONG_RECORDS, main
from bulletin.cli.options import language_option, option, project_option
from bulletin.cli.terminal import output_language, paint, say
from bulletin.localization.messages import Message, _, n_

if TYPE_CHECKING:  # the help must not wait for what only an import needs
    from bulletin.problems import Problem
    from bulletin.spreadsheets.changes import Change
    from bulletin.spreadsheets.importing import Compared, Proposed

_SHOWN = 20
"""Changes of each kind that are listed."""
_ADDS = _("Nothing was written; bulletin import --write adds it.")
_NOTHING_NEW = _("There is nothing new in the file.")
_OUTCOMES: dict[str, Message] = {
    "added": n_("{count} added", "{count} added"),
    "revised": n_("{count} revised", "{count} revised"),
    "unchanged": n_("{count} unchanged", "{count} unchanged"),
    "refused": n_("{count} refused", "{count} refused"),
}


@main.command(
    "import",
    help=_(
        "Import a workbook (.xlsx, .ods) or CSV file as records.\n\nWithout a mapping, one is proposed beside it, to "
        "be "
        "looked through. With one, what would be added is shown; --write adds it."
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@project_option
@option(
    "--mapping",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=_("What the columns of the sheet hold; by default FILE.mapping.yml beside the file."),
)
@option("--write", is_flag=True, help=_("Add what is new to the records."))
@language_option
def import_workbook(file: Path, project: Path, mapping: Path | None, write: bool) -> None:
    """Propose a mapping, show what an import would change, or do it."""
    from bulletin.problems import has_errors
    from bulletin.spreadsheets.importing import Import, ProblemsError

    work = Import(project, file, mapping, output_language())
    try:
        with work.exclusively() if write else nullcontext():
            proposed = work.proposed()
            if proposed is not None:
                _report_proposal(proposed, file)
                return
            compared = work.compared()
            _report(compared)
            if has_errors(compared.problems):
                click.echo(say(_("Nothing was written, because of these errors.")), err=True)
                raise click.exceptions.Exit(WRONG_RECORDS)
            if not write:
                is_new = compared.addition is not None
                click.echo(say(_ADDS if is_new else _NOTHING_NEW), err=True)
                return
            files = work.write(compared)
    except ProblemsError as error:
        _show(error.problems)
        raise click.exceptions.Exit(WRONG_RECORDS) from None
    for name in files:
        click.echo(name)
    if not files:
        click.echo(say(_NOTHING_NEW), err=True)


def _report_proposal(proposed: Proposed, file: Path) -> None:
    click.echo(proposed.mapping)
    if proposed.vocabulary:
        click.echo(proposed.vocabulary)
        click.echo(
            say(
                _("The file names what the records do not know yet; records for it are proposed in {file}."),
                file=proposed.vocabulary,
            ),
            err=True,
        )
    for name, count in proposed.unknown.items():
        unknown = n_(
            "{count} name in the column of {field} is not in the records. Import or type these records first.",
            "{count} names in the column of {field} are not in the records. Import or type these records first.",
        )
        click.echo(say(unknown, count=count, field=name), err=True)
    text = _("A mapping for {file} was proposed. Look through it, fill in what is open, and run the command again.")
    click.echo(say(text, file=file.name), err=True)


def _report(compared: Compared) -> None:
    """List the changes and the problems."""
    for outcome, counted in _OUTCOMES.items():
        changes = [change for change in compared.changes if change.outcome == outcome]
        if changes:
            click.echo(say(counted, count=len(changes)))
        if outcome != "unchanged":
            for change in changes[:_SHOWN]:
                click.echo(f"  {_line(change)}")
            if len(changes) > _SHOWN:
                click.echo("  " + say(n_("… and {count} more", "… and {count} more"), count=len(changes) - _SHOWN))
    _show(compared.problems)


def _line(change: Change) -> str:
    from bulletin.model.plain_text import one_line

    value = f"{change.before} → {change.after}" if change.before and change.before != change.after else change.after
    return one_line(f"{change.place}  {' · '.join(change.about)}  {value}")


def _show(problems: tuple[Problem, ...]) -> None:
    from bulletin.problems.report import Format, report

    if problems:
        click.echo(report(problems, Format.TEXT, output_language(), paint(sys.stdout)), color=True)
