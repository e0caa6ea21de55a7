"""Which codes of the vocabulary records reference, and a corpus without those that only later records do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from bulletin.model.corpus import Catalogue, Corpus
from bulletin.model.periods import Period
from bulletin.model.records import Claim, CorrectedFigure, FigureRef, Measure, Observation, Record, Target
from bulletin.model.records.derivation import in_order_of_derivation

R = TypeVar("R", bound=Record)

FigureName = Observation | Target | Claim | FigureRef | CorrectedFigure
"""Whatever names a figure; a reference leaves out what is as in its claim."""


class ReferencedCodes(NamedTuple):
    """Ids of the vocabulary, each field named as that of the catalogue."""

    units: frozenset[str]
    measures: frozenset[str]
    breakdowns: frozenset[str]
    kinds: frozenset[str]
    populations: frozenset[str]
    terms: frozenset[str]


_VOCABULARY = tuple(name for name in ReferencedCodes._fields if name != "terms")
"""Those of them that are records by themselves."""


def figures_named(corpus: Corpus) -> Iterator[FigureName]:
    """Every figure that a record is, asks for, speaks of or corrects in one of the corpus's editions."""
    yield from corpus.observations
    yield from corpus.targets.values()
    for claim in corpus.claims.values():
        yield claim
        yield from claim.parts
        if claim.of:
            yield claim.of
    for correction in corpus.catalogue.corrections.values():
        if not corpus.catalogue.editions.keys().isdisjoint(correction.editions):
            yield from correction.figures


def referenced_codes(corpus: Corpus) -> ReferencedCodes:
    """The codes that figures, targets, claims, corrections, organizations and the reporting calendar reference.

    A population is used with those that hold it, a measure with its unit and what it is computed from; a derived one
    once all are that it is computed from. A breakdown that a measure may have is only used once there is a figure of it
    or of a crossing of it, and a term once a period is named by it.
    """
    catalogue, named = corpus.catalogue, tuple(figures_named(corpus))
    calendar = catalogue.bulletin.calendar
    listed = (*catalogue.bulletin.main_measures, *(entry.measure for entry in calendar))
    measures = _with_derived(catalogue, {*listed, *(figure.measure for figure in named if figure.measure)})
    formulas = filter(None, (catalogue.measures[measure].formula for measure in measures))
    operands = chain.from_iterable(formula.operands for formula in formulas)
    breakdowns = (*chain.from_iterable(map(_breakdowns, named)), *(operand.breakdown for operand in operands))
    populations = {
        *(entry.population for entry in calendar),
        *(figure.population for figure in named if figure.population),
    }
    targets = [figure for figure in named if isinstance(figure, Target)]
    periods = chain(
        (figure.period for figure in named),
        (target.baseline.period for target in targets if target.baseline),
        (milestone.period for target in targets for milestone in target.milestones),
        (edition.period for edition in catalogue.editions.values()),
        chain.from_iterable((entry.since, entry.until) for entry in calendar),
    )
    return ReferencedCodes(
        units=frozenset(catalogue.measures[measure].unit for measure in measures),
        measures=measures,
        breakdowns=frozenset(_with_crossed(catalogue, filter(None, breakdowns))),
        kinds=frozenset(_kinds(catalogue, targets)),
        populations=frozenset(chain.from_iterable(_held_by(catalogue, population) for population in populations)),
        terms=frozenset(_terms(periods)),
    )


def _with_derived(catalogue: Catalogue, measures: AbstractSet[str]) -> frozenset[str]:
    """The measures, those that they are computed from, and those that can be computed from all of these."""
    found = {*measures, *chain.from_iterable(map(catalogue.operands_of, measures))}
    for measure in chain.from_iterable(in_order_of_derivation(catalogue.measures)):
        if measure.formula and found.issuperset(operand.measure for operand in measure.formula.operands):
            found.add(measure.id)
    return frozenset(found)


def _breakdowns(figure: FigureName) -> Iterator[str]:
    match figure:
        case Observation():
            yield from figure.by
        case Target(share=share):
            if share:
                yield share.breakdown
        case _ if figure.breakdown:
            yield figure.breakdown


def _with_crossed(catalogue: Catalogue, breakdowns: Iterable[str]) -> Iterator[str]:
    """The breakdowns, and those that they cross."""
    for breakdown in frozenset(breakdowns):
        yield breakdown
        yield from catalogue.breakdowns[breakdown].crosses if breakdown in catalogue.breakdowns else ()


def _kinds(catalogue: Catalogue, targets: Iterable[Target]) -> Iterator[str]:
    yield from (target.organization_kind for target in targets if target.organization_kind)
    for organization in catalogue.organizations.values():
        yield organization.kind
        yield from (part.kind for part in organization.subordinates)
    yield from chain.from_iterable(entry.kinds for entry in catalogue.bulletin.calendar)


def _held_by(catalogue: Catalogue, population: str) -> Iterator[str]:
    """The population, and those that hold it."""
    record = catalogue.populations.get(population)
    while record is not None:
        yield record.id
        record = catalogue.populations.get(record.part_of or "")


def _terms(periods: Iterable[Period | None]) -> Iterator[str]:
    return (period.term for period in periods if period and period.term)


def without_later_codes(known: Corpus, everything: Corpus) -> Corpus:
    """A part of a corpus, without the vocabulary that only the rest of the corpus uses.

    What no record uses at all stays, for nothing says since when it is there; but a term whose source is not known goes
    unless a period is named by it.
    """
    now, ever, catalogue = referenced_codes(known), referenced_codes(everything), known.catalogue
    unknown = _terms_of_unknown_sources(catalogue)
    later = ReferencedCodes(*(codes - other for codes, other in zip(ever, now, strict=True)))
    crossing = {each.id for each in catalogue.breakdowns.values() if not later.breakdowns.isdisjoint(each.crosses)}
    later = later._replace(terms=(later.terms | unknown) - now.terms, breakdowns=later.breakdowns | crossing)
    return _without(known, later)


def without_unused_codes(corpus: Corpus) -> Corpus:
    """A corpus without the vocabulary that nothing in it uses.

    Of the terms, only those of sources that are not there go, unless a period is named by them.
    """
    catalogue, used = corpus.catalogue, referenced_codes(corpus)
    words = {name: frozenset(getattr(catalogue, name)) for name in _VOCABULARY}
    every = used._replace(**words, terms=_terms_of_unknown_sources(catalogue))
    return _without(corpus, ReferencedCodes(*(codes - other for codes, other in zip(every, used, strict=True))))


def _terms_of_unknown_sources(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(term.id for term in catalogue.bulletin.terms if term.source not in {None, *catalogue.sources})


def _without(known: Corpus, codes: ReferencedCodes) -> Corpus:
    """The corpus without these codes, which none of its figures uses, nor measures that would be computed from them."""
    catalogue = known.catalogue
    derived = {name for name in catalogue.measures if not codes.measures.isdisjoint(catalogue.operands_of(name))}
    codes = codes._replace(measures=codes.measures | derived)
    words = {name: getattr(catalogue, name) for name in _VOCABULARY}
    kept: dict[str, Any] = {
        name: {word: record for word, record in records.items() if word not in getattr(codes, name)}
        for name, records in words.items()
    }
    kept["measures"] = {name: _split_by(measure, codes.breakdowns) for name, measure in kept["measures"].items()}
    terms = tuple(term for term in catalogue.bulletin.terms if term.id not in codes.terms)
    bulletin = changed(catalogue.bulletin, terms=terms) if terms != catalogue.bulletin.terms else catalogue.bulletin
    return replace(known, catalogue=replace(catalogue, bulletin=bulletin, **kept))


def _split_by(measure: Measure, other: frozenset[str]) -> Measure:
    """The measure without these breakdowns."""
    breakdowns = tuple(breakdown for breakdown in measure.breakdowns if breakdown not in other)
    return measure if breakdowns == measure.breakdowns else changed(measure, breakdowns=breakdowns)


def changed(record: R, **fields: object) -> R:
    """The record with other values in these fields, at the place where it is."""
    copy = record.model_copy(update=fields)
    copy.placed(record.place)
    return copy
