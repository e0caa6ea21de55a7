"""What had been reported by a day: nothing later, everything earlier, and no name of what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from generator.disclosure import release
from generator.model.corpus import Corpus
from generator.model.text import Language
from generator.reading import read
from generator.rendering import render
from generator.statistics import compile_tables
from generator.statistics.known import known_by, known_to
from tests.sites import ROOT
from tests.statistics.builders import corpus as synthetic
from tests.statistics.builders import observed


@cache
def real() -> Corpus:
    corpus = read(ROOT).corpus
    assert corpus is not None
    return corpus


DAYS = st.dates(date(2019, 1, 1), date(2024, 12, 31))


def names(corpus: Corpus) -> set[object]:
    """All records of a corpus that are filtered, by kind and id; observations by place."""
    catalogue = corpus.catalogue
    found: set[object] = {observation.place for observation in corpus.observations}
    for kind in (catalogue.sources, catalogue.decisions, catalogue.organizations, corpus.targets, corpus.claims):
        found |= {(type(record), name) for name, record in kind.items()}
    return found


def dangling(corpus: Corpus) -> Iterator[str | None]:
    """Names of records that are not there."""
    catalogue = corpus.catalogue
    for observation in corpus.observations:
        yield from {observation.organization} - catalogue.organizations.keys()
        yield from {observation.source} - catalogue.sources.keys()
        yield from {observation.measure} - catalogue.measures.keys()
    for target in corpus.targets.values():
        yield from {target.organization} - catalogue.organizations.keys()
        yield from {target.decision} - {None, *catalogue.decisions}
        yield from {target.claim} - {None, *corpus.claims}
        yield from {target.superseded_by} - {None, *corpus.targets}
    for claim in corpus.claims.values():
        yield from {claim.organization} - catalogue.organizations.keys()
        yield from {claim.target} - {None, *corpus.targets}
    for decision in catalogue.decisions.values():
        yield from {decision.organization} - {None, *catalogue.organizations}
    for organization in catalogue.organizations.values():
        yield from {organization.parent} - {None, *catalogue.organizations}
        yield from {part.source for part in organization.subordinates} - catalogue.sources.keys()


@given(DAYS, DAYS)
def test_more_is_known_later(one: date, other: date) -> None:
    """What is known by a day is known by every later one."""
    assert names(known_by(real(), min(one, other))) <= names(known_by(real(), max(one, other)))


@given(DAYS)
def test_nothing_later_is_known(day: date) -> None:
    """No record known by a day came after it, and no known record names one that is not known."""
    known = known_by(real(), day)
    assert max((real().reported(one) for one in known.observations), default=day) <= day
    assert max((source.published.end for source in known.catalogue.sources.values()), default=day) <= day
    assert list(dangling(known)) == []


def test_in_the_end_everything_is_known() -> None:
    """After the last report an edition knows the whole corpus."""
    assert names(known_by(real(), date.max)) == names(real())
    assert known_by(real(), date.max).catalogue.measures == real().catalogue.measures


@given(st.lists(st.integers(0, 40), min_size=1, max_size=12), st.integers(0, 40))
def test_a_later_report_changes_nothing_that_was_known(reported: list[int], cut_off: int) -> None:
    """The tables of an edition are the same whether or not something was reported afterwards."""
    first = date(2020, 3, 1)
    days = [first + timedelta(days) for days in reported]
    records = [
        observed("x1", year, number, reported=day.isoformat(), line=number)
        for number, (year, day) in enumerate(zip(range(2000, 2012), days, strict=False))
    ]
    day = first + timedelta(cut_off)
    early = [record for record, at in zip(records, days, strict=True) if at <= day]
    assert compile_tables(known_by(synthetic(*records), day)) == compile_tables(known_by(synthetic(*early), day))


def test_every_day_on_which_something_became_known_makes_whole_pages() -> None:
    """Whatever was known when, all pages can be made of it: on the eve and on the day of every source."""
    days = {source.published.end for source in real().catalogue.sources.values()}
    for day in sorted(days | {day - timedelta(1) for day in days}):
        known = known_by(real(), day)
        assert list(render(release(known, compile_tables(known)), Language.VI, charts=False))


def test_an_edition_knows_itself_and_those_before_it() -> None:
    """The editions stand in order of their cut-off, and each knows no later one."""
    series = real().catalogue.series
    assert [edition.id for edition in series] == ["2019-09", "2019-11", "2020", "2022-09", "2023-Q1"]
    for number, edition in enumerate(series):
        assert known_to(real(), edition).catalogue.series == series[: number + 1]
