"""What is not to be seen is nowhere in ``api/``."""

from __future__ import annotations

from dataclasses import replace

from bulletin.analysis.compilation import compile_tables
from bulletin.disclosure import release
from bulletin.model.records import Observation
from hypothesis import given
from hypothesis import strategies as st

from tests.disclosure.hiding import Hiding
from tests.rendering.export.reading import Answers, answers, scalars
from tests.rendering.export.specimens import everything

CORPUS = everything()
TABLES = compile_tables(CORPUS)
SECRET = 918_273_645
"""SYNTHETIC: a number that is nowhere else."""


def hiding(positions: set[int]) -> Answers:
    """The answers when the figures at these positions are hidden."""
    keys = [figure.key for position, figure in enumerate(TABLES.figures) if position in positions]
    return answers(release(CORPUS, TABLES, history=Hiding(keys)))


@given(st.sets(st.integers(0, len(TABLES.figures) - 1), min_size=1))
def test_a_suppressed_figure_carries_no_number(positions: set[int]) -> None:
    """Neither its value nor anything else of it is a number; nor has it a history.

    How many units reported is one, and by how many percent of a hidden baseline a target asks for a change.
    """
    said = [
        item for answer in hiding(positions).all for item in [*answer.get("figures", []), *answer.get("targets", [])]
    ]
    suppressed = [item for item in said if item["value"] == {"absence": "suppressed"}]
    assert len(suppressed) >= len(positions)
    for item in suppressed:
        assert item.get("earlier", []) == []
        assert [value for value in scalars({**item, "coverage": {}, "change": {}}) if type(value) in {int, float}] == []


def test_a_hidden_number_is_in_no_file() -> None:
    """Hiding a figure hides what had been reported before, and every total that it is a part of."""
    observed = {"organization": "song-dai", "measure": "trees", "source": "tap-chi"}
    secret = [
        Observation.model_validate({**observed, "period": "2013-Q1", "value": SECRET}),
        Observation.model_validate({**observed, "period": "2013-Q1", "value": SECRET - 1, "reported": "2019-01-01"}),
        Observation.model_validate({**observed, "period": "2013-Q2", "value": 0}),
    ]
    corpus = replace(CORPUS, observations=(*CORPUS.observations, *secret))
    tables = compile_tables(corpus)
    hidden = {f.key for f in tables.figures if f.key.period.text == "2013-Q1" and f.key.organization == "song-dai"}

    def shows(given: Answers) -> bool:
        return any(str(number).encode() in file for file in given.files.values() for number in (SECRET, SECRET - 1))

    assert shows(answers(release(corpus, tables)))
    assert not shows(answers(release(corpus, tables, history=Hiding(hidden))))


def test_what_is_reported_as_suppressed_hides_what_was_reported_before() -> None:
    """A later report that withholds a figure withholds the earlier ones with it."""
    observed = {"organization": "song-dai", "measure": "trees", "source": "tap-chi", "period": 2013}
    earlier = Observation.model_validate({**observed, "value": SECRET, "reported": "2019-01-01"})
    later = Observation.model_validate({**observed, "value": "suppressed"})
    corpus = replace(CORPUS, observations=(*CORPUS.observations, earlier, later))
    given = answers(release(corpus, compile_tables(corpus)))
    assert not any(str(SECRET).encode() in file for file in given.files.values())
