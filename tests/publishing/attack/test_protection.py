"""How uncertain hidden numbers have to stay by the rules that a site prints. SYNTHETIC figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
from bulletin.analysis.figures import FigureOrigin
from bulletin.disclosure.linked_tables import Interval
from bulletin.model.records import MeasureKind, Rule
from bulletin.model.values import Absence
from bulletin.publishing.attack.protection import Protection
from bulletin.publishing.attack.published_tables import Aspect, CellKey, PublishedFigure, PublishedTables, Shown
from bulletin.publishing.attack.structure import DisclosureEntry, DominanceEntry, PublishedMeasure, PublishedUnit

HIDDEN = Shown(Absence.SUPPRESSED)
DOMINANCE = DisclosureEntry(dominance=DominanceEntry(1, Decimal(75)))
P_PERCENT = DisclosureEntry(p_percent=Decimal(10))
THRESHOLD = DisclosureEntry(threshold=5)


def key(unit: str) -> CellKey:
    """The amount of a unit."""
    return CellKey(unit, "amount", "all", date(2019, 1, 1), date(2019, 12, 31))


def figure(unit: str, value: Shown) -> tuple[CellKey, PublishedFigure]:
    """The figure of a unit, as a source states it."""
    return key(unit), PublishedFigure(
        key(unit), "2019", value, None, None, "2020", ("report",), FigureOrigin.REPORTED, (), None, ()
    )  # fmt: skip


def tables(
    rule: DisclosureEntry, *, kind: MeasureKind = MeasureKind.MONEY, exempt: Iterable[str] = ()
) -> PublishedTables:
    """A hidden total of a published amount of 80 and a hidden one."""
    figures = dict([figure("top", HIDDEN), figure("a", Shown(None, 80, 80)), figure("b", HIDDEN)])
    measures = {"amount": PublishedMeasure("amount", kind, Rule.SUM, Rule.SUM, rule=rule)}
    units = {"top": PublishedUnit("top", ("a", "b")), "a": PublishedUnit("a"), "b": PublishedUnit("b")}
    return PublishedTables("", (), figures, measures, {}, {"all": None}, units, exempt={*exempt})


def is_too_narrow(version: PublishedTables, cell: CellKey, lower: int, upper: int) -> bool:
    """Whether an interval is narrower than the policy allows."""
    interval = Interval(lower, upper)
    return Protection(version, {cell: interval}).is_too_narrow(cell, interval)


@pytest.mark.parametrize(
    ("rule", "least"),
    [(DisclosureEntry(contributors=3), 81), (DOMINANCE, 50), (P_PERCENT, 81)],
    ids=["contributors", "dominance", "p-percent"],
)
def test_an_amount_of_a_single_unit_stays_as_uncertain_as_the_rule_demands(rule: DisclosureEntry, least: int) -> None:
    """90 is 81 to 99 where ten per cent either way are asked for; 75 is 50 to 100 where it may be 75 % of a total."""
    assert not is_too_narrow(tables(rule), key("b"), least, 100)
    assert is_too_narrow(tables(rule), key("b"), least + 1, 100)


@pytest.mark.parametrize(("rule", "most"), [(DOMINANCE, 107), (P_PERCENT, 88)], ids=["dominance", "p-percent"])
def test_a_total_stays_as_uncertain_as_its_largest_contribution_demands(rule: DisclosureEntry, most: int) -> None:
    """80 is 75 % of 106.7; ten per cent more than 80 is 88."""
    assert not is_too_narrow(tables(rule), key("top"), 81, most)
    assert is_too_narrow(tables(rule), key("top"), 81, most - 1)


def test_a_total_of_enough_units_may_be_known_closely() -> None:
    """Nothing is demanded of what may be hidden to protect others only."""
    assert not is_too_narrow(tables(DisclosureEntry(contributors=3)), key("top"), 99, 100)


def test_a_threshold_is_for_the_numerator_of_a_share() -> None:
    """Two to four percent say nothing of how many were counted; two to four people do."""
    version, cell = tables(THRESHOLD, kind=MeasureKind.SHARE), key("b")
    assert not is_too_narrow(version, cell, 2, 4)
    assert is_too_narrow(version, cell._replace(aspect=Aspect.NUMERATOR), 2, 4)
    assert not is_too_narrow(version, cell._replace(aspect=Aspect.NUMERATOR), 1, 4)


def test_nothing_is_demanded_of_what_everybody_knows() -> None:
    """Its source is exempt."""
    assert not is_too_narrow(tables(P_PERCENT, exempt={"report"}), key("b"), 99, 100)
