"""Whoever adds up what all editions released learns of no small count more than the policy lets. SYNTHETIC only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.figures import Figure, is_suppressed
from bulletin.disclosure import PolicyHistory, release
from bulletin.disclosure.unprotected import UnprotectedError
from bulletin.model.corpus import Corpus
from bulletin.model.records import Correction, Observation, Organization
from bulletin.model.values import Absence, Qualifier, Quantity

from tests.analysis.builders import DEEP, FLAT, corpus, observed, organization, words
from tests.analysis.crossings import breakdowns
from tests.analysis.formulas import measuring
from tests.disclosure.attackers import Attacker, Counts
from tests.disclosure.test_policy import ruled
from tests.disclosure.unprotected import refused

SEXES = ("women", "men")
THRESHOLD = 5
SMALL = (0, 1, 2, 3, 6, 9, 14, 40)
ORGANIZATIONS = tuple(unit for unit in DEEP if unit.id != "y2")
UNITS = ("x1", "x2", "y1")
QUARTERS = tuple(f"{year}-Q{quarter}" for year in (2017, 2018, 2019) for quarter in (1, 2, 3, 4))
MERGED_AT = 6
"""The position of the first quarter of the unit that y1 and y2 were merged into."""
MERGER = {"on": "2018-07-01", "what": "merged", "organizations": ["y3"]}
MERGING = (
    *DEEP[:5],
    *(organization(unit, "y", closed="2018-06-30", events=[MERGER]) for unit in ("y1", "y2")),
    organization("y3", "y", opened="2018-07-01"),
)


def controlled(
    records: Iterable[Observation],
    organizations: Iterable[Organization],
    measure: str = "joined",
    base: int | None = None,
) -> Corpus:
    """A corpus of units that count by sex, with a policy that hides small counts."""
    rule = {"measures": [measure], "threshold": THRESHOLD, "rounding-base": base}
    made = ruled(corpus(*records, organizations=organizations), **rule)
    measures = {name: m.model_copy(update={"breakdowns": ("sex",)}) for name, m in made.catalogue.measures.items()}
    known = {"sex": breakdowns()["sex"]}
    return replace(made, catalogue=replace(made.catalogue, breakdowns=known, measures=measures))


def stated(
    counts: Counts, unit: str, when: str, *, units: Iterable[str], quarters: Iterable[str], by_sex: bool
) -> Observation:
    """What a unit says of these units and quarters, rightly."""
    split = {sex: sum(counts[u, quarter, sex] for u in units for quarter in quarters) for sex in SEXES}
    return observed(unit, when, sum(split.values()), by={"sex": split} if by_sex else {})


def reported(counts: Counts, random: Random) -> list[Observation]:
    """What units report of the first half of a year, and what they and their superiors state besides, at random."""
    first = QUARTERS[-4:-2]
    by_sex = random.random() < 0.7
    found = [stated(counts, u, q, units=[u], quarters=[q], by_sex=by_sex) for u in UNITS for q in first]
    found += [
        stated(counts, unit, "2019-H1", units=[unit], quarters=first, by_sex=random.random() < 0.5)
        for unit in UNITS
        if random.random() < 0.3
    ]
    for whole, units in {"x": ("x1", "x2"), "y": ("y1",), "top": UNITS}.items():
        for quarter in first:
            if random.random() < 0.4:
                split = random.random() < 0.5
                found.append(stated(counts, whole, quarter, units=units, quarters=[quarter], by_sex=split))
    return found


def recoveries(attacker: Attacker) -> list[str]:
    """What the attacker knows exactly, or more closely than the policy lets."""
    return [
        f"{edition}: {key.organization}, {key.period.text}, {key.category}: {truth} is known to be in {interval}"
        for (edition, key), (truth, interval) in attacker.known().items()
        if interval.lower == interval.upper
        or (0 < truth < THRESHOLD and interval.upper is not None and interval.upper < THRESHOLD - 1)
        or (0 < truth < THRESHOLD and (interval.lower or 0) > max(1, attacker.positive[edition, key]))
    ]


@pytest.mark.parametrize("seed", range(8))
def test_one_edition_discloses_nothing_whatever_is_stated_besides(seed: int) -> None:
    random = Random(seed)
    counts = {(u, q, sex): random.choice(SMALL) for u in UNITS for q in QUARTERS[-4:-2] for sex in SEXES}
    made = controlled(reported(counts, random), ORGANIZATIONS)
    attacker = Attacker(made.catalogue)
    figures = release(made, compile_tables(made)).tables.figures
    attacker.read("only", counts, figures)
    assert attacker.asked
    assert too_small(figures) == []
    assert recoveries(attacker) == []


def too_small(figures: Iterable[Figure]) -> list[Figure]:
    """The figures shown that are below the threshold."""
    return [f for f in figures if isinstance(f.value, Quantity) and 0 < f.value.fraction < THRESHOLD]


def chain(random: Random) -> list[dict[tuple[str, str, str], int]]:
    """What each edition knows: a quarter more than the one before, and other counts of an earlier quarter."""
    counts: dict[tuple[str, str, str], int] = {}
    editions = []
    for position, quarter in enumerate(QUARTERS):
        units = ("x1", "x2", *(("y1", "y2") if position < MERGED_AT else ("y3",)))
        if counts:
            counts[random.choice(sorted(counts))] = random.choice(SMALL)
        counts |= {(unit, quarter, sex): random.choice(SMALL) for unit in units for sex in SEXES}
        editions.append(dict(counts))
    return editions


def records_of(counts: Counts) -> Sequence[Observation]:
    """What units report of each quarter."""
    said = dict.fromkeys((unit, quarter) for unit, quarter, _sex in counts)
    return [stated(counts, u, q, units=[u], quarters=[q], by_sex=True) for u, q in said]


def correcting(counts: Counts, random: Random) -> tuple[dict[tuple[str, str, str], int], list[dict[str, object]]]:
    """What was said at first of two counts, and all of its unit and quarter, and how a correction names that."""
    was, figures = dict(counts), list[dict[str, object]]()
    for unit, quarter, sex in random.sample(sorted(counts), 2):
        was[unit, quarter, sex] = random.choice([count for count in SMALL if count != counts[unit, quarter, sex]])
        about = {"organization": unit, "measure": "joined", "period": quarter}
        both = sum(was[unit, quarter, each] for each in SEXES)
        figures += [
            {**about, "breakdown": "sex", "category": sex, "was": was[unit, quarter, sex]},
            {**about, "was": both},
        ]
    return was, figures


def corrected(made: Corpus, edition: str, figures: list[dict[str, object]]) -> Corpus:
    """The corpus with a correction of an edition."""
    about = {"id": f"c{edition}", "date": "2020-01-01", "editions": [edition], "figures": figures}
    correction = Correction.model_validate({**about, "what": words("count"), "reason": words("typing")})
    return replace(made, catalogue=replace(made.catalogue, corrections={correction.id: correction}))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_twelve_editions_with_revisions_a_merger_and_corrections_disclose_nothing_together(seed: int) -> None:
    """The attacker has read the versions that corrections superseded, and the wrong values that these name."""
    random = Random(seed)
    editions, history = chain(random), PolicyHistory()
    attacker = Attacker(controlled([], MERGING).catalogue)
    for number, counts in enumerate(editions, start=1):
        edition = f"2019-{number:02}"
        made = controlled(records_of(counts), MERGING)
        if number in {4, 9}:
            was, figures = correcting(counts, random)
            wrong, before = controlled(records_of(was), MERGING), deepcopy(history)
            attacker.read(
                f"{number} at first", was, release(wrong, compile_tables(wrong), history=before).tables.figures
            )
            made = corrected(made, edition, figures)
        released = release(made, compile_tables(made), edition=edition, history=history)
        for correction in released.catalogue.corrections.values():
            attacker.read_wrong(was, correction)
        attacker.read(str(number), counts, released.tables.figures)
        assert too_small(released.tables.figures) == []
    assert len(attacker.asked) > len(editions)
    assert recoveries(attacker) == []


def hidden(made: Corpus, history: PolicyHistory | None = None) -> set[tuple[str, str]]:
    """The units and periods of hidden figures."""
    figures = release(made, compile_tables(made), history=history).tables.figures
    return {(f.key.organization, f.key.period.text) for f in figures if is_suppressed(f)}


def test_an_edition_with_whose_figures_an_earlier_one_would_disclose_a_count_is_refused() -> None:
    """The total and two of three wards are published; the third reports late."""
    known = [observed("top", 2019, 22), observed("a", 2019, 12), observed("b", 2019, 8)]
    history = PolicyHistory()
    assert not hidden(controlled(known, FLAT), history)
    with refused("c, joined, 2019"):
        hidden(controlled([*known, observed("c", 2019, 2)], FLAT), history)


def test_what_is_said_of_the_end_of_a_year_is_hidden_with_what_is_said_of_its_last_quarter() -> None:
    counts = {"a": 3, "b": 20, "c": 30, "top": 53}
    both = [observed(u, when, n, measure="members") for u, n in counts.items() for when in ("2019-Q4", "2019")]
    found = hidden(controlled(both, FLAT, measure="members"))
    units = {unit for unit, _ in found}
    assert len(units) == 2
    assert {(unit, when) for unit in units for when in ("2019-Q4", "2019")} == found
    assert "a" in units


def test_a_numerator_does_not_follow_from_those_of_other_units() -> None:
    of = {"a": (3, 40), "b": (10, 40), "c": (20, 80), "top": (33, 160)}
    records = [
        observed(unit, 2019, Decimal(n) * 100 / d, measure="made", numerator=n, denominator=d)
        for unit, (n, d) in of.items()
    ]
    ratio = {"kind": "share", "good": "more", "over-time": "ratio", "over-tree": "ratio"}
    found = hidden(measuring(controlled(records, FLAT, measure="made"), **ratio))
    assert len(found) == 2
    assert ("a", "2019") in found


def test_a_whole_of_which_both_parts_are_known_to_be_there_may_be_known_to_be_two() -> None:
    """It is that of the only unit below as well."""
    split = {"women": 1, "men": 1}
    records = [observed("y1", "2019-Q1", 2), observed("y", "2019-Q1", 2, by={"sex": split})]
    records += [observed(unit, "2019-Q1", 9) for unit in ("x1", "x2")]
    assert ("y1", "2019-Q1") in hidden(controlled(records, ORGANIZATIONS))


def test_readers_know_of_which_numbers_a_rounded_one_may_be_rounded() -> None:
    """12 of a base of 4 is 10 to 13, so that the difference of two such numbers would be 3 at most."""
    split = {"women": 1, "men": 11}
    made = controlled([observed("a", 2019, 12, by={"sex": split})], FLAT, base=4)
    with refused("women: 1–3"):
        hidden(made)


def test_a_wrong_count_that_was_hidden_stays_hidden() -> None:
    """It was of three and is of thirty; with the ward that was hidden besides it could be computed."""
    parts = [observed(unit, 2019, count) for unit, count in {"a": 30, "b": 12, "c": 9, "top": 51}.items()]
    figures: list[dict[str, object]] = [
        {"organization": unit, "measure": "joined", "period": 2019, "was": was}
        for unit, was in {"a": 3, "top": 24}.items()
    ]
    made = corrected(controlled(parts, FLAT), "2019", figures)
    found = release(made, compile_tables(made), edition="2019")
    assert [figure.was for figure in found.catalogue.corrections["c2019"].figures] == [
        Absence.SUPPRESSED,
        Quantity(Decimal(24)),
    ]
    assert len([figure for figure in found.tables.figures if is_suppressed(figure)]) > 1


def test_a_correction_after_which_the_superseded_version_would_disclose_a_count_is_refused() -> None:
    """It has shown the total and two of three wards; what the third reported had been forgotten."""
    parts = [observed(unit, 2019, count) for unit, count in {"a": 12, "b": 8, "c": 2, "top": 22}.items()]
    figures: list[dict[str, object]] = [
        {"organization": "c", "measure": "joined", "period": 2019, "was": "not-available"}
    ]
    with pytest.raises(UnprotectedError) as refused:
        release(made := corrected(controlled(parts, FLAT), "2019", figures), compile_tables(made), edition="2019")
    assert [found.key.organization for found in refused.value.figures] == ["c"]


def test_a_wrong_count_is_rounded_as_it_was_published() -> None:
    figures: list[dict[str, object]] = [{"organization": "a", "measure": "joined", "period": 2019, "was": 13}]
    made = corrected(controlled([observed("a", 2019, 22)], FLAT, base=10), "2019", figures)
    (figure,) = release(made, compile_tables(made), edition="2019").catalogue.corrections["c2019"].figures
    assert figure.was == Quantity(Decimal(10), Qualifier.ABOUT)
