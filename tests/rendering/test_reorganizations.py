"""What pages say of reorganizations. All organizations here are SYNTHETIC."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from bulletin.analysis.restatement import ComparabilityBreak
from bulletin.model.records import EventKind
from bulletin.model.text import Language
from bulletin.model.values import Absence
from bulletin.rendering import Page, SiteFile, render
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Redirect, tables_of
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.reorganizations import ENDS, EVENTS, GAPS, JOINED, restated_table
from bulletin.rendering.tree import page_jobs
from bulletin.rendering.views import Table, TableRow

from tests.rendering.reading_html import Parsed, single_spaced
from tests.rendering.reorganized import reorganized
from tests.rendering.samples import released
from tests.rendering.tables import cell_of
from tests.sites import EN, LANGUAGES, VI


@cache
def files(language: Language = EN) -> tuple[SiteFile, ...]:
    """Everything that is rendered of the synthetic bulletin."""
    return tuple(render(released(reorganized()), language, charts=False))


def page(name: str, language: Language = EN) -> Parsed:
    """The page of an organization."""
    found = (file for file in files(language) if isinstance(file, Page) and file.path == f"organizations/{name}.md")
    return Parsed(next(found).html)


def displayed(name: str, language: Language = EN) -> list[str]:
    """What its history says."""
    sentences = (single_spaced(item.text) for item in page(name, language).all("li"))
    return [item for item in sentences if item.startswith(("1 January 2019: ", "1/1/2019: "))]


def restated(name: str, language: Language = EN) -> dict[str, TableRow]:
    """The rows of the table of restated figures, by period."""
    page = PageContext.of(released(reorganized()), language, charts=False).at(f"organizations/{name}.md")
    table = restated_table(page, name)
    return {} if table is None else {cell_of(table, row, Labels.period).links[0].text: row for row in table.rows}


# --- histories


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("dong", EN, ["1 January 2019: merged into Calm branch."]),
        ("dong", VI, ["1/1/2019: sáp nhập vào Chi nhánh An Yên."]),
        ("nui", VI, ["1/1/2019: chia tách thành nui-cao, nui-thap."]),
        ("nui-cao", VI, ["1/1/2019: được chia tách từ Chi nhánh Núi."]),
        ("bien", VI, ["1/1/2019: chuyển về trực thuộc Liên hội; trước đó trực thuộc Câu lạc bộ Cây."]),
        ("hoi", VI, ["1/1/2019: Chi nhánh Biển chuyển về trực thuộc đơn vị này."]),
        ("club", VI, ["1/1/2019: Chi nhánh Biển chuyển về trực thuộc Liên hội."]),
        ("ho", VI, []),
    ],
)
def test_the_history_says_what_happened_on_every_page_concerned(
    name: str, language: Language, expected: list[str]
) -> None:
    """Who was merged, split or moved, and who took over, each from its own side."""
    assert displayed(name, language) == expected


def test_a_renaming_says_the_name_until_then() -> None:
    """It is stated with the rest of the history, in order of time."""
    sentences = [single_spaced(item.text) for item in page("hoi-an-yen", VI).all("li")]
    assert "tháng 6/2019: đổi tên; tên cũ là Chi nhánh An Cũ." in [
        sentence[0].lower() + sentence[1:] for sentence in sentences
    ]
    merged = [n for n, sentence in enumerate(sentences) if "sáp nhập vào đơn vị này" in sentence]
    renamed = [n for n, sentence in enumerate(sentences) if "đổi tên" in sentence]
    assert max(merged) < min(renamed)


def test_names_in_a_history_are_links() -> None:
    """Whoever took over is one step away."""
    addresses = {link.attributes["href"] for link in page("nui").all("a")}
    assert {"../../organizations/nui-cao/", "../../organizations/nui-thap/"} <= addresses


def test_a_page_of_what_is_no_more_says_so_on_top() -> None:
    """A notice leads to the successors; the figures stay where they were reported."""
    closed = page("nui", VI)
    (notice,) = [element for element in closed.elements if element.attributes.get("class") == "bulletin-notice"]
    assert single_spaced(notice.text).startswith("Từ 1/1/2019, tổ chức này đã chia tách thành nui-cao, nui-thap.")
    assert closed.elements.index(notice) < closed.elements.index(closed.all("table")[0])
    assert not [element for element in page("bien").elements if element.attributes.get("class") == "bulletin-notice"]


# --- restated


def test_a_merger_is_restated_with_the_sum_written_out() -> None:
    """Each number leads to the row where it is in its own row."""
    row = restated("hoi-an-yen")["2018"]
    (sum_of,) = [cell for cell in row.cells if cell.formula]
    assert sum_of.formula is not None
    assert sum_of.formula.text == "30 + 12 = 42"
    assert [link.href.split("#")[0] for link in sum_of.formula.operands] == [
        "../../organizations/dong/",
        "../../organizations/tay/",
    ]


def test_a_split_is_restated_by_the_share_and_flagged() -> None:
    """The share is in the formula, its source in a note, and the figure is an estimate."""
    (row,) = restated("nui-cao", VI).values()
    (part,) = [cell for cell in row.cells if cell.formula]
    assert (part.text, part.number, part.flags) == ("3", "3", ("e",))
    assert part.detail == "9 × 37,5% = 3,375 ≈ 3"
    assert len(part.notes) == 1


def test_what_was_taken_over_as_it_was_names_whose_it_was() -> None:
    """A unit merged into a new one alone: its figure is that of the one before, which is a link."""
    corpus = reorganized()
    alone = {name: unit for name, unit in corpus.catalogue.organizations.items() if name != "tay"}
    corpus = replace(
        corpus,
        catalogue=replace(corpus.catalogue, organizations=alone),
        observations=tuple(observation for observation in corpus.observations if observation.organization != "tay"),
    )
    pages = (file for file in render(released(corpus), VI, charts=False) if isinstance(file, Page))
    text = next(Parsed(file.html).text for file in pages if file.path == "organizations/hoi-an-yen.md")
    assert "số của Chi nhánh dong" in single_spaced(text)


def test_a_parent_shows_both_series() -> None:
    """What was reported then, beside the sum of the units of today; a period that the move lies in has no such sum."""
    _, _, reported, today, *_ = restated("hoi")["2018"].cells
    assert (reported.links[0].text, today.text, today.detail, today.flags) == ("5", "11", "6 + 5 = 11", ())
    (gap,) = [cell for row in restated("hoi").values() for cell in row.cells if cell.text == "not restated"]
    assert gap.notes


def test_restated_tables_are_only_where_a_reorganization_changed_something() -> None:
    """Nothing is restated for branches that always were what they are, nor for what is no more."""
    assert [name for name in ("doi-xanh", "song-dai", "dong", "nui", "bien", "ho") if restated(name)] == []


def test_without_events_no_page_has_a_word_of_it() -> None:
    """Neither a heading nor a table nor a notice."""
    corpus = reorganized()
    quiet = {
        name: unit.model_copy(update={"events": (), "former_ids": ()})
        for name, unit in corpus.catalogue.organizations.items()
    }
    corpus = replace(corpus, catalogue=replace(corpus.catalogue, organizations=quiet))
    for file in render(released(corpus), EN, charts=False):
        assert not isinstance(file, Redirect)
        if isinstance(file, Page) and file.path.startswith("organizations/"):
            assert not {"history", "restated"} & {heading.id for heading in file.headings}


def test_a_share_is_cited_by_its_source() -> None:
    """With the title of the source, and who published it when."""
    page_context = PageContext.of(released(reorganized()), VI, charts=False)
    (job,) = [job for job in page_jobs(page_context) if job.path == "organizations/nui-cao.md"]
    (table,) = [table for table in tables_of(job.context) if table.id == "restated"]
    source = page_context.catalogue.sources["tap-chi"]
    (note,) = [note for note in table.notes if note.link is not None]
    assert (note.text, note.link and note.link.text) == (
        "Tỷ lệ phân bổ theo",
        f"{source.title.localized('vi')} ({page_context.words.source('tap-chi')})",
    )


# --- what is no more, what goes on


def test_units_that_are_no_more_say_until_when() -> None:
    """Among the units below their parent, and in the tree."""
    name = single_spaced(page("club", VI).text)
    assert "Chi nhánh dong (đến 31/12/2018)" in name
    assert "Chi nhánh An Yên (đến" not in name
    (tree,) = [file for file in files(EN) if isinstance(file, Page) and file.path == "organizations/index.md"]
    assert "Mountain branch (until 31 December 2018)" in single_spaced(Parsed(tree.html).text)


def test_a_unit_that_goes_on_is_not_split_into_itself() -> None:
    """Its history says who split off, on its own page and on theirs."""
    corpus = reorganized()
    units = dict(corpus.catalogue.organizations)
    split = units["nui"].events[0].model_copy(update={"organizations": ("nui", "nui-thap"), "allocations": ()})
    units["nui"] = units["nui"].model_copy(update={"closed": None, "events": (split,)})
    corpus = replace(corpus, catalogue=replace(corpus.catalogue, organizations=units))
    texts = {
        file.path: single_spaced(Parsed(file.html).text)
        for file in render(released(corpus), VI, charts=False)
        if isinstance(file, Page)
    }
    assert "1/1/2019: nui-thap tách ra khỏi đơn vị này." in texts["organizations/nui.md"]
    assert "1/1/2019: được chia tách từ Chi nhánh Núi." in texts["organizations/nui-thap.md"]


@pytest.mark.parametrize(("language", "said"), [(VI, "Thay đổi tổ chức"), (EN, "Reorganizations")])
def test_the_methods_say_of_reorganizations(language: Language, said: str) -> None:
    """Under a heading of their own, in both languages."""
    (methods,) = [file for file in files(language) if isinstance(file, Page) and file.path == "methods.md"]
    assert ("reorganizations", said) in [(heading.id, heading.title) for heading in methods.headings]


# --- former addresses


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_former_id_leads_to_the_page_of_today(language: Language) -> None:
    """One redirect each, in both languages, and no page beside it."""
    redirects = [file for file in files(language) if isinstance(file, Redirect)]
    assert [(redirect.path, redirect.to, redirect.language) for redirect in redirects] == [
        (f"organizations/{former}.md", "organizations/hoi-an-yen.md", language)
        for former in ("an-yen-cu", "an-yen-cu-hon")
    ]
    assert len({file.path for file in files(language)}) == len(files(language))


# --- words


def test_every_event_and_every_gap_has_words() -> None:
    """Whatever happened, and whatever cannot be restated, can be put into words."""
    assert set(GAPS) == set(ComparabilityBreak)
    assert set(EVENTS) == set(EventKind)
    assert set(JOINED) == set(EventKind) - {EventKind.RENAMED}
    assert set(ENDS) == {EventKind.MERGED, EventKind.SPLIT}


def test_nothing_of_a_hidden_figure_is_restated() -> None:
    """Where one of the figures is withheld, so is the sum."""
    corpus = reorganized()
    hidden = tuple(
        observation.model_copy(update={"value": Absence.SUPPRESSED})
        if observation.organization == "dong"
        else observation
        for observation in corpus.observations
    )
    page_context = PageContext.of(released(replace(corpus, observations=hidden)), EN, charts=False)
    tables: list[Table] = [
        table
        for job in page_jobs(page_context)
        if job.path.endswith("hoi-an-yen.md")
        for table in tables_of(job.context)
    ]
    (table,) = (table for table in tables if table.id == "restated")
    place = [column.title for column in table.columns].index("Restated to today's structure")
    assert {(row.cells[place].text, row.cells[place].flags) for row in table.rows} == {("suppressed", ("c",))}
