"""What had been reported by a day: nothing later, everything earlier, and no name of what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.referenced_codes import ReferencedCodes, changed, referenced_codes
from bulletin.analysis.vintages import as_of_edition
from bulletin.disclosure import release
from bulletin.model.corpus import Corpus
from bulletin.model.records import Observation, Target
from bulletin.model.text import Text
from bulletin.rendering import render
from bulletin.validation import validate, validate_records
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import BULLETIN, FLAT, as_of, observed, organization, target
from tests.analysis.builders import corpus as synthetic
from tests.contracts.bad_projects import GOOD
from tests.reading.projects import good_project
from tests.sites import SAMPLE, VI


@cache
def sample() -> Corpus:
    corpus = validate_records(SAMPLE).corpus
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


def words_of(corpus: Corpus) -> ReferencedCodes:
    """The whole vocabulary of a corpus."""
    catalogue = corpus.catalogue
    return ReferencedCodes(*(frozenset(getattr(catalogue, name)) for name in ReferencedCodes._fields))


def dangling(corpus: Corpus) -> Iterator[str | None]:
    """Names of records that are not there."""
    catalogue = corpus.catalogue
    for mentioned, there in zip(referenced_codes(corpus), words_of(corpus), strict=True):
        yield from mentioned - there
    for measure in catalogue.measures.values():
        yield from set(measure.breakdowns) - catalogue.breakdowns.keys()
    for observation in corpus.observations:
        yield from {observation.organization} - catalogue.organizations.keys()
        yield from {observation.source} - catalogue.sources.keys()
        yield from {observation.measure} - catalogue.measures.keys()
    for goal in corpus.targets.values():
        yield from {goal.organization} - catalogue.organizations.keys()
        yield from {goal.decision} - {None, *catalogue.decisions}
        yield from {goal.claim} - {None, *corpus.claims}
        yield from {goal.superseded_by} - {None, *corpus.targets}
    for claim in corpus.claims.values():
        yield from {claim.organization} - catalogue.organizations.keys()
        yield from {claim.target} - {None, *corpus.targets}
    for decision in catalogue.decisions.values():
        yield from {decision.organization} - {None, *catalogue.organizations}
    for unit in catalogue.organizations.values():
        yield from {unit.parent} - {None, *catalogue.organizations}
        yield from {unit.kind} - catalogue.kinds.keys()
        yield from {part.source for part in unit.subordinates} - catalogue.sources.keys()


@given(DAYS, DAYS)
def test_more_is_known_later(day: date, other: date) -> None:
    """What is known by a day is known by every later one."""
    assert names(as_of(sample(), min(day, other))) <= names(as_of(sample(), max(day, other)))


@given(DAYS)
def test_nothing_later_is_known(day: date) -> None:
    """No record known by a day came after it, and no known record names one that is not known."""
    known = as_of(sample(), day)
    assert max((sample().reported(observation) for observation in known.observations), default=day) <= day
    assert max((source.published.end for source in known.catalogue.sources.values()), default=day) <= day
    assert list(dangling(known)) == []


def test_in_the_end_everything_is_known() -> None:
    """After the last report an edition knows the whole corpus."""
    assert names(as_of(sample(), date.max)) == names(sample())
    assert as_of(sample(), date.max).catalogue.measures == sample().catalogue.measures


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
    assert compile_tables(as_of(synthetic(*records), day)) == compile_tables(as_of(synthetic(*early), day))


def test_every_day_on_which_something_became_known_makes_whole_pages() -> None:
    """Whatever was known when, all pages can be made of it: on the eve and on the day of every source."""
    days = {source.published.end for source in sample().catalogue.sources.values()}
    for day in sorted(days | {day - timedelta(1) for day in days}):
        known = as_of(sample(), day)
        assert list(render(release(known, compile_tables(known)), VI, charts=False))


def test_an_edition_knows_itself_and_those_before_it() -> None:
    """The editions are in order of their cut-off, and each knows no later one."""
    series = sample().catalogue.editions_in_order
    assert [edition.id for edition in series] == ["2019-09", "2019-11", "2020", "2022-09", "2023-Q1"]
    for number, edition in enumerate(series):
        assert as_of_edition(sample(), edition).catalogue.editions_in_order == series[: number + 1]


# --- the vocabulary ---------------------------------------------------------------------------------------------------


@given(DAYS)
def test_no_code_is_older_than_what_references_it(day: date) -> None:
    """What is known by a day has exactly the words that its records use, and those that no record uses at all.

    Such words are of no day; but a term, which may have a source, is not known before it.
    """
    known, ever = as_of(sample(), day), referenced_codes(sample())
    for field, now, there, whole, in_all in zip(
        ReferencedCodes._fields, referenced_codes(known), words_of(known), ever, words_of(sample()), strict=True
    ):
        dated = {
            term.id
            for term in sample().catalogue.bulletin.terms
            if field == "terms" and term.source not in {None, *known.catalogue.sources}
        }
        assert there == now | (in_all - whole - dated)


def test_the_first_edition_speaks_of_no_later_term() -> None:
    """September 2019 does not know the term that an article of 2023 names, nor what was first stated in between."""
    everything = sample().catalogue
    first, *_, last = (as_of_edition(sample(), edition) for edition in everything.editions_in_order)
    assert "2020-2025" not in first.catalogue.bulletin.model_dump_json()
    assert list(last.catalogue.terms) == list(everything.terms)
    assert "non-state-enterprises" not in first.catalogue.populations
    assert first.catalogue.breakdowns.keys() < everything.breakdowns.keys()
    assert first.catalogue.units.keys() < everything.units.keys()


def sourced(*records: Observation | Target) -> Corpus:
    """A corpus of the records, with a term that a letter of June 2020 states."""
    corpus = synthetic(*records)
    first, second = BULLETIN.terms
    terms = (first, second.model_copy(update={"source": "later-letter"}))
    return replace(corpus, catalogue=replace(corpus.catalogue, bulletin=changed(BULLETIN, terms=terms)))


def test_a_term_that_names_a_known_period_is_known() -> None:
    """A term is known from its source on, or from when a period is named by it."""
    early = date(2020, 3, 1)
    assert list(as_of(sourced(), early).catalogue.terms) == ["term-2015-2020"]
    assert list(as_of(sourced(), date(2020, 7, 1)).catalogue.terms) == ["term-2015-2020", "term-2020-2025"]
    named = sourced(target("a", "term-2020-2025/2022", 5, source="letter"))
    assert list(as_of(named, early).catalogue.terms) == ["term-2015-2020", "term-2020-2025"]


def test_a_measure_is_split_only_by_what_is_known() -> None:
    """A breakdown that only a later letter uses is neither in the vocabulary nor promised by a measure."""
    corpus = synthetic(
        observed("a", 2018, 3, by={"sex": {"women": 1}}),
        observed("a", 2019, 3, by={"trait": {"tall": 1}}, source="later-letter"),
    )
    known = as_of(corpus, date(2020, 3, 1)).catalogue
    assert list(known.breakdowns) == ["sex", "nominator", "account"]
    assert known.measures["joined"].breakdowns == ("sex", "nominator", "account")


# --- organizations ----------------------------------------------------------------------------------------------------


@given(st.integers(0, 60), st.integers(0, 60))
def test_no_organization_is_known_before_it_is_founded(opened: int, cut_off: int) -> None:
    """An organization without a source is known from its first day on, and so are those below it."""
    first = date(2020, 3, 1)
    founded = (first + timedelta(opened)).isoformat()
    new = organization("new", "top", opened=founded)
    inner = organization("inner", "new", opened=founded)
    known = as_of(synthetic(organizations=(*FLAT, new, inner)), first + timedelta(cut_off))
    assert ({"new", "inner"} <= known.catalogue.organizations.keys()) == (opened <= cut_off)
    assert ({"new", "inner"} & known.catalogue.organizations.keys() == set()) == (opened > cut_off)
    assert list(dangling(known)) == []


def test_an_organization_of_which_was_spoken_before_it_was_there_is_known() -> None:
    """A plan asks something of a unit still to be founded: it is known as soon as the plan is, with all above it."""
    above = organization("above", "top", opened="2021-01-01")
    new = organization("new", "above", opened="2021-01-01")
    goal = target("new", 2021, 5, source="letter")
    known = as_of(synthetic(goal, organizations=(*FLAT, above, new)), date(2020, 3, 1))
    assert {"new", "above"} <= known.catalogue.organizations.keys()
    assert list(dangling(known)) == []


def test_what_goes_with_a_later_name_comes_with_it() -> None:
    """Before a renaming an edition shows the old name, and neither the short name nor the aliases of the new one."""
    new: dict[str, Any] = {"short": {"vi": "M", "en": "N"}, "aliases": [{"vi": "Tân", "en": "Newer"}]}
    renamed = {"on": "2020-05-01", "what": "renamed", "name": {"vi": "Cũ", "en": "Old"}}
    known = synthetic(organizations=(*FLAT, organization("new", "top", events=[renamed], codes={"gso": "01"}, **new)))
    before, after = (as_of(known, date(2020, month, 1)).catalogue for month in (4, 6))
    assert before.names.localized(VI)["new"] == "Cũ"
    assert (before.organizations["new"].short, before.organizations["new"].aliases) == (None, ())
    assert after.organizations["new"] == known.catalogue.organizations["new"]


def test_homonyms_to_come_leave_no_trace() -> None:
    """A unit has something behind its name only once another one of the name is known."""
    name = {"name": Text(vi="Phường 1", en="Ward 1")}
    wards = (organization("first", "top"), organization("later", "top", opened=2021))
    known = synthetic(organizations=(*FLAT, *(ward.model_copy(update=name) for ward in wards)))
    shown = [as_of(known, date(year, 6, 1)).catalogue.names.localized(VI)["first"] for year in (2020, 2022)]
    assert shown == ["Phường 1", "Phường 1 (first)"]


def test_a_unit_keeps_its_place_where_no_move_is_stated() -> None:
    """An older unit that is below one founded later, without a word of its move, keeps that one known."""
    above = organization("above", "top", opened="2021-01-01")
    old = organization("old", "above")
    known = as_of(synthetic(organizations=(*FLAT, above, old)), date(2020, 3, 1))
    assert known.catalogue.organizations["old"].parent == "above"
    assert list(dangling(known)) == []


def test_nothing_is_expected_before_it_is_due_to_begin() -> None:
    """The reporting calendar of an edition has no entry that begins after its cut-off."""
    for edition in sample().catalogue.editions_in_order:
        calendar = as_of_edition(sample(), edition).catalogue.bulletin.calendar
        assert all(entry.since.start <= edition.cut_off.end for entry in calendar)


def test_an_edition_knows_no_measure_that_is_computed_from_what_came_later(tmp_path: Path) -> None:
    """Its operands have no figure yet, so that it is neither computed nor there."""
    measures = (GOOD / "records/vocabulary/measures.yml").read_text(encoding="utf-8") + (
        "- {id: thefts, name: {vi: Trộm, en: Thefts}, definition: {vi: Trộm, en: Thefts}, unit: person, kind: flow}\n"
        "- {id: rate, name: {vi: Tỷ lệ, en: Rate}, definition: {vi: Tỷ lệ, en: Rate}, unit: percent, kind: share,"
        " formula: {ratio: [thefts, visits]}}\n"
    )
    later = (
        "- {organization: central, measure: thefts, period: 2019, value: 3, source: report-2020, reported: 2020-03-01}"
    )
    project = good_project(tmp_path, vocabulary__measures=measures, observations__thefts=later)
    everything = validate(project).accepted
    assert everything is not None
    known, tables = everything.vintages.of("2019")
    assert {"thefts", "rate"} <= everything.corpus.catalogue.measures.keys()
    assert {"thefts", "rate"}.isdisjoint(known.catalogue.measures)
    assert "rate" in {figure.key.measure for figure in everything.tables.figures}
    assert "rate" not in {figure.key.measure for figure in tables.figures}
