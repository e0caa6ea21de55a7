"""Problems of claims: what a source states disagrees with the figures it can be computed from."""

from __future__ import annotations

from bulletin.localization.messages import _
from bulletin.problems import error, warning

CLAIM_TARGET_FOREIGN = error(
    "claim-target-foreign",
    _("The target “{given}” has {theirs} as its {field}, and this claim has {ours}."),
    hint=_(
        "Name a target of that very organization, measure and population, or delete target; this one is at {other}."
    ),
    explanation=_(
        "A percentage of a target is a figure over the target that is its own. One of another organization, measure or "
        "population cannot be held against it; mostly the id was copied from another record."
    ),
)

CLAIM_DISAGREES = warning(
    "claim-disagrees",
    _("The source states {given}, but {workings} = {computed}."),
    hint=_(
        "Compare the numbers typed with the source ({places}); where the source does print it so, say why: "
        "acknowledged: {text}."
    ),
    explanation=_(
        "What a source states is computed again from the other figures and compared at the digits that were stated. "
        "Where the two differ, a number is mistyped, or the source contradicts itself; the page on data quality then "
        "shows both."
    ),
)

CLAIM_ON_ANOTHER_BASE = warning(
    "claim-on-another-base",
    _("The source states {given}, but {workings} = {computed}; {reading} agrees."),
    hint=_(
        "Compare the numbers typed with the source ({places}); where the source does print it so, say why: "
        "acknowledged: {text}."
    ),
    explanation=_(
        "The ratio is not what the record describes, but agrees once one of its two numbers is another number of the "
        "same organization and period. The source may have taken another base, or the record may describe the wrong "
        "one."
    ),
)

CLAIM_UNLIKE_FIGURE = warning(
    "claim-unlike-figure",
    _("The source states a total of {given}, but that very figure is recorded as {figure}."),
    hint=_(
        "Compare the numbers typed with the source ({places}); where the source does print it so, say why: "
        "acknowledged: {text}."
    ),
    explanation=_(
        "The total that a source states is a figure. Where the records hold that figure too, the two are the same, "
        "even while parts of the total are missing. It is held against what the source knew: its own figure, else the "
        "latest reported up to its day."
    ),
)

CLAIM_SHARE_ABOVE_WHOLE = warning(
    "claim-share-above-whole",
    _("The share of {given} is more than 100%, and the figure is a part of its whole."),
    hint=_(
        "Look at the number, and at form: so many times as much is a multiple; where the source does print it so, say "
        "why: acknowledged: {text}."
    ),
    explanation=_("A part is never more than its whole. Common slips: a lost decimal point, or the wrong whole in of."),
)

CLAIM_BEFORE_END = warning(
    "claim-before-end",
    _("The source was published on {day}, before the end of {period}."),
    hint=_(
        "First compare the day at {place} with the source. If the figure only runs until that day, correct the end of "
        "the period; where the source does print it so, say why: acknowledged: {text}."
    ),
    explanation=_(
        "No source knows the figure of a period that has not ended. The year may be mistyped, or the period may end "
        "earlier, such as term-2020-2025/2023-06. A period that ends in the very month of the source is let pass."
    ),
)

CLAIM_ACKNOWLEDGMENT_NEEDLESS = warning(
    "claim-acknowledgment-needless",
    _("This claim agrees with what is computed ({workings} = {computed}): there is nothing to explain."),
    hint=_("Delete acknowledged."),
    explanation=_("What explains a contradiction should go once it is gone, or it misleads readers."),
)

CLAIM_ACKNOWLEDGMENT_UNFOUNDED = warning(
    "claim-acknowledgment-unfounded",
    _("This claim cannot be computed from the figures, so that there is no contradiction to explain."),
    hint=_("Delete acknowledged; what readers should know goes into note."),
    explanation=_(
        "acknowledged says why a contradiction with the figures stands. While figures are missing, the page on data "
        "quality says by itself which."
    ),
)
