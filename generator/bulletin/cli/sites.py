"""Commands that make a site: build it, or show it while records are edited."""

from __future__ import annotations

from pathlib import Path

import click

from bulletin.cli.group import main
from bulletin.cli.options import address_option, languages_option, project_option, wanted_languages
from bulletin.cli.terminal import progressing


@main.command()
@project_option
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Thư mục của trang; mặc định là site/ trong thư mục dự án. · Where the site goes; by default site/.",
)
@click.option(
    "--markdown",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Thay vì trang, viết cây Markdown vào đây. · Instead of the site, write the tree of Markdown here.",
)
@click.option("--no-charts", is_flag=True, help="Không vẽ biểu đồ, nhanh hơn. · Draw no charts, which is quicker.")
@click.option(
    "--draft",
    is_flag=True,
    help="Một bản nháp với mọi số liệu, thay vì các số bản tin. · A draft of all figures instead of the editions.",
)
@click.option("--edition", metavar="ID", help="Chỉ dựng số này. · Build this edition only.")
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
    """Dựng trang của mọi số · Build the site of all editions; the last one stays whole if anything is wrong."""
    if site_dir and markdown:
        raise click.UsageError("--site-dir / --markdown: chọn một. · Choose one.")
    about = {name: value for name, value in (("edition", edition), ("address", address)) if value}
    if about and (draft or markdown):
        raise click.UsageError("--edition, --address: chỉ cho trang của các số. · For the site of editions only.")
    from bulletin.publishing.building import build_series
    from bulletin.website.build import build as build_draft
    from bulletin.website.tree import write_markdown

    wanted, target = wanted_languages(project, languages), markdown or site_dir or project / "site"
    make = write_markdown if markdown else build_draft if draft else build_series
    with progressing("Dựng trang · Building"):
        warnings = make(project, target, wanted, charts=not no_charts, **about)
    if warnings:
        number = len(warnings)
        click.echo(f"Bản ghi có {number} lưu ý · Warnings about the records: {number} (bulletin check)", err=True)
    click.echo(target)


@main.command()
@project_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ để nghe. · Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Cổng. · Port.")
@languages_option
def serve(project: Path, host: str, port: int, languages: tuple[str, ...]) -> None:
    """Xem trang trong khi sửa bản ghi · Show the site and follow the records as they are edited."""
    from bulletin.website.serve import serve as serve_site

    wanted = wanted_languages(project, languages)
    serve_site(project, host, port, languages=wanted, report=lambda text: click.echo(text, err=True))
