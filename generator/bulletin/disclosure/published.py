"""What earlier editions have published of figures: everybody knows it, so that later ones may repeat it."""

from __future__ import annotations

from collections.abc import Iterable

from bulletin.analysis.figures import Figure
from bulletin.analysis.tables import Tables


class PublishedReports:
    """The reports that the editions so far have shown."""

    def __init__(self) -> None:
        self._editions: list[Tables] = []

    def add(self, released: Tables) -> None:
        """Note what an edition shows."""
        self._editions.append(released)

    def among(self, reports: Iterable[Figure]) -> tuple[Figure, ...]:
        """Those of some reports that an edition has shown as they are, with the same number and the same words."""
        return tuple(report for report in reports if self._is_published(report))

    def _is_published(self, report: Figure) -> bool:
        found = (edition.by_key.get(report.key) for edition in self._editions)
        return any(_are_same(report, shown) for figure in found if figure for shown in (figure, *figure.other_reports))


def _are_same(report: Figure, shown: Figure) -> bool:
    return _identity(report) == _identity(shown)


def _identity(report: Figure) -> tuple[object, ...]:
    stated = report.value, report.interval, report.numerator, report.denominator
    return *stated, report.sources, report.reported, report.note
