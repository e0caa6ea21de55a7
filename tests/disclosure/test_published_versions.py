"""What published versions hide is taken from what they show, whoever made them. SYNTHETIC figures only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from unittest.mock import patch

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.figures import Figure, Number, is_suppressed, reported_value
from bulletin.analysis.vintages import Vintages
from bulletin.disclosure import PolicyHistory, Release, Series, release
from bulletin.disclosure.information_loss import InformationLoss
from bulletin.disclosure.linked_tables import Interval
from bulletin.disclosure.publications import PublishedVersion, Version, published_key, tables_of, versions_in_order
from bulletin.model.corpus import Corpus
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Correction
from bulletin.model.values import Quantity

from tests.analysis.builders import observed, words
from tests.disclosure.attackers import Asked, Attacker
from tests.disclosure.test_policy import ruled
from tests.disclosure.test_policy_attacks import MERGING, chain, controlled, records_of, recoveries
from tests.disclosure.test_series import FIRST, bulletin, hidden

EARLIER = 8
"""So many of the twelve editions are published already."""


@contextmanager
def another_generator(seed: int) -> Iterator[None]:
    """Other figures are hidden beside the sensitive ones: what each of them is worth is drawn by lot."""
    with patch.object(InformationLoss, "of", lambda _, key: Random(f"{seed} {' '.join(map(str, key))}").randint(1, 9)):
        yield


def version_of(name: str, figures: Sequence[Figure]) -> Version:
    """A published version that shows these figures."""
    values = {published_key(figure): reported_value(figure) for figure in figures}
    return Version(name, 0, date(2020, 1, 1), is_newest=True, published=PublishedVersion(name, name, values))


def released(made: Corpus, history: PolicyHistory, version: Version | None = None) -> Sequence[Figure]:
    return release(made, compile_tables(made), history=history, version=version).tables.figures


def suppressed(figures: Sequence[Figure]) -> set[ObservationKey]:
    return {figure.key for figure in figures if is_suppressed(figure)}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_what_another_generator_has_published_stays_hidden_and_discloses_nothing(seed: int) -> None:
    """The attacker has read all editions: those that were published by another generator, and those after them."""
    editions = chain(Random(seed))
    others, history, attacker = PolicyHistory(), PolicyHistory(), Attacker(controlled([], MERGING).catalogue)
    alone, differing = PolicyHistory(), 0
    for number, counts in enumerate(editions):
        made = controlled(records_of(counts), MERGING)
        if number < EARLIER:
            with another_generator(seed):
                published = released(made, others)
            figures = released(made, history, version_of(str(number), published))
            assert suppressed(figures) == suppressed(published)
            assert [reported_value(figure) for figure in figures] == [reported_value(figure) for figure in published]
            assert not history.shown_against
            differing += suppressed(released(made, alone)) != suppressed(published)
        else:
            figures = released(made, history)
        attacker.read(str(number), counts, figures)
    assert differing
    assert history.weaker == {}
    assert recoveries(attacker) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_stricter_rule_asks_of_published_figures_what_is_left_of_them(seed: int) -> None:
    """And of all others what it says: no edition is refused, and none takes anything of what was left."""
    editions = chain(Random(seed))
    history, attacker = PolicyHistory(), Attacker(controlled([], MERGING).catalogue)
    left: Mapping[Asked, tuple[int, Interval]] = {}
    for number, counts in enumerate(editions):
        made = ruled(controlled(records_of(counts), MERGING), threshold=3 if number < EARLIER else 5)
        attacker.read(str(number), counts, released(made, history))
        if number == EARLIER - 1:
            left = attacker.known()
    known = attacker.known()
    last = {key: asked for (edition, key), asked in known.items() if edition == str(len(editions) - 1)}
    before = {key: asked for (edition, key), asked in left.items() if edition == str(EARLIER - 1)}
    assert history.weaker
    for key, (truth, interval) in last.items():
        if 0 < truth < 5:
            was_truth, was = before.get(key, (None, Interval(None, None)))
            unchanged = was if was_truth == truth else Interval(None, None)
            least = max(1, attacker.positive[str(len(editions) - 1), key], unchanged.lower or 0)
            greatest = 4 if unchanged.upper is None else min(4, unchanged.upper)
            assert (interval.lower or 0) <= least, key
            assert interval.upper is None or interval.upper >= greatest, key


# --- the editions of a bulletin


def shown(found: Release, name: str = "") -> PublishedVersion:
    """A release as it is published."""
    numbers: tuple[Number, ...] = (*found.tables.figures, *found.tables.targets)
    values = {published_key(number): reported_value(number) for number in numbers}
    return PublishedVersion(found.edition or "", name or found.version, values)


def corrected(made: Corpus, edition: str, day: str, was: int) -> Corpus:
    """The corpus with a correction of the first ward of an edition."""
    about = {"id": f"c{edition}", "date": day, "editions": [edition]}
    figure = {"organization": "a", "measure": "joined", "period": 2019, "was": was}
    typed = {**about, "what": words("count"), "reason": words("typing"), "figures": [figure]}
    correction = Correction.model_validate(typed)
    return replace(made, catalogue=replace(made.catalogue, corrections={correction.id: correction}))


def names(made: Corpus, *published: PublishedVersion) -> list[str]:
    return [f"{each.edition}.{each.corrections}" for each in versions_in_order(made.catalogue, published)]


def test_a_corrected_version_comes_on_the_day_of_its_correction() -> None:
    made = bulletin(FIRST)
    assert names(made) == ["2020.0", "2021.0"]
    assert names(corrected(made, "2020", "2020-03-01", 21)) == ["2020.0", "2020.1", "2021.0"]
    assert names(corrected(made, "2020", "2020-09-01", 21)) == ["2020.0", "2021.0", "2020.1"]


def test_what_is_published_comes_first_whatever_the_days_say() -> None:
    """A correction may be published later than it is dated; a version that is not in the site has never been public."""
    made = bulletin(FIRST)
    first, second = map(shown, Series(Vintages(made)).editions())
    late = corrected(made, "2020", "2020-03-01", 21)
    assert names(late, first, second) == ["2020.0", "2021.0", "2020.1"]
    assert names(late, second) == ["2021.0", "2020.1"]
    assert names(late, replace(first, name="2020.1"), second) == ["2020.1", "2021.0"]


def test_a_corrected_version_knows_the_edition_published_in_between() -> None:
    """Neither is refused, and what that edition shows is not hidden again."""
    letters = [observed(unit, 2019, count) for unit, count in {"a": 4, "b": 9, "c": 30}.items()]
    made = bulletin(*letters, observed("c", 2019, 31, source="later-letter"))
    published = [shown(each) for each in Series(Vintages(made)).editions()]
    wrong = corrected(made, "2020", "2020-09-01", 7)
    with another_generator(5):
        (again, between) = Series(Vintages(wrong), published=published).editions()
    assert again.version == "2020.1"
    values = {figure.key: figure.value for figure in compile_tables(wrong).figures}
    visible = {f.key for f in between.tables.figures if not is_suppressed(f) and f.value == values[f.key]}
    assert hidden(again)
    assert not hidden(again) & {key for key in visible if key.organization in {"a", "b"}}


def test_published_editions_are_released_as_they_are_and_the_solver_is_not_asked() -> None:
    made = bulletin(FIRST, observed("b", 2019, 30, source="later-letter"))
    with another_generator(3):
        published = [shown(each) for each in Series(Vintages(made)).editions()]
    with patch("bulletin.disclosure.policy.suppress_cells", side_effect=AssertionError):
        again = Series(Vintages(made), published=published).editions()
    assert [shown(each) for each in again] == published


def test_a_published_edition_is_an_error_by_no_policy() -> None:
    """Whatever it shows is public; what is sensitive of it is named."""
    open_to_all = bulletin(FIRST)
    free = replace(open_to_all, catalogue=replace(open_to_all.catalogue, disclosure=None))
    published = [shown(each) for each in Series(Vintages(free)).editions()]
    series = Series(Vintages(open_to_all), published=published)
    assert [shown(each) for each in series.editions()] == published
    assert {key.category for key in series.shown_against_policy("2020")} == {"income"}
    assert not series.shown_against_policy("2021")  # the edition before has shown it


def test_an_edition_says_which_versions_were_published_before_it() -> None:
    """As far as what it hides depends on them."""
    made = bulletin(FIRST)
    first, second = Series(Vintages(made)).editions()
    assert (first.published_before, second.published_before) == ((), ())
    (_, beside) = Series(Vintages(made), published=[shown(first)]).editions()
    assert beside.published_before == ("2020",)
    assert shown(beside) == shown(second)
    free = replace(made, catalogue=replace(made.catalogue, disclosure=None))
    (_, open_to_all) = Series(Vintages(free), published=[shown(Series(Vintages(free)).edition("2020"))]).editions()
    assert open_to_all.published_before == ()


def test_readers_know_what_was_published_though_the_records_have_another_number_by_now() -> None:
    """A figure that was added since is none that they know; the refusal is for whoever compares."""
    made = bulletin(FIRST)
    _corpus, tables = Vintages(made).of("2020")
    first = shown(Series(Vintages(made)).edition("2020"))
    key = next(published_key(f) for f in tables.figures if first.shows(f) and f.key.organization == "a")
    other = replace(first, values={key: Quantity(Decimal(99))})
    assert [(figure.key.organization, str(figure.value)) for figure in tables_of(other, tables).figures] == [
        ("a", str(Quantity(Decimal(99))))
    ]
    assert tables_of(first, tables) is tables
