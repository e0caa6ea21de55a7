"""Events of organizations fit the lives of those that took part. All records are SYNTHETIC."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.reading.projects import hints, only, reading_of, reported, visits
from tests.sites import EN


def unit(name: str, more: str = "") -> str:
    """A library in the midst of the tree, with more fields."""
    return f"- id: {name}\n  name: {{vi: {name}, en: {name}}}\n  kind: library\n{more}"


def event(text: str, closed: str = "") -> str:
    """A unit ``old`` with an event."""
    return unit("old", f"{f'  closed: {closed}' if closed else '  parent: central'}\n  events: [{text}]\n")


NEW = unit("new", "  opened: 2020-07-01\n")
OTHER = unit("other")
ALLOCATED = "allocations: [{shares: {new: 33.3, other: 66.7}, source: report-2020}]"


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        # closing and opening
        (event("{on: 2020-07-01, what: merged, organizations: [new]}", "2020-06-30") + NEW, []),
        (event("{on: 2020-07-01, what: merged, organizations: [other]}", "2020-06") + OTHER, []),
        (event("{on: 2020-07-01, what: merged, organizations: [new]}") + NEW, ["event-without-closing 5:17"]),
        (event("{on: 2020-07-01, what: merged, organizations: [new]}", "2019") + NEW, ["event-without-closing 5:17"]),
        (event("{on: 2020-06-01, what: merged, organizations: [new]}", "2020-05") + NEW, ["event-unit-not-there 5:59"]),
        (event("{on: 2020, what: merged, organizations: [new]}", "2020") + NEW, []),
        (event("{on: 2020, what: merged, organizations: [new]}", "2021") + NEW, ["event-without-closing 5:17"]),
        # a part that goes on, and one that does not
        (event("{on: 2020-07-01, what: split, organizations: [old, new]}") + NEW, []),
        (
            event("{on: 2020-07-01, what: split, organizations: [new, other]}") + NEW + OTHER,
            ["event-without-closing 5:17"],
        ),
        (event("{on: 2020-07-01, what: merged, organizations: [old]}"), ["event-incomplete 5:12"]),
        # what takes how many
        (event("{on: 2020, what: renamed}"), ["event-incomplete 5:12"]),
        (event("{on: 2020, what: renamed, name: {vi: cũ, en: former}}"), []),
        (event("{on: 2020, what: moved, organizations: [new, other]}") + NEW + OTHER, ["event-incomplete 5:12"]),
        (event("{on: 2020, what: moved, organizations: [other]}") + OTHER, []),
        (event("{on: 2020-07-01, what: moved, organizations: [other]}") + unit("other", "  closed: 2020-06-30\n"), []),
        (
            event("{on: 2020-07-01, what: moved, organizations: [other]}") + unit("other", "  closed: 2020-05\n"),
            ["event-unit-not-there 5:58"],
        ),
        # several moves: each leads on from where the one before it led
        (
            event(
                "{on: 2020-07-01, what: moved, organizations: [other]}, {on: 2021, what: moved, organizations: [other]}"
            )
            + OTHER,
            ["moved-from-parent 5:58"],
        ),
        # shares
        (
            event(f"{{on: 2020-07-01, what: split, organizations: [new, other], {ALLOCATED}}}", "2020-06-30")
            + NEW
            + OTHER,
            [],
        ),
        (
            event(f"{{on: 2020-07-01, what: moved, organizations: [other], {ALLOCATED}}}") + NEW + OTHER,
            ["allocation-unlike-event 5:89"],
        ),
    ],
)
def test_events_fit_the_lives_of_those_that_took_part(records: str, expected: list[str], tmp_path: Path) -> None:
    """What took part was there, what ended closed on the day before, and shares are of the event's own units."""
    assert reported(reading_of(tmp_path, organizations__bad=records)) == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2019", []),
        ("2020", []),
        ("2021", []),
        ("2020-12", ["event-day-unclear 5:17"]),
        ("2020-01", ["event-day-unclear 5:17"]),
    ],
)
def test_a_year_is_enough_where_no_figure_lies_within_it(when: str, expected: list[str], tmp_path: Path) -> None:
    """A figure of the whole year holds the event whenever it was; one of a month may lie on either side."""
    records = event("{on: 2020, what: moved, organizations: [other]}") + OTHER
    figures = visits(period=when, organization="old", more="  reported: 2022\n")
    assert reported(reading_of(tmp_path, organizations__bad=records, visits__bad=figures)) == expected


@pytest.mark.parametrize(
    ("former", "expected"),
    [
        ("[former]", []),
        ("[north]", ["id-repeated 5:16"]),
        ("[old]", ["id-repeated 5:16"]),
        ("[former, former]", ["id-repeated 5:24", "item-repeated 5:24"]),
        ("[index]", ["id-reserved 5:16"]),
    ],
)
def test_a_former_id_is_nobody_elses(former: str, expected: list[str], tmp_path: Path) -> None:
    """The address of its page leads to one organization only."""
    records = unit("old", f"  parent: central\n  former-ids: {former}\n")
    assert sorted(reported(reading_of(tmp_path, organizations__bad=records))) == expected


def test_two_organizations_have_no_former_id_in_common(tmp_path: Path) -> None:
    """Reported at the second of them."""
    records = "".join(unit(name, "  former-ids: [former]\n") for name in ("one", "two"))
    assert reported(reading_of(tmp_path, organizations__bad=records)) == ["id-repeated 8:16"]


def test_a_source_of_shares_is_used(tmp_path: Path) -> None:
    """An allocation is taken from its source, as figures are."""
    shared = ALLOCATED.replace("report-2020", "letter")
    split = event(f"{{on: 2020-07-01, what: split, organizations: [new, other], {shared}}}", "2020-06-30")
    source = "- {id: letter, title: {vi: Thư, en: Letter}, published: 2020-07-02}\n"
    units = split + NEW + unit("other", "  opened: 2020-07-01\n")
    reading = reading_of(tmp_path, organizations__more=units, sources__letter=source)
    assert reported(reading) == []


@pytest.mark.parametrize(
    ("shares", "hint"),
    [
        ("new: 0.6, other: 0.4", "Write them in percent: new: 60, other: 40."),
        ("new: 0.625, other: 0.375", "Write them in percent: new: 62.5, other: 37.5."),
        ("new: 60, other: 30", "Compare with the source. Where it gives no more, leave allocations out; "),
    ],
)
def test_shares_that_do_not_make_a_whole_are_not_made_up(shares: str, hint: str, tmp_path: Path) -> None:
    """Parts of one are reported in percent; else the source decides."""
    allocated = ALLOCATED.replace("new: 33.3, other: 66.7", shares)
    split = event(f"{{on: 2020-07-01, what: split, organizations: [new, other], {allocated}}}", "2020-06-30")
    reading = reading_of(tmp_path, organizations__bad=split + NEW + OTHER)
    assert [problem.code for problem in reading.problems] == ["allocation-not-whole"]
    assert hints(reading)[0].startswith(hint)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("what: renamed", "- {on: 2020-07, what: renamed, name: {vi: …, en: …}}."),
        ("what: merged", "- {on: 2020-07, what: merged, organizations: [id-of-new-unit]}."),
        ("what: split, organizations: [new]", "- {on: 2020-07, what: split, organizations: [one-id, another-id]}."),
        ("what: moved", "- {on: 2020-07, what: moved, organizations: [id-of-former-parent]}."),
    ],
)
def test_an_incomplete_event_is_shown_as_it_is_typed(typed: str, line: str, tmp_path: Path) -> None:
    """The line of this event, with the fields that it takes and no others."""
    reading = reading_of(tmp_path, organizations__bad=event(f"{{on: 2020-07, {typed}}}") + NEW)
    assert hints(reading) == [f"Write it like this: {line}"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("what: merged, organizations: [other]", "the event belongs in that unit's record"),
        ("what: split, organizations: [new, other]", "name it too among those that it was split into"),
    ],
)
def test_the_hint_for_a_unit_that_goes_on_depends_on_its_event(typed: str, said: str, tmp_path: Path) -> None:
    """A merger is not spoken of as a split."""
    reading = reading_of(tmp_path, organizations__bad=event(f"{{on: 2020-07-01, {typed}}}") + NEW + OTHER)
    (hint,) = hints(reading)
    assert said in hint
    assert ("split" in hint) == ("split" in typed)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ("{on: 2020, what: renamed, name: {vi: old, en: old}}", ["renamed-to-same-name 5:44"]),
        ("{on: 2020, what: renamed, name: {vi: a, en: a}}, {on: 2021, what: renamed, name: {vi: b, en: b}}", []),
        ("{on: 2020, what: renamed, name: {vi: old, en: old}}, {on: 2021, what: renamed, name: {vi: b, en: b}}", []),
        (
            "{on: 2021, what: renamed, name: {vi: b, en: b}}, {on: 2020, what: renamed, name: {vi: b, en: b}}",
            ["renamed-to-same-name 5:93"],
        ),
    ],
)
def test_every_renaming_changes_the_name(events: str, expected: list[str], tmp_path: Path) -> None:
    """A name may come back later; the names are taken in the order of the days, however they were typed."""
    assert reported(reading_of(tmp_path, organizations__bad=event(events))) == expected


@pytest.mark.parametrize(
    ("opened", "first", "expected"),
    [
        ("", "2020-07", ["merged-unit-without-opened 11:7"]),
        ("", "2019", []),
        ("  opened: 2020-07-01\n", "2020-07", []),
        ("  opened: 2015\n", "2020-07", []),
    ],
)
def test_a_unit_of_a_merger_opened_or_was_there_before(
    opened: str, first: str, expected: list[str], tmp_path: Path
) -> None:
    """Where neither its record nor a figure says so, it is odd, but possible."""
    merged = "  closed: 2020-06-30\n  events: [{on: 2020-07-01, what: merged, organizations: [new]}]\n"
    units = unit("one", merged) + unit("two", merged) + unit("new", opened)
    figures = visits(period=first, organization="new", more="  reported: 2022\n")
    assert reported(reading_of(tmp_path, organizations__bad=units, visits__bad=figures)) == expected


@pytest.mark.parametrize(
    ("life", "again", "gap"),
    [
        ("closed: 2015", ("2017", "2018", "2016-09/2017-08"), "2016-01/2016-08"),
        ("closed: 2015-06", ("2019", "2017"), "2015-07/2016"),
        ("closed: 2015", ("2016", "2018"), None),
        ("closed: 2015\n  opened: 2017", ("2017", "2018"), "2016"),
        ("closed: 2015\n  opened: 2016", ("2017", "2018"), None),
    ],
)
def test_what_is_proposed_for_a_unit_that_opened_again_is_accepted(
    life: str, again: tuple[str, ...], gap: str | None, tmp_path: Path
) -> None:
    """One gap for all of its figures, from the day after it closed to the day before the first of them."""
    figures = "".join(visits(period=period, organization="back") for period in ("2014", *again))
    wrong = reading_of(tmp_path / "a", organizations__back=unit("back", f"  {life}\n"), visits__back=figures)
    proposed = {found[1] if (found := re.search(r"suspended: \[(.*?)\]", hint)) else None for hint in hints(wrong)}
    assert len(wrong.problems) == (1 if "opened" in life else len(again))
    assert proposed == {gap}
    if gap is not None:
        mended = unit("back", f"  suspended: [{gap}]\n")
        assert reported(reading_of(tmp_path / "b", organizations__back=mended, visits__back=figures)) == []


CLOSED = unit("old", "  parent: central\n  closed: 2020-06-30\n")


def _below(more: str, parent: str = "old") -> str:
    return unit("low", f"  parent: {parent}\n{more}")


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        (CLOSED + _below("  opened: 2020-07-01\n"), ["opened-under-closed 10:11"]),
        (CLOSED + _below("  opened: 2021\n  closed: 2022\n"), ["opened-under-closed 10:11"]),
        (CLOSED + _below("  opened: 2020-06-30\n  closed: 2020-06-30\n"), []),
        (CLOSED + _below("  opened: 2020\n  closed: 2020-06\n"), []),
        (CLOSED + _below("  opened: 2020\n"), ["left-under-closed 9:11"]),
        (CLOSED + _below(""), ["left-under-closed 9:11"]),
        (CLOSED + _below("  closed: 2020-12-31\n"), ["left-under-closed 9:11"]),
        (CLOSED + _below("  closed: 2020-06\n"), []),
        (CLOSED + _below("  closed: 2019\n"), []),
        # moved in time, or what came of the unit above is in its record
        (CLOSED + _below("  events: [{on: 2020-07-01, what: moved, organizations: [old]}]\n", "central"), []),
        (
            CLOSED
            + _below(
                "  opened: 2020-07-02\n  events: [{on: 2021-01-01, what: moved, organizations: [old]}]\n", "central"
            ),
            ["opened-under-closed 10:11", "event-unit-not-there 11:58"],
        ),
        (event("{on: 2020-07-01, what: merged, organizations: [new]}", "2020-06-30") + NEW + _below(""), []),
        (
            event("{on: 2020-07-01, what: merged, organizations: [new]}", "2020-06-30")
            + NEW
            + _below("  opened: 2021\n"),
            ["opened-under-closed 14:11"],
        ),
        (
            CLOSED + _below("  opened: 2021\n  events: [{on: 2021-07-01, what: moved}]\n"),
            ["event-incomplete 11:12"],
        ),
        # suspended for a time is not closed
        (unit("old", "  parent: central\n  suspended: [2018]\n") + _below("  opened: 2018-05-01\n"), []),
    ],
)
def test_a_unit_is_below_one_that_is_there(records: str, expected: list[str], tmp_path: Path) -> None:
    """From its opening until it closes, is moved, or others take over."""
    assert reported(reading_of(tmp_path, organizations__more=records)) == expected


def test_what_is_below_a_closed_unit_leads_to_its_closing(tmp_path: Path) -> None:
    """And to an event that can be typed as it is."""
    reading = reading_of(tmp_path, organizations__more=CLOSED + _below(""))
    problem = only(reading.problems)
    assert problem.message_in(EN) == (
        "“old” closed (2020-06-30, at records/organizations/more.yml:5), and this unit goes on below it."
    )
    typed = "events: [{on: 2020-07-01, what: moved, organizations: [old]}]"
    assert typed in problem.hint_in(EN)
    moved = _below(f"  {typed}\n", "central")
    assert reported(reading_of(tmp_path / "moved", organizations__more=CLOSED + moved)) == []
