"""Catalogues of translations (gettext): messages are extracted from code and templates, translations kept and compiled.

``python -m bulletin.localization.catalogues`` does all of it for every language; ``make messages`` calls it. What a
translator edits is ``locales/<tag>/LC_MESSAGES/bulletin.po``, what the program reads the compiled ``.mo`` beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from bulletin.localization.languages import LOCALES

_KEYWORDS = parse_keywords(["_:1,1t", "_:1,2c,2t", "n_:1,2", "gettext"])
"""The functions that declare messages: a second argument of ``_`` is the context, of ``n_`` the plural; ``gettext`` is
what Jinja makes of a block of text, ``{% trans %}``."""
_TEMPLATES = {"encoding": "utf-8", "silent": "false", "trim_blocks": "true", "lstrip_blocks": "true", "trimmed": "true"}
_METHODS = {
    "**.py": "python",
    "**/templates/**.jinja": "jinja2",
    "**/templates/**.html": "jinja2",
    "**/theme/**.html": "jinja2",
}
_COMMENTS = ("Translators:",)
"""How a comment begins that is about the message below it, and is copied into the catalogues."""
_WIDTH = 120


def paths() -> tuple[Path, ...]:
    """The catalogue of each language but the source language, which needs none; compiled or not."""
    return tuple(sorted(LOCALES.glob("*/LC_MESSAGES/bulletin.po")))


def extracted() -> Catalog:
    """The messages that code and templates declare, in the order of the files."""
    found = Catalog(project="bulletin")
    options = {pattern: _TEMPLATES for pattern, method in _METHODS.items() if method == "jinja2"}
    for _file, _line, message, comments, context in extract_from_dir(
        LOCALES.parent, list(_METHODS.items()), options, _KEYWORDS, _COMMENTS, strip_comment_tags=True
    ):
        found.add(message, auto_comments=comments, context=context)
    return found


def translated(path: Path) -> Catalog:
    """A catalogue as it is in its file; empty where there is none yet."""
    tag = path.parent.parent.name
    if not path.exists():
        return Catalog(locale=tag.replace("-", "_"), project="bulletin")
    with path.open("rb") as file:
        return read_po(file, locale=tag.replace("-", "_"))


def written(catalogue: Catalog) -> bytes:
    """The text of a catalogue."""
    for message in catalogue:
        message.flags.discard("python-format")  # Babel takes every percent sign for a placeholder
    text = BytesIO()
    write_po(text, catalogue, width=_WIDTH, no_location=True, ignore_obsolete=True)
    return text.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """A catalogue in the form that the program reads."""
    content = BytesIO()
    write_mo(content, catalogue)
    return content.getvalue()


def updates() -> Iterator[tuple[Path, bytes]]:
    """Every file of every catalogue, and what it should hold: new messages without a translation, unused ones gone."""
    template = extracted()
    for path in paths():
        catalogue = translated(path)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        yield path, written(catalogue)
        yield path.with_suffix(".mo"), compiled(catalogue)


def update() -> Iterator[str]:
    """Extract, update and compile the catalogues of all languages.

    :return: what to do next, a line for each message: those without a translation, and translations that went.
    """
    before = {path: translated(path) for path in paths()}
    for path, content in updates():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    for path, former in before.items():
        yield from _differences(path.parent.parent.name, former, translated(path))


def _differences(tag: str, former: Catalog, latter: Catalog) -> Iterator[str]:
    """What a translator has to do after an update, or may want to take over from before."""
    for message in latter:
        if message.id and not all(texts(message.string)):
            yield f"{tag}: to be translated: {texts(message.id)[0]}"
    for message in former:
        if message.id and latter.get(message.id, message.context) is None:
            yield f"{tag}: removed: {texts(message.id)[0]} = {texts(message.string)[0]}"


def texts(text: str | Iterable[str] | None) -> list[str]:
    """The plural forms of a message or of its translation; of one without, its text."""
    return [text] if isinstance(text, str) else list(text or ())


if __name__ == "__main__":
    print("\n".join(update()) or "Every message is translated.")  # noqa: T201 - a tool for developers
