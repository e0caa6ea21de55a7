"""A language is added by a catalogue alone: then nothing that readers or editors see is in another language."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import feedparser
import pytest

from tests.contracts.bad_projects import CODES
from tests.pages.pseudo import LONG, PSEUDO, PseudoSite, run
from tests.sites import ROOT

LATIN = re.compile("[A-Za-zÀ-ɏḀ-ỹ]{2,}")
"""A word that is in none of the synthetic languages."""
CODE = re.compile(r"https?://\S*|\w+(?:[-_/.]\w+)+")
"""An id, a file, an address, a number of a decision: the same in all languages."""
READ = {"title", "alt", "aria-label", "placeholder", "label"}
"""Attributes that are shown or read out."""
COLUMNS = "downloads/index.html"
"""The page that explains columns of files by their names."""
every_language = pytest.mark.parametrize("language", PSEUDO)


def foreign(text: str, known: Iterable[str] = ()) -> list[str]:
    """The words of a text that are neither translated nor a code."""
    return [word for word in LATIN.findall(CODE.sub("", text)) if word not in known]


class Words(HTMLParser):
    """All that a reader sees or hears of a page, a part on each line; code is left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts = ""
        self._inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"script", "style", "code"}:
            self._inside.append(tag)
        described = tag == "meta" and (given.get("name") == "description" or "og:" in (given.get("property") or ""))
        shown = [value for name, value in attrs if value and (name in READ or (described and name == "content"))]
        self.texts += "" if tag == "wbr" else "\n"
        self.texts += "".join(f"{value}\n" for value in shown if not value.startswith("http"))

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()
        self.texts += "\n"

    def handle_data(self, data: str) -> None:
        self.texts += "" if self._inside else data


@every_language
def test_pages_are_in_the_language(pseudo: PseudoSite, language: str) -> None:
    """No text, title, description or label of a page is left: editions, their list, 404 and ways in among them."""
    columns = {name for path in pseudo.files(language, ".csv") for name in rows(path)[0]}
    codes = {"BibTeX", *(tag.upper() for tag in PSEUDO)}
    pages = [pseudo.directory / "404.html", pseudo.directory / "index.html", *pseudo.files(language, ".html")]
    found = {
        page.relative_to(pseudo.directory).as_posix(): foreign(
            Words(page.read_text(encoding="utf-8")).texts,
            codes | columns if page.as_posix().endswith(COLUMNS) else codes,
        )
        for page in pages
    }
    assert len(pages) > 100
    assert {page: words for page, words in found.items() if words} == {}


def rows(path: Path) -> list[list[str]]:
    """The rows of a CSV file, its header first."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@every_language
def test_tables_to_download_are_in_the_language(pseudo: PseudoSite, language: str) -> None:
    """Headers and cells of the file of each page; in that of all figures, the notes, which have a column."""
    tables = [path for path in pseudo.files(language, ".csv") if path.parent.name == "pages"]
    cells = {path.name: foreign(" ".join(map(" ".join, rows(path)))) for path in tables}
    del cells["downloads.csv"]
    assert len(cells) > 50
    assert {name: words for name, words in cells.items() if words} == {}
    (figures,) = pseudo.files(language, "downloads/figures.csv")
    header, *data = rows(figures)
    (notes,) = [place for place, name in enumerate(header) if name == f"note_{language}"]
    assert any(row[notes] for row in data)
    assert {row[notes] for row in data if foreign(row[notes])} == set()


def sentences(answer: Any) -> Iterator[str]:
    """Every text of several words in a JSON value."""
    if isinstance(answer, str):
        yield from [answer] if " " in answer else []
    elif isinstance(answer, (dict, list)):
        for inner in answer.values() if isinstance(answer, dict) else answer:
            yield from sentences(inner)


@every_language
def test_answers_for_programs_are_in_the_language(pseudo: PseudoSite, language: str) -> None:
    """Names, titles and explanations in JSON; the schema is for programmers, and in English everywhere."""
    answers = [path for path in pseudo.files(language, ".json") if "assets" not in path.parts]
    paths = [path for path in answers if path.name != "schema.json"]
    assert len(paths) > 20
    for path in paths:
        wrong = [text for text in sentences(json.loads(path.read_bytes())) if foreign(text)]
        assert wrong == [], path


@every_language
def test_feeds_are_in_the_language(pseudo: PseudoSite, language: str) -> None:
    """Titles and summaries."""
    (path,) = pseudo.files(language, "feed.xml")
    feed = feedparser.parse(path.read_bytes())
    texts = [feed.feed.title, feed.feed.author, *(f"{entry.title} {entry.summary}" for entry in feed.entries)]
    assert len(texts) > 2
    assert [text for text in texts if foreign(Words(text).texts)] == []


PROBLEMS = """
import json, sys, tempfile
from pathlib import Path
from pytest import MonkeyPatch
from bulletin.problems.report import as_text
from tests.contracts.bad_projects import CODES, bad_project, problems_of

for code in CODES:
    with tempfile.TemporaryDirectory() as folder, MonkeyPatch.context() as patch:
        project = bad_project(code, Path(folder), patch)
        text = as_text(problems_of(project), sys.argv[1])
        files = [path for path in project.rglob("*") if path.is_file() and path.suffix in {".yml", ".csv"}]
        typed = [path.read_text("utf-8", "replace") for path in files]
        print(json.dumps([code, text, " ".join(typed)]))
"""


OF_FILES = {
    "disclosure-unprotected": {"internal"},  # the audience that is there unless others are declared
    "csv-description-missing": {"unused"},  # what to type for a column that is left out
    "form-word-unknown": {"provisional", "final"},  # words of the form, which is in English
    "sheet-too-large": {"XFD"},  # a column
}
"""Words in messages that are typed as they are, or are those of files other than records."""


def names(schema: Any) -> Iterator[str]:
    """The fields of records and what may be typed in them, which are the same in all languages."""
    if isinstance(schema, dict):
        yield from (*schema.get("properties", {}), *map(str, schema.get("enum", ())), str(schema.get("const", "")))
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from names(inner)


def test_problems_are_in_the_language(pseudo: PseudoSite, tmp_path: Path) -> None:
    """Messages and hints for every kind of bad record have no words besides those that are typed in the records."""
    (tmp_path / "problems.py").write_text(PROBLEMS, encoding="utf-8")
    paths = f"{tmp_path}:{ROOT}"
    done = run(pseudo.generator, "problems", LONG.tag, cwd=ROOT, also=paths)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [code for code, _, _ in found] == CODES
    schemas = [json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "schemas").glob("*.json")]
    fields = {"vi", "en", *PSEUDO, *LATIN.findall(" ".join(names(schemas)))}
    wrong: dict[str, list[str]] = {}
    for code, text, typed in found:
        excerpt = re.compile(r"^ +\d* \|.*$|^\S+: \w+ \[.*?\]", re.MULTILINE)
        said = re.sub("“[^”]*”|\\{[^{}]*\\}|U\\+[0-9A-F]+[A-Z -]*", "", excerpt.sub("", text.replace("\u0301", "")))
        wrong[code] = foreign(said, fields.union(LATIN.findall(typed), OF_FILES.get(code, ())))
    assert not any(wrong.values()), {code: words for code, words in wrong.items() if words}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("publish", "--help"),
        ("chek",),
        ("check", "--fromat"),
        ("check", "--format", "x"),
        ("verify", "no-such-folder"),
        ("explain",),
        ("explain", "figure-repeated"),
    ],
    ids=" ".join,
)
def test_the_command_speaks_the_language(pseudo: PseudoSite, arguments: tuple[str, ...]) -> None:
    """Help, explanations and what is said of a slip; commands, options and what was typed are quoted."""
    done = run(pseudo.generator, "bulletin.cli", *arguments, "--language", LONG.tag, cwd=pseudo.project)
    said = re.sub("'[^']*'|“[^”]*”|(?<!\\w)--?[a-z-]+|\\[[^]]*\\]", "", done.stdout + done.stderr)
    typed = {"bulletin", *arguments, "DIR", "COMMAND", "ARGS", "BRANCH", "NAME", "OLD", "NEW", "ID", "URL", "FILE"}
    assert len(said) > 40
    assert set(foreign(re.sub("^ *[a-z-]+ ", "", said, flags=re.MULTILINE), typed)) == set()
