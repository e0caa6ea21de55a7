"""The page of methods publishes the rule by which targets are assessed, with the thresholds in force."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bulletin.model.records import Pace, Tuning
from bulletin.model.text import Language
from bulletin.rendering.pages.methods import MethodsContext, methods_job

from tests.rendering.reading_html import Parsed
from tests.rendering.sample_bulletin import sample_page, sample_release
from tests.rendering.samples import page_context, sample
from tests.rendering.tables import table_of, texts_of
from tests.sites import EN, LANGUAGES, VI


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_methods_page_publishes_the_thresholds_in_force(language: Language) -> None:
    """The numbers are those of the bulletin, so that changing them there changes them here."""
    text = Parsed(sample_page("methods.md", language).html).text
    pace = sample_release().catalogue.bulletin.pace
    for number in (f"{pace.band}%", f"{pace.least_elapsed}%"):
        assert number in text
    assert re.search(rf"(at least|ít nhất là) {pace.least_expected}\b", text)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            VI,
            (
                "mức tối đa, như “dưới 0,5%”, và chỉ tiêu là một khoảng thì không có",
                "văn bản đặt ra chỉ tiêu được nêu khi nguồn nêu văn bản ấy",
                "Chỉ tiêu đã có chỉ tiêu khác thay thế mang tình trạng “đã được thay thế”",
                "nếu năm nào cũng có chỉ tiêu thì tổng phải bằng",
                "chỉ tiêu của các đơn vị trực thuộc có trong bản tin được cộng lại",
                "không có khoảng chênh",
                "làm tròn ra xa số 0",
                "nguồn không gọi là ước tính hay sơ bộ",
                "hoặc đã kết thúc trước ngày ấy nếu lịch không ghi hạn",
            ),
        ),
        (
            EN,
            (
                "a ceiling, such as “under 0.5%”, and a range have none",
                "the decision that set it is named where the source names it",
                "A target whose place another one took is superseded",
                "where every year has one, the two must be equal",
                "the targets of the units below that the bulletin knows are added",
                "and never ahead",
                "halves away from zero",
                "the source calls it neither estimated nor provisional",
                "where the calendar gives no day, that were over before it",
            ),
        ),
    ],
)
def test_the_methods_page_says_each_rule_as_it_is(language: Language, words: tuple[str, ...]) -> None:
    text = " ".join(Parsed(sample_page("methods.md", language).html).text.split())
    assert [phrase for phrase in words if phrase not in text] == []


def test_the_methods_page_follows_the_thresholds_that_a_bulletin_sets() -> None:
    """What is overridden in the records is what readers are stated; without seasons nothing is said of them."""
    made = sample()
    rules = Pace(band=7, least_elapsed=33, least_expected=4, seasons=0, apart=3)
    bulletin = made.catalogue.bulletin.model_copy(update={"pace": rules})
    displayed = methods_job(
        page_context(corpus=replace(made, catalogue=replace(made.catalogue, bulletin=bulletin)))
    ).context
    assert isinstance(displayed, MethodsContext)
    text = " ".join(displayed.pace)
    assert all(number in text for number in ("7%", "33%", "ít nhất là 4;", "gấp hơn 3 lần"))
    assert "năm liền trước" not in text


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        (
            EN,
            [
                [
                    "Trees planted",
                    "Values far from those of other units",
                    "switched off",
                    "all",
                    "Clubs differ in size.",
                ],
                [
                    "Trees planted",
                    "Yearly targets far apart",
                    "from 10 times on",
                    "Long River branch; 15 January 2020",
                    "It is a young club.",
                ],
            ],
        ),
    ],
)
def test_remarks_that_are_switched_off_or_tuned_are_listed_with_their_reasons(
    language: Language, rows: list[list[str]]
) -> None:
    """Readers see what is not remarked on; a bulletin that tunes nothing has no such section."""
    corpus = sample()
    tunings = (
        {
            "code": "value-unlike-peers",
            "off": True,
            "reason": {"vi": "Lớn nhỏ khác nhau.", "en": "Clubs differ in size."},
        },
        {
            "code": "targets-far-apart",
            "ratio": 10,
            "organizations": ["song-dai"],
            "sources": ["tap-chi"],
            "reason": {"vi": "Mới thành lập.", "en": "It is a young club."},
        },
    )
    remarks = tuple(map(Tuning.model_validate, tunings))
    trees = corpus.catalogue.measures["trees"].model_copy(update={"remarks": remarks})
    catalogue = replace(corpus.catalogue, measures={**corpus.catalogue.measures, "trees": trees})
    table = table_of(page_context(language, replace(corpus, catalogue=catalogue)), "methods.md", "remarks")
    assert [[next(filter(None, texts_of(cell))) for cell in row.cells] for row in table.rows] == rows
    context = methods_job(page_context(language)).context
    assert isinstance(context, MethodsContext)
    assert context.remarks is None
