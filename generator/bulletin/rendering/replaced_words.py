"""Headings and the sentences around them in the words of a bulletin, which may have countries for organizations.

A message that is the heading itself becomes the bulletin's word. One that has the heading's word in it becomes another
message, which says the same without it, or has the word where grammar leaves it as it is typed: at the beginning,
behind a colon or in parentheses. So nothing is asked of the editor but the word as it stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TypeAlias

from bulletin.localization.messages import Message, _, gettext_for, n_, template, translate
from bulletin.model.records import ReplacedWords
from bulletin.model.text import Language
from bulletin.rendering.labels import Labels

HeadingWords: TypeAlias = tuple[tuple[str, str], ...]
"""The words of a bulletin in one language, by the fields of the record that they are typed in."""

HEADINGS: Mapping[str, Message] = {
    "organizations": Labels.organizations,
    "organization": Labels.organization,
    "periods": Labels.periods,
    "period": Labels.period,
    "measures": Labels.measures,
    "measure": Labels.measure,
    "targets": Labels.targets,
    "target": _("Target"),
    "decisions": _("Decisions"),
    "sources": Labels.sources,
    "source": Labels.source,
    "populations": _("Populations"),
    "population": Labels.population,
    "data_quality": Labels.quality,
    "methods": _("Methods"),
    "policies": _("Policies"),
    "downloads": _("Downloads"),
}
"""The heading that each of the words replaces."""
_OTHER_SENTENCES: Mapping[str, Mapping[Message, Message]] = {
    "organizations": {
        _("Organizations against their targets"): _("{organizations} against their targets"),
        _("Organizations against their targets: {measure}"): _("{organizations} against their targets: {measure}"),
        _("Organizations with figures"): _("{organizations} with figures"),
        _("Organizations and sources"): _("{organizations} and sources"),
        _("Tree of organizations"): _("{organizations}: tree"),
        n_("{count} organization, in the order of the tree.", "{count} organizations, in the order of the tree."): n_(
            "{organizations}: {count}, in the order of the tree.", "{organizations}: {count}, in the order of the tree."
        ),
        _("New figures and targets by organization"): _("New figures and targets"),
        _("{measure}: the latest figure of each organization"): _("{measure}: the latest figures"),
        _(
            "Each organization is compared with its own latest target; places are given only among organizations of "
            "one kind and one period."
        ): _(
            "Each is compared with its own latest target, by its progress; places are given only among those of one "
            "kind and one period."
        ),
        _("There is no figure and no target of this organization yet."): _("There is no figure and no target yet."),
        _("Not compared: the organization was not there all through both periods."): _(
            "Not compared: the unit was not there all through both periods."
        ),
        _("As of {day} this organization was merged into {others}. This page shows its figures as reported then."): _(
            "As of {day} this unit was merged into {others}. This page shows its figures as reported then."
        ),
        _("As of {day} this organization was split into {others}. This page shows its figures as reported then."): _(
            "As of {day} this unit was split into {others}. This page shows its figures as reported then."
        ),
        _("What the organization covers changed: {what}."): _("What the unit covers changed: {what}."),
        _("what the organization covers changed within the period, or after the target was set"): _(
            "what the unit covers changed within the period, or after the target was set"
        ),
        _(
            "The calculation as recorded does not give what is stated, but does once one of its two numbers is one "
            "certain other number of the same organization and period. The source may not say what the ratio is taken "
            "over."
        ): _(
            "The calculation as recorded does not give what is stated, but does once one of its two numbers is one "
            "certain other number of the same unit and period. The source may not say what the ratio is taken over."
        ),
        _(
            "Each organization and each measure has a JSON file, linked at the end of its page. A JSON Schema "
            "describes them."
        ): _(
            "Each unit and each measure has a JSON file, linked at the end of its page. A JSON Schema describes them."
        ),
    },
    "organization": {
        _("id of the organization"): _("id ({organization})"),
        _("Code of the organization in the list {scheme}"): _("Code in the list {scheme} ({organization})"),
    },
    "measures": {
        _("Other measures"): _("{measures}: others"),
        _("Kind of measure"): _("Kind"),
        n_("{count} measure.", "{count} measures."): n_("{measures}: {count}.", "{measures}: {count}."),
    },
    "measure": {_("id of the measure"): _("id ({measure})")},
    "decisions": {
        _("The decisions that the sources name."): _("{decisions} that the sources name."),
        _("Targets set by these decisions"): _("Targets that they set"),
        _("Decisions that set the targets"): _("{decisions} that set the targets"),
        _("Decisions learnt of from this source"): _("{decisions} learnt of from this source"),
    },
}
"""By the word that a bulletin has: what is said instead of messages with the word of the heading in them."""


def words_of(typed: ReplacedWords | None, language: Language) -> HeadingWords:
    """The words of a bulletin in a language, in the order of :data:`HEADINGS`."""
    words = ((name, getattr(typed, name)) for name in HEADINGS) if typed is not None else ()
    return tuple((name, text.localized(language)) for name, text in words if text is not None)


@cache
def replacements(words: HeadingWords) -> Mapping[Message, Message]:
    """What is said instead of which message, with the words as further details."""
    found: dict[Message, Message] = {}
    for name, _word in words:
        found |= {HEADINGS[name]: Message(f"{{{name}}}"), **_OTHER_SENTENCES.get(name, {})}
    return MappingProxyType(found)


def say(message: Message, language: Language, words: HeadingWords, /, **details: object) -> str:
    """The text of a message in the words of a bulletin; see :func:`bulletin.localization.messages.translate`."""
    if not words or (other := replacements(words).get(message)) is None:
        return translate(message, language, **details)
    return translate(other, language, **{**dict(words), **details})


def gettext_in_words(language: Language, words: HeadingWords) -> Callable[..., str]:
    """The function ``_`` of templates, in the words of a bulletin."""
    if not words:
        return gettext_for(language)

    def translated(source: str, context: str | None = None) -> str:
        message = Message(source, context)
        is_other = message in replacements(words)
        return say(message, language, words) if is_other else template(message, language)

    return translated
