"""What a figure is worth to readers, by which those are chosen that are hidden for others. SYNTHETIC only."""

from __future__ import annotations

from bulletin.analysis.compilation import compile_tables
from bulletin.disclosure.information_loss import InformationLoss
from bulletin.model.corpus import Corpus
from bulletin.model.keys import ObservationKey

from tests.analysis.builders import DEEP, corpus, observed, period

QUARTERS = ("2017-Q1", "2019-Q3", "2019-Q4")


def of_value(number: int) -> Corpus:
    """Two wards below a district, by quarter and category."""
    split = {"sex": {"women": number, "men": number}}
    return corpus(*(observed("x1", when, 2 * number, by=split) for when in QUARTERS), organizations=DEEP)


def worth(made: Corpus, unit: str, when: str, category: str | None = None) -> int:
    """What a figure is worth."""
    key = ObservationKey(unit, "joined", period(when))
    loss = InformationLoss(made.catalogue, compile_tables(made).figures)
    return loss.of(key if category is None else key.narrow("sex", category))


def test_totals_and_recent_periods_are_worth_more() -> None:
    made = of_value(9)
    units = [worth(made, unit, "2019-Q4") for unit in ("x1", "x", "top")]
    assert units == sorted(set(units))
    assert worth(made, "x1", "2019-Q4", "women") < worth(made, "x1", "2019-Q4") < worth(made, "x1", "2019")
    assert worth(made, "x1", "2017-Q1") < worth(made, "x1", "2019-Q3") == worth(made, "x1", "2019-Q4")


def test_the_total_of_a_district_is_worth_more_than_two_of_its_wards() -> None:
    made = of_value(9)
    assert worth(made, "x", "2019-Q4") > 2 * worth(made, "x1", "2019-Q4")


def test_numbers_have_no_part_in_it() -> None:
    assert worth(of_value(9), "x1", "2019-Q4") == worth(of_value(90_000), "x1", "2019-Q4")
