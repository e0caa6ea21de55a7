"""Addresses of pages and files, and the relative way from one to another."""

from __future__ import annotations

from urllib.parse import quote

from bulletin.analysis.tables import TargetFigure
from bulletin.model.keys import ObservationKey
from bulletin.model.places import Place
from bulletin.model.records import EVERYTHING

HOME = "index.md"
ORGANIZATIONS, PERIODS, MEASURES, SOURCES = (
    f"{folder}/index.md" for folder in ("organizations", "periods", "measures", "sources")
)
TARGETS, DECISIONS, METHODS, DOWNLOADS = "targets.md", "decisions.md", "methods.md", "downloads.md"
QUALITY = "quality.md"
FIGURES_CSV = "downloads/figures.csv"
CLAIMS_CSV, CLAIMS_JSON = "downloads/claims.csv", "api/claims.json"
API_SCHEMA = "api/schema.json"

LATEST = "latest"
"""The folder, beside those of the editions, in which the newest one always stands."""
EDITIONS = "editions"
"""The folder of the page that lists all editions, which stands there too."""


def organization_page(organization: str) -> str:
    """The source path of an organization's page."""
    return f"organizations/{organization}.md"


def period_page(slug: str) -> str:
    """The source path of a period's page."""
    return f"periods/{slug}.md"


def measure_page(measure: str) -> str:
    """The source path of a measure's page."""
    return f"measures/{measure}.md"


def source_page(source: str) -> str:
    """The source path of a source's page."""
    return f"sources/{source}.md"


def table_csv(page: str, table: str) -> str:
    """The path of the CSV of a table: ``downloads/tables/organizations-north-by-period.csv``."""
    return f"downloads/tables/{page.removesuffix('.md').replace('/', '-')}-{table}.csv"


def organization_json(organization: str) -> str:
    """The path of an organization's figures for programs."""
    return f"api/organizations/{organization}.json"


def measure_json(measure: str) -> str:
    """The path of a measure's figures for programs."""
    return f"api/measures/{measure}.json"


def claim_anchor(claim: str) -> str:
    """Where a claim stands on the page on the quality of the data."""
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
    """The address of a line of the records on the web; empty where they are not there, or the record in no file."""
    if records_url is None or not place.file:
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
    """The anchor of a target: ``visits-2018_target``; with the year for one of several years.

    No period is called "target", so that no figure has this anchor.
    """
    return f"{target.id}_target_{target.key.period.slug}" if target.yearly else f"{target.id}_target"
