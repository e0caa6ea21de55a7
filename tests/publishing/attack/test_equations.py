"""What follows for a hidden figure from the equations between published ones. SYNTHETIC figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from pathlib import Path
from tempfile import mkdtemp

import pytest
from bulletin.disclosure.linked_tables import Interval
from bulletin.model.corpus import Corpus
from bulletin.publishing.attack import AttackReport, DisclosingError, Finding, FindingKind, attack, refuse_disclosing
from bulletin.publishing.attack.findings import advice_on
from bulletin.publishing.attack.published_tables import CellKey
from bulletin.publishing.attack.relations import RelationKind
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.analysis.builders import corpus, observed
from tests.publishing.attack.attacked_sites import Entry, edit, edit_measure, hide, published

SPLIT = {"account": {"income": 4, "expenses": 16}}
"""Of a breakdown whose categories make up the whole."""


def files_for_programs(folder: Path, figures: Corpus) -> Path:
    """A site without pages."""
    return published(folder, figures, pages=False)


def kinds(report: AttackReport) -> set[FindingKind]:
    """The kinds of what was found."""
    return {finding.kind for finding in report.findings}


def interval(report: AttackReport, text: str) -> Interval:
    """The interval of the hidden cell whose text begins so."""
    (found,) = {each.interval for each in report.bounded if each.cell.text.startswith(text)}
    return found


def test_nothing_hidden_gives_no_finding(tmp_path: Path) -> None:
    """A site without a confidential figure has nothing to protect."""
    site = files_for_programs(tmp_path, corpus(observed("a", 2019, 20, by=SPLIT)))
    report = attack(site)
    assert (report.bounded, report.findings) == ((), ())
    assert report.published > 0


def test_a_single_hidden_category_is_the_rest_of_its_whole(tmp_path: Path) -> None:
    """The whole less the other category is the hidden one."""
    site = files_for_programs(tmp_path, corpus(observed("a", 2019, 20, by=SPLIT)))
    hide(site, organization="a", category="income")
    report = attack(site)
    (finding,) = [
        each for each in report.findings if each.cell.organization == "a" and each.kind is FindingKind.RECOVERED
    ]
    assert finding.interval == (4, 4)
    assert RelationKind.CATEGORIES in {relation.kind for relation in finding.relations}
    assert "a joined 2019-01-01/2019-12-31 all is the sum of categories" in finding.text("en")


def test_two_hidden_categories_share_the_rest(tmp_path: Path) -> None:
    """Each can be anything from nothing to what both have together."""
    site = files_for_programs(tmp_path, corpus(observed("a", 2019, 20, by=SPLIT)))
    hide(site, breakdown="account")
    report = attack(site)
    assert interval(report, "a ") == (0, 20)
    assert not report.findings


def test_a_hidden_quarter_is_the_rest_of_its_year(tmp_path: Path) -> None:
    """The year less the three other quarters is the hidden one."""
    quarters = [observed("a", f"2019-Q{number}", number) for number in (1, 2, 3, 4)]
    site = files_for_programs(tmp_path, corpus(*quarters))
    hide(site, organization="a", period="2019-Q3")
    report = attack(site)
    assert interval(report, "a ") == (3, 3)
    assert FindingKind.RECOVERED in kinds(report)


def test_overlapping_periods_give_a_hidden_one_away(tmp_path: Path) -> None:
    """No period fills another here: the first two months, the last two, and the middle one."""
    periods = {"2019-01/2019-02": 9, "2019-02": 4, "2019-02/2019-03": 11, "2019-Q1": 16}
    site = files_for_programs(tmp_path, corpus(*(observed("a", when, value) for when, value in periods.items())))
    hide(site, organization="a", period="2019-02")
    assert interval(attack(site), "a ") == (4, 4)


def test_a_hidden_unit_is_the_rest_of_the_total(tmp_path: Path) -> None:
    """A total less the other units is the hidden one; with two hidden ones, they share it."""
    site = files_for_programs(tmp_path, corpus(*(observed(unit, 2019, 10) for unit in ("a", "b", "c"))))
    hide(site, organization="a")
    assert interval(attack(site), "a ") == (10, 10)
    hide(site, organization="b")
    assert interval(attack(site), "a ") == (0, 20)


def test_a_stated_total_of_all_units_is_their_sum(tmp_path: Path) -> None:
    """A total that a source states is as good as one that was computed, where no unit is missing."""
    figures = [observed(unit, 2019, 10) for unit in ("a", "b", "c")]
    site = files_for_programs(tmp_path, corpus(*figures, observed("top", 2019, 30)))
    hide(site, organization="a")
    report = attack(site)
    assert interval(report, "a ") == (10, 10)
    assert RelationKind.TREE in {relation.kind for finding in report.findings for relation in finding.relations}


def test_a_stated_total_with_a_unit_missing_is_a_bound(tmp_path: Path) -> None:
    """Where a unit has no figure, the others have no more than the total."""
    site = files_for_programs(
        tmp_path, corpus(observed("a", 2019, 10), observed("b", 2019, 10), observed("top", 2019, 30))
    )
    hide(site, organization="a")
    assert interval(attack(site), "a ") == (0, 20)


def test_what_one_version_publishes_is_known_in_all(tmp_path: Path) -> None:
    """An earlier edition that still shows a figure discloses it."""
    for version in ("2019", "2020"):
        files_for_programs(tmp_path / "en" / version, corpus(observed("a", 2019, 20), observed("b", 2019, 5)))
    hide(tmp_path / "en" / "2020", organization="a")
    report = attack(tmp_path)
    assert FindingKind.ELSEWHERE in kinds(report)
    assert interval(report, "a ") == (20, 20)


@pytest.mark.parametrize(("threshold", "is_found"), [(None, False), (20, False), (21, True)])
def test_a_later_version_may_state_what_was_hidden(threshold: int | None, is_found: bool, tmp_path: Path) -> None:
    """The bulletin shows it by intention, unless its policy of that version asks to hide such a number."""
    for version in ("2019", "2020"):
        site = files_for_programs(tmp_path / "en" / version, corpus(observed("a", 2019, 20), observed("b", 2019, 5)))
        edit_measure(site, "joined", below(threshold) if threshold else lambda _entry: None)
    hide(tmp_path / "en" / "2019", organization="a")
    report = attack(tmp_path)
    assert (FindingKind.ELSEWHERE in kinds(report)) == is_found
    assert interval(report, "a ") == (20, 20)


def test_a_later_report_may_state_what_was_suppressed(tmp_path: Path) -> None:
    """So the earlier version may be known too, as far as it is the same number."""
    site = files_for_programs(tmp_path / "en" / "2019", corpus(observed("a", 2019, 20, by=SPLIT)))
    hide(site, organization="a", category="income")
    assert FindingKind.RECOVERED in kinds(attack(tmp_path))
    later = corpus(observed("a", 2019, 20, by=SPLIT, reported="2020-05-01"))
    files_for_programs(tmp_path / "en" / "2020", later)
    assert not kinds(attack(tmp_path))
    other = {"account": {"income": 5, "expenses": 15}}
    files_for_programs(tmp_path / "en" / "2020", corpus(observed("a", 2019, 20, by=other, reported="2020-05-01")))
    assert FindingKind.RECOVERED in kinds(attack(tmp_path))


def test_equations_of_all_versions_are_joined(tmp_path: Path) -> None:
    """Two versions hide different figures; together they disclose what each alone does not."""
    figures = corpus(*(observed(unit, 2019, 10) for unit in ("a", "b", "c")))
    for version, hidden in (("2019", ("a", "b")), ("2020", ("a", "c"))):
        site = files_for_programs(tmp_path / "en" / version, figures)
        for unit in hidden:
            hide(site, organization=unit)
    assert interval(attack(tmp_path), "a ") == (10, 10)


def test_a_revised_figure_is_another_cell(tmp_path: Path) -> None:
    """What a later report says is not known from what the former one said."""
    for version, reported in (("2019", "2020-02-01"), ("2020", "2020-03-01")):
        figures = corpus(observed("a", 2019, 20, reported=reported), observed("b", 2019, 5))
        files_for_programs(tmp_path / "en" / version, figures)
    hide(tmp_path / "en" / "2020", organization="a")
    hide(tmp_path / "en" / "2020", organization="top")
    assert interval(attack(tmp_path), "a ") == (0, None)


def test_versions_that_contradict_each_other_are_bounded_alone(tmp_path: Path) -> None:
    """Totals were corrected without a new report: then no version says anything of another."""
    figures = corpus(*(observed(unit, 2019, 10) for unit in ("a", "b", "c")))
    for version in ("2019", "2020"):
        site = files_for_programs(tmp_path / "en" / version, figures)
        hide(site, organization="a")
        hide(site, organization="b")
    more = {"number": 31, "digits": "31", "qualifier": "exact"}
    edit(tmp_path / "en" / "2020", lambda entry: entry.update(value=more), organization="top")
    report = attack(tmp_path)
    assert {each.interval for each in report.bounded} == {(0, 20), (0, 21)}
    assert not report.findings


def test_a_former_report_is_found(tmp_path: Path) -> None:
    """What else was reported of a hidden figure is not to be there either."""
    reports = observed("a", 2019, 20), observed("a", 2019, 21, reported="2020-05-01")
    site = files_for_programs(tmp_path, corpus(*reports))
    hide(site, organization="a")
    assert FindingKind.EARLIER_REPORT in kinds(attack(site))


def test_a_site_that_discloses_is_not_published(tmp_path: Path) -> None:
    """Publishing asks before it switches; the refusal names the figure and the equation."""
    folder = tmp_path / "en" / "2019"
    site = files_for_programs(folder, corpus(observed("a", 2019, 20, by=SPLIT)))
    refuse_disclosing(tmp_path)
    hide(site, organization="a", category="income")
    with pytest.raises(DisclosingError) as refusal:
        refuse_disclosing(tmp_path)
    assert "a joined 2019-01-01/2019-12-31 all account income" in refusal.value.text("en")
    assert "is the sum of categories" in refusal.value.text("en")
    assert refusal.value.text("en").endswith("by a rule in disclosure.yml, or by a mark (audience).")


def test_findings_of_each_kind_say_what_to_do() -> None:
    """Once for all of a kind; what is not computed is said somewhere, by a record or by mistake."""
    cell = CellKey("a", "joined", "all", date(2019, 1, 1), date(2019, 12, 31))
    advice = {kind: advice_on([Finding(kind, cell, "2019")] * 2, "en") for kind in FindingKind}
    computed = {FindingKind.RECOVERED, FindingKind.NARROW, FindingKind.COMPUTED}
    assert {kind for kind, text in advice.items() if "hide one more" in text} == computed
    assert {kind for kind, text in advice.items() if "exempt" in text} == {
        FindingKind.ELSEWHERE,
        FindingKind.EARLIER_REPORT,
    }
    assert "correct the records" in advice[FindingKind.CONTRADICTION]
    assert "remove it there" in advice[FindingKind.SENTENCE] == advice[FindingKind.MARK]
    assert all("\n" not in text for text in advice.values())


def below(threshold: int) -> Callable[[Entry], None]:
    """A rule that hides counts below a threshold, in the answer about the measure."""
    return lambda entry: entry.update(disclosure={"threshold": threshold, "zero_discloses": False})


@pytest.mark.parametrize(
    ("whole", "expected"),
    [(20, None), (8, None), (5, FindingKind.NARROW), (3, FindingKind.NARROW), (2, FindingKind.RECOVERED)],
)
def test_every_count_below_the_threshold_stays_possible(
    tmp_path: Path, whole: int, expected: FindingKind | None
) -> None:
    """Two counts of at least one that are five together are at most four each; below six, five has to be possible."""
    split = {"account": {"income": 1, "expenses": whole - 1}}
    site = files_for_programs(tmp_path, corpus(observed("a", 2019, whole, by=split)))
    hide(site, breakdown="account")
    edit_measure(site, "joined", below(6))
    assert {finding.kind for finding in attack(site).findings} == ({expected} if expected else set())
    assert interval(attack(site), "a ") == (1, whole - 1)


@given(
    numbers=st.lists(st.lists(st.integers(0, 2), min_size=3, max_size=3), min_size=3, max_size=3),
    hidden=st.sets(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=4),
)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_intervals_are_those_of_all_solutions(
    tmp_path: Path, numbers: list[list[int]], hidden: set[tuple[int, int]]
) -> None:
    """Units by quarters: the least and the greatest value of each hidden cell among all tables that fit the margins."""
    folder = Path(mkdtemp(dir=tmp_path))
    units, quarters = ("a", "b", "c"), ("2019-Q1", "2019-Q2", "2019-Q3")
    figures = [observed(u, q, numbers[i][j]) for i, u in enumerate(units) for j, q in enumerate(quarters)]
    site = files_for_programs(folder, corpus(*figures))
    for row, column in hidden:
        hide(site, organization=units[row], period=quarters[column])
    solutions = list(solutions_of(numbers, sorted(hidden)))
    report = attack(site)
    for place, (row, column) in enumerate(sorted(hidden)):
        values = [solution[place] for solution in solutions]
        start = f"{units[row]} joined 2019-{3 * column + 1:02}-01/"
        assert interval(report, start) == (min(values), max(values))


def solutions_of(numbers: list[list[int]], hidden: list[tuple[int, int]]) -> Iterator[tuple[int, ...]]:
    """All whole numbers for the hidden cells that leave the sums of rows and columns as they are."""
    for values in product(range(7), repeat=len(hidden)):
        change = [[0] * 3 for _ in range(3)]
        for (row, column), value in zip(hidden, values, strict=True):
            change[row][column] = value - numbers[row][column]
        if not any(map(sum, change)) and not any(map(sum, zip(*change, strict=True))):
            yield values


def test_rounded_figures_leave_half_of_the_base_either_way(tmp_path: Path) -> None:
    """Twenty, rounded to tens, are 15 to 25; so the rest of it beside ten, which is five to 15, is at most 20."""
    site = files_for_programs(tmp_path, corpus(observed("a", 2019, 20, by={"account": {"income": 10, "expenses": 10}})))
    hide(site, category="expenses")
    edit_measure(site, "joined", lambda entry: entry.update(disclosure={"rounding_base": 10}))
    assert interval(attack(site), "a ") == (0, 20)
    assert not attack(site).findings
