"""The command that makes PDF files of editions."""

from __future__ import annotations

from pathlib import Path

import click

from bulletin.cli.group import main
from bulletin.cli.options import (
    address_option,
    audience_option,
    option,
    project_option,
    published_store,
    records_option,
    wanted_languages,
)
from bulletin.cli.terminal import progressing, say
from bulletin.localization.languages import LANGUAGES
from bulletin.localization.messages import _

_ENDING = ".pdf"


@main.command(help=_("Make an edition, or the sheet of one unit in it, as an accessible PDF file."))
@click.argument("edition")
@project_option
@option("--unit", metavar="ID", help=_("One A4 page about this organization, instead of the whole bulletin."))
@option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=_("The file; by default one in this folder that is named after the edition."),
)
@option(
    "--published",
    metavar="DIR|BRANCH",
    help=_("Take the versions published here as they are: what they hide, and what they have made known."),
)
@address_option
@audience_option
@records_option
@option("--language", type=click.Choice(LANGUAGES), help=_("Language of the file; by default the bulletin's first."))
def pdf(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    edition: str,
    project: Path,
    unit: str | None,
    output: Path | None,
    published: str | None,
    address: str | None,
    audience: str | None,
    more: tuple[Path, ...],
    language: str | None,
) -> None:
    """Make the PDF file of an edition, or of a unit in it."""
    if output and output.suffix.lower() != _ENDING:
        raise click.UsageError(say(_("The name of a PDF file ends in .pdf: “{file}”."), file=f"{output.name}{_ENDING}"))
    if output and not output.absolute().parent.is_dir():
        raise click.UsageError(say(_("There is no folder “{given}”."), given=output.parent))
    from bulletin.publishing.pdf import PdfRequest, make_pdf

    chosen, *_others = wanted_languages(project, (language,) if language else ())
    store = published_store(project, published)
    request = PdfRequest(project, edition, chosen, unit, output, address, audience, more, store)
    with progressing(say(_("Typesetting"))):
        file = make_pdf(request)
    click.echo(file)
