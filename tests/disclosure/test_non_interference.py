"""Non-interference: whatever the internal records are, the public site is the same, byte by byte.

As every site is compared with that of the same project without any internal record, any two of them are the same: what
is drawn for one seed and what is drawn for another differ in values, ids, names, presence, order and names of files.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from bulletin.publishing import build as publishing
from bulletin.website import build as website

from tests.disclosure.internal_records import project_of
from tests.sites import contents_of, differing

pytestmark = pytest.mark.slow
ADDRESS = "https://bulletin.example.org/"
Files = Mapping[str, bytes]
PAIRS = 200
"""Projects of the long proof, each compared with that without internal records."""
TOGETHER = 10
"""So many of them are a test; of these, the first has charts, and every other one is a draft."""


def built(project: Path, options: Iterable[str]) -> tuple[str, str, Files]:
    """What the command prints and makes, run as users run it."""
    command = [str(Path(sys.executable).with_name("bulletin")), "build", *options]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    return done.stdout, done.stderr, contents_of(project / "site")


@pytest.mark.parametrize(
    ("options", "least"),
    [(("--address", ADDRESS), 150), (("--draft", "--no-charts"), 60), (("--markdown", "site"), 60)],
    ids=["editions", "draft", "markdown"],
)
def test_the_command_makes_the_same_public_site_whatever_is_internal(
    options: tuple[str, ...], least: int, tmp_path: Path
) -> None:
    """Files of all kinds, with charts and search, and what the command prints, which CI keeps."""
    expected = built(project_of(tmp_path / "public", None), options)
    assert len(expected[2]) >= least
    for seed in range(2):
        found = built(project_of(tmp_path / str(seed), seed), options)
        assert found[:2] == expected[:2]
        assert differing(found[2], expected[2]) == set()


def test_internal_sites_differ(tmp_path: Path) -> None:
    """What is drawn by lot makes a difference to whoever may see it."""
    options = ("--markdown", "site", "--no-charts", "--audience", "internal")
    public, *others = (built(project_of(tmp_path / str(seed), seed), options)[2] for seed in (None, 0, 1))
    assert differing(public, others[0]) != set() != differing(*others)


# --- the long proof ---------------------------------------------------------------------------------------------------


@contextmanager
def in_this_process() -> Iterator[None]:
    """Make pages here, which takes a third of the time."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (publishing, website):
            patch.setattr(module, "side_by_side", lambda work, jobs, barred: [work(job) for job in jobs])
        yield


def site_in(project: Path, *, draft: bool, charts: bool) -> Files:
    """The public site of a project, made in this process."""
    with TemporaryDirectory() as directory, in_this_process():
        site = Path(directory) / "site"
        if draft:
            website.build_draft_site(project, site, ["en"], charts=charts)
        else:
            publishing.build_site(project, site, ["en"], charts=charts, address=ADDRESS)
        return contents_of(site)


def site_of(seed: int | None, *, draft: bool, charts: bool) -> Files:
    """The public site of a project with the internal records of a seed."""
    with TemporaryDirectory() as directory:
        return site_in(project_of(Path(directory), seed), draft=draft, charts=charts)


expected_site = cache(site_of)


@pytest.mark.disclosure
@pytest.mark.parametrize("first", range(0, PAIRS, TOGETHER))
def test_no_internal_record_changes_a_byte_of_the_public_site(first: int) -> None:
    for seed in range(first, first + TOGETHER):
        draft, charts = seed % 2 == 1, seed == first
        leaks = differing(site_of(seed, draft=draft, charts=charts), expected_site(None, draft=draft, charts=charts))
        assert leaks == set(), f"seed {seed}"
