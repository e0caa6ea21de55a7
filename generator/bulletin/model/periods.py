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
===========================  =======================================================
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from bulletin.model.values import AS_IT_IS

EARLIEST, LATEST = 1900, 2200
"""Years outside of this range are typing errors."""
_LONGEST_YEAR = 366
"""Days."""


class PeriodType(StrEnum):
    """The type of a period, which decides how it is labelled and what it can be compared with."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    INSTANT = "instant"
    MONTHS = "months"
    """Whole months from January, at most of one year: "nine months of 2019"."""
    TERM = "term"
    TERM_TO_DATE = "term-to-date"
    INTERVAL = "interval"


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

    def __str__(self) -> str:
        return self.text

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
        """What comparable periods share: the type and, of months from January on, their number; so any two quarters."""
        return self.type, self.end.month if self.type is PeriodType.MONTHS else 0

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

    def year_before(self) -> Period | None:
        """The same period a year earlier; None for terms, instants and periods of over a year, which have none."""
        return _year_before(self)


@lru_cache(maxsize=4096)  # thousands of figures share a few periods
def _year_before(period: Period) -> Period | None:
    if period.term or period.is_instant:
        return None
    last = calendar.monthrange(period.end.year, period.end.month)[1] == period.end.day
    before = between(_back(period.start), _back(period.end, to_month_end=last))
    return None if before.overlaps(period) else before


def _back(day: date, *, to_month_end: bool = False) -> date:
    length = calendar.monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=length if to_month_end else min(day.day, length))


def calendar_year(year: int) -> Period:
    """The period of a whole year."""
    return between(date(year, 1, 1), date(year, 12, 31))


def whole_years(period: Period) -> tuple[Period, ...]:
    """The calendar years that lie in a period with all of their days, in order of time; none of a shorter one."""
    first = period.start.year + (period.start > date(period.start.year, 1, 1))
    last = period.end.year - (period.end < date(period.end.year, 12, 31))
    return tuple(map(calendar_year, range(first, last + 1)))


def between(start: date, end: date) -> Period:
    """The period of the days from ``start`` to ``end``, in its canonical type and notation."""
    ends_month = (end + timedelta(days=1)).day == 1
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
    return Period(start, end, PeriodType.INTERVAL, f"{_short(start, start=True)}/{_short(end, start=False)}")


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


def parse_period(raw: object, terms: Mapping[str, Period] | None = None) -> Period:
    """Read a period from what a record holds.

    :param raw: the notation; a year may also come as an ``int``.
    :param terms: the span of each term of office by its id.
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


def _read_period(raw: object, info: ValidationInfo) -> Period:
    return parse_period(raw, (info.context or {}).get("terms"))


_PLAIN_PATTERN = r"\d{4}(-(\d{2}(-\d{2})?|H[12]|Q[1-4]))?"
PERIOD_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "integer", "minimum": EARLIEST, "maximum": LATEST},
        {"type": "string", "pattern": rf"^({_PLAIN_PATTERN}|[a-z][a-z0-9-]*)(/{_PLAIN_PATTERN})?$"},
    ],
    "description": "2018, 2023-Q1, 2019-H1, 2019-05, 2019-01/2019-09, term-2015-2020/2019-11; a stock: a day.",
}
"""The JSON Schema of the notation."""
AnyPeriod = Annotated[Period, PlainValidator(_read_period), AS_IT_IS, WithJsonSchema(PERIOD_SCHEMA)]
"""A period as it is typed in a record, validated; validation context: ``{"terms": {id: Period}}``."""
