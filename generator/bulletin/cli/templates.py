"""The command that writes workbooks for reporting units to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from bulletin.cli.group import main
from bulletin.cli.options import audience_option, option, project_option, wanted_languages
from bulletin.cli.terminal import progressing, say
from bulletin.localization.languages import LANGUAGES
from bulletin.localization.messages import _, n_

_ENDING = ".xlsx"
_WRITTEN = n_("{count} figure is asked for.", "{count} figures are asked for.")


@main.command(
    help=_(
        "Write a workbook for reporting units to fill in: what the reporting calendar expects of them next. What comes "
        "back filled in is read by bulletin import."
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@project_option
@option(
    "--organization",
    "organizations",
    multiple=True,
    metavar="ID",
    help=_("Who reports, repeatable: its own figures and those of the units below it; by default all."),
)
@option(
    "--reporters",
    type=click.Choice(("itself", "below", "both")),
    default="both",
    help=_("Whose figures a named organization reports: its own, those of the units below it, or both."),
)
@option(
    "--period",
    "periods",
    multiple=True,
    metavar="PERIOD",
    help=_("Period to report, repeatable: 2023, 2023-Q1; by default the one that is expected next."),
)
@option(
    "--measure",
    "measures",
    multiple=True,
    metavar="ID",
    help=_("Measure to report, repeatable; by default those of the reporting calendar."),
)
@option(
    "--breakdown",
    "breakdowns",
    multiple=True,
    metavar="ID",
    help=_("Breakdown to report figures by, repeatable; by default all that a measure has."),
)
@option("--no-breakdowns", is_flag=True, help=_("Ask for whole figures only."))
@option("--source", default="", metavar="ID", help=_("Id of the source that the figures will be of."))
@audience_option
@option(
    "--language", type=click.Choice(LANGUAGES), help=_("Language of the workbook; by default the bulletin's first.")
)
def template(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    file: Path,
    project: Path,
    audience: str | None,
    language: str | None,
    breakdowns: tuple[str, ...],
    no_breakdowns: bool,
    **asked: Any,
) -> None:
    """Write a workbook that asks for figures; an existing file is left as it is."""
    if file.suffix.lower() != _ENDING:
        raise click.UsageError(say(_("The name of a workbook ends in .xlsx: “{file}”."), file=f"{file.name}{_ENDING}"))
    if file.exists():
        raise click.UsageError(say(_("There is already a file “{file}”. Choose another name."), file=file))
    from bulletin.spreadsheets.template import Reporters, TemplateRequest
    from bulletin.spreadsheets.template_plan import plan_template
    from bulletin.spreadsheets.template_workbook import workbook_of
    from bulletin.website.pipeline import release_of

    chosen, *_others = wanted_languages(project, (language,) if language else ())
    with progressing(say(_("Reading records"))):
        release = release_of(project, audience=audience)
    parts = () if no_breakdowns else breakdowns or None
    reporters = Reporters(asked.pop("reporters"))
    plan = plan_template(release, TemplateRequest(**asked, reporters=reporters, breakdowns=parts))
    file.write_bytes(workbook_of(plan, chosen))
    click.echo(file)
    click.echo(say(_WRITTEN, count=plan.cells), err=True)
