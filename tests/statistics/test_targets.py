"""Every target is one target figure; a target for every year is one for each year of which something is known."""

from __future__ import annotations

import pytest

from generator.model.records import Basis
from generator.statistics.tables import Key
from tests.statistics.builders import observed, period, tables, target


def test_a_target_is_one_target_figure_with_all_that_its_record_says() -> None:
    record = target("a", 2019, 16, basis="inferred", claim="some-claim", decision="plan")
    (found,) = tables(record).targets
    assert (found.key, found.value, found.id) == (Key("a", "joined", period(2019)), record.value, "goal")
    assert (found.basis, found.claim, found.decision) == (Basis.INFERRED, "some-claim", "plan")
    assert not found.yearly


def test_a_share_target_has_the_key_of_its_category() -> None:
    (found,) = tables(target("a", 2019, 40, share={"breakdown": "sex", "category": "women"})).targets
    assert found.key == Key("a", "joined", period(2019), breakdown="sex", category="women")


def test_a_superseded_target_stays_and_names_what_took_its_place() -> None:
    old = target("a", 2019, 16, name="old", superseded_by="new")
    assert [t.superseded_by for t in tables(old, target("a", 2019, 20, name="new")).targets] == ["new", None]


def test_a_year_that_lies_in_the_period_in_part_counts_with_the_figures_of_that_part() -> None:
    goal = target("a", "2018-07/2020-06", 75, each="year")
    assert [t.key.each for t in tables(observed("a", 2018, 1), goal).targets] == [True]
    assert [t.key.period.text for t in tables(observed("a", "2018-H2", 1), goal).targets] == ["2018"]


@pytest.mark.parametrize(
    ("reported", "years"),
    [
        (["2015", "2018", "2019-01/2019-07"], ["2015", "2018", "2019"]),
        (["2016-05-31"], ["2016"]),
        (["2014", "2021"], ["term-2015-2020"]),
        (["term-2015-2020/2019-11"], ["term-2015-2020"]),
        (["2017-07/2018-06"], ["term-2015-2020"]),
        ([], ["term-2015-2020"]),
    ],
)
def test_a_yearly_target_is_one_for_each_year_with_figures_or_else_one_of_the_whole(
    reported: list[str], years: list[str]
) -> None:
    records = [observed("a", when, 1, measure="members") for when in reported]
    found = tables(*records, target("a", "term-2015-2020", 75, each="year", measure="members")).targets
    assert [t.key.period.text for t in found] == years
    assert all(t.yearly and t.key.each == (t.key.period.text == "term-2015-2020") for t in found)


def test_a_value_for_each_year_tells_of_every_year_of_its_period() -> None:
    each = observed("a", "2017/2021", {"about": 9}, each="year")
    found = tables(each, target("a", "term-2015-2020", 75, each="year")).targets
    assert [t.key.period.text for t in found] == ["2017", "2018", "2019", "2020"]


def test_figures_of_other_measures_populations_or_units_make_no_year() -> None:
    others = [
        observed("a", 2016, 1, population="firms"),
        observed("b", 2017, 1),
        observed("a", 2018, 1, measure="weak"),
    ]
    found = tables(*others, target("a", "term-2015-2020", 75, each="year")).targets
    assert [t.key.period.text for t in found] == ["term-2015-2020"]


def test_a_target_of_every_year_set_for_one_year_is_that_year() -> None:
    (found,) = tables(target("a", 2019, 75, each="year")).targets
    assert (found.key, found.yearly) == (Key("a", "joined", period(2019)), True)
