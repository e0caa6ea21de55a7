"""What changed since the edition before: headline figures on the front page, all on a page of its own. Synthetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.vintages import as_of_edition
from bulletin.disclosure import release, with_changes
from bulletin.model.records import Edition, Measure, Observation
from bulletin.model.text import Language
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import render_page
from bulletin.rendering.pages.changes_since import ChangesContext, changes_job
from bulletin.rendering.pages.front import FrontContext, front_job
from bulletin.rendering.tree import page_jobs
from bulletin.rendering.views import Table

from tests.rendering.export.one_table import table_bytes
from tests.rendering.samples import sample, text
from tests.sites import EN, LANGUAGES

UNITS = ("club", "doi-xanh", "song-dai")
Value = tuple[str, str]
"""What is reported first, if anything, and for the second edition."""


def many(years: int) -> tuple[tuple[Value, ...], ...]:
    """Of each unit and each year: the club's figures change least, those of early years more than those of late ones.

    Every fifth one changes by less than a tenth, which is not seen.
    """
    return tuple(
        tuple(
            ("100.04", "100.01") if year % 5 == 4 else ("100", f"{100 + (years - year) * (1 + place * 10) / 4}")
            for year in range(years)
        )
        for place, _unit in enumerate(UNITS)
    )


def _edition(name: str) -> Edition:
    day = f"{name}-12-31"
    made = {"id": name, "title": text(f"Số {name}", f"Edition {name}"), "period": 2014, "cut-off": day, "released": day}
    heads = [{"organization": unit, "measure": "trees", "period": 2014} for unit in UNITS[:2]]
    return Edition.model_validate({**made, "next-release": "to-be-announced", "headlines": heads})


@cache
def second(values: tuple[tuple[Value, ...], ...], language: Language = EN) -> PageContext:
    """The front page of the second of two editions; the last year of a unit is the year 2014."""
    corpus = sample()
    area = corpus.catalogue.measures["trees"].model_dump(by_alias=True) | {"decimals": 1, "over-time": "none"}
    catalogue = replace(
        corpus.catalogue,
        editions={name: _edition(name) for name in ("2020", "2021")},
        measures={**corpus.catalogue.measures, "trees": Measure.model_validate(area)},
    )
    about = {"measure": "trees", "source": "tap-chi"}
    observations = tuple(
        Observation.model_validate(
            {"organization": unit, "period": 2015 - len(of) + number, "value": Decimal(value), "reported": day, **about}
        )
        for unit, of in zip(UNITS, values, strict=True)
        for number, both in enumerate(of)
        for value, day in zip(both, ("2020-06-01", "2021-06-01"), strict=True)
        if value
    )
    whole = replace(corpus, catalogue=catalogue, observations=observations, claims={}, targets={})
    older, newer = (as_of_edition(whole, edition) for edition in catalogue.editions.values())
    first = release(older, compile_tables(older), edition="2020")
    return PageContext.of(
        with_changes(release(newer, compile_tables(newer), edition="2021"), first), language, charts=False
    )


def front(page: PageContext) -> FrontContext:
    context = front_job(page).context
    assert isinstance(context, FrontContext)
    return context


def all_changes(page: PageContext) -> ChangesContext:
    job = changes_job(page)
    assert job is not None
    assert isinstance(job.context, ChangesContext)
    return job.context


def column(table: Table | None, place: int) -> Sequence[str]:
    assert table is not None
    cells = (row.cells[place] for row in table.rows)
    return [cell.text or "; ".join(link.text for link in cell.links) for cell in cells]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("years", [2, 25])
def test_the_front_page_shows_what_changed_of_its_headline_figures(years: int, language: Language) -> None:
    """Nothing else, whether much changed or little; it says how much, since which edition, and where the rest is."""
    page = second(many(years), language)
    context, everything = front(page), all_changes(page)
    units = [page.words.organization(unit) for unit in UNITS[:2]]
    assert column(context.changes, 1) == units
    assert {year.split()[-1] for year in column(context.changes, 3)} == {"2014"}
    assert context.all_changes is not None
    assert context.all_changes.href == "changes/"
    assert [*context.points, *context.since].count(everything.points[0]) == 1
    assert page.words.text(page.catalogue.editions["2020"].title) in everything.points[0]
    assert len(column(everything.changes, 0)) == 3 * years


def test_an_edition_in_which_nothing_changed_has_no_page_of_changes() -> None:
    page = second(tuple((("5", "5"),) for _unit in UNITS))
    assert front(page).all_changes is None
    assert links.CHANGES not in [job.path for job in page_jobs(page)]


def test_changes_begin_with_three_sentences() -> None:
    """How much changed since which edition, of which measure and why, and the largest movement that is in the table."""
    page = second(many(25))
    count, most, largest = all_changes(page).points
    assert count == "Since the Edition 2020 (31 December 2020): 75 revised."
    assert most.startswith("New figures aside, most changes are of one measure: Trees planted (revised: 75); ")
    assert "Long River branch, trees planted, 1990, " in largest  # as many() has it
    assert largest.endswith(" (+131.25%).")


def test_the_largest_movement_is_of_no_small_count() -> None:
    """Of few, one more is much."""
    few = tuple((("10", "20"),) for _unit in UNITS)
    *_others, largest = all_changes(second(few)).points
    assert largest.endswith("; 2 more moved as much in percent.")
    page = second(few)
    counted = page.catalogue.measures["trees"].model_copy(update={"decimals": None})
    catalogue = replace(page.catalogue, measures={**page.catalogue.measures, "trees": counted})
    assert len(all_changes(replace(page, catalogue=catalogue)).points) == 2


def test_changes_are_counted_by_measure_and_by_size() -> None:
    """Each change once: both tables add up to what there is."""
    everything = all_changes(second(many(25)))
    assert column(everything.by_measure, 1) == ["75"]
    sizes = dict(zip(column(everything.by_size, 0), map(int, column(everything.by_size, 1)), strict=True))
    assert sizes["Not seen in the figures as they are rounded"] == 15
    assert sum(sizes.values()) == 75
    changed = [Fraction(now) / 100 - 1 for of in many(25) for before, now in of if before == "100"]
    assert sizes["10% or more"] == sum(size >= Fraction(1, 10) for size in changed)
    assert sizes["1% to less than 10%"] == sum(Fraction(1, 100) <= size < Fraction(1, 10) for size in changed)
    assert sizes["Less than 1%"] == sum(size < Fraction(1, 100) for size in changed)


def test_changes_are_shown_as_finely_as_declared_and_files_have_all_digits() -> None:
    fine = (("70.27686552488977", "70.31"), *[("1.333333333333333", "2.6666666666")] * 24)
    page = second((*many(25)[1:], fine))
    table = all_changes(page).changes
    assert table is not None
    unit = page.words.organization("song-dai")
    rows = {row.cells[3].links[0].text: row.cells[4:6] for row in table.rows if row.cells[1].links[0].text == unit}
    assert [cell.text for cell in rows["1990"]] == ["70.28", "70.31"]
    assert [cell.text for cell in rows["2014"]] == ["1.3", "2.7"]
    assert b"70.27686552488977,70.31," in table_bytes(table, "2021")


def test_new_figures_are_named_by_unit() -> None:
    """So that their count leads to them: the newest first, each linked to its row."""
    page = second(((), (("", "5"),), (("", "6"), ("", "7"))))
    everything = all_changes(page)
    assert everything.changes is None
    assert everything.by_size is None
    assert everything.new is not None
    named = {row.cells[0].text or row.cells[0].links[0].text: row.cells[2].links for row in everything.new.rows}
    links_of = named[page.words.organization("song-dai")]
    assert [link.text for link in links_of] == ["Trees planted 2014", "Trees planted 2013"]
    assert links_of[0].href == "../organizations/song-dai/#trees_2014"


def test_the_page_has_what_the_front_page_links_to() -> None:
    job = changes_job(second(many(25)))
    assert job is not None
    html = render_page(job).html
    order = [
        html.index(f'id="table-{name}"')
        for name in ("changes-by-measure", "changes-by-reason", "changes-by-size", "changes")
    ]
    assert order == sorted(order)
