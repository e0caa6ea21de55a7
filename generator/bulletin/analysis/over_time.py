"""Figures of consecutive periods → the figure of the longer period that they fill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from bulletin.analysis.arithmetic import exact_sum, round_half_up
from bulletin.analysis.combining import combined, may_be_part
from bulletin.analysis.longer_periods import Calendar
from bulletin.analysis.tables import Coverage, Figure, Origin
from bulletin.analysis.tiling import Tile
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Rule
from bulletin.model.values import Quantity


def totals_over_time(figures: Sequence[Figure], rule: Rule, calendar: Calendar) -> Iterator[Figure]:
    """What the figures of one series make of longer periods, by the measure's rule over time.

    A longer period gets a figure only where two or more figures fill it from its first day to its last, each beginning
    on the day after the one before ends: 2019 and nine months of 2019 are never added, nor are the first and the third
    quarter. A year, a term or a target's period that is not filled to its end gets a figure *to date* instead: three
    quarters are a figure of nine months, not a partial figure of the year. So coverage over time is always full and
    says how many periods were combined. Values for each year, and partial totals over the tree, are left out.

    :param figures: of one series; what is known for a longer period is among them and is not computed again.
    """
    if rule is Rule.NONE or len(figures) < 2:
        return
    parts = [figure for figure in figures if may_be_part(figure)]
    tiles = [Tile(part.key.period, part.origin is not Origin.REPORTED) for part in parts]
    known = frozenset(figure.key.period.text for figure in figures if figure.is_complete and not figure.key.annual)
    for filling in calendar.fillings(tiles, known):
        chain = [parts[position] for position in filling.parts]
        value = _value(chain, rule)
        if value is not None:
            organization, measure, _, population, annual, breakdown, category = chain[0].key
            key = ObservationKey(organization, measure, filling.period, population, annual, breakdown, category)
            yield combined(key, value, Origin.SUM_OVER_TIME, chain, Coverage(len(chain), len(chain)))


def _value(chain: Sequence[Figure], rule: Rule) -> Quantity | None:
    """The sum, the last or the mean; no mean of periods of unlike shape, which would need weights.

    A mean is rounded half-up to two digits more than the most precise of its parts, and not for display only: a figure
    is a decimal number, whose digits are all shown, and a third has no last one.
    """
    values = [figure.value for figure in chain if isinstance(figure.value, Quantity)]
    if rule is Rule.LAST:
        return values[-1]
    total = exact_sum(value.decimal for value in values)
    if rule is Rule.SUM:
        return Quantity(total)
    if len({figure.key.period.shape for figure in chain}) > 1:
        return None
    return Quantity(round_half_up(Fraction(total) / len(values), max(value.decimals for value in values) + 2))
