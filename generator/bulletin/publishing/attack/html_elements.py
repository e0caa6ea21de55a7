"""Elements of pages, which the program writes well-formed: read with one expression, and found by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

_TOKEN = re.compile(
    r"""<!--.*?-->|<![^>]*>|<(?P<end>/?)(?P<tag>[a-zA-Z][^\s/>]*)(?P<rest>(?:[^>"']|"[^"]*"|'[^']*')*)>|(?P<text>[^<]+|<)""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_UNREAD = {tag: re.compile(rf"</{tag}\s*>", re.IGNORECASE) for tag in ("script", "style")}
_LABELS = re.compile(
    r"(periods|sources|decisions|measures|organizations|methods)/[^#]*$|decisions/#|#.*-(note|source)-\d+$"
)
"""Addresses whose links are names rather than numbers."""


class Element:
    """An element of a page."""

    __slots__ = ("_attributes", "_page", "_rest", "children", "end", "start", "tag")

    def __init__(
        self, tag: str, rest: str = "", children: list[Element | str] | None = None, page: list[Element] | None = None
    ) -> None:
        """Begin an element.

        :param rest: its attributes as they are written.
        :param page: all elements of the page so far, in order.
        """
        self.tag = tag
        self.children: list[Element | str] = children if children is not None else []
        self._rest = rest
        self._attributes: Mapping[str, str] | None = None if rest else {}
        self._page = page if page is not None else []
        self.start = len(self._page)
        self._page.append(self)
        self.end = self.start + 1
        """Behind the last element within it, in the order of the page."""

    @property
    def attributes(self) -> Mapping[str, str]:
        """Its attributes by their names."""
        if self._attributes is None:
            found = _ATTRIBUTE.findall(self._rest)
            self._attributes = {
                name.lower(): unescape(first or second or third) for name, first, second, third in found
            }
        return self._attributes

    @property
    def text(self) -> str:
        """All its text."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def numbers_text(self) -> str:
        """Its text without names that it links to, marks of notes and flags."""
        if self.tag == "sup" or "bulletin-flag" in self.attributes.get("class", ""):
            return ""
        if self.tag == "a" and _LABELS.search(self.attributes.get("href", "")):
            return ""
        return "".join(child if isinstance(child, str) else child.numbers_text for child in self.children)

    def all(self, *tags: str) -> Iterator[Element]:
        """All elements below it of these names, in order."""
        return (each for each in self._page[self.start + 1 : self.end] if each.tag in tags)


def read_html(html: str) -> Element:
    """The elements of a page; scripts and styles are left out."""
    page: list[Element] = []
    root = Element("", page=page)
    opened, place = [root], 0
    while (token := _TOKEN.match(html, place)) is not None:
        place = token.end()
        if text := token["text"]:
            opened[-1].children.append(unescape(text) if "&" in text else text)
        elif (tag := (token["tag"] or "").lower()) and token["end"]:
            _close(opened, tag, len(page))
        elif tag:
            element = Element(tag, token["rest"], page=page)
            opened[-1].children.append(element)
            if tag in _UNREAD:
                found = _UNREAD[tag].search(html, place)
                place = found.end() if found else len(html)
            elif tag not in _VOID and not token["rest"].endswith("/"):
                opened.append(element)
    for element in opened:
        element.end = len(page)
    return root


def _close(opened: list[Element], tag: str, end: int) -> None:
    """Close the innermost open element of a name, and all within it; none where there is none."""
    for place in range(len(opened) - 1, 0, -1):
        if opened[place].tag == tag:
            for element in opened[place:]:
                element.end = end
            del opened[place:]
            return
