"""The two pages above the languages: the one that leads to the first language, and the one for wrong addresses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.model.records import Bulletin
from generator.model.text import Language
from generator.site.markup import templates

NAMES = {Language.VI: "Tiếng Việt", Language.EN: "English"}
"""What each language calls itself."""


def write(directory: Path, bulletin: Bulletin, languages: Sequence[Language], root: str = "/") -> None:
    """Write ``index.html`` and ``404.html``, which need no other file.

    :param root: the path under which the site is published, with slashes at both ends. Only the page for wrong
        addresses needs it, since that is shown under any address.
    """
    for name in ("index.html", "404.html"):
        html = templates().get_template(name).render(bulletin=bulletin, languages=languages, names=NAMES, root=root)
        (directory / name).write_text(html, encoding="utf-8")


def write_waiting(directory: Path) -> None:
    """Write an ``index.html`` for a preview that has no site yet."""
    (directory / "index.html").write_text(templates().get_template("waiting.html").render(), encoding="utf-8")
