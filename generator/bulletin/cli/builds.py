"""Commands about sites that are not published: build and preview them, and remove what builds keep."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bulletin.cli.group import main
from bulletin.cli.options import (
    Folder,
    address_option,
    audience_option,
    executor_options,
    language_option,
    languages_option,
    option,
    project_option,
    published_store,
    records_option,
    wanted_audience,
    wanted_languages,
)
from bulletin.cli.shards import PUBLISHED, SITE_DIR, report_warnings
from bulletin.cli.terminal import progressing, say
from bulletin.localization.messages import _

if TYPE_CHECKING:  # a check must not wait for what only a build needs
    from bulletin.website.cluster import Cluster


@main.command(help=_("Build the site of all editions; the last one stays whole if anything is wrong."))
@project_option
@option("--site-dir", type=Folder(), metavar="DIR", help=SITE_DIR)
@option("--markdown", type=Folder(), metavar="DIR", help=_("Instead of the site, write the tree of Markdown here."))
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
@option("--shard", metavar="K/N", help=_("Instead of the site, make shard K of N of its pages into --site-dir."))
@option("--draft", is_flag=True, help=_("A draft of all figures instead of the editions."))
@option("--edition", metavar="ID", help=_("Build this edition only."))
@option("--published", metavar="DIR|BRANCH", help=PUBLISHED)
@address_option
@audience_option
@records_option
@languages_option
def build(**given: Any) -> None:
    """Build the site of all editions or of a draft, a shard of it, or the tree of Markdown."""
    asked = _Given(**given)
    asked.refuse_contradictions()
    if asked.cluster:
        asked.cluster.check()  # before anything is read, which may be in vain
    if asked.shard and asked.site_dir:
        _make_shard(asked, asked.shard, asked.site_dir)
    else:
        _make_site(asked)


@dataclass(frozen=True)
class _Given:
    """The options of a build."""

    project: Path
    site_dir: Path | None
    markdown: Path | None
    no_charts: bool
    jobs: int | None
    no_cache: bool
    cache_size: int | None
    timings: bool
    cluster: Cluster | None
    shard: str | None
    draft: bool
    edition: str | None
    published: str | None
    address: str | None
    audience: str | None
    more: tuple[Path, ...]
    languages: tuple[str, ...]

    def refuse_contradictions(self) -> None:
        """Refuse options of which one has no effect beside another."""
        if self.site_dir and self.markdown:
            raise click.UsageError(say(_("--site-dir / --markdown: choose one.")))
        if (self.edition or self.address or self.published) and (self.draft or self.markdown):
            raise click.UsageError(say(_("--edition, --site-url, --published: for the site of editions only.")))
        if (self.jobs or self.cluster or self.timings) and self.markdown:
            raise click.UsageError(say(_("--jobs, --executor, --timings: not for the tree of Markdown.")))
        if self.jobs and self.cluster:
            raise click.UsageError(say(_("--jobs / --executor: choose one.")))
        if self.shard and (self.cluster or self.markdown or self.timings or not self.site_dir):
            raise click.UsageError(say(_("--shard: with --site-dir, and without --executor, --markdown, --timings.")))


def _make_shard(given: _Given, name: str, directory: Path) -> None:
    from bulletin.cli.build_report import opened_cache
    from bulletin.publishing.shards import Asked, Shard, build_shard
    from bulletin.website.resources import Resources

    project, more, store = given.project, given.more, published_store(given.project, given.published)
    wanted, readers = wanted_languages(project, given.languages), wanted_audience(project, given.audience)
    asked = Asked(wanted, not given.no_charts, given.draft, given.edition, given.address, readers)
    cache = None if given.no_cache else opened_cache(project, given.cache_size)
    shard, resources = Shard.of(name), Resources(given.jobs, cache)
    with progressing(say(_("Building"))):
        warnings = build_shard(project, directory, shard, asked, more=more, published=store, resources=resources)
    report_warnings(warnings, project, more)
    click.echo(directory)


def _make_site(given: _Given) -> None:
    """Build a site, unless it is there and would be the same again; or the tree of Markdown."""
    from bulletin.cli.build_report import opened_cache, report_account
    from bulletin.publishing.build import build_site
    from bulletin.publishing.origin import origin_of
    from bulletin.publishing.record_folders import with_further
    from bulletin.website.build import build_draft_site, write_markdown
    from bulletin.website.configuration import CONFIG, site_dir_of
    from bulletin.website.last_build import LastBuild
    from bulletin.website.resources import Resources

    project, more, store = given.project, given.more, published_store(given.project, given.published)
    asked = {"edition": given.edition, "address": given.address, "audience": given.audience, "published": store}
    about: dict[str, Any] = {name: value for name, value in {**asked, "more": more}.items() if value}
    wanted = wanted_languages(project, given.languages)
    cache = None if given.no_cache or given.markdown else opened_cache(project, given.cache_size)
    target = given.markdown or given.site_dir or site_dir_of(project / CONFIG)
    make = write_markdown if given.markdown else build_draft_site if given.draft else build_site
    with progressing(say(_("Building"))) as progress:
        if not given.markdown:
            about["resources"] = Resources(given.jobs or given.cluster, cache, progress)
        build_it = partial(make, project, target, wanted, charts=not given.no_charts, **about)
        if cache is None or given.published:
            built = build_it()
        else:
            origin = None if given.draft else with_further(origin_of(project), project, more)
            commits = origin and (origin.commit, dict(origin.further_commits))  # which manifests of editions name
            options = not given.no_charts, given.draft, given.edition, given.address, given.audience, commits
            built = LastBuild(cache, project, target, wanted, more, options).unless_unchanged(build_it)
    report_account(built.account, in_full=given.timings)
    report_warnings(built.warnings, project, more)
    click.echo(target)


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
