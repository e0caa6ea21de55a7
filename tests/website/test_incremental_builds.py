"""Whatever is edited, a build that takes from the cache what it can makes what a build without one makes."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from bulletin.rendering.files import Page, SiteFile
from bulletin.website.build_cache import BuildCache
from bulletin.website.pipeline import RecordsError, publication, release_of
from bulletin.website.resources import Resources

from tests.sites import EN, SAMPLE, VI

EDITS = int(os.environ.get("EDITS", "25"))
"""How many edits are tried."""
ASKED = (
    *[partial(publication, language=VI)] * 7,
    partial(publication, language=EN),
    partial(publication, language=VI, charts=False),
    partial(publication, language=VI, address="https://bulletin.example/"),
)
"""What is asked for after each edit, mostly the same."""
Node = dict[str, Any]


class Records:
    """The records of a project as data, which are edited at random."""

    def __init__(self, project: Path, chance: random.Random) -> None:
        self._chance = chance
        self._files = {path: yaml.safe_load(path.read_text()) for path in sorted(project.rglob("records/**/*.yml"))}
        for path in self._files:
            self._write(path)

    def edit(self) -> Callable[[], None]:
        """Change something; give a function that takes the change back."""
        path = self._chance.choice(list(self._files))
        before = path.read_text()
        edits = (self._number, self._text, self._reference, self._remove, self._repeat, self._flag)
        self._chance.choice(edits)(path)
        self._write(path)

        def back() -> None:
            path.write_text(before)
            self._files[path] = yaml.safe_load(before)

        return back

    def _write(self, path: Path) -> None:
        text = yaml.safe_dump(self._files[path], allow_unicode=True, sort_keys=False)
        path.write_text(f"# SYNTHETIC: a test has edited it.\n{text}")

    def _number(self, path: Path) -> None:
        """A value, a tolerance, a number of units."""
        places = [(node, key) for node, key, value in _leaves(self._files[path]) if type(value) is int]
        if places:
            node, key = self._chance.choice(places)
            node[key] += self._chance.choice((-1, 1, 7))

    def _text(self, path: Path) -> None:
        """A name, a note, a title."""
        places = [(node, key) for node, key, _ in _leaves(self._files[path]) if key in {"vi", "en"}]
        if places:
            node, key = self._chance.choice(places)
            node[key] = f"{node[key]} ({self._chance.randint(0, 9)})"

    def _reference(self, path: Path) -> None:
        """An id of something else of the same sort: a parent, a kind, a source, a measure."""
        keys = ("parent", "kind", "source", "measure", "organization", "unit", "population")
        places = [(node, key) for node, key, value in _leaves(self._files[path]) if key in keys]
        if places:
            node, key = self._chance.choice(places)
            others = {value for data in self._files.values() for _, name, value in _leaves(data) if name == key}
            node[key] = self._chance.choice(sorted(map(str, others)))

    def _remove(self, path: Path) -> None:
        """A record of a list."""
        if isinstance(self._files[path], list) and len(self._files[path]) > 1:
            self._files[path].pop(self._chance.randrange(len(self._files[path])))

    def _repeat(self, path: Path) -> None:
        """A record of a list once more, for another year."""
        if isinstance(self._files[path], list):
            record: Node = dict(self._chance.choice(self._files[path]))
            if isinstance(record.get("period"), int):
                record["period"] += self._chance.choice((-1, 1))
            self._files[path].append(record)

    def _flag(self, path: Path) -> None:
        """What is good, how final a figure is, whether a measure has decimals."""
        records = self._files[path] if isinstance(self._files[path], list) else [self._files[path]]
        record = self._chance.choice(records)
        if "value" in record:
            record["status"] = self._chance.choice(("preliminary", "estimated", "official"))
        if "good" in record:
            record["good"] = self._chance.choice(("more", "less", "neither"))


def _leaves(data: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Every place of a mapping that has no other below it: the mapping, the key, the value."""
    items = data.items() if isinstance(data, dict) else ()
    for key, value in items:
        if isinstance(value, dict | list):
            yield from _leaves(value)
        else:
            yield data, key, value
    for each in data if isinstance(data, list) else ():
        yield from _leaves(each)


@pytest.mark.slow
def test_incremental_builds_make_what_whole_ones_make(tmp_path: Path) -> None:
    """After each of many edits: values, names, the tree, the vocabulary, records that come and go; and as asked for.

    EDITS in the environment tries more of them.
    """
    project = tmp_path / "project"
    shutil.copytree(SAMPLE, project)
    resources = Resources(workers=1, cache=BuildCache(tmp_path / "cache"))
    chance = random.Random(1)
    records = Records(project, chance)
    tried = taken = 0
    while tried < EDITS:
        back = records.edit()
        try:
            release = release_of(project)
        except RecordsError:  # an edit that no build would take
            back()
            continue
        tried += 1
        asked = chance.choice(ASKED)
        site, whole = asked(release, resources=resources), asked(release)
        assert site.cache is not None
        for step, cold in zip(site.steps, whole.steps, strict=True):
            found = site.cache.files_of(step, tuple)
            if not found.is_cached:
                continue
            taken += found.is_cached
            assert list(found.files) == list(map(_without_markdown, cold.make())), (tried, step.name)
    assert taken > EDITS  # or nothing was tried


def _without_markdown(file: SiteFile) -> SiteFile:
    """A file as the cache has it."""
    return replace(file, markdown="") if isinstance(file, Page) else file
