"""SYNTHETIC derived measures beside those of the builders, for tests only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bulletin.model.corpus import Corpus
from bulletin.model.records import Measure

from tests.analysis.builders import words


def measuring(made: Corpus, **record: Any) -> Corpus:
    """The same corpus with a measure more, which is reported."""
    about = {"id": "made", "name": words("made"), "definition": words("made"), "unit": "percent"}
    measure = Measure.model_validate(about | {name.replace("_", "-"): value for name, value in record.items()})
    return replace(made, catalogue=replace(made.catalogue, measures={**made.catalogue.measures, measure.id: measure}))


def deriving(made: Corpus, formula: dict[str, Any], *, name: str = "made", kind: str = "share", **more: Any) -> Corpus:
    """The same corpus with a derived measure more."""
    about = {"name": words(name), "definition": words(name), "unit": "percent"}
    record = Measure.model_validate({"id": name, "kind": kind, "formula": formula} | about | more)
    measures = {**made.catalogue.measures, name: record}
    return replace(made, catalogue=replace(made.catalogue, measures={**measures, name: record.deriving(measures)}))
