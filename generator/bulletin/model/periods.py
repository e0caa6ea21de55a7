"""Periods of every type that official figures are reported for, and the notation editors type them in.

===========================  =======================================================
``2018``                     a calendar year
``2019-H1``, ``2023-Q1``     a half-year, a quarter
``2019-05``                  a month
``2019-09-05``               an instant: the day a stock was counted, never a flow
``2019-01/2019-09``          from the first day of the one to the last day of the other
``2019-07-01/2019-09-06``    the same, by days
``term-2015-2020``           a term of office, named in ``records/bulletin.yml``
``term-2015-2020/2019-11``   the same term from its start to the end of November 2019
``2023/24``                  a year that begins in the month of ``years-begin``
===========================  =======================================================

The last one is only another way to type twelve months: its canonical notation is ``2023-09/2024-08``.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from bulletin.model.values import AS_IT_IS

EARLIEST, LATEST = 1900, 2200
"""Years outside of this range are typing errors."""
_LONGEST_YEAR = 366
"""Days."""
_DAY = timedelta(days=1)


class PeriodType(StrEnum):
    """The type of a period, which decides how it is labelled and what it can be compared with."""

    YEAR = "year"
    REPORTING_YEAR = "reporting-year"
    """Twelve whole months from another one than January (SDMX's term): a school year, a fiscal year."""
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    INSTANT = "instant"
    MONTHS = "months"
    """Whole months from January, at most of one year: "nine months of 2019"."""
    TERM = "term"
    TERM_TO_DATE = "term-to-date"
    INTERVAL = "interval"


_NAMED_BY_LENGTH = frozenset(set(PeriodType) - {PeriodType.INTERVAL, PeriodType.TERM, PeriodType.TERM_TO_DATE})
_LEEWAY = Fraction(2, 100)
_SIMILAR = 3
"""Days."""
_SEASONAL = 360
"""Days: what happens in a shorter period depends on its place in the year."""
_BY_LAST_MONTH = (PeriodType.MONTHS, PeriodType.REPORTING_YEAR)
"""Types of which only those that end in the same month are comparable."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of days, both ends included. Periods sort by start, then by end."""

    start: date
    end: date
    type: PeriodType
    text: str
    """The canonical notation: equal periods have equal text, however they were typed."""
    term: str | None = None
    """Id of the term; given for the two types of terms only."""

    def __hash__(self) -> int:
        return hash(self.text)  # equal periods have equal text, whose hash is kept

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        days = f", {self.start}, {self.end}" if self.term else ""  # of all others the notation says which days
        return f"Period({self.text!r}{days})"

    @property
    def slug(self) -> str:
        """The notation in a form safe in addresses and file names."""
        return self.text.replace("/", "--").lower()

    @property
    def days(self) -> int:
        """Length in days."""
        return (self.end - self.start).days + 1

    @property
    def is_long(self) -> bool:
        """Whether it is one of those that years lie within: a term of office, or longer than a year itself."""
        return self.term is not None or self.days > _LONGEST_YEAR

    @property
    def recency(self) -> tuple[date, bool, int]:
        """Sort key of the latest period: by its end; of those with the same end the longest up to a year.

        A term or a plan's period that ends with a year does not take its place as what is newest.
        """
        return self.end, not self.is_long, self.days

    @property
    def extent(self) -> tuple[date, int]:
        """Sort key of lists that begin with the latest: by its end, before those that it holds."""
        return self.end, self.days

    @property
    def comparable_type(self) -> tuple[PeriodType, int]:
        """What comparable periods share, such as any two quarters: the type, and of some types the last month."""
        return self.type, self.end.month if self.type in _BY_LAST_MONTH else 0

    @property
    def is_year(self) -> bool:
        """Whether it is a year, be it that of the calendar or another one."""
        return self.type in (PeriodType.YEAR, PeriodType.REPORTING_YEAR)

    @property
    def first_month(self) -> int:
        """The month in which its years begin, of a period of whole years; 1 of any other."""
        after = self.end + _DAY
        return self.start.month if (self.start.day, after.day, after.month) == (1, 1, self.start.month) else 1

    @property
    def is_instant(self) -> bool:
        """Whether the period is a day at which something was counted."""
        return self.type is PeriodType.INSTANT

    def contains(self, other: Period) -> bool:
        """Whether every day of ``other`` is a day of this period."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return self.start <= other.end and other.start <= self.end

    def is_after(self, other: Period) -> bool:
        """Whether every day of this period comes after all days of ``other``.

        Of two dates of which one is known to the year only, neither is after the other where the other lies within it.
        """
        return other.end < self.start

    # --- whether it is as long as another

    def is_similar_to(self, other: Period) -> bool:
        """Whether the lengths differ by no more days than those of months or quarters do."""
        return abs(self.days - other.days) <= _SIMILAR

    def is_as_long_as(self, other: Period) -> bool:
        """Whether it is of the type and the length of another, but for leap days and, unless the type says all, 2%."""
        if self.comparable_type != other.comparable_type:
            return False
        return self.type in _NAMED_BY_LENGTH or abs(self.days - other.days) <= _LEEWAY * max(self.days, other.days)

    def is_comparable_with(self, other: Period) -> bool:
        """Whether what happens in the two can be compared: two years, two terms of five years, two second quarters.

        Shorter ones than a year are of the same part of it, as seasons differ.
        """
        is_seasonal = not self.is_instant and self.days < _SEASONAL
        of_year = [(period.start.month, period.start.day) for period in (self, other)]
        return self.is_as_long_as(other) and not (is_seasonal and of_year[0] != of_year[1])

    def year_before(self) -> Period | None:
        """The same period or day a year earlier; None for terms and periods of over a year, which have none.

        29 February is compared with 28 February.
        """
        return _year_before(self)


@lru_cache(maxsize=4096)  # thousands of figures share a few periods
def _year_before(period: Period) -> Period | None:
    if period.term:
        return None
    if period.is_instant:
        return instant(_back(period.end))
    last = calendar.monthrange(period.end.year, period.end.month)[1] == period.end.day
    before = between(_back(period.start), _back(period.end, to_month_end=last))
    return None if before.overlaps(period) else before


def _back(day: date, *, to_month_end: bool = False) -> date:
    length = calendar.monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=length if to_month_end else min(day.day, length))


def calendar_year(year: int) -> Period:
    """The period of a whole year."""
    return between(date(year, 1, 1), date(year, 12, 31))


def reporting_year(year: int, first_month: int) -> Period:
    """The twelve months from a month of ``year`` on; the calendar year from January on."""
    start = date(year, first_month, 1)
    return between(start, start.replace(year=year + 1) - _DAY)


def whole_years(period: Period, first_month: int = 1) -> tuple[Period, ...]:
    """The years that lie in a period with all of their days, in order of time; none of a shorter one.

    :param first_month: in which years of the bulletin begin besides those of the calendar. A period of such years
        alone has these, any other one those of the calendar.
    """
    month = first_month if period.first_month == first_month else 1
    first = period.start.year + (period.start > date(period.start.year, month, 1))
    years = (reporting_year(year, month) for year in range(first, period.end.year + 1))
    return tuple(year for year in years if year.end <= period.end)


def holds_for(span: Period, period: Period, first_month: int | None = None) -> bool:
    """Whether what holds for each year of a span holds for a period: for a year only where it is one of them.

    :param first_month: see :func:`whole_years`; None: that of the period, which suffices to keep kinds of years apart
        unless a span of other years is asked for a year of the calendar.
    """
    if not period.is_year:
        return span.contains(period)
    return period in whole_years(span, period.first_month if first_month is None else first_month)


def between(start: date, end: date) -> Period:
    """The period of the days from ``start`` to ``end``, in its canonical type and notation."""
    after = end + _DAY
    ends_month = after.day == 1
    if start.day == 1 and ends_month and start.year == end.year:
        year, first, last = start.year, start.month, end.month
        if (first, last) == (1, 12):
            return Period(start, end, PeriodType.YEAR, f"{year:04}")
        if (first, last) in ((1, 6), (7, 12)):
            return Period(start, end, PeriodType.HALF, f"{year:04}-H{last // 6}")
        if last - first == 2 and last % 3 == 0:
            return Period(start, end, PeriodType.QUARTER, f"{year:04}-Q{last // 3}")
        if first == last:
            return Period(start, end, PeriodType.MONTH, f"{year:04}-{first:02}")
        period_type = PeriodType.MONTHS if first == 1 else PeriodType.INTERVAL
        return Period(start, end, period_type, f"{year:04}-{first:02}/{year:04}-{last:02}")
    is_year = start.day == 1 and after == start.replace(year=start.year + 1)
    period_type = PeriodType.REPORTING_YEAR if is_year else PeriodType.INTERVAL
    return Period(start, end, period_type, f"{_short(start, start=True)}/{_short(end, start=False)}")


def _short(day: date, *, start: bool) -> str:
    """The shortest notation whose first (or last) day is ``day``."""
    if (day.month, day.day) == ((1, 1) if start else (12, 31)):
        return f"{day.year:04}"
    if day.day == (1 if start else calendar.monthrange(day.year, day.month)[1]):
        return f"{day.year:04}-{day.month:02}"
    return day.isoformat()


def whole_term(term: str, span: Period) -> Period:
    """The period of a whole term of office.

    :param term: its id.
    :param span: its days.
    """
    return Period(span.start, span.end, PeriodType.TERM, term, term)


def instant(day: date) -> Period:
    """The instant ``day``."""
    return Period(day, day, PeriodType.INSTANT, day.isoformat())


_PLAIN = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|(H[12])|(Q[1-4])))?", re.ASCII)
_TERM = re.compile(r"([a-z][a-z0-9-]*)(?:/(.+))?", re.ASCII)


def _malformed(text: str) -> PydanticCustomError:
    return PydanticCustomError("period-malformed", "{given} is not a period", {"given": text})


@lru_cache(maxsize=4096)  # thousands of figures share a few periods
def _plain(text: str) -> Period:
    match = _PLAIN.fullmatch(text)
    if match is None or not EARLIEST <= int(match[1]) <= LATEST:
        raise _malformed(text)
    year = int(match[1])
    if match[4] or match[5]:
        months = 6 if match[4] else 3
        last = months * int((match[4] or match[5])[1])
        return between(date(year, last - months + 1, 1), _last_day(year, last))
    if match[2] is None:
        return calendar_year(year)
    month = int(match[2])
    if not 1 <= month <= 12:
        raise _malformed(text)
    if match[3] is None:
        return between(date(year, month, 1), _last_day(year, month))
    try:
        return instant(date(year, month, int(match[3])))
    except ValueError:
        raise _malformed(text) from None


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


_TWO_YEARS = re.compile(r"(\d{4})/(\d{2}|\d{4})", re.ASCII)


def _year_over_new_year(text: str, first_month: int) -> Period | None:
    """The reporting year that is typed as ``2023/24`` or ``2023/2024``; None where it is none."""
    match = _TWO_YEARS.fullmatch(text) if first_month > 1 else None
    if match is None or not EARLIEST <= int(match[1]) < LATEST:
        return None
    second = str(int(match[1]) + 1)
    return reporting_year(int(match[1]), first_month) if match[2] in (second, second[2:]) else None


def parse_period(raw: object, terms: Mapping[str, Period] | None = None, first_month: int = 1) -> Period:
    """Read a period from what a record holds.

    :param raw: the notation; a year may also come as an ``int``.
    :param terms: the span of each term of office by its id.
    :param first_month: in which years begin that are typed as two; 1 where none may be.
    :raises PydanticCustomError: with the problem code as its type: ``period-malformed``, ``period-backwards`` (it ends
        before it starts) or ``term-unknown``.
    """
    if isinstance(raw, Period):
        return raw
    if isinstance(raw, bool) or not isinstance(raw, (int, str)):
        raise _malformed(str(raw))
    text = str(raw)
    if match := _TERM.fullmatch(text):
        return _term(match[1], match[2], terms or {})
    first, slash, second = text.partition("/")
    if not slash:
        return _plain(text)
    if year := _year_over_new_year(text, first_month):
        return year
    start, end = _plain(first).start, _plain(second).end
    if end < start:
        raise PydanticCustomError("period-backwards", "{given} ends before it starts", {"given": text})
    return between(start, end)


def _term(term: str, until: str | None, terms: Mapping[str, Period]) -> Period:
    if term not in terms:
        raise PydanticCustomError("term-unknown", "no term {given}", {"given": term, "known": tuple(terms)})
    whole = terms[term]
    if until is None:
        return whole_term(term, whole)
    end = _plain(until).end
    if not whole.start <= end <= whole.end:
        given = f"{term}/{until}"
        raise PydanticCustomError("period-outside-term", "{given} ends outside of its term", {"given": given})
    return Period(whole.start, end, PeriodType.TERM_TO_DATE, f"{term}/{_short(end, start=False)}", term)


def read_period(raw: object, info: ValidationInfo) -> Period:
    """Read a period by what the bulletin declares, which is in the validation context."""
    declared = info.context or {}
    return parse_period(raw, declared.get("terms"), declared.get("years_begin", 1))


_PLAIN_PATTERN = r"\d{4}(-(\d{2}(-\d{2})?|H[12]|Q[1-4]))?"
PERIOD_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "integer", "minimum": EARLIEST, "maximum": LATEST},
        {"type": "string", "pattern": rf"^({_PLAIN_PATTERN}|[a-z][a-z0-9-]*)(/{_PLAIN_PATTERN})?$"},
        {"type": "string", "pattern": r"^\d{4}/\d{2}$"},
    ],
    "description": "2018, 2023-Q1, 2019-H1, 2019-05, 2019-01/2019-09, term-2015-2020/2019-11; a stock: a day. 2023/24 "
    "where bulletin.yml declares years-begin.",
}
"""The JSON Schema of the notation."""
AnyPeriod = Annotated[Period, PlainValidator(read_period), AS_IT_IS, WithJsonSchema(PERIOD_SCHEMA)]
"""A period as it is typed in a record, validated; validation context: ``{"terms": {id: Period}, "years_begin": 9}``."""
