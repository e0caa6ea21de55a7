"""Text for readers, in every language of the bulletin."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Words = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
"""A label or a note: never empty; shown as typed, never as markup."""


class Language(StrEnum):
    """A language the bulletin is published in; the value is its BCP 47 tag."""

    VI = "vi"
    EN = "en"


class Text(BaseModel):
    """One text in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    vi: Words
    """Vietnamese."""
    en: Words
    """English."""

    def in_(self, language: Language) -> str:
        """The text in ``language``."""
        return self.vi if language is Language.VI else self.en
