"""SYNTHETIC corpora with crossed breakdowns, for tests only: made-up units and figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bulletin.model.corpus import Corpus
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Breakdown, Observation

from tests.analysis.builders import FLAT, corpus, observed, period, words

CATEGORIES = {"sex": ("women", "men"), "age": ("young", "middle", "old"), "trade": ("printer", "binder")}
OWN: tuple[dict[str, Any], ...] = (
    {"id": "sex", "exhaustive": True},
    {"id": "age", "exhaustive": True},
    {"id": "trade", "exhaustive": True},
)
CROSSED = {
    "sex-and-age": ["sex", "age"],
    "age-and-trade": ["age", "trade"],
    "sex-and-age-and-trade": ["sex", "age", "trade"],
}


def breakdowns(**other: Mapping[str, Any]) -> dict[str, Breakdown]:
    """Three breakdowns and three crossings.

    :param other: fields of breakdowns that differ, by their ids.
    """
    own = {
        record["id"]: Breakdown.model_validate(
            {
                **record,
                **other.get(record["id"], {}),
                "name": words(record["id"]),
                "categories": [{"id": name, "name": words(name)} for name in CATEGORIES[record["id"]]],
            }
        )
        for record in OWN
    }
    crossings = (Breakdown.model_validate({"id": name, "crosses": crosses}) for name, crosses in CROSSED.items())
    return own | {crossing.id: crossing.crossing(own) for crossing in crossings}


def crossed_corpus(*records: Observation, **other: Mapping[str, Any]) -> Corpus:
    """A synthetic corpus whose measures may be split by these breakdowns.

    :param other: fields of breakdowns that differ, by their ids.
    """
    made, known = corpus(*records, organizations=FLAT), breakdowns(**other)
    measures = {
        name: measure.model_copy(update={"breakdowns": tuple(known)})
        for name, measure in made.catalogue.measures.items()
    }
    return replace(made, catalogue=replace(made.catalogue, breakdowns=known, measures=measures))


def cell(breakdown: str | None, category: str | None, unit: str = "a", when: str = "2019") -> ObservationKey:
    """The key of a category of ``joined``; without a breakdown, of the whole."""
    return ObservationKey(unit, "joined", period(when)).narrow(breakdown, category)


def stated(value: object, by: Mapping[str, Any], unit: str = "a", when: str = "2019", **more: Any) -> Observation:
    """An observation of ``joined`` with its breakdowns."""
    return observed(unit, when, value, by=by, **more)
