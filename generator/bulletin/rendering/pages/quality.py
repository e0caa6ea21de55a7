"""The page on the quality of the data: claims (stated figures), coverage, additivity checks and outliers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isfinite

from bulletin.analysis.additivity import sums
from bulletin.analysis.claims.verdicts import Verdict
from bulletin.analysis.outliers import (
    CONSISTENCY,
    FACTOR,
    FEWEST,
    LATEST,
    LEAST_COUNT,
    SCORE,
    Beside,
    Examination,
    Outlier,
    examined,
)
from bulletin.analysis.tables import Tables
from bulletin.localization.formats import decimal_text
from bulletin.localization.messages import Message, _, n_
from bulletin.rendering import columns, links
from bulletin.rendering.context import PageContext, memoized
from bulletin.rendering.figure_cells import count_cell
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import VERDICT_MEANINGS, VERDICTS, Labels
from bulletin.rendering.markup import prose
from bulletin.rendering.pages.additivity import additivity_intro, additivity_tables
from bulletin.rendering.pages.claim_tables import explained_table
from bulletin.rendering.pages.coverage import coverage_intro, coverage_tables, not_reported_table
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.text import digits, exact_digits, fraction_text
from bulletin.rendering.views import Cell, Link, Priority, Table

_CLAIMS_INTRO = n_(
    "Sources state {count} percentage, multiple, difference or total that can be compared with other figures: "
    "{disagreeing} disagree, {another} agree on another base only, and {open} cannot be computed.",
    "Sources state {count} percentages, multiples, differences and totals that can be compared with other figures: "
    "{disagreeing} disagree, {another} agree on another base only, and {open} cannot be computed.",
)
_QUALITY_INTRO = _(
    "This page compares what sources state with what other figures give, and shows who has reported what, whether "
    "sums add up, and which values are out of the ordinary."
)


_IN_ORDER = (
    Verdict.DISAGREES,
    Verdict.ANOTHER_BASE,
    Verdict.CANNOT_BE_COMPUTED,
    Verdict.AGREES_COARSER,
    Verdict.AGREES,
    Verdict.CIRCULAR,
)
"""What a reader should know of comes first."""
BESIDES = {
    Beside.OWN_PAST: n_("{count} earlier period of its own", "{count} earlier periods of its own"),
    Beside.PEERS: n_("{count} unit of its kind", "{count} units of its kind"),
}
"""What a value was compared with."""
_OUTLIERS_REACH = n_(
    "{compared} of {count} value that may be looked at was compared; the rest has too few comparators, or is small.",
    "{compared} of {count} values that may be looked at were compared; the rest have too few comparators, or are "
    "small.",
)
_OUTLIERS_UNKNOWN = _(
    "Nothing can be said yet of values out of the ordinary: of {count} that may be looked at, none has enough "
    "comparators to be compared."
)
_OUTLIERS = n_(
    "{count} of them is far from what its unit reported before, or from what units of its kind report.",
    "{count} of them are far from what their units reported before, or from what units of their kind report.",
)
_OUTLIERS_NONE = _("None of them is far from what its unit reported before, or from what units of its kind report.")


@dataclass(frozen=True)
class QualityContext(Context):
    """What is known of how far the figures can be trusted."""

    template = "quality"

    intro: str
    """What the page is about."""
    claims_intro: str
    """How many claims there are, how many contradict the figures and how many are open; empty without claims."""
    verdicts: Table | None
    """How many claims have which verdict, and what each verdict means; None without claims."""
    claims: tuple[Table, ...]
    """The claims of each verdict, with their arithmetic and an explanation."""
    downloads: tuple[Link, ...]
    """The claims and their verdicts as files."""
    coverage_intro: tuple[str, ...]
    """Paragraphs on the reporting calendar, or that there is none."""
    not_reported: Table | None
    """Who has not reported for which period; None where nobody is missing."""
    coverage: tuple[Table, ...]
    """A matrix for each entry of the reporting calendar."""
    additivity_intro: str
    """How many sums were compared with their totals."""
    additivity: tuple[Table, ...]
    """How many of which sort agree, and those that differ."""
    outliers_intro: str
    """How many values were compared with others, and how many of them are out of the ordinary."""
    outliers: tuple[Table, ...]
    """How many values were compared, and those out of the ordinary, where there are any."""


def has_findings(page: PageContext) -> bool:
    """Whether there is anything on the page: claims, a reporting calendar, sums or values that were compared."""
    if page.catalogue.bulletin.calendar or page.checked.claims:
        return True
    return any(True for _ in sums(page.catalogue, page.tables)) or _examined(page, page.tables).compared > 0


@memoized
def _examined(page: PageContext, tables: Tables) -> Examination:
    return examined(page.catalogue, tables)


def quality_job(page: PageContext) -> PageJob | None:
    """The page on the quality of the data; None where there is nothing on it."""
    page = page.at(links.QUALITY)
    if not has_findings(page):
        return None
    intro = page.words.say(_QUALITY_INTRO)
    checked, unusual = tuple(sums(page.catalogue, page.tables)), _examined(page, page.tables)
    return PageJob(
        path=page.path,
        title=page.words.say(Labels.quality),
        description=intro,
        trail=(),
        context=QualityContext(
            intro=intro,
            claims_intro=_claims_intro(page),
            verdicts=verdicts_table(page, Counter(each.verdict for each in page.checked.claims), _IN_ORDER),
            claims=tuple(_claims_tables(page)),
            downloads=(
                page.links.to(links.CLAIMS_CSV, _("Stated figures and verdicts (CSV)")),
                page.links.to(links.CLAIMS_JSON, _("Stated figures and verdicts (JSON)")),
            ),
            coverage_intro=coverage_intro(page),
            not_reported=not_reported_table(page),
            coverage=coverage_tables(page),
            additivity_intro=additivity_intro(page, checked),
            additivity=additivity_tables(page, checked),
            outliers_intro=outliers_intro(page, unusual),
            outliers=outliers_tables(page, unusual),
        ),
        language=page.language,
    )


def _claims_intro(page: PageContext) -> str:
    counts = Counter(each.verdict for each in page.checked.claims)
    if not counts:
        return ""
    return page.words.say(
        _CLAIMS_INTRO,
        count=counts.total(),
        disagreeing=page.words.count(counts[Verdict.DISAGREES]),
        another=page.words.count(counts[Verdict.ANOTHER_BASE]),
        open=page.words.count(counts[Verdict.CANNOT_BE_COMPUTED]),
    )


def _claims_tables(page: PageContext) -> Iterator[Table]:
    for verdict in _IN_ORDER:
        claims = (each for each in page.checked.claims if each.verdict is verdict)
        table = explained_table(page, f"claims-{verdict.value}", verdict_title(page, verdict), claims)
        if table is not None:
            yield table


# --- verdicts on claims


def verdicts_table(page: PageContext, counts: Mapping[Verdict, int], order: Iterable[Verdict]) -> Table | None:
    """The number of claims by verdict, and what each verdict means; None without claims."""
    table = TableBuilder(page, "verdicts", page.words.say(_("Stated figures by verdict")))
    name, total = Cell(page.words.say(Labels.whole)), count_cell(page, sum(counts.values()))
    shown: tuple[Column[Verdict], ...] = (
        columns.text(table, Labels.verdict, lambda row: verdict_title(page, row)).with_totals([name]),
        columns.count(table, Labels.count, lambda row: counts.get(row, 0)).with_totals([total]),
        columns.text(table, Labels.meaning, lambda row: page.words.say(VERDICT_MEANINGS[row]), wide=True),
    )
    return table.build(shown, order) if any(counts.values()) else None


def verdict_title(page: PageContext, verdict: Verdict) -> str:
    """A verdict as a heading."""
    words = page.words.say(VERDICTS[verdict])
    return page.words.capitalized(words)


# --- outliers

_SCORE_DECIMALS = 1
_BEYOND = "∞"


def outliers_intro(page: PageContext, found: Examination) -> str:
    """How many values were compared of how many, and how many of those are outliers."""
    count, compared = _outlying(found), page.words.count(found.compared)
    if not found.compared:
        return page.words.say(_OUTLIERS_UNKNOWN, count=page.words.count(found.eligible))
    reach = page.words.say(_OUTLIERS_REACH, count=found.eligible, compared=compared)
    if not count:
        return f"{reach} {page.words.say(_OUTLIERS_NONE)}"
    return f"{reach} {page.words.say(_OUTLIERS, count=count)}"


def _outlying(found: Examination) -> int:
    return len({outlier.figure.key for outlier in found.outliers})


def outliers_rule(page: PageContext) -> str:
    """The rule by which outliers are found, with its thresholds."""
    thresholds = {"factor": FACTOR, "latest": LATEST, "fewest": FEWEST, "least": LEAST_COUNT}
    details = {name: page.words.count(number) for name, number in thresholds.items()}
    scores = {"score": SCORE, "consistency": CONSISTENCY}
    details |= {name: decimal_text(Decimal(str(number)), page.language) for name, number in scores.items()}
    return prose("methods", page.language)["outliers"].format_map(details)


def outliers_tables(page: PageContext, found: Examination) -> tuple[Table, ...]:
    """How many values were compared, and the outliers, where there are any."""
    tables = (_reach_table(page, found), _outliers_table(page, found.outliers))
    return tuple(table for table in tables if table is not None)


def _reach_table(page: PageContext, found: Examination) -> Table | None:
    table = TableBuilder(page, "outliers-reach", page.words.say(_("Values looked at")))
    counts = (
        (_("That may be looked at"), found.eligible),
        (_("With enough comparators"), found.compared),
        (_("Out of the ordinary"), _outlying(found)),
    )
    shown: tuple[Column[tuple[Message, int]], ...] = (
        columns.text(table, _("Values"), lambda row: page.words.say(row[0])),
        columns.count(table, Labels.count, lambda row: row[1]),
    )
    return table.build(shown, counts)


def _outliers_table(page: PageContext, found: Iterable[Outlier]) -> Table | None:
    table = TableBuilder(page, "outliers", page.words.say(_("Values out of the ordinary")))
    shown: tuple[Column[Outlier] | None, ...] = (
        columns.organization(table, lambda row: row.figure.key),
        columns.measure(table, lambda row: row.figure.key),
        columns.plain_period(table, lambda row: row.figure.key.period),
        columns.column(table, Labels.value, lambda row: _outlying_value(table, row), numeric=True),
        columns.text(table, _("Compared with"), lambda row: _beside(page, row)).of(Priority.CONTEXT),
        columns.column(table, _("Median"), lambda row: _rounded(page, row.distance.median), numeric=True).of(
            Priority.COMPARISON
        ),
        columns.column(table, _("Times the median"), lambda row: _ratio(page, row), numeric=True).of(
            Priority.COMPARISON
        ),
        columns.column(table, _("Robust z-score"), lambda row: _score(page, row), numeric=True).of(Priority.CONTEXT),
        columns.unit(table, lambda row: page.words.unit_of(row.figure.key.measure)),
        columns.sources(table, lambda row: row.figure.sources),
    )
    return table.build(shown, found, subject=lambda row: row.figure.key)


def _beside(page: PageContext, outlier: Outlier) -> str:
    count = outlier.comparators
    return page.words.say(BESIDES[outlier.beside], count=count)


def _ratio(page: PageContext, outlier: Outlier) -> Cell:
    return _rounded(page, outlier.distance.ratio, outlier.distance.decimals)


def _score(page: PageContext, outlier: Outlier) -> Cell:
    score = outlier.distance.score
    return _rounded(page, Fraction(score), _SCORE_DECIMALS) if isfinite(score) else Cell(_BEYOND)


def _rounded(page: PageContext, number: Fraction, decimals: int = 2) -> Cell:
    return Cell(fraction_text(number, page.language, decimals), number=digits(number, decimals))


def _outlying_value(table: TableBuilder, outlier: Outlier) -> Cell:
    """The value, with the acknowledged reason, or that there is none."""
    page, figure = table.page, outlier.figure
    reasons = [page.words.text(reason) for code, reason in figure.acknowledged if code == outlier.beside.remark]
    text = page.words.value(figure.value, figure.key.measure)
    return Cell(
        text,
        (page.links.to_figure(figure, text),),
        number=exact_digits(figure.value),
        flags=table.flags(figure.flags),
        detail="" if reasons else page.words.say(_("no explanation yet")),
        notes=tuple(map(table.note, reasons)),
    )
