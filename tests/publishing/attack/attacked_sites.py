"""SYNTHETIC sites to be attacked: what a bulletin publishes of made-up figures, with some of them hidden afterwards.

Disclosure control would hide more than what these tests hide; so it is not asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bulletin.analysis.compilation import compile_tables
from bulletin.disclosure import Release, release
from bulletin.model.corpus import Corpus
from bulletin.model.text import Language
from bulletin.rendering import render
from bulletin.rendering.export.rows import entries_of, period_of
from bulletin.rendering.files import Asset, Page
from bulletin.rendering.links import served
from bulletin.website.search_index import SEARCH_INDEX, search_entry

from tests.sites import EN

Entry = dict[str, Any]


def published(folder: Path, corpus: Corpus, *, pages: bool = True, charts: bool = False) -> Path:
    """Write what a draft of the corpus publishes in English; the folder of that language.

    :param pages: whether to write pages and the index of the search, too, or only the files for programs.
    """
    return written(folder, release(corpus, compile_tables(corpus)), EN, pages=pages, charts=charts)


def written(folder: Path, released: Release, language: Language, *, pages: bool = True, charts: bool = False) -> Path:
    """Write what a release publishes in a language, but for what MkDocs puts around it; the folder."""
    entries = []
    for file in render(released, language, charts=charts):
        path = folder / (f"{served(file.path)}index.html" if isinstance(file, Page) else file.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(file, Page) and pages:
            path.write_text(file.html, encoding="utf-8")
            entries.append(search_entry(file, served(file.path)))
        elif isinstance(file, Asset):
            path.write_bytes(file.content)
    if entries:
        path = folder / SEARCH_INDEX
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps({"config": {}, "docs": entries}), encoding="utf-8")
    return folder


def hide(folder: Path, **fields: object) -> None:
    """Hide the figures whose fields are these: in the files for programs only, but for CSV, which is removed."""
    (folder / "downloads" / "figures.csv").unlink(missing_ok=True)
    edit(folder, lambda entry: entry.update(value={"absence": "suppressed"}, flags=["c"]), **fields)


def edit(folder: Path, change: Callable[[Entry], None], **fields: object) -> None:
    """Change the entries of the figures whose fields are these; the period is given by its notation."""
    for path in sorted((folder / "api").glob("*/*.json")):
        answer = json.loads(path.read_bytes())
        answer["figures"] = entries_of(answer, "figures")  # an object each, as in answers of earlier programs
        for entry in answer["figures"]:
            about = {**entry, "period": period_of(entry)}
            if all(about.get(name) == value for name, value in fields.items()):
                change(entry)
        path.write_text(json.dumps(answer), encoding="utf-8")


def edit_measure(folder: Path, measure: str, change: Callable[[Entry], None]) -> None:
    """Change what the answer about a measure says of it."""
    path = folder / "api" / "measures" / f"{measure}.json"
    answer = json.loads(path.read_bytes())
    change(answer["measure"])
    path.write_text(json.dumps(answer), encoding="utf-8")
