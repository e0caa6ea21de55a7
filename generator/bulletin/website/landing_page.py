"""The landing page above all languages, which leads to the first of them, and the page for unknown addresses."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from bulletin.localization.languages import own_name
from bulletin.localization.messages import gettext_for
from bulletin.model.records import Bulletin
from bulletin.model.text import Language
from bulletin.website.resources import templates


def write_landing_page(directory: Path, bulletin: Bulletin, languages: Sequence[Language]) -> None:
    """Write ``index.html``, and the first language's ``404.html``, which works here too.

    :param directory: holds the finished site of each language.
    """
    names = {language: own_name(language) for language in languages}
    page = templates().get_template("index.html").render(bulletin=bulletin, languages=languages, names=names)
    (directory / "index.html").write_text(page, encoding="utf-8")
    shutil.copyfile(directory / languages[0] / "404.html", directory / "404.html")


def write_waiting_page(directory: Path, language: Language) -> None:
    """Write an ``index.html`` for a preview that has no site yet."""
    words = {"languages": [language], "_": gettext_for(language)}
    (directory / "index.html").write_text(templates().get_template("waiting.html").render(words), encoding="utf-8")
