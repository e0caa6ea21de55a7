"""Where a reorganization changed what a unit covers, so that its figures cannot be compared with those before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.model.corpus import Catalogue
from generator.model.history import Happening
from generator.model.periods import Shape
from generator.model.records import Event, EventKind
from generator.model.text import Language, Text
from generator.model.values import Quantity
from generator.statistics.reported import in_order
from generator.statistics.tables import Figure, Flag, Origin, Series, Unreleased

Figures = tuple[Figure[Unreleased], ...]

_WORDS = {
    EventKind.MERGED: Text(vi="{unit} sáp nhập vào {others}", en="{unit} was merged into {others}"),
    EventKind.SPLIT: Text(vi="{unit} chia tách thành {others}", en="{unit} was split into {others}"),
    EventKind.MOVED: Text(vi="{unit} chuyển từ {others} về {parent}", en="{unit} moved from {others} to {parent}"),
}
_CHANGED = Text(vi="Phạm vi tổ chức thay đổi: {what}.", en="What the organization covers changed: {what}.")


def with_breaks(catalogue: Catalogue, figures: Figures) -> Figures:
    """The figures, with a break in each series of a unit that covers more or less since an event.

    Flagged are the first figure of each shape of period that lies after the event, where the series has figures from
    before it, and those whose period the event lies in. A break that a record tells itself needs no other reason.
    """
    events = catalogue.history.changing
    if not events:
        return figures
    reasons = _reasons(catalogue, events, figures)
    return tuple(
        _broken(figure, reasons[position]) if position in reasons else figure for position, figure in enumerate(figures)
    )


def _reasons(
    catalogue: Catalogue, events: Mapping[str, Sequence[Happening]], figures: Figures
) -> dict[int, dict[Text, None]]:
    """Why figures are flagged, by their positions."""
    reasons: dict[int, dict[Text, None]] = defaultdict(dict)
    for organization, series in _series(figures, events):
        for happening in events[organization]:
            for position in _first_after(series, happening.event):
                reasons[position][reason(catalogue, happening)] = None
    return reasons


def _series(figures: Figures, events: Iterable[str]) -> Iterator[tuple[str, list[tuple[int, Figure[Unreleased]]]]]:
    """The series of some organizations, each figure with its position."""
    found: dict[Series, list[tuple[int, Figure[Unreleased]]]] = defaultdict(list)
    touched = frozenset(events)
    for position, figure in enumerate(figures):
        if figure.key.organization in touched and isinstance(figure.value, Quantity):
            found[figure.key.series].append((position, figure))
    return ((series.organization, numbered) for series, numbered in found.items())


def _first_after(series: list[tuple[int, Figure[Unreleased]]], event: Event) -> Iterator[int]:
    begun = series[0][1].key.period.start
    shapes: set[Shape] = set()
    for position, figure in series:
        period = figure.key.period
        if event.follows(period) or period.start == begun:
            continue
        if not event.precedes(period):
            yield position
        elif begun < event.on.start and period.shape not in shapes:
            shapes.add(period.shape)
            yield position


def _broken(figure: Figure[Unreleased], reasons: Iterable[Text]) -> Figure[Unreleased]:
    if figure.origin is Origin.REPORTED and Flag.BREAK in figure.flags:
        return figure
    breaks = tuple(dict.fromkeys((*figure.breaks, *reasons)))
    return replace(figure, flags=in_order((*figure.flags, Flag.BREAK)), breaks=breaks)


def reason(catalogue: Catalogue, happening: Happening) -> Text:
    """What happened, as the reason of a break."""
    said = {language: _said(catalogue, happening, language) for language in Language}
    # Made of names, it may be longer than what may be typed.
    return Text.model_construct(vi=said[Language.VI], en=said[Language.EN])


def _said(catalogue: Catalogue, happening: Happening, language: Language) -> str:
    unit, event = happening
    others = [catalogue.organizations[one].name.in_(language) for one in event.organizations]
    parent = catalogue.history.new_parent(unit, event) if event.what is EventKind.MOVED else None
    what = (
        _WORDS[event.what]
        .in_(language)
        .format(
            unit=catalogue.organizations[unit].name.in_(language),
            others=", ".join(others),
            parent=catalogue.organizations[parent].name.in_(language) if parent else "",
        )
    )
    return _CHANGED.in_(language).format(what=what)
