"""Commands about sites: build and preview them; publish editions, verify and rebuild what is published."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bulletin.cli.group import WRONG_RECORDS, main
from bulletin.cli.options import (
    Folder,
    address_option,
    audience_option,
    canonical_address,
    executor_options,
    language_option,
    languages_option,
    option,
    project_option,
    published_store,
    records_option,
    wanted_languages,
)
from bulletin.cli.shards import PUBLISHED, SITE_DIR, make_part, report_warnings
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


@main.command(help=_("Build the site of all editions; the last one stays whole if anything is wrong."))
@project_option
@option(
    "--site-dir",
    type=_FOLDER,
    metavar="DIR",
    help=SITE_DIR,
)
@option(
    "--markdown",
    type=_FOLDER,
    metavar="DIR",
    help=_("Instead of the site, write the tree of Markdown here."),
)
@option("--no-charts", is_flag=True, help=_("Draw no charts, which is quicker."))
@option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help=_(
        "How many processes make pages, one at least for each language; by default, as many as there are processors."
    ),
)
@option("--no-cache", is_flag=True, help=_("Use nothing that earlier builds made, and keep nothing."))
@option(
    "--cache-size",
    type=click.IntRange(min=0),
    metavar="MB",
    help=_("Megabytes that the cache may have after the build; by default 2,000."),
)
@option("--timings", is_flag=True, help=_("Say how long each stage took, and what the cache had."))
@executor_options
@option("--shard", metavar="K/N", help=_("Instead of the site, make the K-th of N parts of its pages into --site-dir."))
@option("--draft", is_flag=True, help=_("A draft of all figures instead of the editions."))
@option("--edition", metavar="ID", help=_("Build this edition only."))
@option(
    "--published",
    metavar="DIR|BRANCH",
    help=PUBLISHED,
)
@address_option
@audience_option
@records_option
@languages_option
def build(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    project: Path,
    site_dir: Path | None,
    markdown: Path | None,
    no_charts: bool,
    jobs: int | None,
    no_cache: bool,
    cache_size: int | None,
    timings: bool,
    executor: str | None,
    tls_ca_file: Path | None,
    tls_cert: Path | None,
    tls_key: Path | None,
    shard: str | None,
    draft: bool,
    edition: str | None,
    published: str | None,
    address: str | None,
    audience: str | None,
    more: tuple[Path, ...],
    languages: tuple[str, ...],
) -> None:
    """Build the site of all editions or of a draft, or the tree of Markdown."""
    if site_dir and markdown:
        raise click.UsageError(say(_("--site-dir / --markdown: choose one.")))
    if (edition or address or published) and (draft or markdown):
        raise click.UsageError(say(_("--edition, --site-url, --published: for the site of editions only.")))
    if (jobs or executor or timings) and markdown:
        raise click.UsageError(say(_("--jobs, --executor, --timings: not for the tree of Markdown.")))
    if jobs and executor:
        raise click.UsageError(say(_("--jobs / --executor: choose one.")))
    if shard and (executor or markdown or timings or not site_dir):
        raise click.UsageError(say(_("--shard: with --site-dir, and without --executor, --markdown, --timings.")))
    cluster = _checked_cluster(executor, tls_ca_file, tls_cert, tls_key)
    store = published_store(project, published) if published else None
    asked = {
        "edition": edition,
        "address": address,
        "audience": audience,
        "more": more,
        "published": store,
    }
    about: dict[str, Any] = {name: value for name, value in asked.items() if value}
    from bulletin.cli.build_report import opened_cache, report_account
    from bulletin.publishing.build import build_site
    from bulletin.publishing.origin import origin_of
    from bulletin.publishing.record_folders import with_further
    from bulletin.website.build import build_draft_site, write_markdown
    from bulletin.website.configuration import CONFIG, site_dir_of
    from bulletin.website.last_build import LastBuild
    from bulletin.website.resources import Resources

    wanted = wanted_languages(project, languages)
    if shard and site_dir:
        from bulletin.publishing.shards import Asked

        part = Asked(wanted, not no_charts, draft, edition, address, audience)
        cache = None if no_cache else opened_cache(project, cache_size)
        make_part(project, site_dir, shard, part, more, store, Resources(jobs, cache))
        return
    target = markdown or site_dir or site_dir_of(project / CONFIG)
    make = write_markdown if markdown else build_draft_site if draft else build_site
    cache = None if no_cache or markdown else opened_cache(project, cache_size)
    with progressing(say(_("Building"))) as progress:
        if not markdown:
            about["resources"] = Resources(jobs or cluster, cache, progress)
        build = partial(make, project, target, wanted, charts=not no_charts, **about)
        if cache is None or published:
            built = build()
        else:
            origin = None if draft else with_further(origin_of(project), project, more)
            commits = origin and (origin.commit, dict(origin.further_commits))
            given = not no_charts, draft, edition, address, audience, commits
            built = LastBuild(cache, project, target, wanted, more, given).unless_unchanged(build)
    report_account(built.account, in_full=timings)
    report_warnings(built.warnings)
    click.echo(target)


def _checked_cluster(executor: str | None, *tls: Path | None) -> Cluster | None:
    """The cluster of an address, before anything is read that may be in vain."""
    if executor is None:
        if any(tls):
            raise click.UsageError(say(_("--tls-ca-file, --tls-cert, --tls-key: for --executor tls://HOST:PORT only.")))
        return None
    from bulletin.website.cluster import Cluster

    cluster = Cluster.at(executor, *tls)
    cluster.check()
    return cluster


@main.command(help=_("Remove what builds have kept to be faster next time."))
@project_option
@language_option
def clean(project: Path) -> None:
    """Remove the cache of a project."""
    from bulletin.website.build_cache import FOLDER, BuildCache

    BuildCache(project / FOLDER).remove()


@main.command(help=_("Show the site and follow the records as they are edited."))
@project_option
@option("--host", default="127.0.0.1", show_default=True, help=_("Address to listen on."))
@option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help=_("Port."))
@audience_option
@records_option
@languages_option
def serve(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    project: Path, host: str, port: int, audience: str | None, more: tuple[Path, ...], languages: tuple[str, ...]
) -> None:
    """Serve a preview of the site until it is interrupted."""
    from bulletin.website.serve import serve as serve_site

    wanted = wanted_languages(project, languages)
    report = partial(click.echo, err=True)
    serve_site(project, host, port, languages=wanted, report=report, audience=audience, more=more)


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
    executor: str | None,
    tls_ca_file: Path | None,
    tls_cert: Path | None,
    tls_key: Path | None,
    dry_run: bool,
) -> None:
    """Publish editions into a folder or onto a branch."""
    if renew_theme is not None and not renew_theme.strip():
        raise click.UsageError(say(_("--renew-theme: say why.")))
    from bulletin.publishing.publish import PublishRequest
    from bulletin.publishing.publish import publish as publish_editions

    cluster = _checked_cluster(executor, tls_ca_file, tls_cert, tls_key)
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
