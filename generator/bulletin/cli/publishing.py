"""Commands about what is published: publish, verify, rebuild."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli.errors import WRONG_RECORDS, some_lines
from bulletin.cli.group import main
from bulletin.cli.options import address_option, language_option, message_language, project_option
from bulletin.cli.terminal import progressing
from bulletin.localization.messages import translate

if TYPE_CHECKING:  # the help must not wait for what only publishing needs
    from bulletin.model.text import Language
    from bulletin.publishing.publish import Target
    from bulletin.publishing.rebuild import Rebuilt

_FOLDER = click.Path(file_okay=False, path_type=Path)
_BRANCH = "Nhánh git của trang. · The site's git branch."
_REMOTE = "Kho git của nhánh, tên hoặc địa chỉ; mặc định là kho của dự án. · Repository of the branch, a name or an "


@main.command()
@click.argument("editions", metavar="[EDITION]...", nargs=-1)
@project_option
@click.option("--to", "folder", type=_FOLDER, metavar="DIR", help="Thư mục của trang. · The site's folder.")
@click.option("--branch", metavar="NAME", help=_BRANCH)
@click.option("--remote", metavar="NAME|URL", help=f"{_REMOTE}address; by default the project's own.")
@address_option
@click.option("--dry-run", is_flag=True, help="Làm tất cả trừ việc thay trang. · Do everything but the switch.")
@language_option
def publish(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    editions: tuple[str, ...],
    project: Path,
    folder: Path | None,
    branch: str | None,
    remote: str | None,
    address: str | None,
    dry_run: bool,
    language: str | None,
) -> None:
    """Phát hành các số đến hạn, hoặc các số được nêu · Publish editions: those named, else all that are due."""
    from bulletin.publishing.publish import Order
    from bulletin.publishing.publish import publish as publish_editions
    from bulletin.publishing.words import PLANS, STEPS, Results

    talk = message_language(project, language)
    order = Order(project, editions, address, dry_run)
    where, today = _target(project, folder, branch, remote, "--to"), datetime.now().astimezone().date()
    with where as target, progressing("Phát hành · Publishing"):
        steps = publish_editions(order, target, today)
    words = PLANS if dry_run else STEPS
    for step in steps:
        click.echo(translate(words[step.kind], talk, version=step.version, day=step.day))
    if not any(step.comes_out for step in steps):
        click.echo(translate(Results.nothing, talk), err=True)
    if dry_run:
        click.echo(translate(Results.dry_run, talk), err=True)


def _target(
    project: Path, folder: Path | None, branch: str | None, remote: str | None, option: str
) -> AbstractContextManager[Target]:
    from bulletin.publishing.targets import branch_target, folder_target

    if (folder is None) == (branch is None) or (remote is not None and branch is None):
        raise click.UsageError(f"{option} DIR | --branch NAME [--remote NAME|URL]: chọn một. · Choose one.")
    if folder is not None:
        return folder_target(folder)
    return branch_target(project, branch or "", remote)


@main.command()
@click.argument("directory", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@project_option
@language_option
def verify(directory: Path, project: Path, language: str | None) -> None:
    """Đối chiếu từng byte với bản kê · Hold every byte of a site, or of an edition's folder, against its manifest."""
    from bulletin.model.plain_text import one_line
    from bulletin.publishing.verify import verify as faults_of
    from bulletin.publishing.words import FAULTS, Results

    talk = message_language(project, language)
    faults = faults_of(directory)
    for fault in faults:
        click.echo(one_line(translate(FAULTS[fault.kind], talk, path=fault.path, told=fault.told)))
    if faults:
        raise click.exceptions.Exit(WRONG_RECORDS)
    click.echo(translate(Results.whole, talk), err=True)


@main.command()
@click.argument("edition")
@project_option
@click.option("--from", "folder", type=_FOLDER, metavar="DIR", help="Thư mục của trang. · The site's folder.")
@click.option("--branch", metavar="NAME", help=_BRANCH)
@click.option("--remote", metavar="NAME|URL", help=f"{_REMOTE}address; by default the project's own.")
@language_option
def rebuild(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    edition: str, project: Path, folder: Path | None, branch: str | None, remote: str | None, language: str | None
) -> None:
    """Dựng lại số đã phát hành và so từng byte · Build a published edition again from its commit, and compare."""
    from bulletin.publishing.rebuild import rebuild as rebuilt

    talk = message_language(project, language)
    where = _target(project, folder, branch, remote, "--from")
    with where as target, progressing("Dựng lại · Rebuilding"):
        result = rebuilt(project, edition, target.store, remote or "origin")
    _tell(result, talk)


def _tell(result: Rebuilt, talk: Language) -> None:
    from bulletin.publishing.words import Results

    if not result.files:
        click.echo(translate(Results.rebuilt, talk, version=result.version, commit=result.commit))
        return
    files = some_lines(result.files)
    click.echo(translate(Results.differs, talk, version=result.version, commit=result.commit, files=files))
    if result.tools:
        click.echo(translate(Results.tools, talk, tools=some_lines(result.tools)))
    raise click.exceptions.Exit(WRONG_RECORDS)
