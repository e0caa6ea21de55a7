"""Breakdowns that are crossed: how they are declared and typed, and that cells fit their margins. All is synthetic."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bulletin.analysis.referenced_codes import referenced_codes, without_later_codes
from bulletin.model.values import Quantity
from bulletin.validation import validate

from tests.reading.projects import good_project, hints, reading_of, reported, visits

BREAKDOWNS = """\
- id: age
  name: {vi: Tuổi, en: Age}
  exhaustive: true
  categories:
  - {id: child, name: {vi: Trẻ em, en: Children}}
  - {id: adult, name: {vi: Người lớn, en: Adults}}
- id: sex
  name: {vi: Giới, en: Sex}
  exhaustive: true
  categories:
  - {id: women, name: {vi: Nữ, en: Women}}
  - {id: men, name: {vi: Nam, en: Men}}
- id: interest
  name: {vi: Sở thích, en: Interest}
  overlapping: true
  categories:
  - {id: books, name: {vi: Sách, en: Books}}
  - {id: music, name: {vi: Nhạc, en: Music}}
- {id: sex-and-age, crosses: [sex, age]}
- {id: sex-and-interest, crosses: [sex, interest]}
- {id: age-and-sex-and-interest, crosses: [age, sex, interest]}
"""
MEASURES = """\
- id: visits
  name: {vi: Lượt đọc, en: Visits}
  definition: {vi: Số lượt đến đọc, en: How often somebody came to read}
  unit: person
  kind: flow
  over-time: sum
  over-tree: sum
  breakdowns: [age, sex, interest, sex-and-age, sex-and-interest, age-and-sex-and-interest]
- id: members
  name: {vi: Bạn đọc, en: Members}
  definition: {vi: Số người có thẻ, en: People with a card}
  unit: person
  kind: stock
- id: satisfied-share
  name: {vi: Tỷ lệ hài lòng, en: Satisfied}
  definition: {vi: Tỷ lệ người hài lòng, en: The share of satisfied people}
  unit: percent
  kind: share
"""
FILES = {"vocabulary__breakdowns": BREAKDOWNS, "vocabulary__measures": MEASURES}
ROWS = "women: {child: 3, adult: 1}, men: {child: 2, adult: 4}"


def found(directory: Path, by: str, value: str = "10", *, more: str = "", crossed: str = "sex-and-age") -> list[str]:
    """Everything that is found where visits are split so, besides other splits."""
    typed = f"  by:\n    {crossed}: {{{by}}}\n{more}"
    return reported(validate(good_project(directory, **FILES, visits__more=visits(value, more=typed))))


@pytest.mark.parametrize(
    ("by", "more", "expected"),
    [
        (ROWS, "", []),
        (ROWS, "    sex: {women: 4, men: 6}\n    age: {child: 5, adult: 5}\n", []),
        (ROWS, "    sex: {women: 4}\n", []),
        ("women: {child: 3}", "    sex: {women: 4, men: 6}\n", []),
        ("women: {child: 9}", "    age: {adult: 5}\n", []),
        (ROWS, "    sex: {women: 3, men: 6}\n", ["cells-exceed-margin 6:34", "parts-do-not-add-up 5:3"]),
        (ROWS, "    age: {child: 4, adult: 6}\n", ["cells-exceed-margin 6:34"]),
        (ROWS, "    sex: {women: suppressed, men: 6}\n", []),
        (ROWS, "    sex: {women: {about: 1}, men: 6}\n", []),
        (ROWS, "    sex: {women: {at-most: 3}, men: 6}\n", ["cells-exceed-margin 6:34"]),
        ("women: {child: {at-least: 5}, adult: suppressed}", "    sex: {women: 4}\n", ["cells-exceed-margin 6:34"]),
        ("women: {child: {under: 5}, adult: 1}", "    sex: {women: 4}\n", []),
        ("women: {child: 3, adult: 1}, men: {child: 2, adult: 5}", "", ["parts-exceed-whole 6:5"]),
    ],
)
def test_cells_are_no_more_than_their_margins(tmp_path: Path, by: str, more: str, expected: list[str]) -> None:
    """The cells of a row or column fit the figure of their category, those of the whole crossing the whole."""
    record = [code for code in found(tmp_path, by, more=more) if not code.startswith("parts-do-not")]
    assert record == [code for code in expected if not code.startswith("parts-do-not")]


@pytest.mark.parametrize(
    ("by", "more", "value", "expected"),
    [
        (ROWS, "    sex: {women: 5, men: 6}\n", "11", ["parts-do-not-add-up 7:18", "parts-do-not-add-up 3:10"]),
        (ROWS, "    age: {child: 5, adult: 5}\n", "10", []),
        ("women: {child: 3}", "    sex: {women: 5, men: 6}\n", "11", []),
        ("women: {child: 3, adult: suppressed}", "    sex: {women: 5, men: 6}\n", "11", []),
        ("women: {child: 3, adult: {about: 1}}", "    sex: {women: 5, men: 6}\n", "11", []),
    ],
)
def test_exhaustive_cells_add_up_to_their_margins(
    tmp_path: Path, by: str, more: str, value: str, expected: list[str]
) -> None:
    """Where every cell of a row or column was stated and everybody is in one of them, they are their margin."""
    assert sorted(found(tmp_path, by, value, more=more)) == sorted(expected)


@pytest.mark.parametrize(
    ("by", "more", "expected"),
    [
        ("women: {books: 3, music: 4}", "    sex: {women: 4}\n", []),
        ("women: {books: 3, music: 5}", "    sex: {women: 4}\n", ["part-exceeds-whole 6:49"]),
        ("women: {books: 3}, men: {books: 4}", "    interest: {books: 7}\n", []),
        ("women: {books: 3}, men: {books: 4}", "    interest: {books: 6}\n", ["cells-exceed-margin 6:56"]),
    ],
)
def test_cells_that_overlap_are_not_added(tmp_path: Path, by: str, more: str, expected: list[str]) -> None:
    """Of a crossing with a breakdown whose categories overlap, only the cells that do not overlap are added."""
    assert found(tmp_path, by, more=more, crossed="sex-and-interest") == expected


def test_a_crossing_of_three_fits_that_of_two(tmp_path: Path) -> None:
    """A smaller crossing is a margin of a larger one, whatever the order of what they cross."""
    by, more = "child: {women: {books: 4}}", "    sex-and-interest: {women: {books: 3}}\n"
    assert found(tmp_path, by, more=more, crossed="age-and-sex-and-interest") == ["cells-exceed-margin 6:55"]


@pytest.mark.parametrize(
    ("by", "code", "hint"),
    [
        ("women: 5", "category-unknown 6:19", "A category for each of sex, age, in this order: {women: {child: 3}}."),
        (
            "child: {women: 5}",
            "category-unknown 6:19",
            "A category for each of sex, age, in this order: {women: {child: 3}}.",
        ),
        ("wmen: {child: 5, adult: 2}", "category-unknown 6:19", "Did you mean “women”?"),
        ("women: {chid: 5}", "category-unknown 6:27", "Did you mean “child”?"),
        ("women: {child: {aboot: 5}}", "value-qualifier 6:34", "Did you mean “about”?"),
        ("women: {child: five}", "value-not-a-number 6:34", None),
        ("women.child: 5", "id-malformed 6:19", None),
        ("women: {Child: 5}", "id-malformed 6:27", None),
    ],
)
def test_what_is_typed_in_the_place_of_a_cell(tmp_path: Path, by: str, code: str, hint: str | None) -> None:
    """A problem is at the key or the number that is wrong, and its hint says how categories are nested."""
    reading = reading_of(tmp_path, **FILES, visits__more=visits("10", more=f"  by:\n    sex-and-age: {{{by}}}\n"))
    assert reported(reading) == [code]
    assert hint is None or hints(reading) == [hint]


def test_a_qualifier_that_is_mistyped_in_a_breakdown_of_no_crossing(tmp_path: Path) -> None:
    """``{aboot: 5}`` below a category is a number that was meant to be qualified, not a crossing."""
    reading = reading_of(tmp_path, **FILES, visits__more=visits("10", more="  by: {age: {child: {aboot: 5}}}\n"))
    assert reported(reading) == ["value-qualifier 5:21"]
    assert hints(reading) == ["Did you mean “about”?"]


def test_a_crossing_gets_its_categories_from_what_it_crosses(tmp_path: Path) -> None:
    """Every category of the one with every category of the other, in order, named by both; and how they add up."""
    reading = reading_of(tmp_path, **FILES, visits__more=visits("10", more=f"  by:\n    sex-and-age: {{{ROWS}}}\n"))
    assert reading.corpus is not None
    breakdowns = reading.corpus.catalogue.breakdowns
    crossing = breakdowns["sex-and-age"]
    assert [category.id for category in crossing.categories] == [
        "women.child",
        "women.adult",
        "men.child",
        "men.adult",
    ]
    assert crossing.categories[0].name.root == {"vi": "Nữ × Trẻ em", "en": "Women × Children"}
    assert crossing.name.root == {"vi": "Giới × tuổi", "en": "Sex × age"}
    assert (crossing.exhaustive, crossing.overlapping) == (True, False)
    assert (breakdowns["sex-and-interest"].exhaustive, breakdowns["sex-and-interest"].overlapping) == (False, True)
    (observation,) = (each for each in reading.corpus.observations if "sex-and-age" in each.by)
    cells = {
        category: value for category, value in observation.by["sex-and-age"].items() if isinstance(value, Quantity)
    }
    assert {category: int(value.number) for category, value in cells.items()} == {
        "women.child": 3,
        "women.adult": 1,
        "men.child": 2,
        "men.adult": 4,
    }


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ("{id: x, crosses: [sex]}", "items-too-few 1:20"),
        ("{id: x, crosses: [sex, sex]}", "item-repeated 1:26"),
        ("{id: x, crosses: [sex, trade]}", "reference-unknown 1:26"),
        ("{id: x}", "field-missing 1:3"),
    ],
)
def test_a_crossing_that_is_declared_wrongly(tmp_path: Path, record: str, code: str) -> None:
    """It crosses two breakdowns or more, each once, that there are."""
    (tmp_path / "records" / "vocabulary").mkdir(parents=True)
    reading = reading_of(tmp_path, **{**FILES, "vocabulary__breakdowns": BREAKDOWNS + f"- {record}\n"})
    lines = len(BREAKDOWNS.splitlines())
    assert code in [
        f"{name} {int(at.split(':')[0]) - lines}:{at.split(':')[1]}" for name, at in map(str.split, reported(reading))
    ]


CELL = "breakdown: sex-and-age\n  category: women.child\n"


def beside(directory: Path, **files: str) -> list[str]:
    """What is found where a record names a cell of a crossing that was reported."""
    typed = f"  by:\n    sex-and-age: {{{ROWS}}}\n"
    project = good_project(directory, **FILES, visits__more=visits("10", more=typed), **files)
    return reported(validate(project))


def test_a_claim_names_a_cell(tmp_path: Path) -> None:
    """Its share of the whole is what the figures give; another one is found to disagree."""
    claim = "id: c\n  source: report-2020\n  organization: central\n  measure: visits\n  period: 2018\n  form: share\n"
    right, wrong = (f"- {claim}  {CELL}  value: {value}\n" for value in (30, 40))
    assert beside(tmp_path / "right", claims__more=right) == []
    assert beside(tmp_path / "wrong", claims__more=wrong) == ["claim-disagrees 9:10"]
    unknown = right.replace("women.child", "child.women")
    assert beside(tmp_path / "unknown", claims__more=unknown) == ["category-unknown 8:13"]


def test_the_share_of_a_target_is_that_of_a_cell(tmp_path: Path) -> None:
    """A target is set for the share of a cell, by the ids of its categories."""
    share = "share: {breakdown: sex-and-age, category: women.child}"
    goal = f"- id: g\n  organization: central\n  measure: visits\n  period: 2018\n  value: 40\n  {share}\n"
    assert beside(tmp_path, targets__more=f"{goal}  source: report-2020\n") == []


def test_an_edition_keeps_what_its_crossings_cross(tmp_path: Path) -> None:
    """A breakdown of which an edition has crossed figures only is in its vocabulary all the same."""
    typed = f"  by:\n    sex-and-age: {{{ROWS}}}\n"
    accepted = validate(good_project(tmp_path, **FILES, visits__more=visits("10", more=typed))).accepted
    assert accepted is not None
    assert {"sex", "age", "sex-and-age"} <= referenced_codes(accepted.corpus).breakdowns
    before = tuple(each for each in accepted.corpus.observations if "sex-and-age" not in each.by)
    known = without_later_codes(replace(accepted.corpus, observations=before), accepted.corpus).catalogue
    assert known.breakdowns.keys().isdisjoint({"sex", "sex-and-age", "sex-and-interest"})
    assert "sex-and-age" not in known.measures["visits"].breakdowns


def test_a_crossing_of_very_many_categories_is_refused(tmp_path: Path) -> None:
    """A hundred million cells are not made, let alone named in each language."""
    names = "".join(f"\n  - {{id: c-{number}, name: {{vi: C, en: C}}}}" for number in range(100))
    many = "".join(f"- id: b-{number}\n  name: {{vi: B, en: B}}\n  categories:{names}\n" for number in range(4))
    crossing = "- id: all-of-them\n  crosses: [b-0, b-1, b-2, b-3]\n"
    reading = reading_of(tmp_path, **{**FILES, "vocabulary__breakdowns": BREAKDOWNS + many + crossing})
    assert [problem.code for problem in reading.problems] == ["items-too-many"]
