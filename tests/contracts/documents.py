"""The documents of the repository, as tests read them: examples between fences, and links."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import dedent

from tests.sites import ROOT

RECORDS = ROOT / "records"
"""Where the records of this repository are; what is said of them is tested in ``tests/this_bulletin``."""
DOCUMENTS = sorted(
    subprocess.run(
        ["git", "ls-files", "*.md", ":!records"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
)
"""All documents, but for those among the records."""


def block(document: Path, begins: str) -> str:
    """The text between fences, in a document, that begins so."""
    text = document.read_text(encoding="utf-8")
    blocks = (dedent(found) for found in re.findall(r"^ *```\w*\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL))
    return next(found for found in blocks if found.startswith(begins))


@dataclass(frozen=True)
class Link:
    """A relative link of a document."""

    file: Path
    anchor: str
    """The heading that it names; empty: none."""

    @property
    def leads_somewhere(self) -> bool:
        """Whether the file is there, and the heading in it."""
        return self.file.exists() and (not self.anchor or self.anchor in anchors(self.file))


def links_of(document: Path) -> list[Link]:
    """The relative links of a document."""
    found = re.findall(r"\]\((?![a-z]+:)([^)\s#]*)#?([^)\s]*)\)", document.read_text(encoding="utf-8"))
    return [Link((document.parent / path).resolve() if path else document, anchor) for path, anchor in found]


@cache
def anchors(document: Path) -> set[str]:
    """Where on a page links may lead: its headings, as GitHub names them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
