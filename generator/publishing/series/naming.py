"""What editions and their dates are called wherever editions are listed."""

from __future__ import annotations

from generator.publishing.manifest import Day
from generator.publishing.series.volumes import Volume
from generator.rendering.text.messages.series import Series as Words


def title_of(volume: Volume) -> str:
    """An edition's title, which says whether it has been corrected."""
    title = volume.edition.title
    return Words.corrected.in_(volume.language, title=title) if volume.turn else title


def known(volume: Volume, day: Day | None, words: str) -> str:
    """A date in the words of an edition, which say so where only the month or the year is known.

    :param day: the date; None where it is to be announced.
    """
    return words if day is None or day.exact else Words.no_day_known.in_(volume.language, day=words)
