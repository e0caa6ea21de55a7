"""Claims in words, on the page of data quality and beside figures: this repository's records and synthetic ones."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from fractions import Fraction

import pytest
from bulletin.analysis.claims.verdicts import Verdict
from bulletin.analysis.quantities import round_half_up
from bulletin.localization.messages import translate
from bulletin.model.text import Language
from bulletin.rendering import Asset
from bulletin.rendering.context import PageContext
from bulletin.rendering.export.rows import digits_of, entries_of
from bulletin.rendering.labels import VERDICT_MEANINGS
from bulletin.rendering.links import CLAIMS_CSV, CLAIMS_JSON, QUALITY, claim_anchor
from bulletin.rendering.phrases.claims import arithmetic, explanation

from tests.rendering.reading_html import Parsed
from tests.rendering.sample_bulletin import sample_files, sample_page, sample_release
from tests.sites import EN, LANGUAGES, VI


def displayed(claim: str, language: Language) -> tuple[str, str]:
    """The arithmetic and the explanation of a claim."""
    page_context = PageContext.of(sample_release(), language)
    (checked,) = (checked for checked in page_context.checked.claims if checked.claim.id == claim)
    return arithmetic(page_context.words, checked.calculation), explanation(page_context.words, checked)


@pytest.mark.parametrize(
    ("claim", "language", "worked", "words"),
    [
        (
            "binh-thanh-admissions-non-state-2018-percent",
            VI,
            "22/20 = 110%",
            "Chỉ tiêu được suy ra từ chính tỷ lệ này: phép tính đương nhiên khớp và không kiểm chứng được gì.",
        ),
        (
            "binh-thanh-admissions-non-state-2018-total",
            VI,
            "7 + 14 + 1 = 22",
            "Số tính được bằng đúng số công bố.",
        ),
        (
            "hiep-thanh-serving-share",
            EN,
            "210/830 = 25.30%",
            "What is computed, rounded to 2 decimals, is what is stated.",
        ),
        (
            "ha-noi-admissions-2023-percent",
            EN,
            "2,241/9,810 = 22.84%",
            "What is computed is what is stated once it is rounded as far as the source rounded.",
        ),
        (
            "hiep-thanh-women-2018-share",
            VI,
            "15/23 = 65,22%",
            "Lấy chỉ tiêu 16\u00a0đảng viên (chỉ tiêu suy ra) làm mẫu số thì khớp: 15/16 = 93,75%.",
        ),
        (
            "hiep-thanh-members-total",
            EN,
            "210 + 74 + 620 = 904",
            (
                "What is computed is 74 more than what is stated. “Serving staff of agencies, police, military and "
                "public schools” and “Residential areas” alone are exactly what is stated: 210 + 620 = 830. Perhaps "
                "“Enterprises and non-public service units” (74) are counted in them."
            ),
        ),
        (
            "ha-noi-app-eligible-share",
            EN,
            "425,588/472,869 = 90.00%",
            (
                "What is computed is 12.26 percentage points less than what is stated. For it to agree, the number "
                "above the line would have to be from 483,533 to 483,579, or the number below the line would have to "
                "be from 416,162 to 416,202. 102.26% of 425,588 and 92.04% of 472,869 hold together if the number "
                "above the line is from 435,205 to 435,227, which the source does not print."
            ),
        ),
        (
            "binh-thanh-admissions-2019-difference",
            EN,
            "",
            (
                "It cannot be computed: there is no figure for members admitted in the first half of 2019. If what is "
                "stated is right, the missing number is at most 75."
            ),
        ),
        (
            "hiep-thanh-cells-total",
            VI,
            "",
            (
                "Không tính được vì thiếu số liệu về “Doanh nghiệp và đơn vị sự nghiệp ngoài công lập”. Nếu đó là tất "
                "cả các phần, không phần nào trùng nhau, và số công bố đúng thì số còn thiếu là 6."
            ),
        ),
    ],
)
def test_an_explanation_follows_from_the_result(claim: str, language: Language, worked: str, words: str) -> None:
    """Each verdict and each reading is stated in words that a reader can check."""
    assert displayed(claim, language) == (worked, words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_is_on_the_page_of_data_quality_once(language: Language) -> None:
    """Each has an anchor for the pages that lead to it."""
    page = Parsed(sample_page(QUALITY, language).html)
    ids = [row.attributes.get("id") or "" for row in page.all("tr")]
    anchors = [identity for identity in ids if identity.startswith("claim-")]
    assert sorted(anchors) == sorted(claim_anchor(claim) for claim in sample_release().claims)


@pytest.mark.parametrize(
    ("path", "claim"),
    [
        ("organizations/hiep-thanh.md", "hiep-thanh-women-2018-share"),
        ("organizations/hiep-thanh.md", "hiep-thanh-members-total"),
        ("measures/app-installations-as-printed.md", "ha-noi-app-eligible-share"),
        ("measures/members.md", "hiep-thanh-members-total"),
        ("periods/2019-09-05.md", "hiep-thanh-members-total"),
        ("sources/hiep-thanh-2019-09-05.md", "hiep-thanh-youth-union-2018-share"),
    ],
)
def test_a_figure_under_a_claim_that_contradicts_it_says_so(path: str, claim: str) -> None:
    """A note under the table says both numbers, and leads to the claim on the page of data quality."""
    notes = re.findall(r'<li id="[^"]*note[^"]*">(.*?)</li>', sample_page(path).html)
    assert [note for note in notes if f"#{claim_anchor(claim)}" in note and "còn tính từ số liệu thì được" in note]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_laid_to_the_source_that_only_the_record_says(language: Language) -> None:
    """What a ratio is taken over may be the recorder's reading: 93.75 % “reached” is of nothing in the article."""
    html = sample_page("organizations/hiep-thanh.md", language).html
    displayed = [note for note in re.findall(r'<li id="[^"]*note[^"]*">(.*?)</li>', html) if "93" in note]
    assert any(("ghi là: tỷ trọng" if language == VI else "recorded as: share") in note for note in displayed)
    meaning = translate(VERDICT_MEANINGS[Verdict.ANOTHER_BASE], language)
    assert ("như được ghi trong bản ghi" if language == VI else "as recorded") in meaning
    assert not re.search("nguồn mô tả|source describes", meaning)


@pytest.mark.parametrize("path", ["organizations/binh-thanh.md", "organizations/tp-ho-chi-minh.md"])
def test_figures_under_claims_that_agree_or_are_open_have_no_such_note(path: str) -> None:
    """Only what contradicts a figure is stated beside it."""
    assert "còn tính từ số liệu thì được" not in sample_page(path).html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["organizations/binh-thanh.md", "sources/nhan-dan-2019-11-28.md"])
def test_an_inferred_target_is_marked_where_a_claim_is_compared_with_it(path: str, language: Language) -> None:
    """The target of 20 members was inferred, in the column “Compared with” as anywhere else."""
    rows = [row.text for row in Parsed(sample_page(path, language).html).all("tr") if "110%" in row.text]
    compared = {VI: "chỉ tiêu 20 đảng viên", EN: "the target of 20 members"}[language]
    mark = {VI: " (chỉ tiêu suy ra)", EN: " (an inferred target)"}[language]
    displayed = [row.replace("\u00a0", " ") for row in rows]
    assert any(compared + mark in row for row in displayed)
    assert not any(compared in row.replace(compared + mark, "") for row in displayed)


def test_every_claim_leads_to_its_record() -> None:
    """Where records are on the web a link leads there; elsewhere a public page says nothing of files."""
    page = Parsed(sample_page(QUALITY).html)
    rows = {identity: row.text for row in page.all("tr") if (identity := row.attributes.get("id"))}
    for name, claim in sample_release().claims.items():
        link = PageContext.of(sample_release(), VI).links.to_record(claim.place)
        file = claim.place.file.rpartition("/")[2]
        assert link.text in rows[claim_anchor(name)] if link else file not in rows[claim_anchor(name)]


def asset(path: str) -> str:
    """The text of a file of the site."""
    (found,) = (file for file in sample_files(VI) if isinstance(file, Asset) and file.path == path)
    return found.content.decode("utf-8-sig")


def test_the_files_say_what_the_page_says() -> None:
    """CSV and JSON hold every claim, with the same verdicts and explanations in both languages."""
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(asset(CLAIMS_CSV)))}
    entries = {entry["id"]: entry for entry in entries_of(json.loads(asset(CLAIMS_JSON)), "claims")}
    assert list(rows) == list(entries) == list(sample_release().claims)
    for name, row in rows.items():
        entry = entries[name]
        assert (row["verdict"], row["source"]) == (entry["verdict"], entry["source"])
        for language in LANGUAGES:
            assert row[f"explanation_{language}"] == entry["explanation"][language]
            assert displayed(name, language)[1] == row[f"explanation_{language}"]


def test_the_files_name_the_base_that_makes_a_claim_agree() -> None:
    """Over the target, not over the admissions; and what is computed over these."""
    (row,) = (r for r in csv.DictReader(io.StringIO(asset(CLAIMS_CSV))) if r["id"] == "hiep-thanh-women-2018-share")
    assert (row["stated"], row["computed"], row["verdict"]) == ("93.75", "65.22", "another-base")
    assert (row["numerator_value"], row["denominator_value"]) == ("15", "23")
    assert (row["base"], row["base_value"], row["base_for"]) == ("hiep-thanh-admissions-2018", "16", "denominator")
    entries = entries_of(json.loads(asset(CLAIMS_JSON)), "claims")
    (entry,) = (e for e in entries if e["id"] == "hiep-thanh-women-2018-share")
    assert (entry["base"]["target"], entry["base"]["value"]["number"]) == ("hiep-thanh-admissions-2018", 16)


def quotient(row: dict[str, str], **other: str) -> Decimal:
    """The numerator over the denominator, in the unit of the claim, rounded as pages round."""
    numbers = {side: row[f"{side}_value"] for side in ("numerator", "denominator")} | other
    times = 1 if row["form"] == "multiple" else 100
    ratio = times * Fraction(numbers["numerator"]) / Fraction(numbers["denominator"])
    return round_half_up(ratio, 2)


def test_anyone_can_compute_the_files_again() -> None:
    """Numerator over denominator is what is computed; with the base in the place of one of them, what is stated."""
    rows = list(csv.DictReader(io.StringIO(asset(CLAIMS_CSV))))
    again = [row for row in rows if row["numerator_value"] and row["denominator_value"]]
    assert len(again) > 5
    for row in again:
        assert quotient(row) == Decimal(row["computed"])
    assert [row["id"] for row in rows if row["base"]] == [r["id"] for r in rows if r["verdict"] == "another-base"]
    for row in rows:
        assert bool(row["base"]) == bool(row["base_value"]) == bool(row["base_for"])
        if row["base"]:
            assert quotient(row, **{row["base_for"]: row["base_value"]}) == Decimal(row["stated"])


def test_csv_and_json_name_the_same_numbers_and_the_same_record() -> None:
    """What is empty in the one is left out of the other."""
    entries = {entry["id"]: entry for entry in entries_of(json.loads(asset(CLAIMS_JSON)), "claims")}
    for row in csv.DictReader(io.StringIO(asset(CLAIMS_CSV))):
        entry, claim = entries[row["id"]], sample_release().claims[row["id"]]
        assert row["record"] == entry["record"] == f"{claim.place.file}:{claim.place.line}"
        assert row["base_for"] == entry.get("base_for", "")
        for name in ("numerator", "denominator", "base"):
            assert row[f"{name}_value"] == (digits_of(entry[name]["value"]) if name in entry else "")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("organizations/binh-thanh.md", "Tỷ lệ 101,36% chỉ khớp với một số nguyên duy nhất là 1.100."),
        ("targets.md", "Tỷ lệ 143,75% chỉ khớp với một số nguyên duy nhất là 16."),
    ],
)
def test_an_inferred_target_says_which_numbers_its_percentage_allows(path: str, words: str) -> None:
    """The whole interval that rounding allows is beside the one that was inferred."""
    assert words in " ".join(item.text for item in Parsed(sample_page(path).html).all("li"))
