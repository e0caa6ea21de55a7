"""Problems of published editions: records that change what was published without a correction."""

from __future__ import annotations

from bulletin.localization.messages import _
from bulletin.problems import Hint, error, warning

PUBLISHED_VALUE_CHANGED = error(
    "published-value-changed",
    _(
        "Published as {was} (edition {edition}), now {now} by the records, which give no reason: “{measure}” for "
        "“{organization}” in {period}{part}."
    ),
    hint=_(
        "If it was mistyped since, type {was} again. Where a source reports it anew, add the new report and leave the "
        "old one. Where it was wrong, add a record to records/corrections: {{id: …, date: …, editions: [{edition}], "
        "what: {text}, reason: {text}, figures: [{figure}]}}."
    ),
    explanation=_(
        "A published edition never changes silently. A newer report revises a figure in later editions; a mistake "
        "takes a correction, and the edition comes out under a new version that says what was wrong and why."
    ),
)

PUBLISHED_TARGET_CHANGED = Hint(
    _(
        "If it was mistyped since, type {was} again. Where a decision changed it, add the new target as another record "
        "and name that under superseded-by here. Where it was wrong, add a record to records/corrections: {{id: …, "
        "date: …, editions: [{edition}], what: {text}, reason: {text}, figures: [{figure}]}}."
    )
)
"""The hint where the value of a target changed, which no later report revises."""

PUBLISHED_TOTAL_CHANGED = Hint(
    _(
        "The total changed by this record, which it did not have when it was published. If the bulletin got it later, "
        "give that day as reported; if it does not belong to the total, mend its period or its organization. Where "
        "the total was wrong, add a record to records/corrections: {{id: …, date: …, editions: [{edition}], what: "
        "{text}, reason: {text}, figures: [{figure}]}}."
    )
)
"""The hint where a total changed by a figure that was not there."""

PUBLISHED_POLICY_GONE = error(
    "published-policy-gone",
    _("Edition {edition} was published by a policy of disclosure control, and there is none any more."),
    hint=_(
        "Put {file} back; git log --follow -- {file} names the commits that had it. What was hidden may be "
        "shown from now on only by a rule that says so: below the old one, with since."
    ),
    explanation=_(
        "What a published edition hides stays hidden as long as later editions are made by a policy that protects it. "
        "Without the policy the next edition would show all of it. A policy that lies anywhere else than in "
        "records/disclosure.yml, or that git does not keep, is none."
    ),
)

PUBLISHED_RULE_GONE = error(
    "published-rule-gone",
    _("Edition {edition} was published by a rule for “{measure}” ({rule}) that {file} does not have any more."),
    hint=_(
        "Put the rule back. If later editions are to hide less, write another one below it, with since: the day from "
        "which it holds."
    ),
    explanation=_(
        "What a published edition hides stays hidden as long as later editions are made by a policy that protects it. "
        "A rule that is deleted would let the next edition show all of it. Published editions name the rule of each "
        "measure, in api/measures/, so that it can be found again."
    ),
)

PUBLISHED_BOUND_CHANGED = Hint(
    _(
        "The total lacks units. If none of these and no figure of theirs changed, this version of the generator "
        "computes it in another way: build with the one that made the edition, or add a record to records/corrections: "
        "{{id: …, date: …, editions: [{edition}], what: {text}, reason: {text}, figures: [{figure}]}}."
    )
)
"""The hint where a partial total changed and none of its parts did."""

PUBLISHED_BEFORE_POLICY = error(
    "published-before-policy",
    _(
        "Edition {edition} has published figures of “{measure}” that records/disclosure.yml hides by now ({count}): "
        "{figures}."
    ),
    hint=_(
        "What is published stays known. If a rule became stricter, put back the one of before, and the new one below "
        "it with since: {day}, from which on it holds. If a source is exempt no more, put it back under exempt."
    ),
    explanation=_(
        "Published editions stay as they are, so that a policy cannot hide what they have shown. What is to be hidden "
        "from now on is protected on the understanding that readers know what was published: that is right only if the "
        "policy says from when each rule holds. since is the day after the cut-off of the last published edition. Take "
        "a site with figures that should never have been published offline first; its history may have been copied."
    ),
)

PUBLISHED_VALUE_GONE = error(
    "published-value-gone",
    _(
        "Published as {was} (edition {edition}), which the records do not hold any more and give no reason for: "
        "“{measure}” for “{organization}” in {period}{part}."
    ),
    hint=_(
        "Restore the record; if the figure has to be withdrawn, add a record to records/corrections: {{id: …, date: …, "
        "editions: [{edition}], what: {text}, reason: {text}, figures: [{figure}]}}."
    ),
    explanation=_(
        "A published figure may not vanish. A record may have been deleted, its period or an id changed, or a total "
        "cannot be computed any more."
    ),
)

PUBLISHED_VALUE_ADDED = warning(
    "published-value-added",
    _("By its day this figure belongs to what came out without it: edition {edition}."),
    hint=_("Give reported as the day on which the bulletin got it: then the next edition tells it as new."),
    explanation=_(
        "An edition stays as it came out, so that what was entered afterwards only shows in later ones. Without the "
        "day, the next edition does not tell it as new."
    ),
)

PUBLISHED_TARGET_ADDED = Hint(
    _(
        "A target counts from the day of its source: see whether {place} is right. Where it is, nothing is to be done; "
        "the next edition shows the target."
    )
)
"""The hint where it is a target, which has no day of its own."""

CORRECTION_WAS_UNLIKE = error(
    "correction-was-unlike",
    _("The correction says that {was} was wrong, but what edition {edition} published is {published}."),
    hint=_("Type was: {published}, as it was published."),
    explanation=_(
        "A correction repeats the number that readers saw, and is kept for ever. Mistyped here, the correction is "
        "wrong itself."
    ),
)

PUBLISHED_CORRECTION_GONE = error(
    "published-correction-gone",
    _("The correction “{given}” was published in the edition “{edition}” and is not in the records any more."),
    hint=_(
        "Restore the record “{given}” in records/corrections, with “{edition}” among its editions. If it was wrong "
        "itself, add another correction."
    ),
    explanation=_("Corrections cannot be deleted: readers must always see what was wrong and how it was put right."),
)

PUBLISHED_EDITION_GONE = error(
    "published-edition-gone",
    _("The edition “{given}” is published and not in the records any more."),
    hint=_("Restore the record “{given}” in records/editions."),
    explanation=_(
        "A published edition stays readable under its address for ever, so that neither its record nor its id may "
        "change."
    ),
)

PUBLISHED_CORRECTION_CHANGED = error(
    "published-correction-changed",
    _("The correction “{given}” was published with “{was}” as its {field}, which is “{now}” in the records now."),
    hint=_("Put it back as it was published: “{was}”. For a further mistake, add a new correction."),
    explanation=_(
        "A published correction is never rewritten: readers must always see what they were told of the mistake."
    ),
)

BY_CORRECTION = Hint(
    _(
        "Put it back as it was published: “{was}”; if that was wrong, add a correction to records/corrections, with "
        "“{edition}” among its editions."
    )
)
"""The hint where a correction may change what an edition says of itself."""

WITHOUT_FIELD = Hint(
    _(
        "Delete {field}, without which it was published; if that was wrong, add a correction to records/corrections, "
        "with “{edition}” among its editions."
    )
)
"""The same where the edition was published without the field."""

PUBLISHED_EDITION_CHANGED = error(
    "published-edition-changed",
    _("Edition {edition} was published with “{was}” as its {field}, which is “{now}” in the records now."),
    hint=_("Put it back as it was published: “{was}”."),
    explanation=_(
        "The period, the cut-off and the release of what is out cannot change; what else an edition says of itself "
        "changes by a correction only, with which it comes out anew."
    ),
)

PUBLISHED_MEASURE_CHANGED = error(
    "published-measure-changed",
    _("Edition {edition} was published with “{was}” as the measure's {field}, which is “{now}” in the records now."),
    hint=_(
        "For another meaning, add a new measure under another id; where the words were wrong, add a correction with "
        "“{edition}” among its editions; else put it back as it was published."
    ),
    explanation=_(
        "With another definition or unit, every published figure of the measure means something else, though no number "
        "changed."
    ),
)
