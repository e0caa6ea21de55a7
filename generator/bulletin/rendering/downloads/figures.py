"""``downloads/figures.csv``: every released figure, one a row, in tidy form."""

from __future__ import annotations

from collections.abc import Iterable

from bulletin.analysis.tables import Figure
from bulletin.disclosure.release import Release
from bulletin.model.text import Language
from bulletin.model.values import Absence, Qualifier
from bulletin.rendering.downloads.spreadsheets import EDITION, csv_bytes, with_edition
from bulletin.rendering.files import Asset
from bulletin.rendering.links import FIGURES_CSV
from bulletin.rendering.text.number_formats import machine_text

_COLUMNS = (
    "organization",
    "measure",
    "population",
    "period",
    "start",
    "end",
    "breakdown",
    "category",
    "value",
    "qualifier",
    "unit",
    "status",
    "flag",
    "source",
    "url",
    "each",
)


def figure_columns(languages: Iterable[Language]) -> tuple[str, ...]:
    """The names of the columns, which hold the note in each language."""
    return (*_COLUMNS, *(f"note_{language}" for language in languages))


def figures_csv(release: Release) -> Asset:
    """The tidy table of every released figure, by ids, the same in every language."""
    rows = (_row(release, figure) for figure in release.tables.figures)
    columns = figure_columns(release.catalogue.bulletin.languages)
    return Asset(FIGURES_CSV, csv_bytes(*with_edition(EDITION, release.version, columns, rows)))


def _row(release: Release, figure: Figure) -> tuple[str, ...]:
    key, value = figure.key, figure.value
    sources = [release.catalogue.sources[source] for source in figure.sources]
    return (
        key.organization,
        key.measure,
        key.population,
        key.period.text,
        key.period.start.isoformat(),
        key.period.end.isoformat(),
        key.breakdown or "",
        key.category or "",
        machine_text(value),
        _qualifier(figure),
        release.catalogue.measures[key.measure].unit,
        figure.status.value,
        " ".join(flag.value for flag in figure.flags),
        " ".join(figure.sources),
        " ".join(source.url for source in sources if source.url),
        "year" if key.annual else "",
        *(figure.note.localized(language) if figure.note else "" for language in release.catalogue.bulletin.languages),
    )


def _qualifier(figure: Figure) -> str:
    """How the number bounds the true one, or why there is none; a partial total is at least so much."""
    if isinstance(figure.value, Absence):
        return figure.value.value
    return (figure.value.qualifier if figure.is_complete else Qualifier.AT_LEAST).value
