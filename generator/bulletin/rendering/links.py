"""Addresses of pages and files, and links between them as seen from a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import quote

from bulletin.analysis.figures import Figure, Number, TargetFigure
from bulletin.localization.messages import Message, _
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import Period
from bulletin.model.places import Place
from bulletin.model.records import EVERYTHING
from bulletin.model.text import Text
from bulletin.rendering.localizer import Localizer
from bulletin.rendering.views import Link

HOME = "index.md"
ORGANIZATIONS, PERIODS, MEASURES, SOURCES = (
    f"{folder}/index.md" for folder in ("organizations", "periods", "measures", "sources")
)
RANKINGS, COMPARISONS, BOARD = (f"{folder}/index.md" for folder in ("rankings", "comparisons", "target-board"))
TARGETS, DECISIONS, METHODS, DOWNLOADS = "targets.md", "decisions.md", "methods.md", "downloads.md"
CHANGES, QUALITY, POLICIES = "changes.md", "quality.md", "policies.md"
DISCLOSURE, DISCLOSURE_CSV = "disclosure.md", "downloads/disclosure.csv"
FIGURES_CSV = "downloads/figures.csv"
CLAIMS_CSV, CLAIMS_JSON = "downloads/claims.csv", "api/claims.json"
API_SCHEMA = "api/schema.json"
CITATION_BIB, CSV_METADATA = "downloads/citation.bib", "downloads/csv-metadata.json"

_DOWNLOADS, _SAVED = "downloads/", (".csv", ".bib", ".svg")

LATEST = "latest"
"""The folder, beside those of the editions, in which the newest one always is."""
EDITIONS = "editions"
"""The folder of the page that lists all editions, which is there too."""


def organization_page(organization: str) -> str:
    """The source path of an organization's page."""
    return f"organizations/{organization}.md"


def period_page(slug: str) -> str:
    """The source path of a period's page."""
    return f"periods/{slug}.md"


def measure_page(measure: str) -> str:
    """The source path of a measure's page."""
    return f"measures/{measure}.md"


def ranking_page(measure: str) -> str:
    """The source path of the page that ranks organizations by their figures of a measure."""
    return f"rankings/{measure}.md"


def comparison_page(parent: str) -> str:
    """The source path of the page that compares the units directly below an organization."""
    return f"comparisons/{parent}.md"


def board_page(parent: str) -> str:
    """The source path of the part of the target board that has the units directly below an organization."""
    return f"target-board/{parent}.md"


def source_page(source: str) -> str:
    """The source path of a source's page."""
    return f"sources/{source}.md"


def part_page(page: str, table: str, number: int) -> str:
    """The source path of the page of some rows of a table: ``measures/visits_history_1.md``.

    It lies as deep as the page of the table, so that the links of rows lead from both to the same places. No id has
    underscores, so that no other page has this path.
    """
    return f"{page.removesuffix('.md').removesuffix('/index')}_{table}_{number}.md"


def is_part_page(page: str) -> bool:
    """Whether a page of records is that of some rows of a table; pages written by hand may have underscores."""
    return "_" in page


def tables_csv(page: str) -> str:
    """The path of the CSV of the tables of a page: ``downloads/pages/organizations-north.csv``."""
    return f"downloads/pages/{page.removesuffix('.md').replace('/', '-')}.csv"


def chart_file(page: str, table: str) -> str:
    """The path of the chart beside a table: ``downloads/charts/organizations-north-by-period.svg``."""
    return f"downloads/charts/{page.removesuffix('.md').replace('/', '-')}-{table}.svg"


def download(path: str, prefix: str) -> str:
    """The path of a file whose name begins so if it is one that people save: ``downloads/internal-figures.csv``.

    Other paths stay as they are.
    """
    folder, _separator, name = path.rpartition("/")
    is_saved = path.startswith(_DOWNLOADS) and path.endswith(_SAVED)
    return f"{folder}/{prefix}{name}" if is_saved else path


def organization_json(organization: str) -> str:
    """The path of an organization's figures for programs."""
    return f"api/organizations/{organization}.json"


def measure_json(measure: str) -> str:
    """The path of a measure's figures for programs."""
    return f"api/measures/{measure}.json"


def claim_anchor(claim: str) -> str:
    """Where a claim is on the page on the quality of the data."""
    return f"claim-{claim}"


def served(path: str) -> str:
    """Where a page or file is found on the site: a page in a folder of its own, an index in that of its folder."""
    if not path.endswith(".md"):
        return path
    folder = path.removesuffix(".md")
    return "" if folder == "index" else f"{folder.removesuffix('/index')}/"


def upwards(page: str) -> str:
    """The way from a page up to the first page: ``../../``."""
    return "../" * served(page).count("/")


def relative(page: str, target: str, anchor: str = "") -> str:
    """The address of ``target`` as seen from ``page``, both given by source path.

    It goes up to the first page and down from there, so that it only depends on how deep ``page`` lies.
    """
    way = f"{upwards(page)}{served(target)}" or "./"
    return f"{way}#{anchor}" if anchor else way


def record(records_url: str | None, place: Place) -> str:
    """The address of a line of the records on the web; empty where they are not there, or the record in no file.

    Records in other folders than that of the project are elsewhere.
    """
    if records_url is None or not place.file.startswith("records/"):
        return ""
    return f"{records_url.rstrip('/')}/{quote(place.file)}#L{place.line}"


# --- anchors of the canonical rows of figures and targets, which have their provenance


def figure_anchor(key: ObservationKey) -> str:
    """The anchor of a figure: ``visits_2018_students_age_child``.

    Ids have single hyphens only, and no name in them is empty: underscores and double hyphens separate the parts.
    Measure and period come first; then the population, unless it is everybody, and the breakdown with its category: so
    that three names have a population, four a breakdown, five both. The period says that a value holds for each year.
    """
    names = [key.measure, f"{key.period.slug}--each" if key.annual else key.period.slug]
    if key.population != EVERYTHING:
        names.append(key.population)
    if key.breakdown is not None and key.category is not None:
        names += key.breakdown, key.category
    return "_".join(names)


def target_anchor(target: TargetFigure) -> str:
    """The anchor of a target: ``visits-2018_target``; with the period for one of several years, and for a milestone.

    No period is called "target", so that no figure has this anchor.
    """
    is_one_of_several = target.yearly or target.is_milestone
    return f"{target.id}_target_{target.key.period.slug}" if is_one_of_several else f"{target.id}_target"


# --- links as seen from a page


@dataclass(frozen=True, eq=False)
class PageLinks:
    """Links as they are seen from a page."""

    words: Localizer
    path: str = HOME
    """Source path of the page."""
    names_records: bool = True
    """Whether readers may know the files and lines of records that are not on the web."""
    file_prefix: str = ""
    """What the names of downloads begin with; see :func:`download`."""
    _links: dict[tuple[str, str], Link] = field(default_factory=dict, repr=False, kw_only=True)
    """Links to pages that thousands of rows link to, by where they are seen from; shared by all pages."""
    _anchors: dict[int, tuple[Figure, str]] = field(default_factory=dict, repr=False, kw_only=True)
    """Anchors of figures by their identity, with the figure, so that no other takes its identity."""

    def at(self, path: str) -> PageLinks:
        """The links as they are seen from another page."""
        return replace(self, path=path)

    @cached_property
    def upwards(self) -> str:
        """The way up to the first page, which is all that links from two pages to a third differ in."""
        return upwards(self.path)

    def href(self, path: str, anchor: str = "") -> str:
        """The relative address of a page or file."""
        return relative(self.path, download(path, self.file_prefix), anchor)

    def to(self, path: str, label: Message) -> Link:
        """A link to a page of the bulletin's own."""
        return Link(self.words.say(label), self.href(path))

    def to_organization(self, organization: str) -> Link:
        """A link to an organization's page."""
        return self._once(organization_page(organization), lambda: self.words.organization(organization))

    def to_measure(self, measure: str) -> Link:
        """A link to a measure's page."""
        return self._once(measure_page(measure), lambda: self.words.measure(measure))

    def to_period(self, period: Period) -> Link:
        """A link to a period's page."""
        return self._once(period_page(period.slug), lambda: self.words.period(period))

    def to_source(self, source: str) -> Link:
        """A link to a source's page by its short name: publisher and date."""
        title = self.words.catalogue.sources[source].title
        return self._once(source_page(source), lambda: self.words.source(source), title)

    def to_source_in_full(self, source: str) -> Link:
        """A link to a source's page by its short name and its title."""
        return Link(self.words.source_in_full(source), self.to_source(source).href)

    def to_decision(self, decision: str) -> Link:
        """A link to a decision, by its number where it has one."""
        record = self.words.catalogue.decisions[decision]
        title = self.words.text(record.title) if record.number else ""
        return Link(self.words.decision_number(decision), self.href(DECISIONS, decision), title)

    def to_figure(self, figure: Figure, text: str, title: str = "") -> Link:
        """A link to the canonical row of a figure, which has its provenance."""
        page = self.to_organization(figure.key.organization).href
        return Link(text, f"{page}#{self.anchor(figure)}", title)

    def anchor(self, figure: Figure) -> str:
        """The anchor of a figure's canonical row on its organization's page."""
        place = id(figure)
        if place not in self._anchors:
            self._anchors[place] = figure, figure_anchor(figure.key)
        return self._anchors[place][1]

    def to_target(self, target: TargetFigure, text: str, title: str = "") -> Link:
        """A link to the canonical row of a target, which has its provenance."""
        page = self.to_organization(target.key.organization).href
        return Link(text, f"{page}#{target_anchor(target)}", title)

    def to_row(self, number: Number, text: str, title: str = "") -> Link:
        """A link to the canonical row of a figure or a target."""
        if isinstance(number, TargetFigure):
            return self.to_target(number, text, title)
        return self.to_figure(number, text, title)

    def to_record(self, place: Place) -> Link | None:
        """A link to a line of the records, where they are on the web; else its name, for readers who may know it."""
        address = record(self.words.catalogue.bulletin.records_url, place)
        if address:
            return Link(self.words.say(_("record")), address, place.at_line)
        name = f"{place.file.removeprefix('records/')}:{place.line}"
        return Link(name, "", place.at_line) if self.names_records and place.file else None

    def _once(self, path: str, text: Callable[[], str], title: Text | None = None) -> Link:
        """The link to a page, made once for all pages that see it from the same depth."""
        place = self.upwards, path
        if place not in self._links:
            self._links[place] = Link(text(), self.href(path), self.words.text(title) if title else "")
        return self._links[place]
