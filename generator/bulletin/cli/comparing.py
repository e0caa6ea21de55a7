"""Commands that compare: two editions, two revisions, two folders of records."""

from __future__ import annotations

from pathlib import Path

import click

from bulletin.cli.group import main
from bulletin.cli.options import language_option, message_language, project_option


@main.command()
@click.argument("old")
@click.argument("new")
@project_option
@click.option(
    "--format",
    "style",
    type=click.Choice(("text", "markdown", "json")),
    default="text",
    help="text: cho người đọc; markdown: cho bình luận; json: cho chương trình. · For people, comments, programs.",
)
@language_option
def diff(old: str, new: str, project: Path, style: str, language: str | None) -> None:
    """So sánh hai số bản tin, hai phiên bản hay hai thư mục · Compare editions, revisions or folders, with reasons.

    OLD, NEW: 2023-Q1, HEAD~1, v1:2023-Q1, ../other
    """
    from bulletin.publishing.changes.diff import Diff, DiffFormat
    from bulletin.publishing.changes.sides import Sides

    sides = Sides(project)
    found = Diff.of((old, sides.release_of(old)), (new, sides.release_of(new)))
    click.echo(found.written(DiffFormat(style), message_language(project, language)))
