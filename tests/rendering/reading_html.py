"""What a browser would make of a piece of HTML, as far as tests need to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}


@dataclass
class Element:
    """An element and what is in it."""

    tag: str
    attributes: dict[str, str | None]
    text: str = ""
    """All text in it, that of elements within it included."""


@dataclass
class Parsed(HTMLParser):
    """The elements of a page, in order, and its text."""

    html: str
    elements: list[Element] = field(default_factory=list)
    text: str = ""
    unclosed: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element."""
        assert len(dict(attrs)) == len(attrs), f"<{tag}> has an attribute twice"
        element = Element(tag, dict(attrs))
        self.elements.append(element)
        if tag not in VOID:
            self.unclosed.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself, as those of SVG may."""
        self.elements.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Check that elements nest."""
        assert self.unclosed, f"</{tag}> without a beginning"
        assert self.unclosed.pop().tag == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        """Note the text."""
        self.text += data
        for element in self.unclosed:
            element.text += data

    def handle_comment(self, data: str) -> None:
        """There are none."""
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        """There are none in an article."""
        raise AssertionError(f"a declaration: {decl}")

    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        """The elements with the names of their attributes, in order."""
        return [(element.tag, tuple(element.attributes)) for element in self.elements]

    def all(self, tag: str) -> list[Element]:
        """The elements of one name."""
        return [element for element in self.elements if element.tag == tag]


def single_spaced(text: str) -> str:
    """Text as HTML shows it: runs of white space are one space."""
    return " ".join(text.split())
