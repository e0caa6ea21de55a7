"""Commands about what is published: publish editions, verify, scan and rebuild them."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli.group import WRONG_RECORDS, main
from bulletin.cli.options import (
    Folder,
    address_option,
    audience_option,
    canonical_address,
    executor_options,
    language_option,
    option,
    project_option,
    records_option,
)
from bulletin.cli.terminal import output_language, progressing, say
from bulletin.localization.messages import _, n_

if TYPE_CHECKING:  # a check must not wait for what only a build needs
    from bulletin.publishing.leak_scan import Leak
    from bulletin.publishing.publish import Published
    from bulletin.publishing.rebuild import Rebuilt
    from bulletin.publishing.stores import PublicationTarget
    from bulletin.website.cluster import Cluster


_FOLDER = Folder()
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
@option(
    "--moved-from",
    metavar="URL",
    envvar="MOVED_FROM",
    callback=canonical_address,
    help=_("Where the site was published before it moved to this address."),
)
@audience_option
@records_option
@option(
    "--renew-theme",
    metavar="REASON",
    help=_("Give published versions the scripts and styles of today, and record why: a hole was closed, for instance."),
)
@executor_options
@option("--dry-run", is_flag=True, help=_("Do everything but the switch."))
@language_option
def publish(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    editions: tuple[str, ...],
    project: Path,
    folder: Path | None,
    branch: str | None,
    remote: str | None,
    address: str | None,
    moved_from: str | None,
    audience: str | None,
    more: tuple[Path, ...],
    renew_theme: str | None,
    cluster: Cluster | None,
    dry_run: bool,
) -> None:
    """Publish editions into a folder or onto a branch."""
    if renew_theme is not None and not renew_theme.strip():
        raise click.UsageError(say(_("--renew-theme: say why.")))
    from bulletin.publishing.publish import PublishRequest
    from bulletin.publishing.publish import publish as publish_editions

    if cluster:
        cluster.check()
    about = project, editions, address, dry_run, moved_from, audience, more, renew_theme or "", cluster
    request = PublishRequest(*about)
    with _target(project, folder, branch, remote, "--to") as target, progressing(say(_("Publishing"))):
        done = publish_editions(request, target, datetime.now(UTC))
    for step in done.steps:
        click.echo(step.text(output_language(), is_dry_run=dry_run))
    if any(step.is_new for step in done.steps):
        _report_published(done, is_dry_run=dry_run)
    else:
        click.echo(say(_("There is no edition to publish.")), err=True)
    if renew_theme:
        _report_renewed(done.renewed, is_dry_run=dry_run)
    if done.moved_from:
        would_move = _("The site would move away from {old}.")
        moved = _("The site has its new address. Let the host redirect what is below {old} to it.")
        click.echo(say(would_move if dry_run else moved, old=done.moved_from), err=True)
    if dry_run:
        click.echo(say(_("A dry run: nothing was changed.")), err=True)


_HIDDEN = n_(
    "{version}: {count} figure is hidden, and shown as [c]", "{version}: {count} figures are hidden, and shown as [c]"
)
_HIDDEN_FROM_PUBLIC = n_(
    "{version}: {count} figure that the public does not see", "{version}: {count} figures that the public does not see"
)


def _report_renewed(files: tuple[str, ...], *, is_dry_run: bool) -> None:
    from bulletin.model.plain_text import first_lines

    would_be = n_(
        "{count} file of published themes would be replaced:\n{files}",
        "{count} files of published themes would be replaced:\n{files}",
    )
    was = n_(
        "{count} file of published themes was replaced:\n{files}",
        "{count} files of published themes were replaced:\n{files}",
    )
    if files:
        click.echo(say(would_be if is_dry_run else was, count=len(files), files=first_lines(files)))
    else:
        click.echo(say(_("The themes of published versions are those of today already.")), err=True)


def _report_published(done: Published, *, is_dry_run: bool) -> None:
    """Say how much is hidden, and what no page of a public site may: from which commit it was made."""
    hidden = _HIDDEN_FROM_PUBLIC if done.audience else _HIDDEN
    for version, count in done.hidden.items():
        if count:
            click.echo(say(hidden, version=version, count=count), err=True)
    if done.commit and not is_dry_run:
        click.echo(say(_("The records are those of commit {commit}."), commit=done.commit), err=True)


def _target(
    project: Path, folder: Path | None, branch: str | None, remote: str | None, option_name: str
) -> AbstractContextManager[PublicationTarget]:
    from bulletin.publishing.stores import FolderTarget, branch_target

    if (folder is None) == (branch is None) or (remote is not None and branch is None):
        raise click.UsageError(
            say(_("{option} DIR | --branch NAME [--remote NAME|URL]: choose one."), option=option_name)
        )
    if folder is not None:
        return nullcontext(FolderTarget(folder))
    return branch_target(project, branch or "", remote)


@main.command(help=_("Compare every byte of a site, or of an edition's folder, with its manifest."))
@click.argument("directory", metavar="DIR", type=Folder(exists=True))
@project_option
@language_option
def verify(directory: Path, project: Path) -> None:  # noqa: ARG001 - the project says the language
    """Verify the files of a site, or of an edition's folder."""
    from bulletin.model.plain_text import one_line
    from bulletin.publishing.manifest import renewals_of
    from bulletin.publishing.verify import own_files
    from bulletin.publishing.verify import verify as faults_of

    faults = faults_of(directory)
    for fault in faults:
        click.echo(one_line(fault.text(output_language())))
    for renewal in renewals_of(directory):
        renewed = _("Theme renewed on {day} by {program}: {reason}")
        program = f"{renewal.generator.name} {renewal.generator.version}"
        click.echo(one_line(say(renewed, day=renewal.on.isoformat(), program=program, reason=renewal.reason)), err=True)
    if own := own_files(directory):
        others = _("In no manifest, and kept with the site: {files}")
        click.echo(one_line(say(others, files=", ".join(own))), err=True)
    if faults:
        raise click.exceptions.Exit(WRONG_RECORDS)
    click.echo(say(_("Every file is as its manifest says.")), err=True)


@main.command(help=_("Look for what does not belong in a site: withheld records, paths of this machine, odd files."))
@click.argument("directory", metavar="[DIR]", required=False, type=Folder(exists=True))
@project_option
@option("--branch", metavar="NAME", help=_("Instead of a folder, the whole history of a git branch."))
@option("--remote", metavar="NAME|URL", help=_REMOTE)
@audience_option
@records_option
@option("--reveal", is_flag=True, help=_("Say what was found, and of which record; not where others read along."))
@language_option
def scan(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    directory: Path | None,
    project: Path,
    branch: str | None,
    remote: str | None,
    audience: str | None,
    more: tuple[Path, ...],
    reveal: bool,
) -> None:
    """Scan a site, or the history of its branch, for leaks."""
    if (directory is None) == (branch is None) or (remote is not None and branch is None):
        raise click.UsageError(say(_("DIR | --branch NAME [--remote NAME|URL]: choose one.")))
    from bulletin.publishing.leak_scan import LeakScan, confidential_in, files_in, only_forbidden, published_history
    from bulletin.publishing.manifest import readers_of
    from bulletin.reading.files import RECORDS

    if audience is None and directory is not None and (audience := readers_of(directory)):
        readers = _("What is published there is for the audience “{audience}”, so it is looked through for these.")
        click.echo(say(readers, audience=audience), err=True)
    has_records = (project / RECORDS).is_dir()
    if not has_records:
        click.echo(say(_("There are no records here (--project), so their texts are not looked for.")), err=True)
    with progressing(say(_("Scanning"))) as progress:
        searched = LeakScan(confidential_in(project, audience, more) if has_records else only_forbidden(project))
        if directory is not None:
            leaks = tuple(searched.leaks(files_in(directory, progress)))
        else:
            with published_history(project, branch or "", remote) as history:
                leaks = tuple(searched.leaks(history.files(progress)))
    _report_leaks(leaks, searched.too_short, reveal=reveal)


_MOST_LEAKS = 200
"""So many leaks are written out."""


def _report_leaks(leaks: tuple[Leak, ...], too_short: tuple[str, ...], *, reveal: bool) -> None:
    for leak in leaks[:_MOST_LEAKS]:
        click.echo(leak.text(output_language(), reveal=reveal))
    if len(leaks) > _MOST_LEAKS:
        click.echo(f"… +{len(leaks) - _MOST_LEAKS}")
    if too_short:
        short = n_(
            "{count} withheld text or number is too short to be looked for (--reveal says which).",
            "{count} withheld texts and numbers are too short to be looked for (--reveal says which).",
        )
        click.echo(say(short, count=len(too_short)), err=True)
        for secret in too_short if reveal else ():
            click.echo(f"  {secret}", err=True)
    if leaks:
        raise click.exceptions.Exit(WRONG_RECORDS)
    click.echo(say(_("Nothing was found that does not belong there.")), err=True)


@main.command(help=_("Build a published edition again from its commit, and compare."))
@click.argument("edition")
@project_option
@option("--from", "folder", type=_FOLDER, metavar="DIR", help=_SITE)
@option("--branch", metavar="NAME", help=_BRANCH)
@option("--remote", metavar="NAME|URL", help=_REMOTE)
@option("--commit", metavar="COMMIT", help=_("The commit it was published from, where its manifest names none."))
@records_option
@language_option
def rebuild(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    edition: str,
    project: Path,
    folder: Path | None,
    branch: str | None,
    remote: str | None,
    commit: str | None,
    more: tuple[Path, ...],
) -> None:
    """Rebuild a published edition by the generator of its commit, or by the installed one."""
    from bulletin.publishing.rebuild import checked_out

    with (
        _target(project, folder, branch, remote, "--from") as target,
        checked_out(project, edition, target.store, remote or "origin", commit, more) as version,
    ):
        if other := version.other_generator:
            given = {"--project": project, "--from": folder, "--branch": branch, "--remote": remote, "--commit": commit}
            said = {name: str(value) for name, value in given.items() if value not in {None, Path()}}
            again = ["rebuild", edition, *chain.from_iterable(said.items())]
            again += chain.from_iterable(("--records", str(path)) for path in more)
            click.echo(other.text(output_language(), project, again), err=True)
        with progressing(say(_("Rebuilding"))):
            result = version.rebuild()
    _report(result)


def _report(result: Rebuilt) -> None:
    from bulletin.model.plain_text import first_lines

    same = _("{version}: rebuilt from {commit}, same bytes.")
    same_but_tools = _("{version}: rebuilt from {commit}, same bytes but for the tools that manifest.json names.")
    differs = _("{version}: rebuilt from {commit}, differs:\n{files}")
    about = {"version": result.version, "commit": result.commit, "files": first_lines(result.files)}
    click.echo(say(differs if result.files else same_but_tools if result.tools else same, **about))
    if result.tools:
        click.echo(say(_("Tools of other versions:\n{tools}"), tools=first_lines(result.tools)))
    if result.files:
        raise click.exceptions.Exit(WRONG_RECORDS)
