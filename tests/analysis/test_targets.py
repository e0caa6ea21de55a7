"""Every target is one target figure; a target for every year is one for each year of which something is known."""

from __future__ import annotations

import pytest
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Basis

from tests.analysis.builders import observed, period, tables, target


def test_a_target_is_one_target_figure_with_all_that_its_record_says() -> None:
    record = target("a", 2019, 16, basis="inferred", claim="some-claim", decision="plan")
    (found,) = tables(record).targets
    assert (found.key, found.value, found.id) == (ObservationKey("a", "joined", period(2019)), record.value, "goal")
    assert (found.basis, found.claim, found.decision) == (Basis.INFERRED, "some-claim", "plan")
    assert not found.yearly


def test_a_share_target_has_the_key_of_its_category() -> None:
    (found,) = tables(target("a", 2019, 40, share={"breakdown": "sex", "category": "women"})).targets
    assert found.key == ObservationKey("a", "joined", period(2019), breakdown="sex", category="women")


def test_a_superseded_target_stays_and_names_what_took_its_place() -> None:
    old = target("a", 2019, 16, name="old", superseded_by="new")
    assert [t.superseded_by for t in tables(old, target("a", 2019, 20, name="new")).targets] == ["new", None]


def test_years_that_lie_in_the_period_in_part_count() -> None:
    goal = target("a", "2018-07/2020-06", 75, each="year")
    found = tables(observed("b", 2019, 1, reported="2023-02-01"), goal).targets
    assert [one.key.period.text for one in found] == ["2018", "2019", "2020"]


@pytest.mark.parametrize(
    ("reported", "years"),
    [
        ("2014-12-31", ["term-2015-2020"]),
        ("2015-01-01", ["2015"]),
        ("2017-12-31", ["2015", "2016", "2017"]),
        ("2018-01-01", ["2015", "2016", "2017", "2018"]),
        ("2023-04-07", ["2015", "2016", "2017", "2018", "2019", "2020"]),
        (None, ["term-2015-2020"]),
    ],
)
def test_a_yearly_target_is_one_for_each_year_that_the_newest_report_has_reached(
    reported: str | None, years: list[str]
) -> None:
    """Whatever that report is about: of a year without a figure it is told that there is none. No clock is asked."""
    others = [] if reported is None else [observed("b", 2014, 1, measure="weak", reported=reported)]
    found = tables(*others, target("a", "term-2015-2020", 75, each="year")).targets
    assert [one.key.period.text for one in found] == years
    assert all(one.yearly and one.key.annual == (one.key.period.text == "term-2015-2020") for one in found)


def test_a_target_of_every_year_set_for_one_year_is_that_year() -> None:
    (found,) = tables(target("a", 2019, 75, each="year")).targets
    assert (found.key, found.yearly) == (ObservationKey("a", "joined", period(2019)), True)
