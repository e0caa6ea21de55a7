"""The front page of an edition: what was corrects, its dates, its own headlines, and what changed. SYNTHETIC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.figures import Flag
from bulletin.analysis.tables import CompiledTables
from bulletin.analysis.vintages import as_of_edition
from bulletin.disclosure import Release, ReleasedTables, release, with_changes
from bulletin.model.records import Correction, Edition, Status
from bulletin.model.text import Language, Text
from bulletin.model.values import Absence
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import render_page
from bulletin.rendering.pages.front import FrontContext, front_job
from bulletin.rendering.pages.organization import organization_job
from bulletin.rendering.phrases.editions import EditionView, draft_line, edition_view, status_text

from tests.rendering.samples import TERMS, sample
from tests.sites import EN, LANGUAGES, VI

WRONG = {"organization": "doi-xanh", "measure": "trees", "period": 2018, "was": 987}
HEADLINES = [
    {"organization": "doi-xanh", "measure": "trees", "period": 2018},
    {"organization": "song-dai", "measure": "trees", "period": 2017},
]


def _text(words: str) -> dict[str, str]:
    return {"vi": f"{words} (vi)", "en": f"{words} (en)"}


def _edition(name: str, day: str | int, **more: object) -> Edition:
    record = {
        "id": name,
        "title": _text(f"SYNTHETIC {name}"),
        "period": int(name),
        "cut-off": day,
        "released": day,
        "next-release": "to-be-announced",
        "headlines": HEADLINES,
        "notices": [_text("Notice")],
        "note": _text("How its dates are known"),
    }
    return Edition.model_validate({**record, **more}, context={"terms": TERMS})


CORRECTION = {
    "id": "miscounted",
    "date": "2022-03-01",
    "editions": ["2021"],
    "what": _text("One figure was wrong."),
    "reason": _text("It was misread."),
    "figures": [WRONG],
}


def hiding(tables: CompiledTables) -> CompiledTables:
    """The same tables without the figure that was wrong."""
    figures = (
        replace(figure, value=Absence.SUPPRESSED)
        if (figure.key.organization, figure.key.period.text) == ("doi-xanh", "2018")
        else figure
        for figure in tables.figures
    )
    return CompiledTables(replace(tables, figures=tuple(figures)))


@cache
def editions(*, hidden: bool = False) -> tuple[Release, Release]:
    """Two editions of the sample, the second one corrected."""
    corpus = sample()
    records = [_edition("2020", "2020-12-31"), _edition("2021", "2021-12-31")]
    correction = Correction.model_validate(CORRECTION, context={"terms": TERMS})
    catalogue = replace(
        corpus.catalogue, editions={record.id: record for record in records}, corrections={correction.id: correction}
    )
    corpus = replace(corpus, catalogue=catalogue)
    older, newer = (as_of_edition(corpus, record) for record in records)
    before, now = (hiding(tables) if hidden else tables for tables in map(compile_tables, (older, newer)))
    first = release(older, before, edition="2020")
    return first, with_changes(release(newer, now, edition="2021"), first)


def front(released: Release, language: Language = VI) -> FrontContext:
    """What the front page shows."""
    context = front_job(PageContext.of(released, language, charts=False)).context
    assert isinstance(context, FrontContext)
    return context


def test_notices_and_corrections_are_on_top() -> None:
    """Before anything else: what was wrong, why, and each figure as it was published and as it is."""
    job = front_job(PageContext.of(editions()[1], VI, charts=False))
    html = render_page(job).html
    order = ("Notice (vi)", "Đính chính (1/3/2022)", "One figure was wrong. (vi)", "It was misread. (vi)", "987")
    places = [html.index(words) for words in (*order, "How its dates")]
    assert places == sorted(places)
    corrected = front(editions()[1]).corrected
    assert corrected is not None
    (row,) = corrected.rows
    assert [cell.number for cell in row.cells if cell.number] == ["987", "23"]
    assert front(editions()[0]).corrected is None


def test_notices_of_the_bulletin_come_before_those_of_the_edition() -> None:
    """Each once, though both say it; a draft has those of the bulletin."""
    released = editions()[0]
    notices = tuple(map(bilingual, ("Of all", "Notice")))
    bulletin = released.catalogue.bulletin.model_copy(update={"notices": notices})
    released = replace(released, catalogue=replace(released.catalogue, bulletin=bulletin))
    assert front(released).notices == ("Of all (vi)", "Notice (vi)")
    assert front(replace(released, edition=None)).notices == ("Of all (vi)", "Notice (vi)")


def bilingual(words: str) -> Text:
    """A text in both languages."""
    return Text.computed(_text(words))


def test_totals_that_changed_along_are_named_and_folded() -> None:
    """What was computed from a wrong figure is stated as it was published and as it is, below the figure itself."""
    job = front_job(PageContext.of(editions()[1], VI, charts=False))
    html = render_page(job).html
    folded = html[html.index("<details") : html.index("</details>")]
    assert "Số liệu tính từ đó cũng thay đổi" in folded
    for words in ("Câu lạc bộ Cây", "ít nhất 1.027", "ít nhất 63"):
        assert words in folded
    assert front(editions()[0]).derived is None
    view = edition_view(PageContext.of(editions()[1], EN))
    assert view is not None
    (total,) = view.corrections[0].derived
    assert (total.was.split("\xa0")[0], total.now.split("\xa0")[0]) == ("at least 1,027", "at least 63")


@pytest.mark.parametrize(
    ("organization", "remark"),
    [
        ("doi-xanh", "Đính chính (1/3/2022): trước là 987\xa0cây."),
        ("club", "Tính từ số liệu đã đính chính (1/3/2022): trước là ít nhất 1.027\xa0cây."),
    ],
)
def test_corrected_figures_say_so_where_they_are_shown(organization: str, remark: str) -> None:
    """In a note of their own row; no page of another edition says so."""
    first, second = (
        render_page(organization_job(PageContext.of(edition, VI, charts=False), organization)).html
        for edition in editions()
    )
    assert remark in second
    assert "trước là" not in first


def test_hidden_totals_are_not_stated_either() -> None:
    """Where the wrong figure is hidden, nothing says what its totals had been."""
    released = editions(hidden=True)[1]
    html = render_page(organization_job(PageContext.of(released, VI, charts=False), "club")).html
    assert "1.027" not in html
    assert "1.027" not in repr(edition_view(PageContext.of(released, VI)))


def test_view_says_corrections_and_headlines_as_text() -> None:
    """Whoever lists editions needs no records: values with their units, targets, and the row of each figure."""
    view = edition_view(PageContext.of(editions()[1], EN))
    assert view is not None
    assert (view.version, view.changed_on, view.next_release) == ("2021.1", "2022-03-01", "to be announced")
    (correction,) = view.corrections
    (figure,) = correction.figures
    assert (correction.on, figure.was.split()[0], figure.now.split()[0]) == ("2022-03-01", "987", "23")
    assert view.headlines[0].address.startswith("organizations/doi-xanh/#")


def test_hidden_figure_is_not_stated_by_its_correction() -> None:
    """What a policy hides is not stated as the value that was wrong either."""
    released = editions(hidden=True)[1]
    assert "987" not in render_page(front_job(PageContext.of(released, VI, charts=False))).html
    assert "987" not in repr(edition_view(PageContext.of(released, VI)))
    assert "987" in repr(edition_view(PageContext.of(editions()[1], VI)))


def _view(edition: Edition, language: Language) -> EditionView:
    released = editions()[0]
    catalogue = replace(released.catalogue, editions={edition.id: edition})
    view = edition_view(PageContext.of(replace(released, catalogue=catalogue), language))
    assert view is not None
    return view


@pytest.mark.parametrize(
    ("language", "typed", "words"),
    [
        (
            VI,
            2020,
            ("hết năm 2020 (không rõ ngày)", "năm 2020 (không rõ ngày)", "đến hết năm 2020 (không rõ ngày)"),
        ),
        (EN, 2020, ("the end of 2020 (no day is known)", "2020 (no day is known)", "to the end of 2020 (no")),
        (
            VI,
            "2020-09",
            ("hết tháng 9/2020 (không rõ ngày)", "tháng 9/2020 (không rõ ngày)", "đến hết tháng 9/2020"),
        ),
        (VI, "2020-09-05", ("5/9/2020", "5/9/2020", "đến ngày 5/9/2020")),
    ],
)
def test_dates_are_stated_as_far_as_they_are_known(
    language: Language, typed: str | int, words: tuple[str, ...]
) -> None:
    """In words that say where no day is known; a day for programs is given where there is one."""
    view = _view(_edition("2020", typed), language)
    assert (view.cut_off, view.released) == words[:2]
    assert words[2] in view.knows
    assert view.changed_on == (typed if typed == "2020-09-05" else "")


def test_status_is_stated_where_the_records_say_it() -> None:
    """Where they do not, nobody is stated that figures are official."""
    assert _view(_edition("2020", 2020), EN).status == ""
    assert "Tình trạng" not in {fact.label[:10] for fact in front(editions()[0]).edition}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("marked", [(), (Flag.ESTIMATED,), (Flag.PROVISIONAL,), (Flag.ESTIMATED, Flag.PROVISIONAL)])
def test_status_is_what_the_marks_of_figures_say(status: Status, marked: tuple[Flag, ...]) -> None:
    """Figures that are marked as of another status than the edition's are counted; only without any, none is said."""
    released = editions()[0]
    figures = [replace(figure, flags=()) for figure in released.tables.figures]
    for place, flag in enumerate(marked):
        figures[place] = replace(figures[place], flags=(flag, Flag.REVISED))
    tables = ReleasedTables(replace(released.tables, figures=tuple(figures)))
    said = status_text(PageContext.of(replace(released, tables=tables), EN, charts=False), status)
    own = {Status.ESTIMATED: Flag.ESTIMATED, Status.PRELIMINARY: Flag.PROVISIONAL}.get(status)
    others = [flag for flag in marked if flag is not own]
    assert ("no source calls them" in said) == (status is Status.OFFICIAL and not marked)
    assert (f"; of {len(figures)} figures" in said) == bool(others)
    for flag in (Flag.ESTIMATED, Flag.PROVISIONAL):
        assert (f"[{flag.value}]: 1" in said) == (flag in others)


def test_corrected_editions_say_so_by_name_and_by_day() -> None:
    """On top of the front page, whose title it is, and among its dates."""
    first, second = editions()
    assert front_job(PageContext.of(second, VI, charts=False)).title == "SYNTHETIC 2021 (vi) (đã đính chính)"
    assert front_job(PageContext.of(first, VI, charts=False)).title == "SYNTHETIC 2020 (vi)"
    dates = {fact.label: fact.text for fact in front(second).edition}
    assert (dates["Ngày phát hành"], dates["Ngày đính chính"]) == ("31/12/2021", "1/3/2022")
    assert "Ngày đính chính" not in {fact.label for fact in front(first).edition}


@pytest.mark.parametrize("language", LANGUAGES)
def test_headlines_are_the_editions_own(language: Language) -> None:
    """The headline figures and the main points are those that the edition names, and no others."""
    context = front(editions()[1], language)
    assert [headline.organization.href for headline in context.headlines] == [
        "organizations/doi-xanh/",
        "organizations/song-dai/",
    ]
    assert len(context.points) == len(HEADLINES)


def test_first_edition_says_that_it_is_the_first() -> None:
    """There is nothing that it could be compared with; the next one names it, by its title as it is."""
    first, second = editions()
    assert front(first).since == ("Đây là số đầu tiên, chưa có số trước để so sánh.",)
    assert front(second).since[0].startswith("So với SYNTHETIC 2020 (vi) (31/12/2020): ")
    september = replace(second, catalogue=replace(second.catalogue, editions=_renamed(second.catalogue.editions)))
    assert front(september, EN).since[0].startswith("Since the September edition (31 December 2020): ")


def _renamed(records: Mapping[str, Edition]) -> dict[str, Edition]:
    title = Text.model_validate({"vi": "Số tháng 9", "en": "September edition"})
    return {name: record.model_copy(update={"title": title}) for name, record in records.items()}


def test_draft_says_that_it_is_one_where_there_are_editions() -> None:
    """Up to when it knows, and that it is not released; nothing where the bulletin has no editions."""
    corpus = sample()
    alone = release(corpus, compile_tables(corpus))
    catalogue = replace(alone.catalogue, editions={"2020": _edition("2020", "2020-12-31")})
    assert draft_line(PageContext.of(alone, VI)) == ""
    assert "chưa phát hành" in draft_line(PageContext.of(replace(alone, catalogue=catalogue), VI))
    assert draft_line(PageContext.of(editions()[1], VI)) == ""
