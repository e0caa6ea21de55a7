"""SYNTHETIC corpora in memory, for tests only: made-up units, measures and figures. Nothing here is a real figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bulletin.analysis import vintages
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.composition import Composition, composition_of
from bulletin.analysis.figures import Figure
from bulletin.analysis.tables import CompiledTables, Tables
from bulletin.model.corpus import Catalogue, Corpus
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import Period, parse_period
from bulletin.model.places import Place
from bulletin.model.records import (
    Breakdown,
    Bulletin,
    Decision,
    Measure,
    Observation,
    Organization,
    OrganizationKind,
    Population,
    Source,
    Target,
    Tuning,
    Unit,
)

TERM_SPANS = {"term-2015-2020": parse_period("2015/2020"), "term-2020-2025": parse_period("2020/2025")}
CONTEXT = {"terms": TERM_SPANS}


def period(text: str | int) -> Period:
    """The period of a notation, with the synthetic terms."""
    return parse_period(text, TERM_SPANS)


def words(text: str) -> dict[str, str]:
    """A synthetic text in both languages."""
    return {"vi": f"{text} (giả lập)", "en": f"{text} (synthetic)"}


BULLETIN = Bulletin.model_validate(
    {
        "title": words("Bulletin"),
        "description": words("Made up for tests"),
        "publisher": words("Nobody"),
        "contact": {"name": words("Nobody")},
        "terms": [{"id": term, "name": words(term), "period": span} for term, span in TERM_SPANS.items()],
        "languages": ["vi", "en"],
        "main-measure": "joined",
        "headlines": [{"organization": "top", "measure": "joined", "period": year} for year in (2018, 2019)],
    },
    context=CONTEXT,
)

MEASURES: tuple[dict[str, Any], ...] = (
    {"id": "joined", "kind": "flow", "good": "more", "over-time": "sum", "over-tree": "sum"},
    {"id": "weak", "kind": "share", "good": "less", "unit": "percent", "over-time": "mean"},
    {"id": "members", "kind": "stock", "good": "more", "over-time": "last", "over-tree": "sum"},
    {"id": "rating", "kind": "share", "good": "more", "unit": "percent", "over-time": "last"},
    {"id": "days", "kind": "duration", "good": "less", "unit": "day"},
    {"id": "balance", "kind": "money", "good": "more", "over-time": "sum", "over-tree": "sum"},
    {"id": "accidents", "kind": "flow", "good": "less", "over-time": "sum", "over-tree": "sum"},
    {"id": "land", "kind": "flow", "good": "more", "over-time": "sum", "over-tree": "sum", "whole-numbers": False},
)
BREAKDOWNS: tuple[dict[str, Any], ...] = (
    {"id": "sex", "categories": ["women", "men"]},
    {"id": "nominator", "categories": ["youth", "union", "owner"]},
    {"id": "trait", "categories": ["tall", "quick"], "overlapping": True},
    {"id": "account", "categories": ["income", "expenses"], "exhaustive": True},
)


def _measure(record: Mapping[str, Any]) -> Measure:
    usual = {"unit": "person", "name": words(record["id"]), "definition": words(record["id"])}
    return Measure.model_validate(usual | {"breakdowns": [b["id"] for b in BREAKDOWNS]} | dict(record))


def _breakdown(record: Mapping[str, Any]) -> Breakdown:
    categories = [{"id": category, "name": words(category)} for category in record["categories"]]
    return Breakdown.model_validate({**record, "name": words(record["id"]), "categories": categories})


def organization(
    name: str,
    parent: str | None = None,
    kind: str = "ward",
    *,
    declared: Mapping[str, int] | None = None,
    **more: object,
) -> Organization:
    """A synthetic organization; ``declared`` says how many units of a kind are below it."""
    subordinates = [{"kind": k, "count": count, "source": "letter"} for k, count in (declared or {}).items()]
    record = {"id": name, "name": words(name), "kind": kind, "parent": parent, "subordinates": subordinates}
    return Organization.model_validate(record | more, context=CONTEXT)


def observed(unit: str, when: str | int, value: object, *, line: int = 0, **more: object) -> Observation:
    """A synthetic observation of the measure ``joined``, unless ``measure`` says otherwise."""
    usual = {"organization": unit, "measure": "joined", "period": when, "value": value, "source": "letter"}
    record = Observation.model_validate(
        usual | {name.replace("_", "-"): v for name, v in more.items()}, context=CONTEXT
    )
    record.placed(Place("synthetic.yml", line, 1))
    return record


def target(unit: str, when: str | int, value: object, *, name: str = "goal", **more: object) -> Target:
    """A synthetic target of the measure ``joined``, unless ``measure`` says otherwise."""
    usual = {
        "id": name,
        "organization": unit,
        "measure": "joined",
        "period": when,
        "value": value,
        "source": "letter",
    }
    return Target.model_validate(usual | {n.replace("_", "-"): v for n, v in more.items()}, context=CONTEXT)


FLAT = (organization("top", kind="city"), *(organization(name, "top") for name in ("a", "b", "c")))
"""One city with three wards."""
DEEP = (
    organization("top", kind="country"),
    *(organization(city, "top", "city") for city in ("x", "y")),
    *(organization(f"{city}{number}", city) for city in ("x", "y") for number in (1, 2)),
)
"""A country of two cities with two wards each."""


def catalogue(organizations: Iterable[Organization] = FLAT) -> Catalogue:
    """The synthetic vocabulary with these organizations."""
    organizations = tuple(organizations)
    plural = {"one": "synthetic", "other": "synthetic"}
    units = [Unit.model_validate({"id": u, "vi": u, "en": plural}) for u in ("person", "percent", "day")]
    kinds = dict.fromkeys(["ward", "city", "country", *(o.kind for o in organizations)])
    sources = [("letter", "2020-01-31"), ("second-letter", "2020-01-31"), ("later-letter", "2020-06-30")]
    sources.append(("collection", "2020-06-30"))
    decision = Decision.model_validate({"id": "plan", "title": words("plan"), "source": "letter"})
    return Catalogue(
        bulletin=BULLETIN,
        units={unit.id: unit for unit in units},
        measures={m["id"]: _measure(m) for m in MEASURES},
        breakdowns={b["id"]: _breakdown(b) for b in BREAKDOWNS},
        kinds={kind: OrganizationKind.model_validate({"id": kind, "vi": kind, "en": plural}) for kind in kinds},
        populations={p: Population.model_validate({"id": p, "name": words(p)}) for p in ("all", "firms")},
        organizations={o.id: o for o in organizations},
        sources={s: _source(s, day) for s, day in sources},
        decisions={"plan": decision},
    )


def _source(name: str, day: str) -> Source:
    """A synthetic source; the collection brings a backlog."""
    record = {"id": name, "title": words(name), "published": day, "backlog": name == "collection"}
    return Source.model_validate(record)


def corpus(*records: Observation | Target, organizations: Iterable[Organization] = FLAT) -> Corpus:
    """A synthetic corpus of the records."""
    return Corpus(
        catalogue=catalogue(organizations),
        targets={record.id: record for record in records if isinstance(record, Target)},
        claims={},
        observations=tuple(record for record in records if isinstance(record, Observation)),
    )


def tuned(made: Corpus, measure: str, *tunings: dict[str, Any]) -> Corpus:
    """The same corpus, in which the record of a measure has remarks."""
    remarks = tuple(Tuning.model_validate({"reason": words("why"), **tuning}) for tuning in tunings)
    record = made.catalogue.measures[measure].model_copy(update={"remarks": remarks})
    return replace(made, catalogue=replace(made.catalogue, measures={**made.catalogue.measures, measure: record}))


def tables(*records: Observation | Target, organizations: Iterable[Organization] = FLAT) -> CompiledTables:
    """The compiled tables of a synthetic corpus."""
    return compile_tables(corpus(*records, organizations=organizations))


def figure(compiled: Tables, unit: str, when: str | int, measure: str = "joined", **more: Any) -> Figure | None:
    """The current figure of a key, or None."""
    return compiled.by_key.get(ObservationKey(unit, measure, period(when), **more))


# --- statistics of everything that records hold


def compositions(catalogue: Catalogue, tables: Tables, whole: Figure) -> tuple[Composition, ...]:
    """A whole figure split by each of its measure's breakdowns that has figures, in the order of the measure."""
    breakdowns = (catalogue.breakdowns[name] for name in catalogue.measures[whole.key.measure].breakdowns)
    split = (composition_of(catalogue, tables, whole, breakdown) for breakdown in breakdowns)
    return tuple(composition for composition in split if composition.parts)


def as_of(corpus: Corpus, day: date) -> Corpus:
    """What had been reported by the end of a day, and the editions that can show it."""
    editions = (edition for edition in corpus.catalogue.editions_in_order if edition.cut_off.end <= day)
    return vintages.as_of(corpus, day, editions)
