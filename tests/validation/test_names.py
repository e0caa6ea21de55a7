"""What is said to editors of names that several organizations share, and of codes. SYNTHETIC records."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bulletin.model.text import Language

from tests.reading.projects import hints, reading_of, reported
from tests.sites import EN, VI


def wards(*more: str, name: str = "Ward 1", parents: tuple[str, ...] = ("central", "north")) -> str:
    """Two wards of one name, in English only, each with more fields."""
    fields = (*more, *[""] * (len(parents) - len(more)))
    return "".join(
        f"- {{id: w{n}, name: {{vi: Phường {n}, en: {name}}}, kind: library, parent: {parent}{field}}}\n"
        for n, (parent, field) in enumerate(zip(parents, fields, strict=True))
    )


SHORT = ", short: {vi: P1, en: W1}"


@pytest.mark.parametrize("marked", [SHORT, ", aliases: [{vi: Phường Cũ, en: Old Ward}]", ', codes: {gso: "00001"}'])
def test_one_of_two_that_people_know_by_something_else_is_enough(marked: str, tmp_path: Path) -> None:
    """A pair of which one has a short name, another name or a code is not remarked on; one without any is."""
    assert reported(reading_of(tmp_path / "a", organizations__wards=wards())) == ["name-shared 2:37"]
    assert reported(reading_of(tmp_path / "b", organizations__wards=wards(marked))) == []


def test_a_name_is_remarked_on_once(tmp_path: Path) -> None:
    """However many have it, in however many languages: a country has hundreds of wards of one name."""
    many = re.sub(r"Phường \d+", "Phường 1", wards(parents=("central",) * 40))
    reading = reading_of(tmp_path, organizations__wards=many)
    assert reported(reading) == ["name-shared 2:23"]
    assert "40 organizations" in reading.problems[0].message_in(EN)


@pytest.mark.parametrize(("vi", "en", "language"), [("Phường", "Ward", EN), ("PHƯỜNG  0", "Ward 2", VI)])
def test_spelling_makes_no_other_name(vi: str, en: str, language: Language, tmp_path: Path) -> None:
    """Case and blanks are no difference; the place is that of the name that is shared."""
    second = f"- {{id: x, name: {{vi: {vi}, en: {en} {'1' if language == EN else ''}}}, kind: library}}\n"
    first = "- {id: w, name: {vi: Phường 0, en: ward 1}, kind: library}\n"
    reading = reading_of(tmp_path, organizations__wards=first + second)
    assert [problem.code for problem in reading.problems] == ["name-shared"]


LIVES = {
    "at the same time": ("", "", True),
    "one after the other": (", closed: 2018-12-31", ", opened: 2019-01-01", False),
    "overlapping by a day": (", closed: 2019-01-01", ", opened: 2019-01-01", True),
}


@pytest.mark.parametrize("case", LIVES)
def test_successor_may_take_over_a_code(case: str, tmp_path: Path) -> None:
    """A list gives its code to one unit at a time, and may give it to the next."""
    first, second, is_repeated = LIVES[case]
    codes = ', codes: {gso: "00001"}'
    reading = reading_of(tmp_path, organizations__wards=wards(codes + first, codes + second))
    assert [problem.code for problem in reading.problems if problem.code == "code-repeated"] == (
        ["code-repeated"] * is_repeated
    )


def test_lists_have_codes_of_their_own(tmp_path: Path) -> None:
    """The same code in two lists says nothing."""
    reading = reading_of(
        tmp_path, organizations__wards=wards(', codes: {gso: "1", isil: "2"}', ', codes: {gso: "2", isil: "1"}')
    )
    assert reported(reading) == []


@pytest.mark.parametrize("typed", ["00001", "12", "1.10"])
def test_code_without_quotes_loses_no_zero(typed: str, tmp_path: Path) -> None:
    """It is refused as a number would be, and the hint shows it in quotes with every zero."""
    reading = reading_of(tmp_path, organizations__wards=wards(f", codes: {{gso: {typed}}}", SHORT))
    assert len(reading.problems) == 1
    assert f'"{typed}"' in hints(reading)[0]
