"""Claims in words: what was stated, the arithmetic as a reader can follow it, and how a verdict came about.

All of it is made from a :class:`~bulletin.analysis.claims.verdicts.CheckedClaim` of released figures, and of nothing
else.
"""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.analysis.claims.verdicts import (
    DECIMALS,
    RATIOS,
    Calculation,
    CheckedClaim,
    Fit,
    Joint,
    Missing,
    MissingReason,
    OtherBase,
    PartsAlone,
    Verdict,
)
from bulletin.analysis.figures import Number, TargetFigure
from bulletin.localization.formats import list_text
from bulletin.localization.messages import _, n_
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Basis, Claim, ClaimForm
from bulletin.model.text import Text
from bulletin.model.values import Quantity
from bulletin.rendering.labels import VERDICT_MEANINGS
from bulletin.rendering.localizer import Localizer
from bulletin.rendering.phrases.figures import measure_name
from bulletin.rendering.text import AS_STATED, MINUS, fraction_text, value_text

MISSING_REASONS = {
    MissingReason.FIGURE: _("there is no figure for {what}"),
    MissingReason.TARGET: _("there is no target for {what}"),
    MissingReason.ABSENT: _("there is no number for {what}"),
    MissingReason.INEXACT: _("{what} is not known exactly enough"),
    MissingReason.ZERO: _("{what} is zero"),
    MissingReason.NEGATIVE: _("{what} is below zero"),
    MissingReason.STATED: _("the stated number is not shown here"),
}
"""Why a claim cannot be computed."""
ROLES = {
    True: (_("number above the line"), _("number below the line")),
    False: (_("first number"), _("second number")),
}
"""What the two numbers of a calculation are called: of a ratio, and of a difference."""
_SAME_ROUNDED = n_(
    "What is computed, rounded to {count} decimal, is what is stated.",
    "What is computed, rounded to {count} decimals, is what is stated.",
)
_IMPOSSIBLE = _("No value that the figures allow agrees.")
_MISSING_PART_WOULD_BE = _(
    "If these parts are all there are, none counted twice, and what is stated is right, the missing number is {wholes}."
)
_PARTS_ALONE = _("{parts} alone are exactly what is stated: {arithmetic}. Perhaps {others} are counted in them.")
_JOINT = _("{ratios} hold together if the number above the line is {wholes}, which the source does not print.")


_SIGNS = {ClaimForm.DIFFERENCE: f" {MINUS} ", ClaimForm.TOTAL: " + "}


def stated_text(words: Localizer, claim: Claim) -> str:
    """What was stated, in its unit."""
    if claim.form.is_percentage:
        return words.percentage(claim.value)
    if claim.form is ClaimForm.MULTIPLE:
        return value_text(claim.value, words.language)
    if is_in_points(words, claim):
        return words.difference(value_text(claim.value, words.language), claim.measure)
    return words.value(claim.value, claim.measure, decimals=AS_STATED)


def is_in_points(words: Localizer, claim: Claim) -> bool:
    """Whether a claim states a difference between percentages, which is in percentage points."""
    return claim.form is ClaimForm.DIFFERENCE and words.is_percentage(claim.measure)


def arithmetic(words: Localizer, calculation: Calculation) -> str:
    """A calculation with its outcome: ``22/20 = 110%``; empty where there is none."""
    if calculation.outcome is None:
        return ""
    terms = [value_text(operand.value, words.language) for operand in calculation.numbers]
    return f"{sign(calculation.form).join(terms)} = {outcome(words, calculation)}"


def sign(form: ClaimForm) -> str:
    """What is between the numbers of a claim of a form."""
    return _SIGNS.get(form, "/")


def outcome(words: Localizer, calculation: Calculation) -> str:
    """What is computed, in the unit of the claim; empty where nothing is."""
    symbol = "%" if calculation.form.is_percentage else None
    return "" if calculation.outcome is None else value_text(calculation.outcome, words.language, symbol)


def explained(catalogue: Catalogue, checked: CheckedClaim) -> Text:
    """How the verdict came about, in every language of the bulletin."""
    languages = catalogue.bulletin.languages
    return Text.computed({language: explanation(Localizer(catalogue, language), checked) for language in languages})


def explanation(words: Localizer, checked: CheckedClaim) -> str:
    """How the verdict came about, in one or more sentences."""
    return " ".join(_sentences(words, checked))


def _sentences(words: Localizer, checked: CheckedClaim) -> Iterator[str]:
    if checked.verdict is Verdict.CANNOT_BE_COMPUTED:
        reasons = (_lacking(words, checked.claim, missing) for missing in checked.missing)
        yield words.say(_("It cannot be computed: {reasons}."), reasons=list_text(reasons, words.language))
        yield from (_implied(words, checked.claim, fit) for fit in checked.fits[:1])
    elif checked.verdict is Verdict.DISAGREES:
        yield _gap(words, checked)
        yield from _fits(words, checked)
    elif checked.verdict is Verdict.AGREES:
        yield _agreement(words, checked)
    elif checked.verdict is not Verdict.ANOTHER_BASE:
        yield words.say(VERDICT_MEANINGS[checked.verdict])
    yield from _reading(words, checked)


def _agreement(words: Localizer, checked: CheckedClaim) -> str:
    """Whether what is computed is exactly what is stated, or is so once it is rounded, and how far."""
    if checked.gap is None or not isinstance(checked.claim.value, Quantity):
        return words.say(_("Every value that the figures allow agrees with what is stated."))
    if not checked.gap:
        return words.say(_("What is computed is exactly what is stated."))
    decimals = max(DECIMALS, checked.claim.value.decimals)
    return words.say(_SAME_ROUNDED, count=decimals)


def _gap(words: Localizer, checked: CheckedClaim) -> str:
    gap = checked.gap
    if gap is None:
        return words.say(_IMPOSSIBLE)
    form, number = checked.claim.form, fraction_text(abs(gap), words.language)
    if form is not ClaimForm.MULTIPLE:
        number = words.difference(number, checked.claim.measure, of_a_share=form.is_percentage)
    return words.say(
        _("What is computed is {gap} more than what is stated.")
        if gap > 0
        else _("What is computed is {gap} less than what is stated."),
        gap=number,
    )


# --- what would make it true ----------------------------------------------------------------------------------------


def _fits(words: Localizer, checked: CheckedClaim) -> Iterator[str]:
    roles = ROLES[checked.claim.form in RATIOS]
    ways = [_way(words, words.say(roles[fit.position]), fit) for fit in checked.fits]
    if ways:
        yield words.say(_("For it to agree, {ways}."), ways=_either(words, ways))


def _either(words: Localizer, clauses: list[str]) -> str:
    """Alternatives, which are whole clauses: CLDR's lists have no comma before the last of two."""
    if len(clauses) < 2:
        return "".join(clauses)
    return words.say(_("{first}, or {last}"), first=words.commas(clauses[:-1]), last=clauses[-1])


def _way(words: Localizer, role: str, fit: Fit) -> str:
    if not fit.wholes:
        return words.say(_("no whole number would do as the {role}"), role=role)
    return words.say(_("the {role} would have to be {wholes}"), role=role, wholes=wholes_text(words, fit.wholes))


def _implied(words: Localizer, claim: Claim, fit: Fit) -> str:
    """What is missing; of a total only on condition, as nobody can know from the figures that it has no other parts."""
    if not fit.wholes:
        return words.say(_IMPOSSIBLE)
    is_total = claim.form is ClaimForm.TOTAL
    phrase = _MISSING_PART_WOULD_BE if is_total else _("If what is stated is right, the missing number is {wholes}.")
    return words.say(phrase, wholes=wholes_text(words, fit.wholes))


def wholes_text(words: Localizer, wholes: range) -> str:
    """Some consecutive whole numbers, by the first and the last."""
    first, last = words.count(wholes[0]), words.count(wholes[-1])
    if len(wholes) == 1:
        return words.say(_("{number}", "whole number that would fit"), number=first)
    if wholes[0] == 0:
        return words.say(_("at most {last}"), last=last)
    return words.say(_("from {first} to {last}", "whole numbers that would fit"), first=first, last=last)


# --- readings -------------------------------------------------------------------------------------------------------


def _reading(words: Localizer, checked: CheckedClaim) -> Iterator[str]:
    match checked.interpretation:
        case OtherBase() as interpretation:
            base = interpretation.calculation.numbers[interpretation.position]
            phrase = (
                _("It agrees over {base}: {arithmetic}.")
                if interpretation.position
                else _("It agrees for {base}: {arithmetic}.")
            )
            worked = arithmetic(words, interpretation.calculation)
            yield words.say(phrase, base=operand_text(words, checked.claim, base), arithmetic=worked)
        case PartsAlone() as interpretation:
            yield _parts_alone(words, checked, interpretation)
        case Joint() as interpretation:
            yield _joint(words, interpretation)
        case None:
            pass


def _parts_alone(words: Localizer, checked: CheckedClaim, interpretation: PartsAlone) -> str:
    terms = " + ".join(value_text(operand.value, words.language) for operand in interpretation.parts)
    return words.say(
        _PARTS_ALONE,
        parts=list_text((_name(words, checked.claim, part.key) for part in interpretation.parts), words.language),
        arithmetic=f"{terms} = {stated_text(words, checked.claim)}",
        others=list_text(
            (operand_text(words, checked.claim, other) for other in interpretation.others), words.language
        ),
    )


def _joint(words: Localizer, interpretation: Joint) -> str:
    ratios = (
        words.say(_("{ratio} of {base}"), ratio=stated_text(words, claim), base=value_text(base.value, words.language))
        for claim, base in zip(interpretation.claims, interpretation.bases, strict=True)
    )
    return words.say(_JOINT, ratios=list_text(ratios, words.language), wholes=wholes_text(words, interpretation.wholes))


# --- names ----------------------------------------------------------------------------------------------------------


def operand_text(words: Localizer, claim: Claim, operand: Number) -> str:
    """A number of a calculation with what it is: the target of 16 members, an inferred one."""
    name = operand_name(words, claim, operand)
    return name if isinstance(operand, TargetFigure) else f"{name} ({value_text(operand.value, words.language)})"


def operand_name(words: Localizer, claim: Claim, operand: Number) -> str:
    """What a number of a calculation is."""
    if not isinstance(operand, TargetFigure):
        return _name(words, claim, operand.key)
    target = words.say(_("the target of {value}"), value=words.amount(operand.value, operand.key.measure))
    return words.say(_("{target} (an inferred target)"), target=target) if operand.basis is Basis.INFERRED else target


def _lacking(words: Localizer, claim: Claim, missing: Missing) -> str:
    named = "" if missing.reason is MissingReason.STATED else _name(words, claim, missing.key)
    return words.say(MISSING_REASONS[missing.reason], what=named)


def _name(words: Localizer, claim: Claim, key: ObservationKey) -> str:
    """A figure, as far as it is another than that of the claim: its part, or its measure and when."""
    if category := words.category_of(key):
        return words.say(_("“{category}”"), category=category)
    name = words.lowered(measure_name(words, key))
    called = words.say(_("{measure} {period}"), measure=name, period=words.period_inside(key.period))
    return words.commas(
        (called, words.organization(key.organization) if key.organization != claim.organization else "")
    )
