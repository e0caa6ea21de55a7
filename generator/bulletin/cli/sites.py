"""Commands that make a site: build it, or show it while records are edited."""

from __future__ import annotations

from pathlib import Path

import click

from bulletin.cli.group import main
from bulletin.cli.language import option, say
from bulletin.cli.options import address_option, languages_option, project_option, wanted_languages
from bulletin.cli.terminal import progressing
from bulletin.localization.messages import _, n_


@main.command(help=_("Build the site of all editions; the last one stays whole if anything is wrong."))
@project_option
@option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help=_("Where the site goes; by default site/ in the project."),
)
@option(
    "--markdown",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help=_("Instead of the site, write the tree of Markdown here."),
)
@option("--no-charts", is_flag=True, help=_("Draw no charts, which is quicker."))
@option("--draft", is_flag=True, help=_("A draft of all figures instead of the editions."))
@option("--edition", metavar="ID", help=_("Build this edition only."))
@address_option
@languages_option
def build(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    project: Path,
    site_dir: Path | None,
    markdown: Path | None,
    no_charts: bool,
    draft: bool,
    edition: str | None,
    address: str | None,
    languages: tuple[str, ...],
) -> None:
    """Build the site of all editions or of a draft, or the tree of Markdown."""
    if site_dir and markdown:
        raise click.UsageError(say(_("--site-dir / --markdown: choose one.")))
    about = {name: value for name, value in (("edition", edition), ("address", address)) if value}
    if about and (draft or markdown):
        raise click.UsageError(say(_("--edition, --address: for the site of editions only.")))
    from bulletin.publishing.building import build_series
    from bulletin.website.build import build as build_draft
    from bulletin.website.tree import write_markdown

    wanted, target = wanted_languages(project, languages), markdown or site_dir or project / "site"
    make = write_markdown if markdown else build_draft if draft else build_series
    with progressing(say(_("Building"))):
        warnings = make(project, target, wanted, charts=not no_charts, **about)
    if warnings:
        told = n_(
            "{count} warning about the records (bulletin check)", "{count} warnings about the records (bulletin check)"
        )
        click.echo(say(told, count=len(warnings)), err=True)
    click.echo(target)


@main.command(help=_("Show the site and follow the records as they are edited."))
@project_option
@option("--host", default="127.0.0.1", show_default=True, help=_("Address to listen on."))
@option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help=_("Port."))
@languages_option
def serve(project: Path, host: str, port: int, languages: tuple[str, ...]) -> None:
    """Serve a preview of the site until it is interrupted."""
    from bulletin.website.serve import serve as serve_site

    wanted = wanted_languages(project, languages)
    serve_site(project, host, port, languages=wanted, report=lambda text: click.echo(text, err=True))
