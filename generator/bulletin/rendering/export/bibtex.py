"""BibTeX of an edition, for reference managers: ``downloads/citation.bib``, with one entry.

What LaTeX would take for a command is escaped. A second pair of braces keeps capitals, and a publisher's name whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Asset
from bulletin.rendering.links import CITATION_BIB
from bulletin.rendering.phrases.citations import CitedEdition

_ESCAPED = {sign: f"\\{sign}" for sign in "{}&%$#_"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_SPECIAL = re.compile(r"[{}&%$#_\\~^]")


def latex(text: str) -> str:
    """Text as LaTeX shows it as it is, in one line."""
    return _SPECIAL.sub(lambda match: _ESCAPED[match[0]], " ".join(text.split()))


def bibtex(page: PageContext) -> Iterator[Asset]:
    """The entry of an edition; nothing for a draft, which is not to be cited."""
    if edition := CitedEdition.of(page):
        fields = "".join(f"  {name} = {{{text}}},\n" for name, text in _fields(edition))
        key = f"bulletin-{edition.version}-{page.language}"
        yield Asset(CITATION_BIB, f"@misc{{{key},\n{fields}}}\n".encode())


def _fields(edition: CitedEdition) -> Iterator[tuple[str, str]]:
    yield "author", f"{{{latex(edition.publisher)}}}"
    yield "title", f"{{{latex(edition.title)}}}"
    yield "year", str(edition.day.end.year)
    if edition.day.is_instant:
        yield "date", edition.day.end.isoformat()
    yield "version", latex(edition.version)
    yield "url", edition.url
    yield "language", edition.context.language
    if audience := edition.context.audience:
        yield "note", latex(audience.line(edition.context.language))
