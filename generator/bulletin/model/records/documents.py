"""Where figures and targets come from: sources and decisions."""

from __future__ import annotations

from bulletin.model.periods import AnyPeriod
from bulletin.model.records.parts import Id, Record, Url
from bulletin.model.text import Text, Words


class Source(Record):
    """Where figures come from."""

    id: Id
    title: Text
    """A description of the bulletin's own in each language, or the printed title."""
    publisher: Text | None = None
    published: AnyPeriod
    """The day; or the month or year where no more is known."""
    url: Url | None = None
    note: Text | None = None


class Decision(Record):
    """A document by which a body decides something: a resolution, a plan, a regulation."""

    id: Id
    number: Words | None = None
    """As printed, such as 110-KH/QU."""
    title: Text
    """What it is about, in the bulletin's own words."""
    issuer: Text | None = None
    organization: Id | None = None
    """The organization in the records whose body issued it."""
    date: AnyPeriod | None = None
    source: Id
    """Where the bulletin learnt of it."""
    url: Url | None = None
    note: Text | None = None
