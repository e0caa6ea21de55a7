"""Why a series breaks, in words: as a source tells it, or by what became of organizations."""

from __future__ import annotations

from bulletin.model.corpus import Catalogue
from bulletin.model.history import ReorganizationEvent
from bulletin.model.records import EventKind
from bulletin.model.text import Text
from bulletin.rendering.localizer import Localizer
from bulletin.rendering.text.messages import BREAKS, Reorganizations


def worded(catalogue: Catalogue, reason: Text | ReorganizationEvent) -> Text:
    """A reason in every language of the bulletin."""
    if isinstance(reason, Text):
        return reason
    languages = catalogue.bulletin.languages
    return Text.computed({language: break_text(Localizer(catalogue, language), reason) for language in languages})


def break_text(words: Localizer, reason: Text | ReorganizationEvent) -> str:
    """A reason in one language."""
    return words.text(reason) if isinstance(reason, Text) else _said(words, reason)


def _said(words: Localizer, happening: ReorganizationEvent) -> str:
    unit, event = happening
    goes_on = unit in event.organizations
    others = ", ".join(words.organization(one) for one in event.organizations if one != unit)
    parent = words.catalogue.history.new_parent(unit, event) if event.what is EventKind.MOVED else None
    what = words.say(
        Reorganizations.split_off if goes_on else BREAKS[event.what],
        unit=words.organization(unit),
        others=others,
        parent=words.organization(parent) if parent else "",
    )
    return words.say(Reorganizations.break_reason, what=what)
