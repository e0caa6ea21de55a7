"""Other ways to make a site of the same Markdown, which has the charts in it: MkDocs Material as it comes, and Hugo.

One draws a chart for each page itself, as a project without a generator for charts would.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_HUGO = Path(__file__).parent / "hugo"
_PYPLOT = Path(__file__).parent / "pyplot_hook.py"
PLAIN = """\
site_name: Bulletin
docs_dir: content
theme: {name: material}
"""
SHORT = "nav: [index.md, {lists}]\n"


@dataclass(frozen=True)
class Rival:
    """Another generator."""

    name: str
    prepare: Callable[[Path, Path], None]
    """Makes a project of it in a new directory, from a directory of Markdown."""
    command: tuple[str | Path, ...]
    """Builds the project it is run in."""


def plain(markdown: Path, project: Path) -> None:
    """MkDocs Material with default settings: built-in search, every page in the navigation."""
    shutil.copytree(markdown, project / "content")
    (project / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")


def plain_with_short_navigation(markdown: Path, project: Path) -> None:
    """The same with only the lists in the navigation, which spares MkDocs most of its work."""
    plain(markdown, project)
    lists = sorted(path.relative_to(markdown).as_posix() for path in markdown.glob("*/index.md"))
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(SHORT.format(lists=", ".join(lists)))


def hugo(markdown: Path, project: Path) -> None:
    """Hugo with the layout beside this module; to Hugo, the page of a section is ``_index.md``."""
    shutil.copytree(_HUGO, project, dirs_exist_ok=True)
    shutil.copytree(markdown, project / "content")
    for index in sorted((project / "content").rglob("index.md")):
        index.rename(index.with_name("_index.md"))


def plain_with_pyplot(markdown: Path, project: Path) -> None:
    """MkDocs Material with default settings and a hook that draws a chart for each page with pyplot."""
    plain(markdown, project)
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(f"hooks: [{_PYPLOT}]\n")


_MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "out")
HUGO = Rival("Hugo", hugo, (Path(sys.executable).with_name("hugo"), "--quiet", "--destination", "out"))
RIVALS = (
    HUGO,
    Rival("MkDocs Material, lists in the navigation", plain_with_short_navigation, _MKDOCS),
    Rival("MkDocs Material, default settings", plain, _MKDOCS),
    Rival("MkDocs Material, a pyplot chart a page", plain_with_pyplot, _MKDOCS),
)
