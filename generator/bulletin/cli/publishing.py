"""Commands about what is published: publish, verify, rebuild."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli.errors import WRONG_RECORDS, some_lines
from bulletin.cli.group import main
from bulletin.cli.language import option, say
from bulletin.cli.options import address_option, language_option, project_option
from bulletin.cli.terminal import progressing
from bulletin.localization.messages import _

if TYPE_CHECKING:  # the help must not wait for what only publishing needs
    from bulletin.publishing.publish import Target
    from bulletin.publishing.rebuild import Rebuilt

_FOLDER = click.Path(file_okay=False, path_type=Path)
_SITE = _("The site's folder.")
_BRANCH = _("The site's git branch.")
_REMOTE = _("Repository of the branch, a name or an address; by default the project's own.")


@main.command(help=_("Publish editions: those named, else all that are due."))
@click.argument("editions", metavar="[EDITION]...", nargs=-1)
@project_option
@option("--to", "folder", type=_FOLDER, metavar="DIR", help=_SITE)
@option("--branch", metavar="NAME", help=_BRANCH)
@option("--remote", metavar="NAME|URL", help=_REMOTE)
@address_option
@option("--dry-run", is_flag=True, help=_("Do everything but the switch."))
@language_option
def publish(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    editions: tuple[str, ...],
    project: Path,
    folder: Path | None,
    branch: str | None,
    remote: str | None,
    address: str | None,
    dry_run: bool,
) -> None:
    """Publish editions into a folder or onto a branch."""
    from bulletin.publishing.publish import Order
    from bulletin.publishing.publish import publish as publish_editions
    from bulletin.publishing.words import PLANS, STEPS, Results

    order = Order(project, editions, address, dry_run)
    where, today = _target(project, folder, branch, remote, "--to"), datetime.now().astimezone().date()
    with where as target, progressing(say(_("Publishing"))):
        steps = publish_editions(order, target, today)
    words = PLANS if dry_run else STEPS
    for step in steps:
        click.echo(say(words[step.kind], version=step.version, day=step.day))
    if not any(step.comes_out for step in steps):
        click.echo(say(Results.nothing), err=True)
    if dry_run:
        click.echo(say(Results.dry_run), err=True)


def _target(
    project: Path, folder: Path | None, branch: str | None, remote: str | None, name: str
) -> AbstractContextManager[Target]:
    from bulletin.publishing.targets import branch_target, folder_target

    if (folder is None) == (branch is None) or (remote is not None and branch is None):
        raise click.UsageError(say(_("{option} DIR | --branch NAME [--remote NAME|URL]: choose one."), option=name))
    if folder is not None:
        return folder_target(folder)
    return branch_target(project, branch or "", remote)


@main.command(help=_("Compare every byte of a site, or of an edition's folder, with its manifest."))
@click.argument("directory", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@project_option
@language_option
def verify(directory: Path, project: Path) -> None:  # noqa: ARG001 - the project says the language
    """Verify the files of a site, or of an edition's folder."""
    from bulletin.model.plain_text import one_line
    from bulletin.publishing.verify import verify as faults_of
    from bulletin.publishing.words import FAULTS, Results

    faults = faults_of(directory)
    for fault in faults:
        click.echo(one_line(say(FAULTS[fault.kind], path=fault.path, told=fault.told)))
    if faults:
        raise click.exceptions.Exit(WRONG_RECORDS)
    click.echo(say(Results.whole), err=True)


@main.command(help=_("Build a published edition again from its commit, and compare."))
@click.argument("edition")
@project_option
@option("--from", "folder", type=_FOLDER, metavar="DIR", help=_SITE)
@option("--branch", metavar="NAME", help=_BRANCH)
@option("--remote", metavar="NAME|URL", help=_REMOTE)
@language_option
def rebuild(edition: str, project: Path, folder: Path | None, branch: str | None, remote: str | None) -> None:
    """Rebuild a published edition by the generator of its commit."""
    from bulletin.publishing.rebuild import rebuild as rebuilt

    where = _target(project, folder, branch, remote, "--from")
    with where as target, progressing(say(_("Rebuilding"))):
        result = rebuilt(project, edition, target.store, remote or "origin")
    _tell(result)


def _tell(result: Rebuilt) -> None:
    from bulletin.publishing.words import Results

    if not result.files:
        click.echo(say(Results.rebuilt, version=result.version, commit=result.commit))
        return
    files = some_lines(result.files)
    click.echo(say(Results.differs, version=result.version, commit=result.commit, files=files))
    if result.tools:
        click.echo(say(Results.tools, tools=some_lines(result.tools)))
    raise click.exceptions.Exit(WRONG_RECORDS)
