"""The audience of a site that is not for the public: every page and every file of it says so."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.analysis.referenced_codes import changed
from bulletin.disclosure.release import Release
from bulletin.localization.messages import _, translate
from bulletin.model.records import Bulletin, Id
from bulletin.model.text import Language, Text

NOT_PUBLIC = _("{audience}: not for the public")
# Translators: the name of the audience that sees all figures, where the bulletin names no audiences of its own
_INTERNAL = _("Internal", "audience")


@dataclass(frozen=True)
class AudienceView:
    """An audience that sees more than the public, in one language."""

    id: Id
    name: str
    """What pages call it."""

    @classmethod
    def of(cls, release: Release, language: Language) -> AudienceView | None:
        """The audience of a release; None for the public."""
        bulletin, audience = release.catalogue.bulletin, release.audience
        if audience == bulletin.audience_ids[0]:
            return None
        names = {each.id: each.name.localized(language) for each in bulletin.audiences}
        return cls(audience, names.get(audience) or translate(_INTERNAL, language))

    def marked(self, title: str) -> str:
        """A title that begins with the name of the audience, in square brackets: ``[Staff] Library bulletin``."""
        return f"[{self.name}] {title}"

    def line(self, language: Language) -> str:
        """That what is below is not for the public, in a language."""
        return translate(NOT_PUBLIC, language, audience=self.name)


def titled(release: Release) -> Bulletin:
    """The bulletin, whose title names the audience of a release unless that is the public.

    From there the title is in the header and in the citation of every page, in feeds, BibTeX and metadata.
    """
    bulletin = release.catalogue.bulletin
    marked = {
        language: audience.marked(words)
        for language, words in bulletin.title.root.items()
        if language in bulletin.languages and (audience := AudienceView.of(release, language)) is not None
    }
    return changed(bulletin, title=Text.computed(marked)) if marked else bulletin
