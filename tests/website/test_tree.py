"""The tree of Markdown is a bulletin on its own: other engines make the same articles of it."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from bulletin.model.places import Place
from bulletin.problems import Problem, Severity
from bulletin.problems.kinds import KINDS
from bulletin.rendering.files import Asset, Page
from bulletin.validation import validate
from bulletin.website import pipeline
from bulletin.website.build import write_files, write_markdown
from bulletin.website.pipeline import SiteError, publication, release_of
from bulletin.website.staging import NotOursError

from tests.sites import LANGUAGES, SAMPLE, VI

pytestmark = pytest.mark.slow

PROPERDOCS = Path(sys.prefix) / "properdocs"
"""Where ProperDocs is installed, apart from all else: some programs prefer it to MkDocs wherever they find it."""

CONFIGURATION = """
site_name: SYNTHETIC configuration
docs_dir: ../tree/vi
strict: true
theme: {name: material, font: false}
plugins: []
markdown_extensions: [attr_list]
"""


class Article(HTMLParser):
    """The words and the addresses of an article."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.anchors: list[str] = []
        self._is_inside = "<article" not in page
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where the article begins, and what may be linked to."""
        self._is_inside = self._is_inside or tag == "article"
        if self._is_inside:
            self.anchors += [value or "" for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        """Note where the article ends."""
        self._is_inside = self._is_inside and tag != "article"

    def handle_data(self, data: str) -> None:
        """Note the words."""
        if self._is_inside:
            self.words += data.split()


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the tree of the sample bulletin."""
    directory = tmp_path_factory.mktemp("markdown") / "tree"
    write_markdown(SAMPLE, directory, LANGUAGES, charts=True)
    return directory


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_engines_make_the_same_articles(tree: Path, engine: str) -> None:
    """An engine that converts the Markdown, strictly, publishes the words and the anchors that we publish."""
    project = tree.parent / engine
    project.mkdir()
    (project / "mkdocs.yml").write_text(CONFIGURATION)
    command = [sys.executable, "-m", engine, "build", "--config-file", "mkdocs.yml"]
    environment = {**os.environ, "PYTHONPATH": str(PROPERDOCS)}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for file in publication(release_of(SAMPLE), VI).files:
        if isinstance(file, Page):
            address = file.path.removesuffix("index.md").removesuffix(".md")
            made = Article((project / "site" / address / "index.html").read_text(encoding="utf-8"))
            ours = Article(file.html)
            assert made.words == ours.words, file.path
            assert set(ours.anchors) <= set(made.anchors), file.path


def test_both_languages_are_there(tree: Path) -> None:
    """Each language has a folder, with the same files in it."""
    files = [
        {path.relative_to(tree / language) for path in (tree / language).rglob("*.*") if path.is_file()}
        for language in LANGUAGES
    ]
    assert files[0] == files[1]
    assert {Path("index.md"), Path("downloads/figures.csv"), Path("assets/stylesheets/chart.css")} <= files[0]


def test_foreign_directory_is_refused(tmp_path: Path) -> None:
    """A directory that holds something else is left alone."""
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(NotOursError):
        write_markdown(SAMPLE, tmp_path, LANGUAGES, charts=False)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_files_are_written_as_they_are(tmp_path: Path) -> None:
    """Bytes of downloads are not touched; titles that are YAML stay titles."""
    title = 'Chi bộ: "a" # b'
    page = Page("a.md", title, "- {}", "# A\n", "<h1>A</h1>")
    write_files(tmp_path, [page, Asset("b/c.csv", b"\xef\xbb\xbf1\r\n")])
    assert (tmp_path / "b/c.csv").read_bytes() == b"\xef\xbb\xbf1\r\n"
    _, front, body = (tmp_path / "a.md").read_text(encoding="utf-8").split("---\n")
    assert (yaml.safe_load(front), body) == ({"title": title, "description": "- {}"}, "\n# A\n")


def test_no_file_hides_another(tmp_path: Path) -> None:
    """Two files of one path are refused instead of one silently taking the other's place."""
    with pytest.raises(SiteError, match=r"a/b\.csv"):
        write_files(tmp_path, [Asset("a/b.csv", b"one"), Asset("a/b.csv", b"other")])
    assert (tmp_path / "a/b.csv").read_bytes() == b"one"


def test_warnings_are_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is worth a look in records that are published all the same is not lost."""
    validation = validate(SAMPLE)
    kind = next(kind for kind in KINDS if kind.severity is Severity.WARNING)
    warning = Problem(kind, Place("records/bulletin.yml", 1, 1))
    monkeypatch.setattr(pipeline, "validate", lambda *_, **__: dataclasses.replace(validation, problems=(warning,)))
    assert write_markdown(SAMPLE, tmp_path / "tree", (VI,), charts=False).warnings == 1
