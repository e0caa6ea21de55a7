"""The brand of a bulletin: one colour and a logo, and what follows from the colour in the light and in the dark."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import StringConstraints

from bulletin.model.colours import BLACK, WHITE, Colour, readable, text_on
from bulletin.model.records import Bulletin

LOGO = "assets/images/logo"
"""Where the logo is in a site, without its ending."""
LogoPath = Annotated[str, StringConstraints(pattern=rf"^{LOGO}\.(svg|png)$")]

_DEFAULT_COLOUR = "#17365a"
_LIGHT_PAPER, _DARK_PAPER = ("#ffffff", "#f3f6f9"), ("#14191f", "#1d242d")
"""What text is read on in either scheme: the page, and what is set off from it."""
_DARK_HEAD = 10.0
"""The contrast of white to the header in the dark, so that it does not glare."""


@dataclass(frozen=True)
class Scheme:
    """The colours of one scheme; every text has a contrast of 4.5 at least to what is behind it."""

    head: str
    """Behind the header and the footer."""
    on_head: str
    """Of text there."""
    link: str
    """Of links, marks and bars on the page."""


@dataclass(frozen=True)
class Brand:
    """What sets the pages of a bulletin apart; at least one of both is there."""

    colour: Colour | None = None
    logo: LogoPath | None = None
    """The path of the logo in the site."""

    @classmethod
    def of(cls, bulletin: Bulletin) -> Brand | None:
        """The brand that the records state; None where they state none."""
        if not (bulletin.colour or bulletin.logo):
            return None
        ending = PurePosixPath(bulletin.logo).suffix if bulletin.logo else ""
        return cls(bulletin.colour and bulletin.colour.lower(), f"{LOGO}{ending}" if ending else None)

    @property
    def logo_name(self) -> str:
        """The name of the logo's file; empty without a logo."""
        return PurePosixPath(self.logo or "").name

    @property
    def light(self) -> Scheme:
        """The colours in the light."""
        head = self.colour or _DEFAULT_COLOUR
        return Scheme(head, text_on(head), readable(head, BLACK, _LIGHT_PAPER))

    @property
    def dark(self) -> Scheme:
        """The colours in the dark."""
        colour = self.colour or _DEFAULT_COLOUR
        head = readable(colour, BLACK, (WHITE,), _DARK_HEAD)
        return Scheme(head, WHITE, readable(colour, WHITE, _DARK_PAPER))
