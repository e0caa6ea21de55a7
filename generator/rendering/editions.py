"""What an edition says of itself, in words: on its own pages, and to whoever lists editions."""

from __future__ import annotations

from dataclasses import dataclass

from generator.disclosure.door import Release
from generator.model.text import Language
from generator.rendering.text.messages import STATUSES, Editions
from generator.rendering.wording import Wording


@dataclass(frozen=True)
class EditionView:
    """An edition in one language. All dates are words, known as far as they are: a day, a month or a year."""

    id: str
    version: str
    """Its folder: the id, and ``2023-Q1.1`` once corrected."""
    title: str
    period: str
    """The period it reports."""
    cut_off: str
    """The last day whose reports it knows."""
    released: str
    next_release: str
    """Or that it is to be announced."""
    status: str
    note: str
    """How its dates are known; empty where there is nothing to say."""


def edition_view(released: Release, language: Language) -> EditionView | None:
    """What the edition of a release says of itself; None for a draft."""
    if released.edition is None:
        return None
    words, edition = Wording(released.catalogue, language), released.catalogue.editions[released.edition]
    return EditionView(
        id=edition.id,
        version=released.catalogue.version_of(edition.id),
        title=words.text(edition.title),
        period=words.period(edition.period),
        cut_off=words.date(edition.cut_off),
        released=words.date(edition.released),
        next_release=words.date(edition.next_release) if edition.next_release else words.say(Editions.to_be_announced),
        status=words.say(STATUSES[edition.status]),
        note=words.text(edition.note) if edition.note else "",
    )
