"""The page of the disclosure audit, which is for whoever sees everything alone. SYNTHETIC figures and policies only."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from bulletin.analysis.audiences import KINDS as FIELDS
from bulletin.analysis.audiences import corpus_for
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.vintages import Vintages
from bulletin.disclosure import Release, Series
from bulletin.disclosure.sensitivity import HiddenReason
from bulletin.model.corpus import Corpus
from bulletin.model.records import Observation
from bulletin.model.text import Language
from bulletin.rendering import Page, render
from bulletin.rendering.context import PageContext
from bulletin.rendering.export.disclosure_csv import rule_text
from bulletin.rendering.links import DISCLOSURE, served
from bulletin.rendering.pages.hidden_figures import NARROWEST, REASONS
from bulletin.rendering.pages.withheld_records import KINDS

from tests.rendering.pages.test_disclosure import controlled, policy_with
from tests.rendering.reading_html import Parsed, single_spaced
from tests.rendering.tables import row_of, table_of, texts_of
from tests.sites import EN, LANGUAGES


def marked(**rule: object) -> Corpus:
    """The synthetic bulletin with a policy, a marked unit and a figure of it."""
    made = controlled(policy_with(**rule))
    units = dict(made.catalogue.organizations)
    units["rung-thong"] = units["rung-thong"].model_copy(update={"audience": "internal"})
    figure = {"organization": "rung-thong", "measure": "trees", "period": 2018, "value": 40, "source": "tap-chi"}
    observations = (*made.observations, Observation.model_validate(figure))
    return replace(made, catalogue=replace(made.catalogue, organizations=units), observations=observations)


def drafted(made: Corpus, audience: str) -> Release:
    seen = corpus_for(made, audience)
    return Series(Vintages(seen), audience).draft(compile_tables(seen))


def files_of(released: Release, language: Language = EN) -> dict[str, bytes]:
    files = render(released, language, charts=False)
    return {
        file.path: file.html.encode() if isinstance(file, Page) else getattr(file, "content", b"") for file in files
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_for_whoever_sees_everything_alone(language: Language) -> None:
    """No other site has it, its file, or a link to either, nor a word more in any file for programs."""
    made = marked(threshold=9)
    public, internal = (files_of(drafted(made, audience), language) for audience in ("public", "internal"))
    assert {DISCLOSURE, "downloads/internal-disclosure.csv"} <= internal.keys()
    assert [
        path for path in public if path == DISCLOSURE or "disclosure.csv" in path or "tables/disclosure" in path
    ] == []
    assert [path for path, content in public.items() if b"disclosure.csv" in content] == []
    links = [
        {link.attributes["href"] for link in Parsed(site["index.md"].decode()).all("a")} for site in (internal, public)
    ]
    assert [served(DISCLOSURE) in each for each in links] == [True, False]


def test_the_page_says_how_many_figures_are_hidden_and_why() -> None:
    released = drafted(marked(threshold=9), "internal")
    page = PageContext.of(released, EN)
    assert released.audit is not None
    reasons = table_of(page, DISCLOSURE, "reasons")
    shown = {texts_of(row.cells[0])[0]: int(row.cells[1].number) for row in reasons.rows}
    assert shown.pop("Total") == sum(shown.values()) == len(released.audit.figures)
    assert {"Threshold", "Mark", "Another value"} <= shown.keys()
    measures = table_of(page, DISCLOSURE, "measures")
    assert [texts_of(row.cells[0])[1] for row in measures.rows] == ["Trees planted"]
    assert int(measures.rows[0].cells[2].number) == len(released.audit.figures)


def test_the_page_says_what_readers_know() -> None:
    """Of 23 trees 8 are pines, and how many oaks there are is not shown either."""
    table = table_of(PageContext.of(drafted(marked(threshold=9), "internal"), EN), DISCLOSURE, "narrowest")
    row = row_of(table, "Pine")
    assert {"8", "1 to 22", "263%"} <= {shown for cell in row.cells for shown in texts_of(cell)}
    assert row.cells[-1].detail == "threshold"
    assert len(table.rows) <= NARROWEST


def test_the_page_says_how_closely_figures_of_each_measure_are_known() -> None:
    """The narrowest interval, and the width that half of the sensitive figures do not exceed."""
    released = drafted(marked(threshold=9), "internal")
    assert released.audit is not None
    (row,) = table_of(PageContext.of(released, EN), DISCLOSURE, "intervals").rows
    sensitive = [each for each in released.audit.figures.values() if each.is_sensitive]
    narrowest = ["1 to 22", "263%", "263%"]
    assert [texts_of(cell)[-1] for cell in row.cells] == ["Trees planted", str(len(sensitive)), *narrowest]


def test_the_page_says_which_records_are_withheld() -> None:
    page = PageContext.of(drafted(marked(threshold=9), "internal"), EN)
    kinds = {
        texts_of(row.cells[0])[0]: [cell.number for cell in row.cells[1:]]
        for row in table_of(page, DISCLOSURE, "withheld").rows
    }
    assert kinds == {"Organizations": ["1", "0"], "Observations": ["0", "1"]}
    (row,) = table_of(page, DISCLOSURE, "marked").rows
    assert [text for cell in row.cells for text in texts_of(cell) if text] == [
        "Pine branch",
        "Organizations",
        "Internal",
        "1",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_is_hidden_the_page_says_so(language: Language) -> None:
    released = drafted(controlled(policy_with(threshold=2)), "internal")
    assert released.audit is not None
    assert released.audit.figures == {}
    files = files_of(released, language)
    text = single_spaced(Parsed(files[DISCLOSURE].decode()).text)
    assert language != EN or "No record is marked for a later audience" in text


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_file_has_every_figure_that_the_public_does_not_see() -> None:
    """With its value, the reason, the rule, what must stay possible, and what readers know."""
    released = drafted(marked(threshold=9), "internal")
    assert released.audit is not None
    files = files_of(released)
    rows = rows_of(files["downloads/internal-disclosure.csv"])
    assert len(rows) == len(released.audit.figures)
    (pine,) = [
        row for row in rows if (row["period"], row["category"], row["organization"]) == ("2018", "pine", "doi-xanh")
    ]
    assert pine == {
        "audience": "internal",
        "organization": "doi-xanh",
        "measure": "trees",
        "population": "all",
        "period": "2018",
        "each": "",
        "breakdown": "species",
        "category": "pine",
        "value": "8",
        "ratio_numerator": "",
        "public_value": "",
        "reason": "threshold",
        "rule": "threshold: 9",
        "protected_lower": "1",
        "protected_upper": "8",
        "known_lower": "1",
        "known_upper": "22",
    }
    (total,) = [row for row in rows if (row["organization"], row["period"], row["category"]) == ("club", "2018", "")]
    assert (total["reason"], total["value"], total["public_value"]) == ("part", "103", "63")


def test_the_columns_of_the_file_are_described() -> None:
    """On the page, and for programs beside the file."""
    released = drafted(marked(threshold=9), "internal")
    files = files_of(released)
    header = next(csv.reader([files["downloads/internal-disclosure.csv"].decode("utf-8-sig").splitlines()[0]]))
    columns = table_of(PageContext.of(released, EN), DISCLOSURE, "columns")
    assert [texts_of(row.cells[0])[0] for row in columns.rows] == header
    tables = json.loads(files["downloads/csv-metadata.json"])["tables"]
    described = {table["url"]: [column["name"] for column in table["tableSchema"]["columns"]] for table in tables}
    assert described["internal-disclosure.csv"] == header


@pytest.mark.parametrize(
    ("rule", "reason", "typed"),
    [
        ({"threshold": 5}, HiddenReason.THRESHOLD, "threshold: 5"),
        ({"dominance": {"largest": 1, "percent": 75}}, HiddenReason.DOMINANCE, "dominance: {largest: 1, percent: 75}"),
        ({"p_percent": 10}, HiddenReason.P_PERCENT, "p-percent: 10"),
        ({"contributors": 3}, HiddenReason.CONTRIBUTORS, "contributors: 3"),
        ({"threshold": 3, "rounding_base": 5}, HiddenReason.ROUNDED, "rounding-base: 5"),
        ({"threshold": 3}, HiddenReason.COMPLEMENTARY, ""),
    ],
)
def test_the_rule_is_as_it_is_typed(rule: dict[str, object], reason: HiddenReason, typed: str) -> None:
    assert rule_text(policy_with(**rule).rules[0], reason) == typed
    assert rule_text(None, reason) == ""


def test_every_reason_and_every_kind_of_record_has_a_name() -> None:
    """Whatever may be withheld can be shown."""
    assert set(REASONS) == set(HiddenReason)
    assert len(KINDS) == len(FIELDS) + len({"observations", "targets", "claims"})
