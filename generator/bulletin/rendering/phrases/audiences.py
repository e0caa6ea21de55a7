"""The audience that a site is for, where it is not for the public: pages and files say so."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.localization.messages import _
from bulletin.model.records.parts import Id
from bulletin.rendering.context import PageContext


@dataclass(frozen=True)
class AudienceView:
    """An audience that sees more than the public, in one language."""

    id: Id
    name: str
    """What pages call it."""


def audience_view(page: PageContext) -> AudienceView | None:
    """The audience of a release in one language; None for the public."""
    bulletin, audience = page.catalogue.bulletin, page.release.audience
    if audience == bulletin.audience_ids[0]:
        return None
    names = {each.id: page.words.text(each.name) for each in bulletin.audiences}
    # Translators: the name of the audience that sees all figures, where the bulletin names no audiences of its own
    return AudienceView(audience, names.get(audience) or page.words.say(_("Internal", "audience")))
