"""Nothing that a policy hides can be read off anything the program computes. SYNTHETIC figures and policies only."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.composition import Addition
from bulletin.analysis.figures import Figure, Flag
from bulletin.analysis.progress import progress_by, progress_towards
from bulletin.analysis.quantities import Outcome
from bulletin.analysis.ranking import rankings
from bulletin.analysis.target_status import StatusReason, TargetStatus
from bulletin.analysis.targets import targets_for
from bulletin.analysis.time_series import ComparabilityReason, change_on_year_before, running_totals
from bulletin.disclosure import Release, release
from bulletin.model.corpus import Corpus
from bulletin.model.keys import ObservationKey, SeriesKey
from bulletin.model.records import Claim, Observation
from bulletin.model.values import Absence, Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import DEEP, compositions, corpus, observed, period, target, words
from tests.analysis.formulas import deriving
from tests.disclosure.hiding import Hiding


def released(made: Corpus, *keys: ObservationKey) -> Release:
    """What is released when these figures are hidden."""
    return release(made, compile_tables(made), history=Hiding(keys))


def women(unit: str, when: str) -> ObservationKey:
    """The key of one category."""
    return ObservationKey(unit, "joined", period(when), breakdown="sex", category="women")


def whole(unit: str, when: str) -> ObservationKey:
    """The key of a whole figure."""
    return ObservationKey(unit, "joined", period(when))


def test_hiding_nothing_changes_nothing() -> None:
    made = corpus(observed("a", 2019, 5), target("a", 2019, 9))
    tables: object = compile_tables(made)
    assert released(made).tables == tables
    assert release(made, compile_tables(made)).tables == tables


def test_what_was_released_can_be_handed_to_another_process() -> None:
    through: object = released(corpus(observed("a", 2019, 5), target("a", 2019, 9)))
    assert pickle.loads(pickle.dumps(through)) == through


def claiming(made: Corpus, **claim: object) -> Corpus:
    """The corpus with one claim about ``a`` in 2019 of the value 424,242."""
    usual = {
        "id": "claim",
        "source": "letter",
        "organization": "a",
        "measure": "joined",
        "period": 2019,
        "value": 424242,
    }
    words_about = {"note": words("424242"), "acknowledged": words("424242")}
    return replace(made, claims={"claim": Claim.model_validate(usual | words_about | claim)})


CLAIMS: list[tuple[dict[str, object], list[ObservationKey]]] = [
    ({"form": "multiple", "of": {"period": 2018}}, [whole("a", "2019"), whole("a", "2018")]),
    ({"form": "difference", "of": {"organization": "b"}}, [whole("a", "2019"), whole("b", "2019")]),
    ({"form": "percent-of-target"}, [whole("a", "2019")]),
    (
        {"form": "share", "breakdown": "sex", "category": "women"},
        [women("a", "2019"), whole("a", "2019")],
    ),
    ({"form": "total", "breakdown": "sex"}, [whole("a", "2019"), women("a", "2019")]),
    (
        {"form": "total", "parts": [{"period": 2018}, {"organization": "b"}]},
        [whole("a", "2019"), whole("a", "2018"), whole("b", "2019")],
    ),
]


@pytest.mark.parametrize(("claim", "disclosing"), CLAIMS)
def test_a_claim_is_withheld_with_every_figure_that_it_discloses_and_with_no_other(
    claim: dict[str, object], disclosing: list[ObservationKey]
) -> None:
    split = {"sex": {"women": 2}}
    records = [observed(unit, year, 5, by=split) for unit in ("a", "b", "c") for year in (2018, 2019)]
    made = claiming(corpus(*records), **claim)
    for figure in compile_tables(made).figures:
        through = released(made, figure.key)
        is_disclosing = any(through.tables.by_key[key].value is Absence.SUPPRESSED for key in disclosing)
        shown = through.claims["claim"]
        assert is_disclosing or figure.key not in disclosing
        assert (shown.value is Absence.SUPPRESSED) == is_disclosing, figure.key
        assert ("424242" not in repr(shown)) == is_disclosing


def test_a_claim_about_a_total_is_withheld_with_the_parts_of_the_total() -> None:
    made = claiming(corpus(observed("a", "2019-H1", 5), observed("a", "2019-H2", 6)), form="total")
    assert released(made, whole("a", "2019-H1")).claims["claim"].value is Absence.SUPPRESSED


def test_a_claim_is_withheld_with_its_target() -> None:
    for goal in (9, "suppressed"):
        records = corpus(observed("a", 2019, 5), target("a", 2019, goal))
        made = claiming(records, form="percent-of-target", target="goal")
        shown = release(made, compile_tables(made)).claims["claim"].value
        assert (shown is Absence.SUPPRESSED) == (goal == "suppressed")


def test_what_its_own_record_suppresses_is_disclosed_neither_by_earlier_reports_nor_by_claims() -> None:
    first = observed("a", 2019, 424242)
    later = observed("a", 2019, "suppressed", line=1, source="later-letter", note=words("withdrawn"))
    through = release(made := claiming(corpus(first, later), form="total"), compile_tables(made))
    (shown,) = through.tables.figures
    assert (shown.value, shown.earlier, shown.note) == (Absence.SUPPRESSED, (), later.note)
    assert "424242" not in repr((through.tables, through.claims))


def test_no_report_that_may_be_later_discloses_what_is_suppressed() -> None:
    """Of a report of which only the year is known nobody can say that it is not the last word."""
    hiding = observed("a", 2019, "suppressed", reported="2020")
    reports = (observed("a", 2019, 424242, line=1, reported="2020-05-10"), hiding)
    (shown,) = release(made := corpus(*reports), compile_tables(made)).tables.figures
    assert (shown.value, shown.earlier, shown.unordered) == (Absence.SUPPRESSED, (), ())


@pytest.mark.parametrize("day", ["2020", "2020-05-10"])
def test_a_hidden_figure_keeps_no_report_whose_order_is_unknown(day: str) -> None:
    reports = [
        observed("a", 2019, value, line=value, reported=when) for value, when in ((41, "2020-05-10"), (42, "2020"))
    ]
    reports += [observed("b", 2019, 5, reported=day, by={"sex": {"women": 2}})]
    hidden = released(corpus(*reports), whole("a", "2019")).tables.by_key[whole("a", "2019")]
    assert (hidden.earlier, hidden.unordered) == ((), ())


def test_claims_about_other_figures_and_the_catalogue_pass_as_they_are() -> None:
    made = claiming(corpus(observed("a", 2019, 5), observed("b", 2019, 6)), form="total")
    through = released(made, whole("b", "2019"))
    assert (through.catalogue, through.claims) == (made.catalogue, made.claims)


def test_a_hidden_figure_keeps_nothing_that_discloses_its_value() -> None:
    first = observed("a", 2019, 41, acknowledged={"some-code": words("forty-one")}, note=words("one more than forty"))
    made = corpus(first, observed("a", 2019, 42, source="later-letter", status="preliminary", note=words("42")))
    hidden = released(made, whole("a", "2019")).tables.by_key[whole("a", "2019")]
    assert (hidden.value, hidden.flags) == (Absence.SUPPRESSED, (Flag.CONFIDENTIAL,))
    assert (hidden.earlier, hidden.note, hidden.acknowledged) == ((), None, ())
    assert "42" not in repr(hidden)


def test_nothing_says_that_a_hidden_figure_was_revised_nor_by_what_source() -> None:
    """Of a total that is published before and after, it would say that all of the difference is that unit's."""
    reports = [observed(unit, "2019-Q1", 40) for unit in ("a", "b", "c")]
    reports += [observed("a", "2019-Q1", 43, line=1, source="later-letter", reported="2020-06-30")]
    made = corpus(*reports, *(observed(unit, "2019-Q2", 40) for unit in ("a", "b", "c")))
    key = whole("a", "2019-Q1")
    compiled, hidden = compile_tables(made).by_key, released(made, key).tables.by_key
    assert (hidden[key].sources, hidden[key].reported.isoformat()) == (("letter",), "2020-01-31")
    for total in (key.of("top"), whole("a", "2019-H1"), whole("top", "2019-H1")):
        assert "later-letter" in compiled[total].sources
        assert hidden[total].sources == ("letter",)
    assert Flag.REVISED in compiled[whole("a", "2019-H1")].flags
    assert Flag.REVISED not in hidden[whole("a", "2019-H1")].flags


def test_the_words_of_a_record_go_with_any_of_its_figures_and_from_no_other_record() -> None:
    """What is said of the whole figure, that women 41 and men 383 are exactly 424, discloses each of its parts."""
    said = words("women 41 and men 383")
    disclosing = {"note": said, "break-in-series": said, "acknowledged": {"some-code": said}}
    first = observed("a", 2019, 424, line=1, by={"sex": {"women": 41, "men": 383}}, **disclosing)
    later = observed("a", 2019, 425, line=2, source="later-letter", by={"sex": {"women": 42, "men": 383}}, **disclosing)
    other = observed("b", 2019, 7, line=3, **disclosing)
    made = corpus(first, later, other)
    through = released(made, women("a", "2019")).tables
    assert through.by_key[whole("a", "2019")].value == Quantity(Decimal(425))
    tellers = {figure.key.organization for figure in through.figures if "women 41" in repr(figure)}
    assert tellers == {"b"}
    assert "women 41" in repr(compile_tables(made).by_key[whole("top", "2019")])


def test_what_was_said_of_a_part_that_a_later_record_suppresses_goes_too() -> None:
    said = words("women 41 and men 383")
    first = observed("a", 2019, 424, line=1, by={"sex": {"women": 41, "men": 383}}, note=said)
    later = observed(
        "a", 2019, 424, line=2, source="later-letter", by={"sex": {"women": "suppressed"}}, note=words("withdrawn")
    )
    through = release(made := corpus(first, later), compile_tables(made)).tables
    assert "women 41" not in repr(through)
    assert "withdrawn" in repr(through.by_key[whole("a", "2019")])


def test_a_claim_is_withheld_with_its_figure_however_it_names_the_days() -> None:
    """The days of a term to date are the same days without the term."""
    records = (observed("a", "term-2015-2020/2019-11", 1115), target("a", "term-2015-2020", 1100))
    made = claiming(corpus(*records), form="percent-of-target", period="2015/2019-11")
    assert made.claims["claim"].period != period("term-2015-2020/2019-11")
    shown = released(made, whole("a", "term-2015-2020/2019-11")).claims["claim"]
    assert shown.value is Absence.SUPPRESSED


def test_hiding_a_target_leaves_what_the_figures_are_compared_with() -> None:
    """A hidden target on which no verdict is given takes the place of no other."""
    goals = [target("a", 2019, "suppressed", name="one", unassessed=words("why")), target("a", 2019, 7, name="two")]
    through = released(corpus(observed("a", 2019, 5), *goals))
    (figure,) = (f for f in through.tables.figures if f.key == whole("a", "2019"))
    assert [target.id for target in targets_for(through.tables, figure)] == ["two"]
    hidden = next(t for t in through.tables.targets if t.id == "one")
    stood = progress_towards(through.catalogue, through.tables, hidden).assessment
    assert (stood.status, stood.reason) == (TargetStatus.NOT_ASSESSABLE, StatusReason.UNASSESSED)


def test_totals_over_tree_and_time_computed_from_a_hidden_figure_are_hidden_too() -> None:
    records = [observed(unit, f"2019-Q{q}", 10) for unit in ("x1", "x2", "y1", "y2") for q in (1, 2, 3, 4)]
    through = released(corpus(*records, organizations=DEEP), whole("x1", "2019-Q2")).tables
    hidden = {(f.key.organization, f.key.period.text) for f in through.figures if f.value is Absence.SUPPRESSED}
    tainted = ("2019-Q2", "2019-H1", "2019")
    assert hidden == {(unit, when) for unit in ("x1", "x", "top") for when in tainted}


def test_a_total_that_was_stated_is_for_the_policy_to_hide() -> None:
    records = [observed("a", 2019, 1), observed("b", 2019, 2), observed("top", 2019, 30)]
    through = released(corpus(*records), whole("a", "2019")).tables
    assert through.by_key[whole("top", "2019")].value == Quantity(Decimal(30))


def test_ratios_and_ranks_of_a_hidden_figure_are_hidden() -> None:
    records = [observed("a", 2019, 5), observed("b", 2019, 8)]
    goals = [target("a", 2019, 9, name="one"), target("b", 2019, 9, name="two")]
    through = released(corpus(*records, *goals), whole("a", "2019"))
    progress = progress_towards(through.catalogue, through.tables, through.tables.targets[0])
    assert progress.ratio is not None
    assert [progress.ratio.value, progress.ratio.percent, progress.attained] == 3 * [Absence.SUPPRESSED]
    assert progress.status is TargetStatus.NOT_ASSESSABLE
    (ranking,) = rankings(through.catalogue, through.tables, "joined")
    assert [(e.progress.target.id, e.place) for e in ranking.entries] == [("one", None), ("two", None)]


def test_shares_and_the_remainder_are_hidden_with_a_part_and_with_the_whole() -> None:
    made = corpus(observed("a", 2019, 22, by={"sex": {"women": 10, "men": 7}}))
    for key in (women("a", "2019"), whole("a", "2019")):
        through = released(made, key)
        (composition,) = compositions(through.catalogue, through.tables, through.tables.by_key[whole("a", "2019")])
        assert (composition.addition, composition.remainder) == (Addition.UNKNOWN, Absence.SUPPRESSED)
        share = composition.parts[0].share
        assert share is not None
        assert share.value is Absence.SUPPRESSED


def test_changes_and_running_totals_do_not_show_a_hidden_figure() -> None:
    made = corpus(*(observed("a", year, year - 2000) for year in (2015, 2016, 2017)))
    through = released(made, whole("a", "2016"))
    for year in ("2016", "2017"):
        change = change_on_year_before(through.catalogue, through.tables, through.tables.by_key[whole("a", year)])
        assert change is not None
        assert (change.difference, change.relative) == (ComparabilityReason.SUPPRESSED, Absence.SUPPRESSED)
    steps = running_totals(through.catalogue, through.tables, SeriesKey("a", "joined"), period("term-2015-2020"))
    assert [step.total for step in steps] == [Quantity(Decimal(15)), Absence.SUPPRESSED, Absence.SUPPRESSED]


def test_a_hidden_target_hides_what_is_computed_from_it() -> None:
    through = released(corpus(observed("a", 2019, 5), target("a", 2019, "suppressed")))
    progress = progress_towards(through.catalogue, through.tables, through.tables.targets[0])
    assert progress.ratio is not None
    assert progress.ratio.value is Absence.SUPPRESSED


# --- the law, over everything that is computed ----------------------------------------------------------------------


def outcomes(through: Release) -> Iterator[tuple[object, Outcome | ComparabilityReason]]:
    """Everything that is computed from the released tables, each with a name."""
    catalogue, tables = through.catalogue, through.tables
    for target_figure in tables.targets:
        progress = progress_towards(catalogue, tables, target_figure)
        yield ("target", target_figure.key), progress.attained
    for figure in tables.figures:
        yield from _of_figure(through, figure)
    for organization in catalogue.organizations:
        for step in running_totals(catalogue, tables, SeriesKey(organization, "joined"), period("2019")):
            yield ("step", organization, step.figures[-1].key.period.end), step.total


def _of_figure(through: Release, figure: Figure) -> Iterator[tuple[object, Outcome | ComparabilityReason]]:
    catalogue, tables = through.catalogue, through.tables
    for target_figure in targets_for(tables, figure):
        progress = progress_by(catalogue, tables, target_figure, figure)
        ratio = progress.ratio
        yield ("ratio", figure.key, target_figure.key), ratio.value if ratio else progress.attained
    if (change := change_on_year_before(catalogue, tables, figure)) is not None:
        yield ("difference", figure.key), change.difference
        yield ("relative", figure.key), change.relative
    if figure.key.breakdown is None:
        for composition in compositions(catalogue, tables, figure):
            yield ("remainder", figure.key), composition.remainder
            yield from ((("share", part.figure.key), part.share.value) for part in composition.parts if part.share)


QUARTERS = ["2018-Q1", "2019-Q1", "2019-Q2", "2019-Q3", "2019-Q4"]


def reported(hidden: tuple[str, str, bool], value: int) -> Corpus:
    """A corpus in which one value is ``value`` and every other is always the same."""
    records: list[Observation] = []
    for unit in ("x1", "x2", "y1"):
        for when in QUARTERS:
            total, part = 100, 10
            if (unit, when) == hidden[:2]:
                total, part = (total, value) if hidden[2] else (value, part)
            records.append(observed(unit, when, total, by={"sex": {"women": part, "men": 20}}))
    share = {"breakdown": "sex", "category": "women"}
    goals = [
        target(unit, when, goal, name=f"{unit}-{when}-{n}".lower(), share=s)
        for unit in ("x1", "x", "top")
        for when in ("2019", "2019-H1")
        for n, (goal, s) in enumerate([(50, None), (30, share)])
    ]
    return corpus(*records, *goals, organizations=DEEP)


@cache
def shown(
    hidden: tuple[str, str, bool], value: int
) -> tuple[object, list[tuple[object, Outcome | ComparabilityReason]]]:
    """All figures and all outcomes when the value is hidden."""
    unit, when, is_part = hidden
    through = released(reported(hidden, value), women(unit, when) if is_part else whole(unit, when))
    return through.tables.figures, list(outcomes(through))


@given(st.tuples(st.sampled_from(["x1", "y1"]), st.sampled_from(QUARTERS), st.booleans()), st.integers(0, 200))
def test_whatever_a_hidden_figure_is_everything_computed_is_the_same(hidden: tuple[str, str, bool], value: int) -> None:
    """Were there any difference, it would disclose something of the value."""
    assert shown(hidden, value) == shown(hidden, 100)
    assert Absence.SUPPRESSED in [outcome for _, outcome in shown(hidden, value)[1]]


def test_the_law_would_notice_a_leak() -> None:
    """Without a policy, the same comparison does distinguish two values."""
    hidden = ("x1", "2019-Q1", False)
    first, other = (released(reported(hidden, value)) for value in (100, 101))
    differing = [
        name for (name, mine), (_, theirs) in zip(outcomes(first), outcomes(other), strict=True) if mine != theirs
    ]
    kinds = {name[0] for name in differing if isinstance(name, tuple)}
    assert kinds == {"target", "ratio", "difference", "relative", "remainder", "share", "step"}


# --- targets that are computed from a baseline


def with_baseline(hidden: int, *, change: bool) -> Corpus:
    """A target over a milestone that starts from the figure of 2010, by a change on it or by a number."""
    step = {"period": 2015, **({"change": -20} if change else {"value": 600})}
    asked: dict[str, Any] = {"baseline": {"period": 2010}, "milestones": [step], "measure": "accidents"}
    goal = target("a", 2020, None if change else 400, change=-50 if change else None, **asked)
    figures = [observed(unit, 2010, 900, measure="accidents", line=line) for line, unit in enumerate("bc")]
    later = observed("a", 2017, 555, measure="accidents", line=8)
    return corpus(goal, observed("a", 2010, hidden, measure="accidents", line=7), *figures, later)


@given(st.integers(0, 2000), st.integers(0, 2000), st.booleans())
def test_no_target_says_anything_of_a_hidden_baseline(number: int, another: int, change: bool) -> None:
    """Whatever the hidden figure is, all that is released of its target, and the status of that, is the same."""
    baseline = ObservationKey("a", "accidents", period("2010"))
    releases = [released(with_baseline(hidden, change=change), baseline) for hidden in (number, another)]
    first, second = [
        (made.tables.targets, [progress_towards(made.catalogue, made.tables, each) for each in made.tables.targets])
        for made in releases
    ]
    assert first == second
    assert {found.status for found in first[1]} == {TargetStatus.NOT_ASSESSABLE}
    values = [each.value for each in first[0]]
    assert [isinstance(value, Quantity) for value in values] == [not change, not change]


@pytest.mark.parametrize("hidden", [300, 500])
def test_no_target_says_anything_of_what_its_baseline_is_derived_from(hidden: int) -> None:
    """The share of accidents in 2010 is derived from a hidden number: so is the half of it that is asked for."""
    goal = target("a", 2020, None, change=-50, baseline={"period": 2010}, measure="made")
    figures = [observed("a", 2010, hidden), observed("a", 2010, 1000, measure="accidents", line=1)]
    made = deriving(corpus(goal, *figures), {"ratio": ["joined", "accidents"]}, good="less")
    (shown,) = released(made).tables.targets
    assert isinstance(shown.value, Quantity)
    assert shown.value.number == Fraction(hidden, 2000) * 100
    (unknown,) = released(made, whole("a", "2010")).tables.targets
    assert unknown.baseline is not None
    assert (unknown.value, unknown.baseline.value) == (Absence.SUPPRESSED, Absence.SUPPRESSED)
    assert {point.value for point in unknown.course} == {Absence.SUPPRESSED}


def test_a_shown_baseline_makes_its_target() -> None:
    made = with_baseline(1000, change=True)
    values = [each.value for each in released(made).tables.targets]
    assert [value.number for value in values if isinstance(value, Quantity)] == [800, 500]


def test_a_suppressed_target_is_on_no_way_that_is_shown() -> None:
    """Its milestones are shown, and no number of the way that leads to it."""
    step = {"period": 2015, "value": 600}
    goal = target("a", 2020, "suppressed", baseline={"period": 2010}, milestones=[step], measure="accidents")
    milestone, last = released(corpus(goal, observed("a", 2010, 1000, measure="accidents"))).tables.targets
    assert isinstance(milestone.value, Quantity)
    assert last.value is Absence.SUPPRESSED
    assert {each.course[-1].value for each in (milestone, last)} == {Absence.SUPPRESSED}
