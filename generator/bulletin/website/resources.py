"""What a build may use, and what it has taken."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bulletin.website.build_cache import BuildCache, StepFiles
from bulletin.website.processes import Progress, unseen, workers_for_each

if TYPE_CHECKING:
    from bulletin.website.pipeline import Workers


@dataclass(frozen=True)
class Resources:
    """What a build may use."""

    workers: Workers | None = None
    """Who makes the pages of all languages; None: as many processes as there are processors."""
    cache: BuildCache | None = None
    """What earlier builds have made; None: everything is made anew."""
    progress: Progress = field(default=unseen, compare=False)
    """Takes how much of the files of a language is made that this process makes; others have no way to report it."""

    def __getstate__(self) -> dict[str, object]:
        """For other processes."""
        return {**self.__dict__, "progress": unseen}

    def for_each(self, things: Sequence[object]) -> Resources:
        """What each of some things may use that are made side by side."""
        return replace(self, workers=workers_for_each(things, self.workers))


RECORDS, PAGES, LAYOUT = "records", "pages", "layout"
"""The stages of a build: read, checked and compiled; rendered; laid out by MkDocs."""
ALL_PROCESSORS = Resources()
ONE_PROCESS = Resources(workers=1)


@dataclass
class Account:
    """What a build has taken, and how much of it was there before."""

    seconds: dict[str, float] = field(default_factory=dict)
    """Of each stage, by its name; stages of several languages run side by side, and their seconds are added."""
    cached: int = 0
    """Steps whose files the cache had."""
    made: int = 0
    """Those that were run."""
    damaged: int = 0
    """Entries of the cache that were no longer what was written; their steps were run again."""
    busy: float = 0
    """Seconds that processes have made steps."""
    available: float = 0
    """Seconds that there were processes to make them, busy or idle; 0 where others made them."""
    is_unchanged: bool = False
    """Whether the site was there already, and nothing was done."""
    trouble: str = ""
    """Why nothing could be written into the cache; empty where that went well."""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time of a block."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0) + time.perf_counter() - start

    def add(self, steps: Iterable[StepFiles[Any]], workers: object) -> None:
        """Count what steps gave, once the time of all is known.

        :param workers: how many processes made them, if it was processes of this machine.
        """
        for found in steps:
            self.cached += found.is_cached
            self.made += not found.is_cached
            self.damaged += found.is_damaged
            self.trouble = self.trouble or found.trouble
            self.busy += found.seconds
        if isinstance(workers, int):
            self.available += workers * self.seconds.get(PAGES, 0)

    @classmethod
    def total(cls, accounts: Iterable[Account]) -> Account:
        """What several took together."""
        known = tuple(accounts)
        seconds = {stage: sum(each.seconds.get(stage, 0) for each in known) for stage in (RECORDS, PAGES, LAYOUT)}
        counts = {name: sum(getattr(each, name) for each in known) for name in _COUNTS}
        return cls(seconds, **counts, trouble=next((each.trouble for each in known if each.trouble), ""))


_COUNTS = ("cached", "made", "damaged", "busy", "available")


@dataclass(frozen=True)
class Built:
    """What came of a build, besides the site."""

    warnings: int
    """How many there are about the records."""
    account: Account
    listing: str = ""
    """What :func:`~bulletin.website.staging.listing` gives of the site; empty where nobody asks."""
