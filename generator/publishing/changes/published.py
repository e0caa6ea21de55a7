"""What is out: the newest version of each published edition with its values, read from a folder or a git branch.

Only what is needed here is read of a manifest, so that one of an older program serves as well.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Protocol

from generator.model.values import Absence, Qualifier, Quantity, Value
from generator.publishing import git
from generator.rendering.links import FIGURES_CSV
from generator.statistics.causes import Slot

BRANCHES = ("gh-pages", "origin/gh-pages")
"""Where a site is published, unless somebody says otherwise."""
MANIFEST = re.compile(r"(?P<folder>[a-z]{2}/(?P<version>[0-9]{4}(?:-[0-9A-Za-z]+)*(?:\.[1-9][0-9]*)?))/manifest\.json")
_TARGETS = re.compile(r"api/measures/[^/]+\.json")


class PublishedError(Exception):
    """What is published cannot be read; the text says which file, and why."""


@dataclass(frozen=True)
class PublishedEdition:
    """The newest version of an edition that is out."""

    id: str
    version: str
    """``2023-Q1``, and ``2023-Q1.1`` once corrected."""
    corrections: tuple[str, ...]
    """Ids of the corrections that are in it."""
    values: Mapping[Slot, Value]
    """What it tells, figures and targets. A target for every year of a term stands in the slot of each of its years."""


class Outlet(Protocol):
    """A place where a site is published."""

    def paths(self) -> tuple[str, ...]:
        """Its files, by path."""
        ...

    def read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """What stands in some of them."""
        ...


@dataclass(frozen=True)
class Folder:
    """A folder that holds a site."""

    top: Path

    def paths(self) -> tuple[str, ...]:
        """Its files, but for those behind links."""
        found = (path for path in self.top.rglob("*") if path.is_file() and not path.is_symlink())
        return tuple(sorted(path.relative_to(self.top).as_posix() for path in found))

    def read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """What stands in some of them."""
        return {path: (self.top / path).read_bytes() for path in paths}


@dataclass(frozen=True)
class Commit:
    """A commit that holds a site at its top."""

    repository: Path
    blobs: Mapping[str, git.Blob]
    """Its files, by path."""

    @classmethod
    def of(cls, repository: Path, commit: str) -> Commit:
        """The commit of that full name."""
        blobs = git.files_of(repository, commit)
        return cls(repository, {blob.path: blob for blob in blobs})

    def paths(self) -> tuple[str, ...]:
        """Its files."""
        return tuple(sorted(self.blobs))

    def read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """What stands in some of them."""
        return git.contents(self.repository, [self.blobs[path] for path in paths])


def outlet(project: Path, given: str) -> Outlet | None:
    """The place that is meant: a folder, or a revision of the project's repository; None where it is neither."""
    if Path(given).is_dir():
        return Folder(Path(given))
    commit = git.commit_of(project, given)
    return Commit.of(project, commit) if commit else None


def usual_outlet(project: Path) -> Outlet | None:
    """The first of the usual branches that holds an edition of ours; None where there is none."""
    for branch in BRANCHES:
        commit = git.commit_of(project, branch)
        if commit and any(map(MANIFEST.fullmatch, (found := Commit.of(project, commit)).paths())):
            return found
    return None


def published_editions(source: Outlet) -> tuple[PublishedEdition, ...]:
    """The newest version of each edition, by id. An edition says the same in every language, so that one is read.

    :raises PublishedError: when a file does not hold what it should.
    """
    paths = source.paths()
    found = [match for match in map(MANIFEST.fullmatch, paths) if match]
    manifests = source.read(match[0] for match in found)
    newest: dict[str, tuple[str, Any]] = {}
    for match in sorted(found, key=lambda match: (-_turn(match["version"]), match["folder"])):
        manifest = _parsed(match[0], manifests[match[0]])
        newest.setdefault(str(manifest["id"]), (match["folder"], manifest))
    return tuple(_edition(source, paths, *newest[name]) for name in sorted(newest))


def _turn(version: str) -> int:
    """How often it had been corrected."""
    return int(version.partition(".")[2] or 0)


def _parsed(path: str, content: bytes) -> Any:
    """What a manifest says of its edition."""
    try:
        manifest = json.loads(content)
        corrections = tuple(str(one["id"]) for one in manifest["edition"]["corrections"])
        return {"id": manifest["edition"]["id"], "version": manifest["version"], "corrections": corrections}
    except (ValueError, LookupError, TypeError) as error:
        raise PublishedError(f"{path}: {error!r}") from None


def _edition(source: Outlet, paths: Iterable[str], folder: str, manifest: Any) -> PublishedEdition:
    below = {path.removeprefix(f"{folder}/"): path for path in paths if path.startswith(f"{folder}/")}
    wanted = [path for name, path in below.items() if name == FIGURES_CSV or _TARGETS.fullmatch(name)]
    values: dict[Slot, Value] = {}
    for path, content in source.read(wanted).items():
        try:
            values.update(_figures(content) if path.endswith(".csv") else _targets(content))
        except (ValueError, LookupError, TypeError, InvalidOperation, csv.Error) as error:
            raise PublishedError(f"{path}: {error!r}") from None
    return PublishedEdition(manifest["id"], manifest["version"], manifest["corrections"], values)


def _figures(content: bytes) -> Iterator[tuple[Slot, Value]]:
    """The rows of ``downloads/figures.csv``."""
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True):
        about = (row["organization"], row["measure"], row["period"], row["population"], row["each"] == "year")
        lower, _, upper = row["value"].removeprefix("'").partition("..")
        yield Slot(*about, row["breakdown"] or None, row["category"] or None), _value(row["qualifier"], lower, upper)


def _targets(content: bytes) -> Iterator[tuple[Slot, Value]]:
    """The targets of one of the files in ``api/measures/``."""
    for entry in json.loads(content)["targets"]:
        about = (entry["organization"], entry["measure"], entry["period"]["text"], entry["population"])
        share, value = entry.get("share") or {}, entry["value"]
        slot = Slot(*about, entry.get("each") == "year", share.get("breakdown"), share.get("category"), entry["id"])
        upper = (value.get("upper") or {}).get("digits", "")
        yield slot, _value(value.get("absence") or value["qualifier"], value.get("digits", ""), upper)


def _value(qualifier: str, lower: str, upper: str) -> Value:
    """A value from its digits and how they bound it, or why there are none."""
    if qualifier in set(Absence):
        return Absence(qualifier)
    return Quantity(Decimal(lower), Qualifier(qualifier), Decimal(upper) if upper else None)
