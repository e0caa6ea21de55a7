"""Sites to test: built with the command that users run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The repository: code, docs, workflows. No test outside ``tests/this_bulletin`` reads the records in it."""
SAMPLE = ROOT / "tests" / "sample_bulletin"
"""A project with records to test the program with, whatever this repository's own are."""
VI, EN = LANGUAGES = ("vi", "en")
BUILDING_SECONDS = 600
"""No build takes that long, unless it hangs."""


@dataclass(frozen=True)
class Site:
    """A built site, and where it is served."""

    directory: Path
    address: str
    """``http://127.0.0.1:…``, without a slash at its end."""

    def pages(self, language: str) -> list[str]:
        """Addresses of a language's pages below its own, sorted: ``""``, ``organizations/``."""
        top = self.directory / language
        parents = (page.parent.relative_to(top).as_posix() for page in top.rglob("index.html"))
        return sorted("" if parent == "." else f"{parent}/" for parent in parents)

    def samples(self, language: str) -> list[str]:
        """One page of each kind: those at the top, the lists, and of the others the largest of each folder."""
        largest: dict[str, str] = {}
        for page in self.pages(language):
            folder = page.rpartition("/")[0].rpartition("/")[0] or page
            if self._size(language, page) > self._size(language, largest.get(folder)):
                largest[folder] = page
        return sorted(largest.values())

    def _size(self, language: str, page: str | None) -> int:
        return -1 if page is None else (self.directory / language / page / "index.html").stat().st_size


def build(
    project: Path,
    directory: Path,
    environment: Mapping[str, str] | None = None,
    *,
    draft: bool = True,
    audience: str | None = None,
) -> str:
    """Build a project with the command that users run; give the directory.

    :param environment: what differs from the tests' own; None: nothing.
    :param draft: of everything in the records; else the site of all editions.
    :param audience: whom it is for; None for the public.
    """
    command = [str(Path(sys.executable).with_name("bulletin")), "build", "--site-dir", str(directory)]
    command += ["--draft"] if draft else []
    command += ["--audience", audience] if audience else []
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False, timeout=BUILDING_SECONDS
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return str(directory)


def configured(directory: Path) -> Path:
    """Give a folder, new or there already, the configuration of the sample and its folders of hand-written pages."""
    directory.mkdir(parents=True, exist_ok=True)
    shutil.copy(SAMPLE / "mkdocs.yml", directory)
    shutil.copytree(SAMPLE / "docs", directory / "docs", dirs_exist_ok=True)
    return directory


def sample_project(directory: Path) -> Path:
    """Copy the sample, for a test that changes it."""
    shutil.copytree(SAMPLE / "records", configured(directory) / "records")
    return directory


def contents_of(directory: Path) -> dict[str, bytes]:
    """All files in a folder, by their paths in it, sorted."""
    paths = (path for path in sorted(directory.rglob("*")) if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in paths}


def differing(these: Mapping[str, bytes], others: Mapping[str, bytes]) -> set[str]:
    """The paths of what is not the same in both."""
    return {path for path in these.keys() | others.keys() if these.get(path) != others.get(path)}


def said_by_hash_seeds(program: str) -> set[str]:
    """What a program prints where Python hashes texts in two ways: one text, unless the order of sets reaches it."""
    return {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
