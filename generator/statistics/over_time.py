"""Figures of consecutive periods → the figure of the longer period that they fill."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from generator.model.periods import Period, Shape, between, parse_period
from generator.model.records import Rule
from generator.model.values import Quantity
from generator.statistics.arithmetic import exact_sum, round_half_up
from generator.statistics.combining import combined, may_be_part
from generator.statistics.tables import Coverage, Figure, Origin, Unreleased
from generator.statistics.tiling import Chain, longest_chain


@dataclass(frozen=True)
class Calendar:
    """The periods that figures are combined for besides calendar years and halves."""

    terms: tuple[Period, ...]
    """The terms of office, whole."""
    targets: tuple[Period, ...] = ()
    """Periods that targets of the organization's measure were set for."""

    def longer(self, periods: Iterable[Period]) -> tuple[Period, ...]:
        """The halves, years, terms and targets' periods that hold one of ``periods``, each once, in order of time."""
        held: dict[str, Period] = {}
        for period in periods:
            for longer in (*_calendar_periods(period.start, period.end), *self.terms, *self.targets):
                if longer.text not in held and longer.contains(period):
                    held[longer.text] = longer
        return tuple(sorted(held.values()))

    def until(self, longer: Period, end: date) -> Period:
        """The part of a longer period up to ``end``: to date, in the canonical notation."""
        if longer.term is None:
            return between(longer.start, end)
        return parse_period(f"{longer.term}/{end}", {term.text: term for term in self.terms})


@lru_cache(maxsize=4096)
def _calendar_periods(start: date, end: date) -> tuple[Period, ...]:
    """The half and the year that hold the days from ``start`` to ``end``."""
    if start.year != end.year:
        return ()
    first, last = (1, 6) if end.month <= 6 else (7, 12)
    half = between(date(start.year, first, 1), date(start.year, last, 30 if last == 6 else 31))
    year = between(date(start.year, 1, 1), date(start.year, 12, 31))
    return (half, year) if half.start <= start else (year,)


def totals_over_time(
    figures: Sequence[Figure[Unreleased]], rule: Rule, calendar: Calendar
) -> Iterator[Figure[Unreleased]]:
    """What the figures of one series make of longer periods, by the measure's rule over time.

    A longer period gets a figure only where two or more figures fill it from its first day to its last, each beginning
    on the day after the one before ends: 2019 and nine months of 2019 are never added, nor are the first and the third
    quarter. A year, a term or a target's period that is not filled to its end gets a figure *to date* instead: three
    quarters are a figure of nine months, not a partial figure of the year. So coverage over time is always full and
    says how many periods were combined. Values for each year, and partial totals over the tree, are left out.

    :param figures: of one series; what is known for a longer period is among them and is not computed again.
    """
    known = {figure.key.period.text for figure in figures if figure.is_complete and not figure.key.each}
    tiles = [figure for figure in figures if may_be_part(figure) and not figure.key.period.is_instant]
    if rule is Rule.NONE or len(tiles) < 2:
        return
    for longer in calendar.longer(tile.key.period for tile in tiles):
        if longer.text in known:
            continue
        chain = longest_chain(
            (tile for tile in tiles if tile.key.period.start >= longer.start), longer.start, longer.end
        )
        figure = _figure(chain, rule, longer, calendar) if len(chain) > 1 else None
        if figure is not None and figure.key.period.text not in known:
            known.add(figure.key.period.text)
            yield figure


def _figure(chain: Chain[Unreleased], rule: Rule, longer: Period, calendar: Calendar) -> Figure[Unreleased] | None:
    end = chain[-1].key.period.end
    if end != longer.end and longer.shape is Shape.HALF:
        return None
    period = longer if end == longer.end else calendar.until(longer, end)
    value = _value(chain, rule)
    if value is None:
        return None
    coverage = Coverage(len(chain), len(chain))
    return combined(chain[0].key._replace(period=period), value, Origin.SUM_OVER_TIME, chain, coverage)


def _value(chain: Chain[Unreleased], rule: Rule) -> Quantity | None:
    """The sum, the last or the mean; no mean of periods of unlike shape, which would need weights.

    A mean is rounded half-up to two digits more than the most precise of its parts.
    """
    values = [figure.value for figure in chain if isinstance(figure.value, Quantity)]
    if rule is Rule.LAST:
        return values[-1]
    total = exact_sum(value.number for value in values)
    if rule is Rule.SUM:
        return Quantity(total)
    if len({figure.key.period.shape for figure in chain}) > 1:
        return None
    return Quantity(round_half_up(Fraction(total) / len(values), max(value.decimals for value in values) + 2))
