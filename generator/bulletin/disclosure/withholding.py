"""What else must go when some figures are hidden: all that was computed from them, and what was said about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bulletin.analysis.tables import Figure, Flag, Origin, Tables, TargetFigure
from bulletin.model.keys import ObservationKey
from bulletin.model.places import Place
from bulletin.model.values import Absence, Value


@dataclass(frozen=True)
class Hidden:
    """What a policy hides."""

    figures: frozenset[ObservationKey]
    targets: frozenset[int]
    """Positions among the targets, which need not have keys of their own."""


def hidden_by(tables: Tables, shown: Tables) -> Hidden:
    """What is hidden in ``shown``, which a policy made of ``tables``.

    :raises ValueError: when the two differ in more than values that were suppressed.
    """
    if shown is tables:
        return Hidden(frozenset(), frozenset())
    if [f.key for f in tables.figures] != [f.key for f in shown.figures]:
        raise ValueError("a policy may not add, drop or reorder figures")
    if [(t.id, t.key) for t in tables.targets] != [(t.id, t.key) for t in shown.targets]:
        raise ValueError("a policy may not add, drop or reorder targets")
    figures = zip(tables.figures, shown.figures, strict=True)
    targets = enumerate(zip(tables.targets, shown.targets, strict=True))
    return Hidden(
        frozenset(before.key for before, after in figures if _is_hidden(before.value, after.value)),
        frozenset(position for position, (before, after) in targets if _is_hidden(before.value, after.value)),
    )


def _is_hidden(before: Value, after: Value) -> bool:
    if after == before:
        return False
    if after is not Absence.SUPPRESSED:
        raise ValueError("a policy may not alter values but by suppressing them")
    return True


def without(tables: Tables, hidden: Hidden) -> Tables:
    """The tables without the values that are hidden, nor any that was computed from one of them, however indirectly.

    Nor do they hold what was reported of a figure before its own record suppressed it, nor the words of a record about
    all of its figures where one of them is hidden: "359 and 3,022 are exactly 3,381".

    Where nothing is hidden, these are the very same tables, with the indexes that they have already computed.
    """
    if not (hidden.figures or hidden.targets or any(map(_has_suppressed_past, tables.figures))):
        return tables
    keys = _with_consequences(tables.figures, hidden.figures) if hidden.figures else frozenset[ObservationKey]()
    places = frozenset(_records_of(tables.figures, keys))
    silenced = _silenced(tables.figures, places) if places else tables.figures
    targets = enumerate(tables.targets)
    return Tables(
        tuple(_withheld(figure) if figure.key in keys else _unremembered(figure) for figure in silenced),
        tuple(_withheld_target(t) if position in hidden.targets else t for position, t in targets),
    )


def _records_of(figures: Iterable[Figure], hidden: frozenset[ObservationKey]) -> Iterator[Place]:
    """The records that state one of the hidden figures, or stated one that a later record suppresses."""
    for figure in figures:
        if figure.key in hidden and figure.origin is Origin.REPORTED:
            yield figure.place
        if figure.key in hidden or figure.value is Absence.SUPPRESSED:
            yield from (before.place for before in figure.earlier)


def _silenced(figures: Iterable[Figure], places: frozenset[Place]) -> Iterator[Figure]:
    """The figures without the words of these records, which are about all figures of a record at once.

    A total says of each of its parts why it cannot be compared.
    """
    figures = tuple(figures)
    totals = _with_consequences(figures, (f.key for f in figures if f.origin is Origin.REPORTED and f.place in places))
    for figure in figures:
        earlier = tuple(_wordless(before) if before.place in places else before for before in figure.earlier)
        tells = figure.place in places if figure.origin is Origin.REPORTED else figure.key in totals
        yield replace(_wordless(figure) if tells else figure, earlier=earlier)


def _with_consequences(figures: Iterable[Figure], first: Iterable[ObservationKey]) -> frozenset[ObservationKey]:
    """These figures and all that have one of them as a part, directly or through other totals."""
    made_from: defaultdict[ObservationKey, list[ObservationKey]] = defaultdict(list)
    for figure in figures:
        for part in figure.parts:
            made_from[part].append(figure.key)
    reached: set[ObservationKey] = set()
    waiting = list(first)
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting.extend(made_from.get(key, ()))
    return frozenset(reached)


def _withheld(figure: Figure) -> Figure:
    """The figure without its value, the values before it and the words about it, which might tell them."""
    return replace(_wordless(figure), value=Absence.SUPPRESSED, flags=(Flag.CONFIDENTIAL,), earlier=())


def _wordless(figure: Figure) -> Figure:
    return replace(figure, note=None, breaks=(), acknowledged=())


def _unremembered(figure: Figure) -> Figure:
    """The figure; where it was suppressed by a later report, without what the earlier ones said."""
    return replace(figure, earlier=()) if _has_suppressed_past(figure) else figure


def _has_suppressed_past(figure: Figure) -> bool:
    return bool(figure.earlier) and figure.value is Absence.SUPPRESSED


def _withheld_target(target: TargetFigure) -> TargetFigure:
    """The target without its value and the words about it."""
    return replace(target, value=Absence.SUPPRESSED, unassessed=None, note=None, acknowledged=())
