"""Checks of claims: the fields that each form needs, and agreement with the figures that a claim is computed from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from bulletin.analysis.claims.calculation import as_of_claim, compared_with
from bulletin.analysis.claims.checking import checked
from bulletin.analysis.claims.verdicts import DECIMALS, Calculation, CheckedClaim, OtherBase, Verdict, stands_for
from bulletin.analysis.figures import Figure
from bulletin.analysis.quantities import round_half_up, span_of, span_of_count
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey, observation_key
from bulletin.model.records import EVERYTHING, Claim, ClaimForm, Source, Target
from bulletin.model.values import Quantity
from bulletin.problems import kinds
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.check import CompiledRecords, Stage, check, line_of
from bulletin.validation.figures import containing_populations
from bulletin.validation.typed_values import shown

_USED: dict[ClaimForm, frozenset[str]] = {
    ClaimForm.PERCENT_OF_TARGET: frozenset({"target"}),
    ClaimForm.SHARE: frozenset({"of"}),
    ClaimForm.MULTIPLE: frozenset({"of"}),
    ClaimForm.DIFFERENCE: frozenset({"of"}),
    ClaimForm.TOTAL: frozenset({"parts"}),
}
"""Which of the fields below each form uses."""
_OF_SOME_FORMS = ("of", "parts", "target")
_SHARED = ("organization", "measure", "population")
"""What a claim and the target that it names have in common."""


@check(kinds.CLAIM_FIELD_MISSING, kinds.CLAIM_FIELD_UNUSED, kinds.CLAIM_TARGET_FOREIGN)
def claim_forms(store: RecordStore) -> Iterator[Finding]:
    """A claim has the fields that its form needs, and no others."""
    targets = {stored.record.id: stored for stored in store.of(Target)}
    for stored in store.of(Claim):
        claim, form = stored.record, stored.record.form.value
        if (field := _missing(claim)) is not None:
            yield stored.find(kinds.CLAIM_FIELD_MISSING, ("form",), {"form": form, "field": field})
        for field in _OF_SOME_FORMS:
            if getattr(claim, field) and field not in _USED[claim.form]:
                yield stored.find(
                    kinds.CLAIM_FIELD_UNUSED, (field,), {"form": claim.form.value, "field": field}, key=True
                )
        yield from _foreign(stored, targets.get(stored.record.target or ""))


def _foreign(stored: StoredRecord[Claim], target: StoredRecord[Target] | None) -> Iterator[Finding]:
    """The first field in which the target that a claim names differs from the claim's own figure."""
    if target is None or stored.record.form is not ClaimForm.PERCENT_OF_TARGET:
        return
    for field in _SHARED:
        ours, theirs = getattr(stored.record, field), getattr(target.record, field)
        if ours != theirs and theirs is not None:  # a target for each organization of a kind names none
            details = {"given": target.record.id, "field": field, "ours": ours, "theirs": theirs}
            yield stored.find(kinds.CLAIM_TARGET_FOREIGN, ("target",), {**details, "other": target.entry.place})
            return


def _missing(claim: Claim) -> str | None:
    """The field that the claim's form cannot do without.

    The share of a category is a share of the whole figure unless it says otherwise; a total may be that of a breakdown.
    """
    if claim.form is ClaimForm.TOTAL:
        return None if claim.parts or claim.breakdown else "parts"
    if claim.form is ClaimForm.PERCENT_OF_TARGET or (claim.form is ClaimForm.SHARE and claim.category):
        return None
    return None if claim.of else "of"


_FULL = 100
_TERMS_SHOWN = 12
"""As on pages; the site shows the whole sum."""
_SIGNS = {ClaimForm.DIFFERENCE: " - ", ClaimForm.TOTAL: " + "}


@check(
    kinds.CLAIM_DISAGREES,
    kinds.CLAIM_ON_ANOTHER_BASE,
    kinds.CLAIM_UNLIKE_FIGURE,
    kinds.CLAIM_SHARE_ABOVE_WHOLE,
    kinds.CLAIM_BEFORE_END,
    kinds.CLAIM_ACKNOWLEDGMENT_NEEDLESS,
    kinds.CLAIM_ACKNOWLEDGMENT_UNFOUNDED,
    stage=Stage.COMPILED,
)
def claims(data: CompiledRecords) -> Iterator[Finding]:
    """A claim is possible and agrees with the figures, or is acknowledged not to; no acknowledgment is needless."""
    found = checked(data.corpus.catalogue, data.tables, data.corpus.claims)
    for stored in data.store.of(Claim):
        claim = found[stored.record.id]
        findings = [*_contradictions(data, stored, claim), *_early(data, stored)]
        if stored.record.acknowledged is None:
            yield from findings
        elif not findings and not claim.verdict.doubts:
            yield _needless(stored, claim)


def _contradictions(data: CompiledRecords, stored: StoredRecord[Claim], claim: CheckedClaim) -> Iterator[Finding]:
    """The strongest contradiction between a claim and the figures."""
    stated = {"given": _stated(stored.record)}
    if claim.verdict.doubts:
        is_counted = data.corpus.catalogue.measures[stored.record.measure].is_counted
        if not (claim.is_circular and is_counted):  # a target that its claim does not imply is reported at the target
            yield _doubted(data, stored, claim)
    elif _is_above_whole(data.corpus.catalogue, stored.record):
        yield stored.find(kinds.CLAIM_SHARE_ABOVE_WHOLE, ("value",), stated)
    elif (figure := _contradicting(data, stored.record)) is not None:
        details = {**stated, "figure": shown(figure.value), "places": data.line_of(figure)}
        yield stored.find(kinds.CLAIM_UNLIKE_FIGURE, ("value",), details)


def _early(data: CompiledRecords, stored: StoredRecord[Claim]) -> Iterator[Finding]:
    """A claim about a period that ends in a later month than its source was published; sources round to the month."""
    day, period = data.corpus.catalogue.sources[stored.record.source].published.end, stored.record.period
    if day < period.end.replace(day=1):
        source = next(source for source in data.store.of(Source) if source.record.id == stored.record.source)
        details = {"day": day, "period": period, "place": line_of(source, ("published",))}
        yield stored.find(kinds.CLAIM_BEFORE_END, ("period",), details)


def _needless(stored: StoredRecord[Claim], claim: CheckedClaim) -> Finding:
    if claim.verdict is Verdict.CANNOT_BE_COMPUTED:
        return stored.find(kinds.CLAIM_ACKNOWLEDGMENT_UNFOUNDED, ("acknowledged",), key=True)
    return stored.find(kinds.CLAIM_ACKNOWLEDGMENT_NEEDLESS, ("acknowledged",), _details(claim.calculation), key=True)


def _is_above_whole(catalogue: Catalogue, claim: Claim) -> bool:
    """Whether a part is stated to be more than the whole that contains it."""
    is_share = claim.form is ClaimForm.SHARE and (span_of_count(claim.value).low or 0) > _FULL
    return is_share and _contains(catalogue, compared_with(claim), observation_key(claim))


def _contains(catalogue: Catalogue, whole: ObservationKey, part: ObservationKey) -> bool:
    """Whether a figure contains another, which is of a category or of a population within it."""
    if whole.breakdown is None:
        part = part.whole
    is_same = part._replace(population=whole.population) == whole
    part_of = {population.id: population.part_of for population in catalogue.populations.values()}
    containing = (EVERYTHING, part.population, *containing_populations(part.population, part_of))
    return is_same and whole.population in containing and catalogue.measures[whole.measure].has_bounded_parts


def _contradicting(data: CompiledRecords, claim: Claim) -> Figure | None:
    """The figure, as of the claim's source, that contradicts a stated total."""
    current = data.tables.by_key.get(observation_key(claim))
    if claim.form is not ClaimForm.TOTAL or current is None or not current.is_complete:
        return None
    figure = as_of_claim(data.corpus.catalogue, current, claim)
    if not isinstance(figure.value, Quantity) or not isinstance(claim.value, Quantity):
        return None
    return figure if span_of(figure.value).misses(stands_for(claim.value)) else None


def _doubted(data: CompiledRecords, stored: StoredRecord[Claim], claim: CheckedClaim) -> Finding:
    places = tuple(dict.fromkeys(data.line_of(number) for number in claim.calculation.numbers))
    details = {"given": _stated(stored.record), **_details(claim.calculation), "places": ", ".join(_first(places))}
    if isinstance(claim.interpretation, OtherBase):
        details["reading"] = _expression(claim.interpretation.calculation)
        return stored.find(kinds.CLAIM_ON_ANOTHER_BASE, ("value",), details)
    return stored.find(kinds.CLAIM_DISAGREES, ("value",), details)


def _details(calculation: Calculation) -> dict[str, str]:
    outcome = calculation.outcome
    computed = "" if outcome is None else f"{round_half_up(outcome.fraction, DECIMALS):f}"
    digits = computed.removesuffix("." + "0" * DECIMALS)
    return {"workings": _expression(calculation), "computed": f"{digits}{_sign(calculation.form)}"}


def _expression(calculation: Calculation) -> str:
    """The calculation in plain digits, as an editor types them; of a long sum the first terms and their count."""
    numbers = [term.value.number for term in calculation.numbers if isinstance(term.value, Quantity)]
    return _SIGNS.get(calculation.form, "/").join(_first([*map(_plain, numbers)]))


def _plain(number: Decimal | Fraction) -> str:
    """A number in plain digits; a computed one, which may have no last digit, rounded as pages show it."""
    return f"{number if isinstance(number, Decimal) else round_half_up(number, DECIMALS):f}"


def _first(terms: Sequence[str]) -> Iterator[str]:
    yield from terms[:_TERMS_SHOWN]
    if len(terms) > _TERMS_SHOWN:
        yield f"… ({len(terms)})"


def _stated(claim: Claim) -> str:
    return f"{claim.value.decimal:f}{_sign(claim.form)}" if isinstance(claim.value, Quantity) else ""


def _sign(form: ClaimForm) -> str:
    return "%" if form.is_percentage else ""
