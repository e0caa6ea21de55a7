"""A release → all files of the site in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from bulletin.disclosure.release import Release
from bulletin.localization.messages import _
from bulletin.model.text import Language
from bulletin.rendering import links
from bulletin.rendering.context import PageContext, Thing
from bulletin.rendering.export.api import Answers
from bulletin.rendering.export.bibtex import bibtex
from bulletin.rendering.export.chart_files import chart_files
from bulletin.rendering.export.csv_files import claims_csv, figures_csv, tables_csv
from bulletin.rendering.export.csv_metadata import csv_metadata
from bulletin.rendering.export.disclosure_csv import disclosure_csv
from bulletin.rendering.files import Asset, PageJob, Redirect, SiteFile, render_page, tables_of
from bulletin.rendering.links import organization_page
from bulletin.rendering.pages.comparisons import comparison_jobs
from bulletin.rendering.pages.front import front_job
from bulletin.rendering.pages.measure import measure_job
from bulletin.rendering.pages.organization import organization_job
from bulletin.rendering.pages.period import period_job
from bulletin.rendering.pages.rankings import ranking_jobs
from bulletin.rendering.pages.sources import source_job
from bulletin.rendering.pages.table_part import part_jobs
from bulletin.rendering.pages.target_board import board_jobs
from bulletin.rendering.phrases.citations import citing
from bulletin.rendering.sections import LISTS, SECTIONS, questions, section_links
from bulletin.rendering.views import Link


@dataclass(frozen=True)
class Step:
    """Makes some of the files of a site."""

    name: str
    """The same for the same files, whatever other steps there are."""
    make: Callable[[], Iterator[SiteFile]]
    weight: int = 1
    """About how long it takes, in figures: those that it shows."""


def render(release: Release, language: Language, *, charts: bool = True, address: str = "") -> Iterator[SiteFile]:
    """Every page and asset of the site in one language, in an order that depends on the records only.

    :param charts: False leaves the charts out; the tables next to them stay.
    :param address: where the site of all editions is published, with a slash at its end; empty for a draft.
    """
    for step in steps(PageContext.of(release, language, charts=charts, address=address)):
        yield from step.make()


def steps(page: PageContext) -> tuple[Step, ...]:
    """What a site is made in: the files of one step after the other, each of which can be taken by itself.

    The first makes the front page, the last ones the downloads of everything.

    :param page: the context of any page.
    """
    cited = citing(page)
    everything = 1 + len(page.tables.figures)
    answers = Answers(page.release, page.checked)
    return (
        *(Step(part.name, partial(_rendered, page, part, cited), 1 + part.figures) for part in _parts(page, answers)),
        Step("redirects", partial(redirects, page)),
        Step("downloads", lambda: _named(page, _downloads(page)), everything),
        Step("api", answers.others),
    )


def steps_at(steps: Iterable[Step], address: str) -> tuple[Step, ...]:
    """Those of some steps that make the page at an address below the site, as far as their names say.

    :param address: ``organizations/north/``, and of a part of a table ``organizations/north_history_2/``.
    """
    page, _underscore, _part = address.rstrip("/").partition("_")
    return tuple(step for step in steps if _may_make(step.name, page))


def _may_make(name: str, page: str) -> bool:
    """Whether the step of a page, or of all pages in a folder, has a page."""
    place = links.served(name).rstrip("/")
    return page == place or (place == name and page.startswith(f"{name}/"))


def _rendered(page: PageContext, part: _Part, cited: Callable[[PageJob], PageJob]) -> Iterator[SiteFile]:
    """Some pages with what belongs to each: the parts of its tables, their CSV, its charts."""
    for job in part.jobs():
        ready = cited(replace(job, words=page.words.replaced, download=_download(page.at(job.path), job)))
        yield render_page(ready)
        yield from map(render_page, part_jobs(page.at(job.path), ready))
        yield from _named(page, tables_csv(ready, page))
        yield from _named(page, chart_files(ready, page))
    if part.answer is not None:
        yield part.answer()


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
    for part in _parts(page, Answers(page.release, page.checked)):
        yield from part.jobs()


class _Part(NamedTuple):
    """Pages that are made together."""

    name: str
    jobs: Callable[[], Iterable[PageJob]]
    figures: int
    """About how many are on them."""
    answer: Callable[[], Asset] | None = None
    """Makes the answer for programs about the same thing."""


def _parts(page: PageContext, answers: Answers) -> Iterator[_Part]:
    """All pages, one by one as far as possible: the front page, the lists, the pages of single things."""
    catalogue, tables = page.catalogue, page.tables
    everything = len(tables.figures)

    def single(
        path: str,
        make: Callable[[PageContext, Thing], PageJob],
        thing: Thing,
        figures: int,
        answer: Callable[[], Asset] | None = None,
    ) -> _Part:
        return _Part(path, lambda: (make(page, thing),), figures, answer)

    yield _Part(links.HOME, lambda: (front_job(page, section_links(page), questions(page)),), everything)
    growing = {path for path, section in SECTIONS.items() if section.grows}
    for path in sorted(LISTS, key=lambda path: "/" not in path):  # the order of pages is part of the bytes of a site
        yield _Part(path, partial(_list, page, path), everything if path in growing else 0)
    for each in catalogue.organizations:
        figures = tables.by_organization.get(each, ())
        answer = partial(answers.of_organization, each)
        yield single(links.organization_page(each), organization_job, each, len(figures), answer)
    for each in catalogue.measures:
        figures, answer = tables.by_measure.get(each, ()), partial(answers.of_measure, each)
        yield single(links.measure_page(each), measure_job, each, len(figures), answer)
    yield _Part("rankings", partial(ranking_jobs, page), everything)
    yield _Part("comparisons", partial(comparison_jobs, page), everything)
    yield _Part("target-board", partial(board_jobs, page), len(tables.targets))
    for each in catalogue.sources:
        yield single(links.source_page(each), source_job, each, len(tables.by_source.get(each, ())))
    for period in tables.periods.values():
        figures = tables.by_period.get(period.text, ())
        yield single(links.period_page(period.slug), period_job, period, len(figures))


def _list(page: PageContext, path: str) -> Iterator[PageJob]:
    if job := LISTS[path](page):
        yield job
