"""The disclosure audit, for whoever sees everything: what the public does not see, why, and what it can know of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from bulletin.analysis.audiences import Withheld
from bulletin.analysis.figures import Figure, is_suppressed
from bulletin.analysis.tables import Tables
from bulletin.disclosure.linked_tables import Interval, Protection
from bulletin.disclosure.policy import Hidden, Known
from bulletin.disclosure.sensitivity import SENSITIVE, HiddenReason, counted_value
from bulletin.model.corpus import Corpus
from bulletin.model.keys import ObservationKey
from bulletin.model.records import MarkedRecord, Observation, Record
from bulletin.model.values import Quantity, Value, are_same


@dataclass(frozen=True, slots=True)
class HiddenFigure:
    """A figure that the public does not see, or not with this value."""

    reason: HiddenReason
    interval: Interval | None = None
    """What readers of all public editions so far can know of it: the least and the greatest value that fit all that is
    published; of a rate or a share, of its numerator. None where it is not part of any equation: it is computed from
    hidden figures, or the public has no such figure."""
    protection: Protection | None = None
    """What they must still hold possible of it; None of a figure that is not sensitive."""
    public_value: Value | None = None
    """What it is (of a rate or a share, its numerator) without what is marked for later audiences, where that is
    another value: the interval is about this one. None where it is the same, or the public has no such figure."""

    @property
    def is_sensitive(self) -> bool:
        """Whether a rule of the policy hides it (primary suppression)."""
        return self.reason in SENSITIVE

    def width(self, figure: Figure) -> Fraction | None:
        """How wide the interval is, relative to what the figure counts.

        None where there is no interval, where it has no end, and where the figure is zero.
        """
        lower, upper = self.interval or (None, None)
        value = counted_value(figure) if self.public_value is None else self.public_value
        if lower is None or upper is None or not isinstance(value, Quantity) or not value.fraction:
            return None
        return Fraction(upper - lower) / abs(value.fraction)


class WithheldRecord(NamedTuple):
    """A record that the public may not see."""

    kind: type[Record]
    id: str
    """Empty of an observation, which has none."""
    because: tuple[type[Record], str] | None
    """The marked record that it depends on; None: it is marked itself."""
    audience: str
    """The id of the first audience that may see that record."""


@dataclass(frozen=True)
class Audit:
    """All that the public does not see of an edition."""

    figures: Mapping[ObservationKey, HiddenFigure]
    """In the order of the figures."""
    withheld: tuple[WithheldRecord, ...]


class Learnt(NamedTuple):
    """What the public learns of what is hidden from it."""

    hidden: Hidden
    """What the policy hides or rounds, and why."""
    known: Mapping[ObservationKey, Known]
    """What all that is published says of that."""


def audited(corpus: Corpus, everything: Tables, compiled: Tables, shown: Tables, learnt: Learnt) -> Audit:
    """Compare what there is with what the public sees.

    :param corpus: all records.
    :param everything: the tables of whoever sees all of them.
    :param compiled: those that are compiled of the records that the public may see.
    :param shown: those that the public sees.
    :param learnt: by public editions so far, the one with these tables last.
    """
    figures = dict(_hidden(everything, compiled, shown, learnt))
    return Audit(figures, tuple(_withheld(corpus)))


def _hidden(
    everything: Tables, compiled: Tables, shown: Tables, learnt: Learnt
) -> Iterator[tuple[ObservationKey, HiddenFigure]]:
    hidden, known = learnt
    for figure in everything.figures:
        seen = shown.by_key.get(figure.key)
        if seen is not None and not is_suppressed(seen) and are_same(seen.value, figure.value):
            continue
        if seen is None:
            yield figure.key, HiddenFigure(HiddenReason.AUDIENCE)
            continue
        reason = _reason(seen, hidden.figures.get(figure.key), is_rounded=figure.key in hidden.rounded)
        public, found = _public_value(figure, compiled.by_key[figure.key]), known.get(figure.key)
        if found is None:
            yield figure.key, HiddenFigure(reason, public_value=public)
        else:
            yield figure.key, HiddenFigure(reason, found.interval, found.protection, public)


def _reason(seen: Figure, by_policy: HiddenReason | None, *, is_rounded: bool) -> HiddenReason:
    if is_suppressed(seen):
        return by_policy or HiddenReason.RECORD
    return HiddenReason.ROUNDED if is_rounded else HiddenReason.PART


def _public_value(figure: Figure, compiled: Figure) -> Value | None:
    """What a figure counts without what is marked, where that is another value; never of one that nobody may see."""
    return None if is_suppressed(figure) or are_same(compiled.value, figure.value) else counted_value(compiled)


def _withheld(corpus: Corpus) -> Iterator[WithheldRecord]:
    withheld = Withheld(corpus, corpus.catalogue.bulletin.audience_ids[0])
    for (kind, name), marked in withheld.named.items():
        yield _record(kind, name, marked)
    for observation in corpus.observations:
        if (because := withheld.because(observation)) is not None:
            yield _record(Observation, "", because)


def _record(kind: type[Record], name: str, because: MarkedRecord) -> WithheldRecord:
    marked = type(because), str(getattr(because, "id", ""))
    return WithheldRecord(kind, name, None if marked == (kind, name) else marked, because.audience or "")
