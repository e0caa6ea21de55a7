"""Figures that are marked for others and follow from what the public sees are found. SYNTHETIC figures only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from bulletin.analysis.audiences import corpus_for
from bulletin.analysis.compilation import compile_tables
from bulletin.disclosure import release
from bulletin.disclosure.withheld import computable_withheld
from bulletin.model.records import Observation
from bulletin.model.records.bulletin import Audience

from tests.analysis.builders import CONTEXT, DEEP, corpus, observed, words

MARK: dict[str, Any] = {"audience": "internal"}
AUDIENCES = tuple(Audience.model_validate({"id": name, "name": words(name)}) for name in ("public", "internal"))
WHOLE = observed("x", 2019, 20)
PARTS = (observed("x1", 2019, 13), observed("x2", 2019, 7, **MARK))


def computable(*records: Observation) -> set[tuple[str, str, str]]:
    """The withheld figures that the public could compute, by unit, period and category."""
    made = corpus(*records, organizations=DEEP)
    bulletin = made.catalogue.bulletin.model_copy(update={"audiences": AUDIENCES})
    made = replace(made, catalogue=replace(made.catalogue, bulletin=bulletin))
    seen = corpus_for(made, "public")
    found = computable_withheld(made.catalogue, compile_tables(made), release(seen, compile_tables(seen)))
    return {(f.key.organization, f.key.period.text, f.key.category or "") for f, _sum in found}


@pytest.mark.parametrize(
    ("records", "found"),
    [
        ((WHOLE, *PARTS), {("x2", "2019", "")}),
        (PARTS, set()),  # the total is computed of what the public sees
        ((observed("x", 2019, 13), *PARTS), set()),  # the total is of the others
        ((WHOLE, observed("x1", 2019, 13, **MARK), PARTS[1]), set()),  # two are unknown
        ((WHOLE, observed("x1", 2019, "suppressed"), PARTS[1]), set()),
        ((observed("x", 2019, 20, **MARK), PARTS[0], observed("x2", 2019, 7)), set()),  # what everybody can add up
    ],
)
def test_a_stated_total_gives_one_part_away(records: Iterable[Observation], found: set[tuple[str, str, str]]) -> None:
    """Whatever is unknown is found one equation after another."""
    assert computable(*records) == found


def split(**categories: int) -> Observation:
    """What a city states by account, without the total of both."""
    record = {"organization": "x", "measure": "joined", "period": 2019, "source": "letter"}
    return Observation.model_validate(record | {"by": {"account": categories}}, context=CONTEXT)


def test_categories_of_a_total_that_nobody_states_give_one_part_away() -> None:
    """Both together are the city, whose other ward is published; one of them is not enough."""
    assert computable(split(income=12, expenses=8), *PARTS) == {("x2", "2019", "")}
    assert computable(split(income=12), *PARTS) == set()


def test_quarters_give_a_year_away() -> None:
    """And a part of it, where all others are there."""
    quarters = [observed("x1", f"2019-Q{number}", number, **(MARK if number == 3 else {})) for number in range(1, 5)]
    assert computable(*quarters) == set()
    assert computable(*quarters, observed("x1", 2019, 10)) == {("x1", "2019-Q3", "")}


def test_what_follows_from_a_withheld_figure_that_follows_itself() -> None:
    """The second unknown one is the only one left, once the first is computed."""
    city = (observed("y", 2019, 9, **MARK), observed("y1", 2019, 4, **MARK), observed("y2", 2019, 5))
    assert computable(observed("top", 2019, 29), WHOLE, *city) == {("y", "2019", ""), ("y1", "2019", "")}
