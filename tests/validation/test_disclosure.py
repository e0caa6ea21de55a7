"""The policy of disclosure control as it is typed: what is read of it, and what is wrong with it. SYNTHETIC records."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from bulletin.analysis.audiences import corpus_for
from bulletin.analysis.mentions import controlling_known
from bulletin.model.corpus import Corpus

from tests.contracts.bad_projects import GOOD
from tests.reading.projects import hints, reading_of, reported

WHY = "reason: {vi: Không để lộ ai., en: So that nobody is recognized.}\n"
MEASURES = (GOOD / "records" / "vocabulary" / "measures.yml").read_text(encoding="utf-8") + "".join(
    f"- {{id: {name}, name: {{vi: Đo, en: Measured}}, definition: {{vi: Đo, en: Measured}}, {fields}}}\n"
    for name, fields in {
        "fees": "unit: person, kind: money, over-tree: sum",
        "grants": "unit: person, kind: money",
        "hectares": "unit: person, kind: stock, over-tree: sum, whole-numbers: false",
        "loans-per-day": "unit: person, kind: rate, per: 1, over-tree: ratio",
        "prices": "unit: person, kind: index, base: 2015",
    }.items()
)


def policy(*rules: str, more: str = "") -> str:
    """Write a policy, each rule as a mapping without its reason."""
    return f"{WHY}rules:\n" + "".join(f"  - {{{rule}, reason: {{vi: Ít., en: Few.}}}}\n" for rule in rules) + more


BULLETIN = (GOOD / "records" / "bulletin.yml").read_text(encoding="utf-8") + (
    "audiences:\n  - {id: public, name: {vi: Công chúng, en: The public}}\n"
    "  - {id: internal, name: {vi: Nội bộ, en: Staff}}\n"
)
EXEMPT = "exempt:\n  - {source: report-2020, reason: {vi: Đã in., en: Printed.}}\n"


def corpus_with(directory: Path, *rules: str, more: str = "") -> Corpus:
    """The corpus of a project with such a policy."""
    corpus = reading_of(directory, vocabulary__measures=MEASURES, disclosure=policy(*rules, more=more)).corpus
    assert corpus is not None
    return corpus


def test_a_policy_is_read(tmp_path: Path) -> None:
    """Every field of it, rule by rule."""
    counts = "measures: [visits, members], threshold: 5, zero-discloses: true, rounding-base: 5"
    amounts = "measures: [fees], dominance: {largest: 2, percent: 85.5}, p-percent: 10, contributors: 3"
    found = corpus_with(tmp_path, counts, amounts, more=EXEMPT).catalogue.disclosure
    assert found is not None
    first, second = found.rules
    assert (first.measures, first.threshold, first.zero_discloses) == (("visits", "members"), 5, True)
    assert (first.rounding_base, first.dominance) == (5, None)
    assert second.dominance is not None
    assert (second.dominance.largest, second.dominance.percent) == (2, Decimal("85.5"))
    assert (second.p_percent, second.contributors, second.threshold) == (Decimal(10), 3, None)
    assert found.exempt_sources == {"report-2020"}
    assert found.rule_of("visits") is first
    assert found.rule_of("satisfied-share") is None


@pytest.mark.parametrize(
    ("rule", "problems"),
    [
        ("measures: [visits], threshold: 1", ["number-too-small 3:37"]),
        ("measures: [], threshold: 5", ["items-too-few 3:16"]),
        ("measures: [vists], threshold: 5", ["reference-unknown 3:17"]),
        ("measures: [visits, visits], threshold: 5", ["item-repeated 3:25"]),
        ("measures: [fees], dominance: {largest: 1}", ["field-missing 3:35"]),
        ("measures: [visits], zero-discloses: false", ["disclosure-rule-empty 3:5"]),
        ("measures: [visits], zero-discloses: true", ["disclosure-rule-empty 3:5"]),
        ("measures: [visits], rounding-base: 5, zero-discloses: true", ["disclosure-zero-unused 3:60"]),
        ("measures: [visits], threshold: 2", []),
        ("measures: [visits], rounding-base: 1", ["number-too-small 3:41"]),
        ("measures: [fees], p-percent: 0", ["number-too-small 3:35"]),
        ("measures: [fees], contributors: 1", ["number-too-small 3:38"]),
        ("measures: [fees], dominance: {largest: 0, percent: 75}", ["number-too-small 3:45"]),
        ("measures: [fees], dominance: {largest: 1, percent: 0}", ["number-too-small 3:57"]),
        ("measures: [fees], dominance: {largest: 1, percent: 100}", ["number-too-large 3:57"]),
        ("measures: [loans-per-day], rounding-base: 5", ["disclosure-threshold-uncounted 3:17"]),
        ("measures: [loans-per-day], threshold: 5", []),
        ("measures: [hectares], contributors: 3", []),
        ("measures: [hectares], threshold: 5", ["disclosure-threshold-uncounted 3:17"]),
        ("measures: [prices], rounding-base: 5", ["disclosure-threshold-uncounted 3:17"]),
        ("measures: [grants], p-percent: 10", ["disclosure-dominance-of-counts 3:17"]),
        ("measures: [loans-per-day], p-percent: 10", ["disclosure-dominance-of-counts 3:17"]),
        (
            "measures: [visits], threshold: 5, p-percent: 10, contributors: 3",
            ["disclosure-dominance-of-counts 3:17"] * 2,
        ),
    ],
)
def test_a_rule_goes_with_its_measures(rule: str, problems: list[str], tmp_path: Path) -> None:
    """Thresholds are for counts and what has a numerator; the rules of amounts for what adds up over the tree."""
    reading = reading_of(tmp_path, vocabulary__measures=MEASURES, disclosure=policy(rule))
    assert reported(reading) == problems


def test_an_exempt_source_is_there(tmp_path: Path) -> None:
    """A mistyped source is guessed."""
    text = policy("measures: [visits], threshold: 5", more=EXEMPT.replace("report-2020", "report-202"))
    reading = reading_of(tmp_path, disclosure=text)
    assert reported(reading) == ["reference-unknown 5:14"]
    assert "report-2020" in hints(reading)[0]


def test_the_policy_of_an_audience_names_what_it_sees_only(tmp_path: Path) -> None:
    """Rules of measures and exemptions of sources that are withheld are not there; the policy itself always is."""
    marked = MEASURES.replace("over-tree: sum, whole-numbers: false", "over-tree: sum, audience: internal")
    letter = "- {id: letter, title: {vi: Thư, en: Letter}, published: 2020-01-10, audience: internal}\n"
    seen = "- {organization: central, measure: members, period: 2018-12-31, value: 17, source: letter}\n"
    both = policy("measures: [visits, hectares], threshold: 5", "measures: [fees], p-percent: 10", more=EXEMPT)
    text = both + EXEMPT.replace("report-2020", "letter").removeprefix("exempt:\n")
    words = {"vocabulary__measures": marked, "sources__letter": letter}
    corpus = reading_of(tmp_path, bulletin=BULLETIN, observations__x=seen, disclosure=text, **words).corpus
    assert corpus is not None
    public, internal = (corpus_for(corpus, name).catalogue.disclosure for name in ("public", "internal"))
    assert public is not None
    assert internal is not None
    assert [rule.measures for rule in internal.rules] == [("visits", "hectares"), ("fees",)]
    assert internal.exempt_sources == {"report-2020", "letter"}
    assert [rule.measures for rule in public.rules] == [("visits",)]
    assert public.exempt_sources == {"report-2020"}
    assert public.place == internal.place


def test_a_policy_stays_without_rules(tmp_path: Path) -> None:
    """Whether a bulletin has a policy does not depend on what is withheld."""
    catalogue = corpus_with(tmp_path, "measures: [fees], p-percent: 10").catalogue
    controlled = controlling_known(replace(catalogue, measures={}))
    assert controlled.disclosure is not None
    assert controlled.disclosure.rules == ()
    assert controlling_known(catalogue) is catalogue
