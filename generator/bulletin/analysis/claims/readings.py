"""How a contradiction may have come about, looked for among what the records hold.

Nothing is guessed: every number of a reading is a figure or target of the same organization and period, and the claim
then agrees to the digit. A reading is given only where no other is as near, and where the claim is stated in enough
digits that a chance hit is unlikely.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice

from bulletin.analysis.claims.checked import (
    RATIOS,
    Calculation,
    CheckedClaim,
    Joint,
    Missing,
    Operand,
    OtherBase,
    PartsAlone,
    Verdict,
)
from bulletin.analysis.claims.fitting import whole_number, wholes_that_fit
from bulletin.analysis.claims.stated import is_telling, stands_for, verdict_on
from bulletin.analysis.claims.working import outcome_of
from bulletin.analysis.matching import is_held_against
from bulletin.analysis.tables import Figure, Tables
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Claim, ClaimForm
from bulletin.model.values import Quantity

MOST_PARTS = 12
"""Of a total with more parts, so many sums could be made that some would fit by chance."""
_LEAST_PARTS = 2
MOST_CLAIMS, MOST_BASES = 4, 12
"""Of more claims, or with more numbers to choose from, so many ways fit by chance that none tells anything."""


# --- one claim ------------------------------------------------------------------------------------------------------


def other_base(catalogue: Catalogue, tables: Tables, claim: Claim, workings: Calculation) -> OtherBase | None:
    """The one other number above or below the line that makes a ratio agree.

    Just one of the two is replaced, by an exact whole number of the organization and one of the claim's periods, in the
    same unit: first by those of the same measure and population (its parts, its whole, its targets), then by those of
    the measure in other populations, then by those of other measures. The first of these steps that has any must have
    only one.
    """
    stated = claim.value
    if claim.form not in RATIOS or not isinstance(stated, Quantity) or not is_telling(stated):
        return None
    if any(whole_number(operand) is None for operand in workings.operands):
        return None
    steps: defaultdict[int, list[OtherBase]] = defaultdict(list)
    for candidate in _candidates(catalogue, tables, workings.numbers[0].key, _periods(workings)):
        for found in _replacing(workings, candidate, stated):
            steps[_distance(workings.numbers[0].key, candidate.key)].append(found)
    nearest = steps[min(steps)] if steps else []
    return nearest[0] if len(nearest) == 1 else None


def _replacing(workings: Calculation, candidate: Operand, stated: Quantity) -> Iterator[OtherBase]:
    for position, kept in ((1, workings.numbers[0]), (0, workings.numbers[1])):
        if candidate in workings.operands or (position == 0 and not isinstance(candidate, Figure)):
            continue
        operands = (kept, candidate) if position == 1 else (candidate, kept)
        outcome = outcome_of(workings.form, operands)
        if outcome is not None and verdict_on(outcome, stated, is_ratio=True) in _AGREEING:
            yield OtherBase(replace(workings, operands=operands, outcome=outcome), position)


_AGREEING = (Verdict.AGREES, Verdict.AGREES_COARSER)


def _periods(workings: Calculation) -> frozenset[str]:
    return frozenset(operand.key.period.text for operand in workings.operands)


def _distance(asked: ObservationKey, found: ObservationKey) -> int:
    """0 for the same measure and population, 1 for the same measure, 2 for another."""
    return 2 if found.measure != asked.measure else int(found.population != asked.population)


def _candidates(
    catalogue: Catalogue, tables: Tables, asked: ObservationKey, periods: frozenset[str]
) -> Iterator[Operand]:
    """Exact whole numbers of one organization, in the unit and the periods of the figure that is asked about."""
    unit = catalogue.measures[asked.measure].unit
    for figure in tables.by_organization.get(asked.organization, ()):
        if figure.key.period.text in periods and catalogue.measures[figure.key.measure].unit == unit:
            yield from (figure,) if whole_number(figure) else ()
    for target in tables.targets_by_series.get(asked.whole.series, ()):
        is_of_then = target.key.period.text in periods or is_held_against(asked.whole, target)
        yield from (target,) if is_of_then and target.share is None and whole_number(target) else ()


def parts_alone(claim: Claim, workings: Calculation) -> PartsAlone | None:
    """The only two or more, but not all, of a total's parts that add to just the stated total."""
    stated = claim.value
    known = [(number, one) for one in workings.numbers if (number := whole_number(one))]
    if claim.form is not ClaimForm.TOTAL or not isinstance(stated, Quantity) or not stated.is_exact:
        return None
    if workings.outcome is None or not workings.outcome.is_exact or len(known) > MOST_PARTS:
        return None
    hits = [some for some in _some_of(known) if sum(number for number, _ in some) == stated.number]
    if len(hits) != 1:
        return None
    (hit,) = hits
    return PartsAlone(tuple(one for _, one in hit), tuple(one for number, one in known if (number, one) not in hit))


def _some_of(parts: Sequence[tuple[int, Operand]]) -> Iterator[tuple[tuple[int, Operand], ...]]:
    for size in range(_LEAST_PARTS, len(parts)):
        yield from combinations(parts, size)


# --- several claims of one figure -----------------------------------------------------------------------------------


def joint_readings(catalogue: Catalogue, tables: Tables, found: Iterable[CheckedClaim]) -> Iterator[Joint]:
    """What several claims that one source makes of one figure imply together, where they do not fit it as printed.

    Each claim is given a base of its own among the numbers of that organization, period and unit, the printed figure
    included, so that some whole number above the line makes all claims true. Of such ways, the one with the fewest
    bases other than claimed is told, if there is but one. Where there are more than ``MOST_CLAIMS`` or ``MOST_BASES``,
    nothing is.
    """
    groups: defaultdict[tuple[str, ObservationKey], list[CheckedClaim]] = defaultdict(list)
    for one in found:
        top = one.workings.operands[0] if one.claim.form in RATIOS else None
        is_open = one.verdict is Verdict.DISAGREES or _lacks_base(one)
        if is_open and top is not None and isinstance(one.claim.value, Quantity) and is_telling(one.claim.value):
            groups[one.claim.source, top.key].append(one)
    for group in groups.values():
        if len(group) > 1 and whole_number(group[0].workings.operands[0]) is not None:
            yield from _jointly(catalogue, tables, sorted(group, key=lambda one: one.claim.id))


def _lacks_base(one: CheckedClaim) -> bool:
    is_open = one.verdict is Verdict.CANNOT_BE_COMPUTED and len(one.workings.operands) > 1
    return is_open and isinstance(one.workings.operands[1], Missing)


def _jointly(catalogue: Catalogue, tables: Tables, group: Sequence[CheckedClaim]) -> Iterator[Joint]:
    top = group[0].workings.operands[0].key
    bases = tuple(_candidates(catalogue, tables, top, frozenset({top.period.text})))
    if len(group) > MOST_CLAIMS or len(bases) > MOST_BASES:
        return
    choices = [tuple(_choices(one, bases)) for one in group]
    for changes in range(len(group) + 1):
        ways = tuple(islice(_ways(choices, (), changes), 2))
        if ways:
            claims = tuple(one.claim for one in group)
            yield from (Joint(claims, *way) for way in ways if len(ways) == 1)
            return


@dataclass(frozen=True, slots=True)
class _Choice:
    """A base that one claim may have been taken over."""

    base: Operand
    wholes: range
    """The whole numbers that, over it, make the claim true; at least one."""
    is_changed: bool
    """Whether it is another base than claimed."""


def _choices(one: CheckedClaim, bases: Iterable[Operand]) -> Iterator[_Choice]:
    if not isinstance(one.claim.value, Quantity):
        return
    span = stands_for(one.claim.value)
    for base in bases:
        wholes = wholes_that_fit(one.claim.form, span, 0, whole_number(base) or 0)
        if wholes:
            yield _Choice(base, wholes, base != one.workings.operands[1])


def _ways(
    choices: Sequence[Iterable[_Choice]], chosen: tuple[_Choice, ...], changes: int
) -> Iterator[tuple[tuple[Operand, ...], range]]:
    """The ways to give each claim a base of its own, just so many of those yet to be chosen being other than claimed.

    Each comes with the whole numbers that make all claims true.
    """
    wholes = range(max((c.wholes.start for c in chosen), default=0), min((c.wholes.stop for c in chosen), default=1))
    if changes < 0 or not wholes:
        return
    if len(chosen) == len(choices):
        yield from ((tuple(choice.base for choice in chosen), wholes),) if not changes else ()
        return
    for choice in choices[len(chosen)]:
        if all(choice.base != other.base for other in chosen):
            yield from _ways(choices, (*chosen, choice), changes - choice.is_changed)
