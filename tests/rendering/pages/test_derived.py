"""A derived figure says how it was computed: its formula on the page of its measure, its numbers beside. SYNTHETIC."""

from __future__ import annotations

import csv
import json

import pytest
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import parse_period
from bulletin.model.records import Formula, MeasureKind
from bulletin.rendering import Asset, render
from bulletin.rendering.context import PageContext
from bulletin.rendering.export.csv_files import figure_columns
from bulletin.rendering.export.rows import entries_of
from bulletin.rendering.figure_cells import formula_of
from bulletin.rendering.links import FIGURES_CSV
from bulletin.rendering.localizer import Localizer
from bulletin.rendering.pages.measure import MeasureContext, measure_job
from bulletin.rendering.pages.methods import MethodsContext, methods_job
from bulletin.rendering.phrases.formulas import formula_in_words, formula_of_measure

from tests.contracts.bad_projects import GOOD
from tests.reading.projects import good_project
from tests.rendering.derived import DERIVED, LOST, RATE, release_of
from tests.rendering.samples import released
from tests.sites import EN, VI


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> PageContext:
    """Give the pages of the library with derived measures."""
    measures = (GOOD / "records/vocabulary/measures.yml").read_text(encoding="utf-8") + DERIVED
    project = good_project(tmp_path_factory.mktemp("derived") / "project", vocabulary__measures=measures)
    return PageContext.of(release_of(project), EN, charts=False).at("measures/visit-rate.md")


def key(unit: str, measure: str) -> ObservationKey:
    """The key of a figure of 2019."""
    return ObservationKey(unit, measure, parse_period("2019"))


@pytest.mark.parametrize(
    ("unit", "measure", "formula", "titles"),
    [
        ("central", "visit-rate", "1,200 / 450 × 100 ≈ 266.7", ["Visits", "Members"]),
        ("central", "child-share", "500 / 1,200 × 100 ≈ 41.7%", ["Visits: Children", "Visits"]),
        ("north", "branch-share", "300 / 1,200 × 100 = 25.0%", ["Northern library", "Central library"]),
    ],
)
def test_a_derived_figure_has_its_numbers_and_a_link_to_each(
    page: PageContext, unit: str, measure: str, formula: str, titles: list[str]
) -> None:
    found = formula_of(page, page.tables.by_key[key(unit, measure)])
    assert found is not None
    assert found.text == formula
    assert [link.title for link in found.operands] == titles


def test_the_page_of_a_derived_measure_says_its_formula_in_place_of_rules(page: PageContext) -> None:
    context = measure_job(page, "visit-rate").context
    assert isinstance(context, MeasureContext)
    facts = {fact.label: fact.text for fact in context.facts}
    assert facts["Formula"] == "Visits / Members × 100"
    assert facts["Formula in words"] == "“Visits” in percent of “Members”."
    assert not {"Over time", "Over the tree"} & facts.keys()


def test_methods_have_the_formulas_of_all_derived_measures_and_of_no_other(page: PageContext) -> None:
    context = methods_job(page).context
    assert isinstance(context, MethodsContext)
    assert context.measures is not None
    titles = [column.title for column in context.measures.columns]
    shown = [row.cells[titles.index("Formula")].text for row in context.measures.rows]
    assert [text for text in shown if text] == [
        "Visits / Members × 100",
        "Visits (Children) / Visits × 100",
        "Visits / Visits (unit above) × 100",
    ]


def test_the_file_for_programs_has_the_formula_and_the_operands(page: PageContext) -> None:
    files = {file.path: file for file in render(page.release, EN, charts=False) if isinstance(file, Asset)}
    answer = json.loads(files["api/measures/child-share.json"].content)
    assert answer["measure"]["formula"] == {
        "operation": "ratio",
        "operands": [{"measure": "visits", "breakdown": "age", "category": "child"}, {"measure": "visits"}],
    }
    (figure,) = [each for each in entries_of(answer, "figures") if each["organization"] == "central"]
    assert (figure["origin"], figure["value"]["number"]) == ("derived", 41.67)
    assert figure["parts"] == [{"measure": "visits", "breakdown": "age", "category": "child"}, {"measure": "visits"}]


@pytest.mark.parametrize(
    ("formula", "per", "symbols"),
    [
        ({"ratio": ["trees", "beds"]}, 1000, "{trees} / {beds} × 1,000"),
        ({"ratio": ["trees", "beds"]}, 1, "{trees} / {beds}"),
        ({"difference": ["trees", "beds"]}, None, "{trees} − {beds}"),
        ({"sum": ["trees", "beds", "trees"]}, None, "{trees} + {beds} + {trees}"),
        ({"moving-sum": "trees", "periods": 2}, None, "{trees} + {trees} (period before)"),
        ({"moving-sum": "trees", "periods": 4}, None, "{trees} + {trees} (period before) + …"),
        ({"growth": "trees"}, None, "({trees} / {trees} (a year before) − 1) × 100"),
    ],
)
def test_every_operation_is_said_in_symbols_and_in_words(
    formula: dict[str, object], per: int | None, symbols: str
) -> None:
    catalogue = released().catalogue
    names = [*catalogue.measures][:2]
    typed = json.loads(json.dumps(formula).replace("trees", names[0]).replace("beds", names[1]))
    record = catalogue.measures[names[0]].model_copy(
        update={"per": per, "formula": Formula.model_validate(typed), "kind": MeasureKind.RATE}
    )
    words = Localizer(catalogue, EN)
    called = dict(zip(("trees", "beds"), map(words.measure, names), strict=True))
    assert formula_of_measure(words, record) == symbols.format(**called)
    assert record.formula is not None
    said = {formula_in_words(Localizer(catalogue, language), record, record.formula) for language in (EN, VI)}
    assert len(said) == 2
    assert called["trees"] in formula_in_words(words, record, record.formula)


# --- rates that are reported with what they are made of


@pytest.fixture(scope="module")
def rates(tmp_path_factory: pytest.TempPathFactory) -> PageContext:
    """Give the pages of the library with a rate."""
    measures = (GOOD / "records/vocabulary/measures.yml").read_text(encoding="utf-8") + RATE
    folder = tmp_path_factory.mktemp("rates") / "project"
    project = good_project(folder, vocabulary__measures=measures, observations__lost=LOST)
    return PageContext.of(release_of(project), EN, charts=False).at("measures/loss.md")


@pytest.mark.parametrize(
    ("when", "formula", "links"),
    [
        ("2019-H1", "41 / 3,100 × 1,000", 0),
        ("2019-H2", "29 / 2,000 × 1,000", 0),
        ("2019", "(41 + 29) / (3,100 + 2,000) × 1,000 ≈ 13.73", 2),
    ],
)
def test_a_rate_says_what_it_is_made_of(rates: PageContext, when: str, formula: str, links: int) -> None:
    found = formula_of(rates, rates.tables.by_key[ObservationKey("north", "loss", parse_period(when))])
    assert found is not None
    assert (found.text, len(found.operands)) == (formula, links)


def test_files_for_programs_have_what_a_rate_is_made_of(rates: PageContext, page: PageContext) -> None:
    files = {file.path: file for file in render(rates.release, EN, charts=False) if isinstance(file, Asset)}
    rows = csv.DictReader(files[FIGURES_CSV].content.decode("utf-8-sig").splitlines())
    (year,) = [row for row in rows if row["measure"] == "loss" and row["period"] == "2019" and row["value"]]
    assert (year["ratio_numerator"], year["ratio_denominator"]) == ("70", "5100")
    answer = json.loads(files["api/measures/loss.json"].content)
    (figure,) = [each for each in entries_of(answer, "figures") if each["period"] == "2019-H2"]
    assert (figure["value"]["number"], figure["numerator"]["number"], figure["denominator"]["number"]) == (
        14.5,
        29,
        2000,
    )
    assert "ratio_numerator" not in figure_columns(page.release)
