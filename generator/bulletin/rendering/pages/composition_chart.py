"""Charts of what a figure is made of."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from bulletin.analysis.composition import Addition, Composition
from bulletin.localization.messages import _
from bulletin.model.records import Basis
from bulletin.model.values import Quantity
from bulletin.rendering.charts.specs import (
    MOST_PARTS,
    Bar,
    CompositionSpec,
    Frame,
    RankingSpec,
    Reading,
    StackedRow,
    StackedSpec,
    TargetMark,
)
from bulletin.rendering.context import PageContext
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.charts import ChartBuilder, ends_of, flagged, legend_of, row_text, unit_line
from bulletin.rendering.pages.compositions import addition_remarks, composition_title, share_target
from bulletin.rendering.phrases.figures import value_in_cell
from bulletin.rendering.phrases.sentences import composition_headline
from bulletin.rendering.views import Chart


def composition_chart(page: PageContext, splits: Sequence[Composition], table: str) -> Chart | None:
    """What a figure is made of: period by period, or, where parts have targets or are many, in the latest period.

    :param splits: the same figure in some periods, the latest first.
    """
    return _stacked_chart(page, splits, table) or _latest_chart(page, splits[0], table)


# --- period by period


def _stacked_chart(page: PageContext, splits: Sequence[Composition], table: str) -> Chart | None:
    """The shares of a few parts in several periods; None where they are no shares of one whole."""
    categories = dict.fromkeys(part.category for split in splits for part in split.parts)
    is_whole = all(split.addition in _OF_ONE_WHOLE for split in splits)
    has_rest = any(split.addition is Addition.LESS for split in splits)
    has_targets = any(share_target(part) for split in splits for part in split.parts)
    names = [page.words.category(splits[0].breakdown, category) for category in categories]
    names += [page.words.say(_NOT_STATED)] if has_rest else []
    rows = tuple(_row(page, split, tuple(categories), names) for split in splits)
    latest = next((split for split, row in zip(splits, rows, strict=True) if row.shares), None)
    if not page.charts or not is_whole or has_targets or len(names) > MOST_PARTS or len(rows) < _PERIODS:
        return None
    if latest is None:
        return None
    builder = ChartBuilder(page, table)
    frame = builder.frame(
        composition_headline(page, latest),
        unit_line(page, page.words.say(_("% of the total"))),
        page.words.say(
            _("{title}: {rows}."),
            title=composition_title(page, latest.whole.key, latest.breakdown),
            rows=page.words.semicolons(said.whole for row in rows for said in row.said if said),
        ),
        [split.whole for split in splits],
    )
    return builder.build(StackedSpec(frame=frame, parts=tuple(names), rows=rows))


_OF_ONE_WHOLE = (Addition.WHOLE, Addition.LESS, Addition.UNKNOWN)
_NOT_STATED = _("Not stated")
_NOTHING = Quantity(Fraction(0))
_PERIODS = 2
"""Periods that make a comparison."""


def _row(page: PageContext, split: Composition, categories: Sequence[str], names: Sequence[str]) -> StackedRow:
    """The shares of a period; without any where one is not exact. A category without a figure is left out, unsaid."""
    period = page.words.period(split.whole.key.period)
    percents = {part.category: part.share.percent if part.share else None for part in split.parts}
    exact = [percents.get(category, _NOTHING) for category in categories]
    known = [percent.fraction for percent in exact if isinstance(percent, Quantity) and percent.is_exact]
    label = flagged(period, split.whole.flags)
    if len(known) < len(exact) or sum(known) <= 0 or split.addition is Addition.UNKNOWN:
        return StackedRow(label=label, shares=(), absence=page.words.say(_("not all parts are shown")))
    known += [max(100 - sum(known, Fraction(0)), Fraction(0))] if len(names) > len(categories) else []
    stated = [category in percents for category in categories] + [True] * (len(names) - len(categories))
    said = (page.words.outcome(Quantity(share), "%") for share in known)
    readings = tuple(
        Reading(short=text, whole=page.words.named(page.words.commas((period, name)), text)) if is_stated else None
        for name, text, is_stated in zip(names, said, stated, strict=True)
    )
    return StackedRow(label=label, shares=tuple(map(float, known)), said=readings)


# --- of one period


def _latest_chart(page: PageContext, split: Composition, table: str) -> Chart | None:
    """The parts of a figure and their shares; None where they are none of a whole, or it is nothing or not exact.

    Parts that overlap, such as those that lie within each other, and parts that balance each other are never laid end
    to end: each is by itself below the whole.
    """
    whole = split.whole.value
    if not page.charts or split.addition is Addition.SEPARATE:
        return None
    if not isinstance(whole, Quantity) or not whole.is_exact or whole.number <= 0:
        return None
    parts = tuple(_part_bar(page, split, position) for position in range(len(split.parts)))
    total = Bar(
        label=page.words.say(Labels.whole),
        value=float(whole.number),
        value_label=value_in_cell(page.words, split.whole),
    )
    builder = ChartBuilder(page, table)
    frame = _frame(builder, split, total, parts)
    legend = legend_of(page, page.words.measure(split.whole.key.measure))
    if split.addition is Addition.OVERLAPPING or any(part.share is None for part in split.parts):
        return builder.build(RankingSpec(frame=frame, legend=legend, bars=(total, *parts)))
    excess = addition_remarks(page, split)[:1] if split.addition is Addition.MORE else ()
    spec = CompositionSpec(
        frame=frame,
        legend=legend,
        whole=float(whole.number),
        whole_label=page.words.say(_("Total: {value}"), value=total.value_label),
        parts=parts,
        remainder=_remainder(page, split),
        excess_label="".join(excess),
    )
    return builder.build(spec)


def _frame(builder: ChartBuilder, split: Composition, total: Bar, parts: Sequence[Bar]) -> Frame:
    page = builder.page
    return builder.frame(
        composition_headline(page, split),
        unit_line(page, page.words.unit_of(split.whole.key.measure)),
        page.words.say(
            _("{title}: {rows}. Total {whole}."),
            title=composition_title(page, split.whole.key, split.breakdown),
            rows=page.words.semicolons(row_text(page, part) for part in parts),
            whole=total.value_label,
        ),
        [split.whole],
    )


def _part_bar(page: PageContext, split: Composition, position: int) -> Bar:
    part = split.parts[position]
    lower, upper = ends_of(part.figure.value)
    percent = part.share.percent if part.share is not None else None
    return Bar(
        label=page.words.category(split.breakdown, part.category),
        value=lower,
        upper=upper,
        value_label=value_in_cell(page.words, part.figure),
        target=_share_target(page, split, position),
        percent_label=page.words.outcome(percent, "%") if isinstance(percent, Quantity) else "",
    )


def _share_target(page: PageContext, split: Composition, position: int) -> TargetMark | None:
    progress = share_target(split.parts[position])
    if (
        progress is None
        or not isinstance(progress.target.value, Quantity)
        or not isinstance(split.whole.value, Quantity)
    ):
        return None
    value = progress.target.value
    return TargetMark(
        position=float(value.decimal * split.whole.value.decimal / 100),
        label=page.words.say(_("the target of {value}"), value=page.words.percentage(value)),
        inferred=progress.target.basis is Basis.INFERRED,
    )


def _remainder(page: PageContext, split: Composition) -> Bar | None:
    if split.addition is not Addition.LESS or not isinstance(split.remainder, Quantity):
        return None
    number = split.remainder
    return Bar(
        label=page.words.say(_NOT_STATED),
        value=float(number.number),
        value_label=page.words.number(number, split.whole.key.measure),
    )
