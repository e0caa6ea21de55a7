"""The versions of editions in the order in which they are published, and what the published ones show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bulletin.analysis.comparison import ids_today, key_today
from bulletin.analysis.figures import Figure, Number, TargetFigure, is_suppressed, reported_value
from bulletin.analysis.tables import Tables
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ValueKey
from bulletin.model.values import Absence, Qualifier, Quantity, Value


@dataclass(frozen=True)
class PublishedVersion:
    """What a published version of an edition shows: nothing changes that any more."""

    edition: str
    """The id of the edition."""
    name: str
    """``2023-Q1``, and ``2023-Q1.1`` once corrected."""
    values: Mapping[ValueKey, Value]
    """Figures and targets as readers see them: hidden ones are suppressed, rounded ones are round."""

    def value_of(self, number: Number) -> Value | None:
        """What it shows of a figure or a target; None where it has none."""
        return self.values.get(published_key(number))

    def hides(self, number: Number) -> bool:
        """Whether it has the number, and does not show it."""
        return self.value_of(number) is Absence.SUPPRESSED

    def shows(self, number: Number) -> bool:
        """Whether it shows a number there."""
        return isinstance(self.value_of(number), Quantity)


@dataclass(frozen=True)
class Version:
    """A version of an edition: it is published already, or is to be."""

    edition: str
    """The id of the edition."""
    corrections: int
    """How many corrections are in it."""
    day: date
    """The first day on which it may be published."""
    is_newest: bool
    """Whether no correction has superseded it."""
    published: PublishedVersion | None = None
    """What it shows; None where it is not published."""


def published_key(number: Number) -> ValueKey:
    """The key by which a value is published: of a target for every year, that of each year."""
    return ValueKey.of_observation(number.key)._replace(target=None if isinstance(number, Figure) else number.id)


def versions_in_order(catalogue: Catalogue, published: Iterable[PublishedVersion] = ()) -> tuple[Version, ...]:
    """The versions of all editions, in the order in which they are published.

    An edition is published on the day of its release, a corrected version on that of its correction. What is published
    comes before what is not, whatever the days say. Of an edition with a published version, others that a correction
    has superseded have never been published; where nothing is published that is known of, all of them are taken to
    have been.
    """
    known = {version.name: _with_ids_of_today(version, catalogue) for version in published}
    found = [version for version in _versions(catalogue, known) if not known or version.published or version.is_newest]
    position = {edition.id: place for place, edition in enumerate(catalogue.editions_in_order)}
    return tuple(sorted(found, key=lambda version: (version.published is None, version.day, position[version.edition])))


def _versions(catalogue: Catalogue, published: Mapping[str, PublishedVersion]) -> Iterator[Version]:
    for edition in catalogue.editions:
        number = len(catalogue.corrections_of(edition))
        for count in range(number + 1):
            name = f"{edition}.{count}" if count else edition
            day = day_of_version(catalogue, edition, count)
            yield Version(edition, count, day, count == number, published.get(name))


def day_of_version(catalogue: Catalogue, edition: str, corrections: int) -> date:
    """The first day on which a version may be published: released, its cut-off over, its corrections made.

    :param corrections: how many corrections are in it.
    """
    record = catalogue.editions[edition]
    corrected = (each.date.end for each in catalogue.corrections_of(edition)[:corrections])
    return max(record.released.start, record.cut_off.end, *corrected)


def _with_ids_of_today(version: PublishedVersion, catalogue: Catalogue) -> PublishedVersion:
    return replace(version, values=values_today(version.values, catalogue))


def values_today(values: Mapping[ValueKey, Value], catalogue: Catalogue) -> Mapping[ValueKey, Value]:
    """Published values by the ids that organizations have by now."""
    ids = ids_today({key.organization for key in values}, catalogue)
    return {key_today(key, ids): value for key, value in values.items()} if ids else values


def tables_of(published: PublishedVersion, tables: Tables) -> Tables:
    """The figures that a published version has, with the numbers that it shows.

    :param tables: the figures that the records have for it.
    """
    kept = (figure for figure in tables.figures if published.value_of(figure) is not None)
    figures = tuple(_as_published(figure, published) for figure in kept)
    return tables if figures == tables.figures else Tables(figures, tables.targets)


def _as_published(figure: Figure, published: PublishedVersion) -> Figure:
    """The figure with the number that was published; what another one was computed from is not known."""
    value = published.value_of(figure)
    if not isinstance(value, Quantity) or value == reported_value(figure) or _is_rounded(value, figure.value):
        return figure
    return replace(figure, value=value, interval=None, earlier=(), unordered=(), numerator=None, denominator=None)


def _is_rounded(value: Quantity, number: Value) -> bool:
    """Whether a published value may be the number, rounded."""
    return value.qualifier is Qualifier.ABOUT and isinstance(number, Quantity) and number.is_exact


def shown_as_published(shown: Tables, tables: Tables, published: PublishedVersion) -> Tables:
    """Released tables, with what they hide though a published version shows it; what it was computed from is hidden.

    :param tables: those that were released.
    """
    figures = tuple(_shown_again(figure, tables.by_key.get(figure.key), published) for figure in shown.figures)
    targets = tuple(
        _target_again(number, was, published) for number, was in zip(shown.targets, tables.targets, strict=True)
    )
    is_same = figures == shown.figures and targets == shown.targets
    return shown if is_same else Tables(figures, targets)


def _shown_again(figure: Figure, was: Figure | None, published: PublishedVersion) -> Figure:
    if was is None or not is_suppressed(figure) or not published.shows(figure):
        return figure
    if published.value_of(figure) != reported_value(was):
        return figure
    return replace(figure, value=was.value, interval=was.interval, flags=was.flags)


def _target_again(target: TargetFigure, was: TargetFigure, published: PublishedVersion) -> TargetFigure:
    if not is_suppressed(target) or not published.shows(target) or published.value_of(target) != reported_value(was):
        return target
    return replace(target, value=was.value)
