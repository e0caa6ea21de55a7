"""CSV export (RFC 4180): every figure, every claim, and each table of a page.

Files are in UTF-8 with a byte order mark, without which Excel garbles accents. A spreadsheet takes a cell that
begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return for a formula, and may run it (CSV injection). An
apostrophe before such a text, which spreadsheets take for "this is text", disarms it; numbers stay.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import chain, repeat

from bulletin.analysis.claims.verdicts import CheckedClaim, Missing, MissingReason
from bulletin.analysis.figures import Figure, FigureOrigin, Number, TargetFigure, value_as_bound
from bulletin.disclosure.release import Release
from bulletin.localization.messages import _, translate
from bulletin.model.corpus import Catalogue
from bulletin.model.places import NOWHERE
from bulletin.model.records.parts import crossed_categories
from bulletin.model.text import Language
from bulletin.model.values import Absence, Value
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Asset, PageJob, tables_of
from bulletin.rendering.labels import Labels
from bulletin.rendering.links import CLAIMS_CSV, FIGURES_CSV
from bulletin.rendering.localizer import Localizer
from bulletin.rendering.phrases.claims import explanation
from bulletin.rendering.phrases.figures import coverage_text
from bulletin.rendering.text import digits, exact_digits, value_digits
from bulletin.rendering.views import Cell, Link, Table, TableRow

# Translators: head of a CSV column: file and line of the record
_RECORD = _("record")
# Translators: head of a CSV column: letters such as e or p
_FLAG = _("flags")


CODE = "code_"
"""How the names of columns begin that have the codes of organizations; the list of the codes follows."""
DIMENSION = "by_"
"""How the names of columns begin that have the category in one breakdown; the id of the breakdown follows."""
EDITION = "edition"
"""Name of the last column of the files for programs."""
_FORMULA = re.compile(r"\s*[=+\-@\t\r]")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


AUDIENCE = "audience"
"""Name of the first column of the files for programs where they are not for the public."""


def csv_bytes(
    header: Iterable[str],
    rows: Iterable[Iterable[str]],
    version: str = "",
    title: str = EDITION,
    audience: tuple[str, str] | None = None,
) -> bytes:
    """A CSV file.

    :param version: that of the edition, which is in a last column of every row, so that files of several editions
        can be put together; empty for a draft, which has no such column.
    :param title: header of that column.
    :param audience: header and cells of a first column, which says in every row whom it is for; None for the public.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    heads, marks = ((head,) for head in audience) if audience else ((), ())
    writer.writerow(map(_harmless, chain(heads, header, (title,) if version else ())))
    writer.writerows(map(_harmless, chain(marks, row, (version,) if version else ())) for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


@lru_cache(maxsize=100_000)  # the same names and numbers are in many tables
def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


# --- downloads/figures.csv


def figures_csv(release: Release) -> Asset:
    """Every released figure, one a row (tidy data), by ids: the same in every language."""
    columns = figure_columns(release)
    rows = ([cell(figure) for cell in columns.values()] for figure in release.tables.figures)
    return Asset(FIGURES_CSV, csv_bytes(columns, rows, release.version, audience=audience_column(release)))


def audience_column(release: Release) -> tuple[str, str] | None:
    """The header and the cells of the first column of files for programs; None for the public."""
    return None if release.is_public else (AUDIENCE, release.audience)


def figure_columns(release: Release) -> Mapping[str, Callable[[Figure], str]]:
    """The columns in their order: the name of each, and its cell for a figure; of intervals where there are any."""
    catalogue = release.catalogue
    has_intervals = any(figure.interval is not None for figure in release.tables.figures)
    sources, measures = catalogue.sources, catalogue.measures
    localizers = [Localizer(catalogue, language) for language in catalogue.bulletin.languages]
    return {
        "organization": lambda figure: figure.key.organization,
        "measure": lambda figure: figure.key.measure,
        "population": lambda figure: figure.key.population,
        "period": lambda figure: figure.key.period.text,
        "start": lambda figure: figure.key.period.start.isoformat(),
        "end": lambda figure: figure.key.period.end.isoformat(),
        "breakdown": lambda figure: figure.key.breakdown or "",
        "category": lambda figure: figure.key.category or "",
        "value": lambda figure: value_digits(figure.value, measures[figure.key.measure].computed_decimals),
        "qualifier": lambda figure: "incomplete" if figure.is_open else _qualifier(value_as_bound(figure)),
        **(_RATIO_COLUMNS if any(measure.keeps_parts for measure in measures.values()) else {}),
        "unit": lambda figure: measures[figure.key.measure].unit,
        "status": lambda figure: figure.status.value,
        "flag": lambda figure: " ".join([flag.value for flag in figure.flags]),
        "source": lambda figure: " ".join(figure.sources),
        "url": lambda figure: " ".join([url for source in figure.sources if (url := sources[source].url)]),
        "each": lambda figure: "year" if figure.key.annual else "",
        **(_OF_INTERVALS if has_intervals else {}),
        **{f"note_{words.language}": partial(_note, words) for words in localizers},
        **{f"{CODE}{scheme}": partial(_code, catalogue, scheme) for scheme in catalogue.code_lists},
        **dict(_crossed_columns(catalogue, localizers)),
    }


_OF_INTERVALS: Mapping[str, Callable[[Figure], str]] = {
    "value_lower": lambda figure: digits(figure.interval.lower) if figure.interval else "",
    "value_upper": lambda figure: digits(figure.interval.upper) if figure.interval else "",
    "interval_level": lambda figure: digits(figure.interval.level) if figure.interval else "",
}
"""The columns of what is known of how far off estimates may be."""


_RATIO_COLUMNS: Mapping[str, Callable[[Figure], str]] = {
    "ratio_numerator": lambda figure: "" if figure.numerator is None else digits(figure.numerator),
    "ratio_denominator": lambda figure: "" if figure.denominator is None else digits(figure.denominator),
}
"""The columns of a bulletin with rates that are reported, or shares that add up by what they are made of."""


def _crossed_columns(
    catalogue: Catalogue, localizers: Iterable[Localizer]
) -> Iterator[tuple[str, Callable[[Figure], str]]]:
    """A column of each breakdown that is crossed, and what categories are called; none where none is crossed."""
    crossed = dict.fromkeys(name for breakdown in catalogue.breakdowns.values() for name in breakdown.crosses)
    for name in crossed:
        yield f"{DIMENSION}{name}", partial(_category_in, catalogue, name)
    for words in localizers if crossed else ():
        yield f"label_{words.language}", partial(_label, words)


def _label(words: Localizer, figure: Figure) -> str:
    return words.category_of(figure.key)


def _category_in(catalogue: Catalogue, breakdown: str, figure: Figure) -> str:
    """The category of a figure in a breakdown, by itself or crossed with others; empty where it is of none."""
    key = figure.key
    if key.breakdown is None or key.category is None:
        return ""
    dimensions = catalogue.breakdowns[key.breakdown].dimensions
    return dict(zip(dimensions, crossed_categories(key.category), strict=True)).get(breakdown, "")


def _note(words: Localizer, figure: Figure) -> str:
    """The note of the record; behind it, what a stated total lacks, which its other columns do not say."""
    lacks_units = figure.origin is FigureOrigin.REPORTED and figure.coverage is not None
    missing = coverage_text(words, figure) if lacks_units else ""
    return " ".join(filter(None, (figure.note.localized(words.language) if figure.note else "", missing)))


def _code(catalogue: Catalogue, scheme: str, figure: Figure) -> str:
    return catalogue.organizations[figure.key.organization].codes.get(scheme, "")


def _qualifier(value: Value) -> str:
    """How the number bounds the true one, or why there is none."""
    return value.value if isinstance(value, Absence) else value.qualifier.value


# --- downloads/claims.csv


def claims_csv(release: Release, claims: Iterable[CheckedClaim]) -> Asset:
    """Every stated value (claim) with its calculation and verdict, by ids: the same in every language."""
    columns = claim_columns(release.catalogue)
    rows = ([cell(checked) for cell in columns.values()] for checked in claims)
    return Asset(CLAIMS_CSV, csv_bytes(columns, rows, release.version, audience=audience_column(release)))


def claim_columns(catalogue: Catalogue) -> Mapping[str, Callable[[CheckedClaim], str]]:
    """The columns in their order: the name of each, and its cell for a claim."""
    localizers = [Localizer(catalogue, language) for language in catalogue.bulletin.languages]
    return {
        "id": lambda checked: checked.claim.id,
        "source": lambda checked: checked.claim.source,
        "organization": lambda checked: checked.claim.organization,
        "measure": lambda checked: checked.claim.measure,
        "population": lambda checked: checked.claim.population,
        "period": lambda checked: checked.claim.period.text,
        "breakdown": lambda checked: checked.claim.breakdown or "",
        "category": lambda checked: checked.claim.category or "",
        "form": lambda checked: checked.claim.form.value,
        "stated": lambda checked: value_digits(checked.claim.value),
        "qualifier": lambda checked: _qualifier(checked.claim.value),
        "computed": lambda checked: exact_digits(checked.calculation.outcome),
        "verdict": lambda checked: checked.verdict.value,
        "numerator": lambda checked: _named(_numerator(checked)),
        "numerator_value": lambda checked: _operand_value(_numerator(checked)),
        "denominator": lambda checked: _named(_denominator(checked)),
        "denominator_value": lambda checked: _operand_value(_denominator(checked)),
        "base": lambda checked: _named(checked.base),
        "base_value": lambda checked: _operand_value(checked.base),
        "base_for": lambda checked: checked.base_for.value if checked.base_for else "",
        **{f"explanation_{words.language}": partial(explanation, words) for words in localizers},
        "record": lambda checked: checked.claim.place.at_line if checked.claim.place != NOWHERE else "",
    }


def _numerator(checked: CheckedClaim) -> Number | Missing | None:
    return checked.ratio[0] if checked.ratio else None


def _denominator(checked: CheckedClaim) -> Number | Missing | None:
    return checked.ratio[1] if checked.ratio else None


def _operand_value(operand: Number | Missing | None) -> str:
    return "" if operand is None or isinstance(operand, Missing) else value_digits(operand.value)


def _named(operand: Number | Missing | None) -> str:
    """The id of a target; the parts of the key of a figure, whether or not there is such a figure."""
    if operand is None:
        return ""
    if isinstance(operand, TargetFigure):
        return operand.id
    if isinstance(operand, Missing) and operand.reason not in (MissingReason.FIGURE, MissingReason.ABSENT):
        return ""
    key = operand.key
    parts = (key.organization, key.measure, key.population, key.period.text, key.breakdown, key.category)
    return " ".join(part for part in parts if part)


# --- downloads/pages/*.csv

_TABLE = _("Table")


def tables_csv(job: PageJob, page: PageContext) -> Iterator[Asset]:
    """The CSV of the tables of a page, if it has any.

    :param page: the context of any page.
    """
    if tables := tuple(tables_of(job.context)):
        content = tables_bytes(tables, job.language, page.release.version, page.audience.name if page.audience else "")
        yield Asset(links.tables_csv(job.path), content)


def tables_bytes(tables: Iterable[Table], language: Language, version: str = "", audience: str = "") -> bytes:
    """Tables as one CSV: all their rows, with details, records, flags and notes in columns of their own.

    The first column names the table; columns of the same title are one, and empty where a table has none.

    :param version: that of the edition; empty for a draft.
    :param audience: the name of the audience that they are for; empty for the public.
    """
    first = (translate(_TABLE, language), 0)
    found = [
        {first: [table.caption] * len(table.rows), **dict(_numbered(_table_columns(table, language)))}
        for table in tables
    ]
    headings = dict.fromkeys(chain((first,), *found))
    marks = (translate(_("Audience"), language), audience) if audience else None
    rows = (zip(*(columns.get(each, repeat("")) for each in headings), strict=False) for columns in found)  # none ends
    titles, edition = (title for title, _ in headings), translate(_("Edition"), language)
    return csv_bytes(titles, chain.from_iterable(rows), version, edition, marks)


_Heading = tuple[str, int]
"""The title of a column, and how many columns of its table before it have the same one."""


def _numbered(columns: Iterable[tuple[str, list[str]]]) -> Iterator[tuple[_Heading, list[str]]]:
    seen: Counter[str] = Counter()
    for title, cells in columns:
        yield (title, seen[title]), cells
        seen[title] += 1


def _table_columns(table: Table, language: Language) -> Iterator[tuple[str, list[str]]]:
    """The title of each column of the file, and its cells, row by row."""
    for place, column in enumerate(table.columns):
        cells = [row.cells[place] for row in table.rows]
        yield f"{column.title} ({column.unit})" if column.unit else column.title, [_text(cell) for cell in cells]
        details = [cell.detail for cell in cells]
        if any(details):
            detail = column.detail or translate(_("detail"), language)
            yield f"{column.title} ({detail.lower()})", details
        if any(cell.record for cell in cells):
            records = [cell.record.title if cell.record else "" for cell in cells]
            yield f"{column.title} ({translate(_RECORD, language)})", records
        if any(cell.flags or cell.inferred for cell in cells):
            yield f"{column.title} ({translate(_FLAG, language)})", [_flags(cell, language) for cell in cells]
    if table.row_sources:
        yield translate(Labels.source, language), [_text(cell) for cell in table.row_sources]
    if table.notes:
        yield translate(_("Notes"), language), [_notes(table, row) for row in table.rows]


def _text(cell: Cell) -> str:
    if cell.categories:
        return "; ".join(f"{part.name}: {part.text}" for part in cell.categories)
    if cell.number or not cell.links:
        return cell.number or cell.text
    count = len(cell.sources)  # whose titles, which are longer than most rows, are on their own pages
    return "; ".join([*(link.text for link in cell.links[:count]), *map(_link, cell.links[count:])])


def _flags(cell: Cell, language: Language) -> str:
    return " ".join([*cell.flags, *([translate(_("inferred"), language)] if cell.inferred else [])])


def _link(link: Link) -> str:
    return f"{link.text} – {link.title}" if link.title else link.text


def _notes(table: Table, row: TableRow) -> str:
    notes = dict.fromkeys(note for cell in row.cells for note in cell.notes)
    return " ".join(table.notes[note - 1].text for note in notes)
