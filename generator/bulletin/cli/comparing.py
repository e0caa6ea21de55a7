"""Commands that compare: two editions, two revisions, two folders of records."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli.colours import paint
from bulletin.cli.ending import WRONG_RECORDS, fail
from bulletin.cli.group import main
from bulletin.cli.options import language_option, project_option, talk_in

if TYPE_CHECKING:  # the help must not wait for what only a comparison needs
    from bulletin.publishing.changes.sides import SideError


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
    from bulletin.problems.report import Format, report
    from bulletin.publishing.changes.diff import Diff, DiffFormat
    from bulletin.publishing.changes.sides import SideError, SideRecordsError, Sides

    talk, sides = talk_in(project, language), Sides(project)
    try:
        found = Diff.of((old, sides.release_of(old)), (new, sides.release_of(new)))
    except SideError as error:
        raise click.UsageError(_unknown(error)) from None
    except SideRecordsError as error:
        problems = report(error.problems, Format.TEXT, talk, paint(sys.stderr))
        fail(f"{error.given}:\n{problems}", WRONG_RECORDS)
    click.echo(found.written(DiffFormat(style), talk))


def _unknown(error: SideError) -> str:
    """That there is no such side, and what there is."""
    said = f"Không có số bản tin, phiên bản git hay thư mục records “{error.given}”. "
    said += f"· “{error.given}” is no edition, git revision or folder of records."
    if error.version_of:
        return _version(error.given, error.version_of)
    if error.meant:
        return f"{said} Có phải “{error.meant}”? · Did you mean “{error.meant}”?"
    known = ", ".join(error.known)
    return f"{said} Các số bản tin: {known}. · Editions: {known}." if known else said


def _version(given: str, edition: str) -> str:
    """That published versions are not compared, but the records that they came from."""
    said = f"“{given}” là một bản đã công bố và nằm ở trang đã công bố; bulletin diff so sánh bản ghi. Nay: {edition}; "
    said += f"trước đính chính: COMMIT:{edition}, với COMMIT lấy từ manifest.json của bản ấy. "
    said += f"· “{given}” is a published version and stands in the published site; bulletin diff compares records. "
    said += f"As of now: {edition}; before a correction: COMMIT:{edition}, "
    return f"{said}with the commit in that version's manifest.json."
