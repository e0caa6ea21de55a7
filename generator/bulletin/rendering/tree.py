"""A release → all files of the site in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from bulletin.disclosure.release import Release
from bulletin.localization.messages import _
from bulletin.model.text import Language
from bulletin.rendering import links
from bulletin.rendering.context import PageContext, Thing
from bulletin.rendering.export.api import api_files
from bulletin.rendering.export.bibtex import bibtex
from bulletin.rendering.export.chart_files import chart_files
from bulletin.rendering.export.csv_files import claims_csv, figures_csv, tables_csv
from bulletin.rendering.export.csv_metadata import csv_metadata
from bulletin.rendering.export.disclosure_csv import disclosure_csv
from bulletin.rendering.files import Asset, Page, PageJob, Redirect, SiteFile, render_page, tables_of
from bulletin.rendering.links import organization_page
from bulletin.rendering.pages.audit import audit_job
from bulletin.rendering.pages.changes_since import changes_job
from bulletin.rendering.pages.comparisons import comparison_jobs, comparisons_job
from bulletin.rendering.pages.downloads import downloads_job
from bulletin.rendering.pages.front import front_job
from bulletin.rendering.pages.indexes import measures_job, organizations_job, periods_job, sources_job
from bulletin.rendering.pages.measure import measure_job
from bulletin.rendering.pages.methods import methods_job
from bulletin.rendering.pages.organization import organization_job
from bulletin.rendering.pages.period import period_job
from bulletin.rendering.pages.policies import policies_job
from bulletin.rendering.pages.quality import quality_job
from bulletin.rendering.pages.rankings import ranking_jobs, rankings_job
from bulletin.rendering.pages.sources import decisions_job, source_job
from bulletin.rendering.pages.table_part import part_jobs
from bulletin.rendering.pages.target_board import board_job, board_jobs
from bulletin.rendering.pages.targets import targets_job
from bulletin.rendering.phrases.citations import citing
from bulletin.rendering.views import Fact, Link

SECTIONS: Mapping[str, Callable[[PageContext], PageJob | None]] = {
    links.ORGANIZATIONS: organizations_job,
    links.PERIODS: periods_job,
    links.MEASURES: measures_job,
    links.TARGETS: targets_job,
    links.DECISIONS: decisions_job,
    links.SOURCES: sources_job,
    links.CHANGES: changes_job,
    links.QUALITY: quality_job,
    links.DISCLOSURE: audit_job,
    links.METHODS: methods_job,
    links.POLICIES: policies_job,
    links.DOWNLOADS: downloads_job,
}
"""The pages that readers find from everywhere, by source path, in the order of the navigation; None without content."""
QUESTIONS: Mapping[str, Callable[[PageContext], PageJob | None]] = {
    links.RANKINGS: rankings_job,
    links.BOARD: board_job,
    links.COMPARISONS: comparisons_job,
}
"""The lists of pages that answer a question; readers find them from the front page, and from what they are about."""


Step = Callable[[], Iterator[SiteFile]]
"""Makes some of the files of a site."""


def render(
    release: Release,
    language: Language,
    *,
    charts: bool = True,
    address: str = "",
    make: Callable[[PageJob], Page] = render_page,
) -> Iterator[SiteFile]:
    """Every page and asset of the site in one language, in an order that depends on the records only.

    :param charts: False leaves the charts out; the tables next to them stay.
    :param address: where the site of all editions is published, with a slash at its end; empty for a draft.
    :param make: makes a page; the same as :func:`render_page`, but perhaps from memory.
    """
    for step in steps(PageContext.of(release, language, charts=charts, address=address), make):
        yield from step()


def steps(page: PageContext, make: Callable[[PageJob], Page] = render_page) -> tuple[Step, ...]:
    """What a site is made in: the files of one step after the other, each of which can be taken by itself.

    The first makes the lists of everything, the last ones the downloads of everything.

    :param page: the context of any page.
    :param make: makes a page.
    """
    cited = citing(page)
    return (
        *(partial(_rendered, page, jobs, cited, make) for jobs in _page_jobs(page)),
        partial(redirects, page),
        lambda: _named(page, _downloads(page)),
        lambda: api_files(page.release, page.checked.claims),
    )


def _rendered(
    page: PageContext,
    jobs: Callable[[], Iterable[PageJob]],
    cited: Callable[[PageJob], PageJob],
    make: Callable[[PageJob], Page],
) -> Iterator[SiteFile]:
    """Some pages with what belongs to each: the parts of its tables, their CSV, its charts."""
    for job in jobs():
        ready = cited(replace(job, words=page.words.replaced, download=_download(page.at(job.path), job)))
        yield make(ready)
        yield from map(make, part_jobs(page.at(job.path), ready))
        yield from _named(page, tables_csv(ready, page))
        yield from _named(page, chart_files(ready, page))


def _download(page: PageContext, job: PageJob) -> Link | None:
    """The CSV of the tables of a page, unless it has none."""
    if not any(True for _table in tables_of(job.context)):
        return None
    return page.links.to(links.tables_csv(job.path), _("Download the tables of this page (CSV)"))


def _downloads(page: PageContext) -> Iterator[Asset]:
    yield figures_csv(page.release)
    yield claims_csv(page.release, page.checked.claims)
    yield from disclosure_csv(page.release)
    yield from bibtex(page)
    yield csv_metadata(page)


def _named(page: PageContext, files: Iterable[Asset]) -> Iterator[Asset]:
    """Files that people save, whose names say whom they are for."""
    for file in files:
        yield replace(file, path=links.download(file.path, page.links.file_prefix))


def redirects(page: PageContext) -> Iterator[Redirect]:
    """From the pages of ids that organizations had before to those that they have now."""
    for organization in page.catalogue.organizations.values():
        name = page.words.organization(organization.id)
        for former in organization.former_ids:
            path, to = organization_page(former), organization_page(organization.id)
            yield Redirect(path, to, name, page.words.say(_("This page has moved")), page.language)


def page_jobs(page: PageContext) -> Iterator[PageJob]:
    """Every page of the site, not yet rendered: the front page, lists, the other pages, and those of single things."""
    for jobs in _page_jobs(page):
        yield from jobs()


def _page_jobs(page: PageContext) -> Iterator[Callable[[], Iterable[PageJob]]]:
    """What makes the same: the lists together, the pages of single things one by one as far as possible."""
    catalogue = page.catalogue
    yield partial(_lists, page)
    yield from (partial(_only, organization_job, page, each) for each in catalogue.organizations)
    yield from (partial(_only, measure_job, page, each) for each in catalogue.measures)
    yield from (partial(jobs, page) for jobs in (ranking_jobs, comparison_jobs, board_jobs))
    yield from (partial(_only, source_job, page, each) for each in catalogue.sources)
    yield from (partial(_only, period_job, page, each) for each in page.tables.periods.values())


def _lists(page: PageContext) -> Iterator[PageJob]:
    """The front page, and the pages of everything."""
    sections = [job for make in SECTIONS.values() if (job := make(page))]
    questions = [job for make in QUESTIONS.values() if (job := make(page))]
    asked = tuple(Fact("", job.description, (_way(page, job),)) for job in questions)
    yield front_job(page, tuple(_way(page, section) for section in sections), asked)
    yield from sorted((*sections, *questions), key=lambda section: "/" not in section.path)


def _only(make: Callable[[PageContext, Thing], PageJob], page: PageContext, thing: Thing) -> tuple[PageJob]:
    return (make(page, thing),)


def _way(page: PageContext, job: PageJob) -> Link:
    return Link(job.title, page.links.href(job.path))
