"""Claims: what a source states is what its own figures imply, or the record says why it stands all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bulletin.analysis.amounts import Amount, span_of
from bulletin.analysis.arithmetic import round_half_up
from bulletin.analysis.claims import CheckedClaim, OtherBase, Verdict, Workings, checked
from bulletin.analysis.claims.keys import about, compared_with
from bulletin.analysis.claims.stated import DECIMALS, stands_for
from bulletin.analysis.matching import as_known
from bulletin.analysis.tables import Figure, ObservationKey
from bulletin.model.corpus import Catalogue
from bulletin.model.records import EVERYTHING, Claim, ClaimForm
from bulletin.model.values import Quantity
from bulletin.problems import kinds
from bulletin.reading.record_store import Finding, StoredRecord
from bulletin.validation.bounds import at_least, shown
from bulletin.validation.check import CompiledRecords, Stage, check

_FULL = 100
_TERMS_SHOWN = 12
"""As on pages; the site holds the whole sum."""
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
    """A claim is possible and agrees with the figures, or is acknowledged not to; there is no reason for nothing."""
    found = checked(data.corpus.catalogue, data.tables, data.corpus.claims)
    for stored in data.store.of(Claim):
        one = found[stored.record.id]
        odd = [*_contradictions(data, stored, one), *_early(data, stored)]
        if stored.record.acknowledged is None:
            yield from odd
        elif not odd and not one.verdict.doubts:
            yield _needless(stored, one)


def _contradictions(data: CompiledRecords, stored: StoredRecord[Claim], one: CheckedClaim) -> Iterator[Finding]:
    """What the claim cannot be beside the figures; the strongest contradiction only."""
    stated = {"given": _stated(stored.record)}
    if one.verdict.doubts:
        if not one.is_circular:  # a target that its claim does not imply is told of there
            yield _doubted(data, stored, one)
    elif _is_above_whole(data.corpus.catalogue, stored.record):
        yield stored.find(kinds.CLAIM_SHARE_ABOVE_WHOLE, ("value",), stated)
    elif (figure := _contradicting(data, stored.record)) is not None:
        details = {**stated, "figure": shown(figure.value), "places": data.line_of(figure)}
        yield stored.find(kinds.CLAIM_UNLIKE_FIGURE, ("value",), details)


def _early(data: CompiledRecords, stored: StoredRecord[Claim]) -> Iterator[Finding]:
    """A claim of a period that ends in a later month than its source: what ran until that day is told by the month."""
    day, period = data.corpus.catalogue.sources[stored.record.source].published.end, stored.record.period
    if day < period.end.replace(day=1):
        yield stored.find(kinds.CLAIM_BEFORE_END, ("period",), {"day": day, "period": period})


def _needless(stored: StoredRecord[Claim], one: CheckedClaim) -> Finding:
    if one.verdict is Verdict.CANNOT_BE_COMPUTED:
        return stored.find(kinds.CLAIM_ACKNOWLEDGMENT_UNFOUNDED, ("acknowledged",), key=True)
    return stored.find(kinds.CLAIM_ACKNOWLEDGMENT_NEEDLESS, ("acknowledged",), _details(one.workings), key=True)


def _is_above_whole(catalogue: Catalogue, claim: Claim) -> bool:
    """Whether a part is stated to be more than the whole that holds it."""
    is_share = claim.form is ClaimForm.SHARE and at_least(claim.value) > _FULL
    return is_share and _holds(catalogue, compared_with(claim), about(claim))


def _holds(catalogue: Catalogue, whole: ObservationKey, part: ObservationKey) -> bool:
    """Whether one figure counts all that another does: the same but for a category or a population within it."""
    if whole.breakdown is None:
        part = part.whole
    is_same = part._replace(population=whole.population) == whole
    holders = (EVERYTHING, *_holders(catalogue, part.population))
    return is_same and whole.population in holders and catalogue.measures[whole.measure].kind.adds_up


def _holders(catalogue: Catalogue, population: str) -> Iterator[str]:
    """A population and those that hold it."""
    while population != EVERYTHING:
        yield population
        population = catalogue.populations[population].part_of or EVERYTHING


def _contradicting(data: CompiledRecords, claim: Claim) -> Figure | None:
    """The recorded figure, as the source knew it, that a stated total cannot be."""
    current = data.tables.by_key.get(about(claim))
    if claim.form is not ClaimForm.TOTAL or current is None or not current.is_complete:
        return None
    figure = as_known(data.corpus.catalogue, current, claim)
    if not isinstance(figure.value, Quantity) or not isinstance(claim.value, Quantity):
        return None
    return figure if span_of(Amount.of(figure.value)).misses(stands_for(claim.value)) else None


def _doubted(data: CompiledRecords, stored: StoredRecord[Claim], one: CheckedClaim) -> Finding:
    places = tuple(dict.fromkeys(data.line_of(number) for number in one.workings.numbers))
    details = {"given": _stated(stored.record), **_details(one.workings), "places": ", ".join(_first(places))}
    if isinstance(one.reading, OtherBase):
        details["reading"] = _expression(one.reading.workings)
        return stored.find(kinds.CLAIM_ON_ANOTHER_BASE, ("value",), details)
    return stored.find(kinds.CLAIM_DISAGREES, ("value",), details)


def _details(workings: Workings) -> dict[str, str]:
    outcome = workings.outcome
    computed = "" if outcome is None else f"{round_half_up(outcome.number, DECIMALS):f}"
    digits = computed.removesuffix("." + "0" * DECIMALS)
    return {"workings": _expression(workings), "computed": f"{digits}{_sign(workings.form)}"}


def _expression(workings: Workings) -> str:
    """The calculation in plain digits, as an editor types them; of a long sum the first terms and their count."""
    numbers = [one.value.number for one in workings.numbers if isinstance(one.value, Quantity)]
    return _SIGNS.get(workings.form, "/").join(_first([f"{number:f}" for number in numbers]))


def _first(terms: Sequence[str]) -> Iterator[str]:
    yield from terms[:_TERMS_SHOWN]
    if len(terms) > _TERMS_SHOWN:
        yield f"… ({len(terms)})"


def _stated(claim: Claim) -> str:
    return f"{claim.value.number:f}{_sign(claim.form)}" if isinstance(claim.value, Quantity) else ""


def _sign(form: ClaimForm) -> str:
    return "%" if form in (ClaimForm.PERCENT_OF_TARGET, ClaimForm.SHARE) else ""
