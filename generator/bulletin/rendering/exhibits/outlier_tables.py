"""Values that are hard to believe, with what they were compared with and the reason why they stand."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import isfinite

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
)
from bulletin.localization.formats import decimal_text
from bulletin.problems import kinds
from bulletin.rendering.exhibits.drafts import TableDraft, linked, number_of, period_cell
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.messages import BESIDES, Labels, Message, Methods, Quality
from bulletin.rendering.text.number_formats import fraction_text, machine_fraction
from bulletin.rendering.views import Cell, Column, Table

_ACKNOWLEDGED = {Beside.OWN_PAST: kinds.VALUE_UNLIKE_OWN_PAST.code, Beside.PEERS: kinds.VALUE_UNLIKE_PEERS.code}
"""Under which code a record says why its value stands all the same."""
_SCORE_DECIMALS = 1
_BEYOND = "∞"


def outliers_intro(scope: Scope, found: Examination) -> str:
    """How many values were compared of how many, and how many of those are out of the ordinary."""
    eligible, count = scope.count(found.eligible), len({one.figure.key for one in found.outliers})
    if not found.compared:
        return scope.say(Quality.outliers_unknown, count=eligible)
    compared = scope.count(found.compared)
    reach = Quality.outliers_reach.in_(scope.language, found.eligible, count=eligible, compared=compared)
    if not count:
        return f"{reach} {scope.say(Quality.outliers_none)}"
    return f"{reach} {Quality.outliers.in_(scope.language, count, count=scope.count(count))}"


def outliers_rule(scope: Scope) -> str:
    """By which rule they are found."""
    thresholds = {"factor": FACTOR, "latest": LATEST, "fewest": FEWEST, "least": LEAST_COUNT}
    details = {name: scope.count(number) for name, number in thresholds.items()}
    scores = {"score": SCORE, "consistency": CONSISTENCY}
    details |= {name: decimal_text(Decimal(str(number)), scope.language) for name, number in scores.items()}
    return scope.say(Quality.outliers_rule, **details)


def outliers_tables(scope: Scope, found: Examination) -> tuple[Table, ...]:
    """How many values were looked at, and those out of the ordinary, where there are any."""
    tables = (_reach_table(scope, found), _outliers_table(scope, found.outliers))
    return tuple(table for table in tables if table is not None)


def _reach_table(scope: Scope, found: Examination) -> Table | None:
    draft = TableDraft(scope, "outliers-reach", scope.say(Quality.examined), (Quality.looked_at, Labels.count))
    unusual = len({one.figure.key for one in found.outliers})
    counts = {Quality.eligible: found.eligible, Quality.compared: found.compared, Quality.unusual: unusual}
    for title, count in counts.items():
        draft.add(Cell(scope.say(title)), Cell(scope.count(count), number=str(count)))
    return draft.finish()


def _outliers_table(scope: Scope, found: Iterable[Outlier]) -> Table | None:
    """One a row."""
    columns: list[Message | Column] = [
        *(Labels.organization, Labels.measure, Labels.period, Labels.value),
        Column(scope.say(Quality.beside)),
        *(Column(scope.say(title), numeric=True) for title in (Quality.median, Quality.ratio, Quality.score)),
        *(Labels.unit, Labels.source),
    ]
    draft = TableDraft(scope, "outliers", scope.say(Methods.outliers_title), columns)
    for one in found:
        draft.add(*_row(scope, draft, one))
    return draft.finish()


def _row(scope: Scope, draft: TableDraft, one: Outlier) -> list[Cell]:
    key, distance = one.figure.key, one.distance
    return [
        linked(scope.to_organization(key.organization)),
        linked(scope.to_measure(key.measure), detail=scope.narrowed(key.population)),
        period_cell(scope, key.period),
        _value(scope, draft, one),
        Cell(BESIDES[one.beside].in_(scope.language, one.comparators, count=scope.count(one.comparators))),
        _number(scope, distance.median),
        _number(scope, distance.ratio),
        _number(scope, Fraction(distance.score) if isfinite(distance.score) else None, _SCORE_DECIMALS),
        Cell(scope.unit(key.measure)),
        draft.sources(one.figure.sources),
    ]


def _number(scope: Scope, number: Fraction | None, decimals: int = 2) -> Cell:
    if number is None:
        return Cell(_BEYOND)
    return Cell(fraction_text(number, scope.language, decimals), number=machine_fraction(number, decimals))


def _value(scope: Scope, draft: TableDraft, one: Outlier) -> Cell:
    """The value, with the reason that its record gives, or a word on there being none."""
    figure = one.figure
    reasons = [scope.text(reason) for code, reason in figure.acknowledged if code == _ACKNOWLEDGED[one.beside]]
    text = scope.value(figure.value, figure.key.measure)
    return Cell(
        text,
        (scope.to_figure(figure, text),),
        number=number_of(figure.value),
        flags=draft.flags(figure.flags),
        detail="" if reasons else scope.say(Quality.unexplained),
        notes=tuple(map(draft.note, reasons)),
    )
