"""What the workers of a cluster do: some steps of a site, made of the release that they were sent, and of nothing else.

The module is imported by workers and by the scheduler too, which unpickles what is sent through it.
"""

from __future__ import annotations

import pickle
import platform
import threading
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from weakref import WeakValueDictionary

from bulletin.analysis.dependencies import Dependencies
from bulletin.disclosure import Release
from bulletin.installation import installed_version, program
from bulletin.memory import collecting_rarely, keeping_everything
from bulletin.model.differences import differences
from bulletin.model.text import Language
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Page, SiteFile
from bulletin.rendering.tree import Step, steps
from bulletin.website.pipeline import MadeStep
from bulletin.website.processes import bar

LIBRARIES = ("cloudpickle", "dask", "distributed", "msgpack", "tornado")
"""What only clusters need, besides the tools of every site."""
_MOST_SITES = 4
"""So many sites a worker keeps what it needs of, the last ones, should nobody say that they are done."""


@dataclass(frozen=True)
class SiteJob:
    """The site of one language that steps are of."""

    release: str
    """The name of its release, the same for all languages of a build."""
    language: Language
    charts: bool
    address: str
    """Where the site of all editions is published; see :func:`~bulletin.website.pipeline.publication`."""
    versions: tuple[tuple[str, str], ...]
    """The versions that the steps have to be made by; see :func:`versions`."""
    barred: tuple[Path, ...] = ()
    """Folders that the steps may not read, should the worker be on the machine where they are."""


class OtherVersionsError(RuntimeError):
    """A worker that joined the cluster later has other versions installed."""


@cache
def versions() -> Mapping[str, str]:
    """What makes pages here, and the versions of what sends them."""
    return {**program(), **{name: installed_version(name) or "" for name in LIBRARIES}}


def packed(release: Release) -> bytes:
    """A release as workers are sent it. It is a tenth of its size in memory."""
    return zlib.compress(pickle.dumps(release, pickle.HIGHEST_PROTOCOL), 1)


def same(content: bytes) -> bytes:
    """Give what is given: as a task, so that the scheduler can send it anew where a worker that had it is gone."""
    return content


def made(content: bytes, job: SiteJob, numbers: Sequence[int]) -> list[MadeStep]:
    """Make some steps, one after the other whatever number of threads a worker has: they share what they remember.

    :param content: the packed release.
    :raises OtherVersionsError: when they would be made by other versions.
    """
    with _LOCK:
        if differing := list(differences(versions(), dict(job.versions))):
            raise OtherVersionsError("\n".join(f"{platform.node()}: {line}" for line in differing))
        for folder in job.barred:
            _bar_once(folder)
        reads, ready = _steps(content, job)
        with collecting_rarely():
            return [_made(number, ready[number], reads) for number in numbers]


def _made(number: int, step: Step, reads: Dependencies) -> MadeStep:
    with reads.recorded() as read:
        files = tuple(_sent(file) for file in step.make())
    return MadeStep(number, files, frozenset(read))


def forget(job: SiteJob) -> None:
    """Let go of a site that is done, and of its release with the last of its languages."""
    with _LOCK:
        _sites.pop(job, None)


_LOCK = threading.Lock()
_releases: WeakValueDictionary[str, Release] = WeakValueDictionary()
"""Those that sites are being made of, by name: each is unpacked once for all its languages."""
_sites: dict[SiteJob, tuple[Dependencies, tuple[Step, ...]]] = {}
_bar_once = cache(bar)


@keeping_everything()
def _steps(content: bytes, job: SiteJob) -> tuple[Dependencies, tuple[Step, ...]]:
    """The steps of a site, and what records what they read."""
    if job not in _sites:
        release = _releases.get(job.release) or pickle.loads(zlib.decompress(content))  # noqa: S301 - our own
        _releases[job.release] = release
        page = PageContext.of(release, job.language, charts=job.charts, address=job.address)
        _sites[job] = page.reads, steps(page)
        for old in list(_sites)[:-_MOST_SITES]:
            del _sites[old]
    return _sites[job]


def _sent(file: SiteFile) -> SiteFile:
    """A file as it is sent: its article is all that a site needs of a page."""
    return replace(file, markdown="") if isinstance(file, Page) else file
