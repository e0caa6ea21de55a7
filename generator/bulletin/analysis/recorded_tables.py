"""Tables that record what is read of them, for :mod:`bulletin.analysis.dependencies`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from bulletin.analysis.dependencies import ALL, Dependencies, Lookups, RecordedIndex
from bulletin.analysis.figures import Figure, Number, TargetFigure
from bulletin.analysis.tables import Tables
from bulletin.model.keys import ObservationKey, SeriesKey, ValueKey
from bulletin.model.periods import Period

_FIGURES, _TARGETS = "figures", "targets"
_LATEST_REPORT, _LATEST_END, _PERIODS = "latest_report", "latest_end", "periods"
_BY_ID = {
    "by_organization": _FIGURES,
    "by_measure": _FIGURES,
    "by_period": _FIGURES,
    "by_source": _FIGURES,
    "targets_by_organization": _TARGETS,
    "targets_by_measure": _TARGETS,
    "targets_by_period": _TARGETS,
    "targets_by_source": _TARGETS,
    "targets_by_id": _TARGETS,
}
"""The indexes by an id or a notation, with what all of each is."""
_BY_SERIES = {
    "by_key": _FIGURES,
    "by_series": _FIGURES,
    "only_by_category": _FIGURES,
    "targets_by_key": _TARGETS,
    "targets_by_series": _TARGETS,
}
"""The indexes by series. To look one up is to read all of the same organization and measure; by the key of a figure,
those of the same year only."""
_OF_SERIES = ("periods_by_series", "holds_shorter", "_breaks")
"""What follows from each series, and changes less often."""
_BY_VALUE_KEY = "by_value_key"


class RecordedTables(Tables):
    """Tables that record what is read of them."""

    _tables: Tables
    _reads: Dependencies

    def __init__(self, tables: Tables, reads: Dependencies) -> None:
        """Put indexes that record in the place of those that would be made of all figures."""
        self.__dict__.update(_tables=tables, _reads=reads)
        for name in _BY_ID:
            self.__dict__[name] = RecordedIndex(reads, name, partial(getattr, tables, name), str)
        for name, of in _BY_SERIES.items():
            self.__dict__[name] = RecordedIndex(reads, of, partial(getattr, tables, name), _of_key)
        for name in _OF_SERIES:
            self.__dict__[name] = RecordedIndex(reads, name, partial(getattr, tables, name), _of_series_key)
        self.__dict__[_BY_VALUE_KEY] = RecordedIndex(
            reads, _BY_VALUE_KEY, partial(getattr, tables, _BY_VALUE_KEY), _all
        )

    @property
    def lookups(self) -> Lookups:
        """What is found in each index, for its digest."""
        tables = self._tables
        return {
            **{name: partial(_group, tables, name, of) for name, of in _BY_ID.items()},
            **{name: partial(_value_of_series, tables, name) for name in _OF_SERIES},
            _FIGURES: partial(_of_series, tables, "by_organization", _FIGURES),
            _TARGETS: partial(_of_series, tables, "targets_by_organization", _TARGETS),
            _BY_VALUE_KEY: lambda _: (*tables.targets, *tables.figures),
            _LATEST_REPORT: lambda _: tables.latest_report,
            _LATEST_END: lambda _: tables.latest_end,
            _PERIODS: lambda _: tables.periods,
        }

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures."""
        self._reads.add(_FIGURES)
        return self._tables.figures

    @property
    def targets(self) -> tuple[TargetFigure, ...]:
        """All targets."""
        self._reads.add(_TARGETS)
        return self._tables.targets

    @property
    def latest_report(self) -> date | None:
        """The day of the newest report."""
        self._reads.add(_LATEST_REPORT)
        return self._tables.latest_report

    @property
    def latest_end(self) -> date | None:
        """The last day that figures are of."""
        self._reads.add(_LATEST_END)
        return self._tables.latest_end

    @property
    def periods(self) -> dict[str, Period]:
        """Every period."""
        self._reads.add(_PERIODS)
        return self._tables.periods


def _of_key(key: ObservationKey | SeriesKey) -> str:
    year = f" {key.period.end.year}" if isinstance(key, ObservationKey) else ""
    return f"{key.organization} {key.measure}{year}"


def _of_series_key(key: SeriesKey) -> str:
    return " ".join(part or "" for part in key)


def _all(_: ValueKey) -> str:
    return ALL


def _group(tables: Tables, index: str, everything: str, group: str) -> Sequence[Number]:
    if group == ALL:
        return _all_of(tables, everything)
    found: Sequence[Number] = getattr(tables, index).get(group, ())
    return found


def _of_series(tables: Tables, index: str, everything: str, group: str) -> Sequence[Number]:
    if group == ALL:
        return _all_of(tables, everything)
    organization, measure, *years = group.split(" ")
    return tuple(
        number
        for number in getattr(tables, index).get(organization, ())
        if number.key.measure == measure and (not years or str(number.key.period.end.year) in years)
    )


def _value_of_series(tables: Tables, index: str, group: str) -> object:
    values: Mapping[SeriesKey, object] = getattr(tables, index)
    if group == ALL:
        return values
    return values.get(SeriesKey(*[part or None for part in group.split(" ")]))  # type: ignore[arg-type]


def _all_of(tables: Tables, name: str) -> Sequence[Number]:
    everything: Sequence[Number] = getattr(tables, name)
    return everything
