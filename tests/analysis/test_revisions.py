"""Revisions: what was reported first, second and last, and how far apart it lies. All figures are synthetic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from bulletin.analysis.figures import Figure, FigureOrigin
from bulletin.analysis.revisions import LEAST_REVISED, MeanRevision, Revision, mean_revisions, revisions_of
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import parse_period
from bulletin.model.places import NOWHERE
from bulletin.model.records import Status
from bulletin.model.values import Absence, Qualifier, Quantity, Value
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import DEEP, catalogue

KEY = ObservationKey("x1", "joined", parse_period(2018))
CATALOGUE = catalogue(DEEP)
numbers = st.integers(0, 10**6).map(lambda number: Quantity(Decimal(number)))


def reported(*values: Value, key: ObservationKey = KEY) -> Figure:
    """A figure that was reported with these values, one a day."""
    reports: list[Figure] = [
        Figure(key, value, Status.OFFICIAL, (), FigureOrigin.REPORTED, date(2019, 1, 1) + timedelta(n), ("a",), NOWHERE)
        for n, value in enumerate(values)
    ]
    *earlier, latest = reports
    return replace(latest, earlier=tuple(earlier))


def exact(*values: int, key: ObservationKey = KEY) -> Figure:
    """The same with exact numbers."""
    return reported(*(Quantity(Decimal(value)) for value in values), key=key)


def mean_revision(revisions: Iterable[Revision]) -> MeanRevision | None:
    """The one mean of figures of one level."""
    means = mean_revisions(CATALOGUE, revisions)
    assert len(means) <= 1
    return means[0] if means else None


@given(st.lists(numbers, min_size=1, max_size=5))
def test_only_what_changed_is_a_revision(values: list[Value]) -> None:
    """A figure is among them if two of its reports differ; its reports keep their order."""
    found = revisions_of([reported(*values)])
    assert len(found) == (len(set(values)) > 1)
    assert [[report.value for report in revision.reports] for revision in found] == [values] * len(found)


@given(st.lists(numbers, min_size=2, max_size=5))
def test_the_first_value_and_the_difference_make_the_latest(values: list[Quantity]) -> None:
    """Exactly; and so do the first value and the relative difference, unless that value is zero."""
    revision = Revision((*reported(*values).earlier, reported(*values)))
    assert revision.difference is not None
    assert values[0].fraction + revision.difference.fraction == values[-1].fraction
    if revision.relative is None:
        assert values[0].number == 0
    else:
        assert values[0].fraction * (1 + revision.relative.fraction) == values[-1].fraction


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)).filter(lambda two: two[0] != two[1]), max_size=12))
def test_means_lie_where_the_revisions_do(pairs: list[tuple[int, int]]) -> None:
    """There is one from five on; the absolute mean is no smaller than the mean, and changing sides changes its sign."""
    mean = mean_revision(revisions_of([exact(*pair) for pair in pairs]))
    back = mean_revision(revisions_of([exact(*reversed(pair)) for pair in pairs]))
    assert (mean is None) == (len(pairs) < LEAST_REVISED)
    if mean is not None and back is not None:
        assert mean.count == len(pairs)
        assert abs(mean.mean) <= mean.absolute
        assert (back.mean, back.absolute) == (-mean.mean, mean.absolute)
        assert min(b - a for a, b in pairs) <= mean.mean <= max(b - a for a, b in pairs)


@pytest.mark.parametrize(
    "other", [Absence.NOT_AVAILABLE, Absence.SUPPRESSED, Quantity(Decimal(5), Qualifier.ABOUT)], ids=str
)
def test_what_is_not_known_exactly_is_in_no_mean(other: Value) -> None:
    """It is listed, but five exact revisions are still needed."""
    revised = revisions_of([reported(other, Quantity(Decimal(9))), *(exact(1, 2) for _ in range(LEAST_REVISED - 1))])
    assert len(revised) == LEAST_REVISED
    assert revised[0].relative is None
    assert mean_revision(revised) is None


units = st.sampled_from([unit.id for unit in DEEP])
keys = st.builds(
    ObservationKey,
    units,
    st.just("joined"),
    st.just(KEY.period),
    st.sampled_from(["all", "firms"]),
    breakdown=st.none(),
    category=st.none(),
)


@given(st.lists(st.tuples(keys, st.integers(0, 99), st.integers(100, 199)), max_size=40))
def test_no_mean_pools_levels(reports: list[tuple[ObservationKey, int, int]]) -> None:
    """Each is what it is of the figures of its kind and population alone: a world's revision moves no country's."""
    revised = revisions_of([exact(first, last, key=key) for key, first, last in reports])
    for mean in mean_revisions(CATALOGUE, revised):
        alone = [
            revision
            for revision in revised
            if (CATALOGUE.organizations[revision.latest.key.organization].kind, revision.latest.key.population)
            == (mean.kind, mean.population)
        ]
        assert mean.count == len(alone)
        assert mean_revision(alone) == mean
    kinds = [mean.kind for mean in mean_revisions(CATALOGUE, revised) if mean.population == "all"]
    assert kinds == sorted(set(kinds), key=list(CATALOGUE.kinds).index)


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(100, 199)), min_size=LEAST_REVISED, max_size=9))
def test_categories_move_no_mean(pairs: list[tuple[int, int]]) -> None:
    wholes = [exact(*pair) for pair in pairs]
    parts = [exact(*pair, key=KEY.narrow("sex", "women")) for pair in pairs]
    assert mean_revision(revisions_of(wholes + parts)) == mean_revision(revisions_of(wholes))
    assert mean_revision(revisions_of(parts)) is None


def test_a_revision_by_example() -> None:
    """200, then 250, then 220: ten percent more than at first."""
    (revision,) = revisions_of([exact(200, 250, 220)])
    assert [figure.value for figure in (revision.first, revision.second, revision.latest)] == [
        Quantity(Decimal(number)) for number in (200, 250, 220)
    ]
    assert (revision.difference, revision.relative) == (Quantity(Fraction(20)), Quantity(Fraction(1, 10)))
