"""Pages for questions: they say what other pages say, of everybody, in an order of what is shown. FICTIONAL figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

import pytest
from bulletin.analysis.target_status import TargetStatus
from bulletin.analysis.value_ranking import common_period
from bulletin.disclosure import Series
from bulletin.localization.messages import _
from bulletin.rendering import links, table_parts
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import PageJob, tables_of
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages import comparisons, target_board
from bulletin.rendering.pages.comparisons import MOST_BESIDE
from bulletin.rendering.pages.front import FrontContext
from bulletin.rendering.pages.rankings import ranking_job
from bulletin.rendering.pages.target_board import BoardContext
from bulletin.rendering.pages.target_lists import lists_table
from bulletin.rendering.pages.value_ranking_tables import CHANGE_SINCE, ENDS, is_long, rankings_of
from bulletin.rendering.sections import QUESTIONS
from bulletin.rendering.target_cells import progress_for
from bulletin.rendering.tree import page_jobs
from bulletin.rendering.views import Cell, Link, Table
from bulletin.website.pipeline import accepted, seen_by

from tests.examples.union import UNION
from tests.rendering.sample_bulletin import sample_release


@cache
def union() -> PageContext:
    """The newest edition of the union in the example, as the public sees it: with figures that are not shown."""
    release = Series(seen_by(accepted(UNION), None).vintages).editions()[-1]
    return PageContext.of(release, release.catalogue.bulletin.languages[0], charts=False)


@cache
def sample() -> PageContext:
    """The sample bulletin."""
    return PageContext.of(sample_release(), sample_release().catalogue.bulletin.languages[0], charts=False)


@cache
def jobs(of: str) -> dict[str, PageJob]:
    """The pages for questions of a bulletin, by path."""
    folders = tuple(path.removesuffix("index.md") for path in QUESTIONS)
    return {job.path: job for job in page_jobs(BULLETINS[of]()) if job.path.startswith((*folders, "measures/"))}


BULLETINS = {"union": union, "sample": sample}
NAMES = sorted(BULLETINS)


def column(table: Table, title: str) -> list[Cell]:
    """The cells below a header; none without it."""
    places = [place for place, header in enumerate(table.columns) if header.title == title]
    return [row.cells[places[0]] for row in table.rows] if places else []


def boards(of: str) -> Iterator[BoardContext]:
    """All parts of the target board."""
    yield from (job.context for job in jobs(of).values() if isinstance(job.context, BoardContext))


def statuses(table: Table) -> Iterator[Link]:
    """The statuses in a table of the board."""
    return (link for row in table.rows for cell in row.cells[1:] for link in cell.links)


@pytest.mark.parametrize("name", NAMES)
def test_each_target_in_force_is_on_the_board_once_with_the_status_of_the_page_of_targets(name: str) -> None:
    page = BULLETINS[name]()
    there = page.at(links.BOARD)
    expected = Counter(
        (there.links.to_target(target, "").href.rpartition("organizations/")[2], status)
        for target in page.tables.targets
        if (status := page.words.target_status(progress_for(page, target).status)) and target.superseded_by is None
    )
    listed = Counter(
        (link.href.rpartition("organizations/")[2], link.text)
        for board in boards(name)
        for table in board.boards
        for link in statuses(table)
    )
    assert listed == expected
    assert page.words.target_status(TargetStatus.SUPERSEDED) not in {status for _href, status in listed}


@pytest.mark.parametrize("name", NAMES)
def test_a_board_counts_what_it_lists(name: str) -> None:
    """Its totals add up to the statuses of all its parts, and those of each part to its own."""
    page = BULLETINS[name]()
    words = {page.words.capitalized(page.words.target_status(status)) for status in TargetStatus}

    def counted(table: Table | None) -> Counter[str]:
        found: Counter[str] = Counter()
        for title in words if table else ():
            found[title.casefold()] += sum(int(cell.number) for cell in column(table, title)) if table else 0
        return +found

    every, index = Counter[str](), None
    for board in boards(name):
        texts = (
            link.text.casefold() for t in board.boards for row in t.rows for c in row.cells[1:] for link in c.links
        )
        own = Counter(texts)
        every += own
        if board.parts is None:
            assert counted(board.totals.table if board.totals else None) == own
        else:
            index = board
    if index is not None:
        assert counted(index.totals.table if index.totals else None) == every
        alone = sum(len(list(statuses(table))) for table in index.boards)
        assert sum(counted(index.parts).values()) == sum(every.values()) - alone


def test_a_large_board_is_split_by_the_units_above(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(target_board, "MOST_TOGETHER", 1)
    page = union()
    index, parts = target_board.board_job(page), list(target_board.board_jobs(page))
    assert index is not None
    assert isinstance(index.context, BoardContext)
    assert index.context.parts is not None
    led = {cell.links[0].href for cell in column(index.context.parts, page.words.say(Labels.organization))}
    assert led == {page.at(links.BOARD).links.href(part.path) for part in parts}
    units = [row.cells[0].links[0].text for part in (index, *parts) for t in boards_of(part)[:1] for row in t.rows]
    assert len(units) == len(set(units))


def boards_of(job: PageJob) -> tuple[Table, ...]:
    """The tables of statuses of a part of the board."""
    assert isinstance(job.context, BoardContext)
    return job.context.boards


def rankings(of: str) -> Iterator[Table]:
    """All tables of rankings, of measures and on pages of their own."""
    for job in jobs(of).values():
        yield from (t for t in tables_of(job.context) if t.id.startswith(("by-value-", "by-change-", "ends-")))


def test_changes_are_the_differences_of_the_two_figures_beside_them() -> None:
    """In plain digits, as files have them: to the last digit that is shown."""
    compared, since = 0, union().words.say(CHANGE_SINCE, period="")
    for table in rankings("union"):
        titles = [header.title for header in table.columns]
        change = next((title for title in titles if title.startswith(since)), None)
        if change is None:
            continue
        numeric = [
            place
            for place, header in enumerate(table.columns)
            if header.unit == table.columns[titles.index(change)].unit
        ]
        for row in table.rows:
            shown = [row.cells[place].number for place in numeric if place != titles.index(change)]
            difference = row.cells[titles.index(change)].number
            if difference and len(shown) == 2 and all(shown):
                first, second = map(Fraction, shown)
                digits = len(difference.partition(".")[2])
                order = 1 if table.id.startswith(("by-value-", "ends-")) else -1
                assert abs(order * (first - second) - Fraction(difference)) <= Fraction(1, 10**digits), (table.id, row)
                compared += 1
    assert compared > 100


def test_a_ranking_in_full_has_everybody_once_and_no_place_beside_what_is_not_shown() -> None:
    page, full, hidden = union(), 0, 0
    for measure in page.catalogue.measures:
        for ranking in rankings_of(page, measure):
            path = links.ranking_page(measure) if is_long(ranking) else links.measure_page(measure)
            table = next(
                t for t in tables_of(jobs("union")[path].context) if t.id == f"by-value-{ranking.kind}-{measure}"
            )
            names = [cell.links[0].text for cell in column(table, page.words.say(Labels.organization))]
            units = {entry.figure.key.organization for entry in ranking.entries}
            assert sorted(names) == sorted(page.words.organization(unit) for unit in units)
            full += 1
            if ranking.open.hidden:
                hidden += 1
                assert not column(table, page.words.say(_("Rank")))
    assert full > hidden > 0


def test_no_ranking_and_no_list_of_a_status_grows_with_the_bulletin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond what a page holds, rankings are in parts, by rank, and the table of targets has who has a status."""
    page, long = union(), 0

    def in_full() -> list[Table]:
        return [each for measure in page.catalogue.measures for each in tables_of(ranking_job(page, measure).context)]

    whole = in_full()
    monkeypatch.setattr(table_parts, "ROWS_OF_PAGE", 3)
    for before, table in zip(whole, in_full(), strict=True):
        assert [row.cells[0] for row in table.rows] == [row.cells[0] for row in before.rows]
        assert bool(table.parts) == (len(table.rows) > 3)
        if table.parts:
            assert [place for part in table.parts for place in part.rows] == [*range(len(table.rows))]
            long += 1
    assert long
    listed = lists_table(page.at(links.TARGETS), page.tables.targets)
    assert listed is not None
    of_rows = [row.cells[-1].links for row in listed.table.rows]
    assert all(len(found) <= 3 for found in of_rows)
    assert any(found[0].href.endswith("#table-targets") for found in of_rows)


def test_both_ends_are_shown_of_long_rankings_and_lead_to_all_of_them() -> None:
    page, ends = union(), 0
    for table in rankings("union"):
        if table.id.startswith("ends-"):
            ends += 1
            assert len(table.rows) <= 2 * ENDS
            assert table.more is not None
            assert "rankings/" in table.more.href
    assert ends
    assert page.tables.figures


def test_few_units_have_a_column_each_and_many_a_row_each() -> None:
    page, few, many = union(), 0, 0
    for path, job in jobs("union").items():
        if not path.startswith("comparisons/") or path == links.COMPARISONS:
            continue
        parent = path.removeprefix("comparisons/").removesuffix(".md")
        units = {u for u in page.catalogue.children[parent] if u in page.tables.by_organization}
        names = {page.words.organization(unit) for unit in units}
        for table in tables_of(job.context):
            if len(units) <= MOST_BESIDE:
                few += 1
                assert {header.title for header in table.columns} & names == names, (path, table.id)
            else:
                many += 1
                assert {row.cells[0].links[0].text for row in table.rows} == names
    assert few
    assert many


@pytest.mark.parametrize("most", [1, MOST_BESIDE, 1000])
def test_the_list_of_comparisons_promises_what_they_have(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures over time on all of them, on none, or where units are not more than so many."""
    monkeypatch.setattr(comparisons, "MOST_BESIDE", most)
    page = union()  # in Spanish
    listed, contexts = comparisons.comparisons_job(page), [job.context for job in comparisons.comparison_jobs(page)]
    assert listed is not None
    having = [isinstance(context, comparisons.ComparisonContext) and bool(context.over_time) for context in contexts]
    assert ("a lo largo del tiempo" in listed.description) == any(having)
    assert (f"si son {most} como máximo" in listed.description) == (any(having) and not all(having))


def test_a_comparison_is_of_one_period_for_all_units() -> None:
    page = union()
    for parent in page.catalogue.tree_order:
        units = page.catalogue.children[parent]
        for measure in page.catalogue.measures:
            period = common_period(page.tables, units, measure)
            having = [u for u in units if any(f.key.period == period for f in page.tables.by_organization.get(u, ()))]
            assert period is None or len(having) > 1


@pytest.mark.parametrize("name", NAMES)
def test_the_front_page_leads_to_each_page_for_questions(name: str) -> None:
    page = BULLETINS[name]()
    front = next(page_jobs(page)).context
    assert isinstance(front, FrontContext)
    ways = {fact.links[0].href for fact in front.questions}
    assert ways == {page.links.href(path) for path in QUESTIONS if path in jobs(name)}
