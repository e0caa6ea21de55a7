"""Tables and charts of compositions: the parts of a figure, their shares, and the shares they were to have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import islice

from bulletin.analysis import Addition, Amount, Composition, Part, Progress, amount_of, composition_of
from bulletin.analysis.tables import Figure, SeriesKey
from bulletin.model.records import EVERYTHING
from bulletin.model.values import Quantity
from bulletin.rendering.exhibits.drafts import EMPTY, TableDraft, linked
from bulletin.rendering.exhibits.figure_tables import latest_first
from bulletin.rendering.exhibits.progress_cells import ratio_cell, target_cell
from bulletin.rendering.exhibits.standing_cells import standing_cell
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.messages import Labels, Phrases
from bulletin.rendering.text.number_formats import fraction_text
from bulletin.rendering.views import Cell, Table

Split = Composition
PERIODS_SHOWN = 4
"""Periods of which the composition is shown, the latest ones; earlier ones stand in the download."""
_WHOLE = Fraction(100)

_COLUMNS = (
    Labels.category,
    Labels.period,
    Labels.value,
    Labels.share,
    Labels.target_share,
    Labels.standing,
    Labels.source,
)


def latest_compositions(scope: Scope, figures: Iterable[Figure]) -> tuple[tuple[Split, ...], ...]:
    """The compositions of figures by breakdown, each with its latest periods, the latest first.

    :param figures: whole figures of one organization.
    """
    series: dict[SeriesKey, list[Figure]] = {}
    for figure in figures:
        series.setdefault(figure.key.series, []).append(figure)
    groups = (
        tuple(islice(_compositions(scope, latest_first(of_one), breakdown), PERIODS_SHOWN))
        for key, of_one in series.items()
        for breakdown in scope.catalogue.measures[key.measure].breakdowns
    )
    return tuple(group for group in groups if group)


def _compositions(scope: Scope, figures: Iterable[Figure], breakdown: str) -> Iterator[Split]:
    """The figures that are split by a breakdown."""
    record = scope.catalogue.breakdowns[breakdown]
    splits = (composition_of(scope.catalogue, scope.release.tables, figure, record) for figure in figures)
    return (split for split in splits if split.parts)


def composition_table(scope: Scope, table_id: str, splits: Sequence[Split]) -> Table | None:
    """The parts of one figure in several periods."""
    measure = splits[0].whole.key.measure
    draft = TableDraft(
        scope,
        table_id,
        composition_title(scope, splits[0]),
        _COLUMNS,
        unit=scope.unit(measure),
    )
    for split in splits:
        draft.add(*_total(scope, draft, split))
        doubts = tuple(map(draft.note, addition_remarks(scope, split))) if split.addition is Addition.MORE else ()
        for part in split.parts:
            draft.add(*_row(scope, draft, split, part, doubts), depth=1)
    return draft.finish()


def composition_title(scope: Scope, split: Split) -> str:
    """What was split and by what."""
    key = split.whole.key
    breakdown = scope.text(scope.catalogue.breakdowns[split.breakdown].name)
    title = scope.say(Phrases.composition_by, measure=scope.measure(key.measure), breakdown=scope.lowered(breakdown))
    return title if key.population == EVERYTHING else f"{title} – {scope.lowered(scope.population(key.population))}"


def _row(scope: Scope, draft: TableDraft, split: Split, part: Part, doubts: tuple[int, ...]) -> tuple[Cell, ...]:
    """A part.

    :param doubts: what is to be said of its share.
    """
    held = share_target(part)
    tick = held.target.value.fraction if held and isinstance(held.target.value, Quantity) else None
    return (
        Cell(scope.category(split.breakdown, part.category)),
        linked(scope.to_period(split.whole.key.period)),
        draft.figure(part.figure),
        ratio_cell(scope, part.share, _WHOLE, tick)._replace(notes=doubts),
        target_cell(scope, draft, held.target, own_period=True) if held else EMPTY,
        standing_cell(scope, draft, held) if held else EMPTY,
        draft.sources(part.figure.sources),
    )


def _total(scope: Scope, draft: TableDraft, split: Split) -> tuple[Cell, ...]:
    whole = draft.figure(split.whole)
    notes = (*whole.notes, *(draft.note(text) for text in addition_remarks(scope, split)))
    return (
        Cell(scope.say(Labels.whole), notes=notes),
        linked(scope.to_period(split.whole.key.period)),
        whole._replace(notes=()),
        EMPTY,
        EMPTY,
        EMPTY,
        draft.sources(split.whole.sources),
    )


def addition_remarks(scope: Scope, split: Split) -> tuple[str, ...]:
    """What the parts leave open, in words."""
    if split.addition is Addition.OVERLAPPING:
        overlap = Phrases.parts_overlap_but_add_up if _adds_up(split) else Phrases.parts_overlap
        return (scope.say(overlap),)
    if split.addition is Addition.MORE:
        return (scope.say(Phrases.parts_exceed, **contradiction(scope, split)),)
    if split.addition is Addition.LESS:
        return (scope.say(Phrases.parts_leave, number=scope.outcome(split.remainder)),)
    return ()


def _adds_up(split: Split) -> bool:
    """Whether two parts or more are exactly the whole, though they may overlap."""
    parts, whole = [amount_of(part.figure) for part in split.parts], amount_of(split.whole)
    amounts = [amount for amount in parts if isinstance(amount, Amount) and amount.is_exact]
    if len(amounts) < len(parts) or len(parts) < 2 or not isinstance(whole, Amount) or not whole.is_exact:
        return False
    return sum((amount.number for amount in amounts), Fraction(0)) == whole.number


def contradiction(scope: Scope, split: Split) -> dict[str, str]:
    """What parts that exceed their whole add to, the whole, and how much they are too many."""
    whole = amount_of(split.whole)
    if not isinstance(whole, Amount) or not isinstance(split.remainder, Amount):
        raise TypeError(f"does not exceed its whole: {split.whole.key}")
    excess = -split.remainder.number
    numbers = {"sum": whole.number + excess, "whole": whole.number, "excess": excess}
    return {name: fraction_text(number, scope.language) for name, number in numbers.items()}


def share_target(part: Part) -> Progress | None:
    """The share target that a part is held against; None without one."""
    return next((held for held in part.progress if held.target.share and not held.target.superseded_by), None)
