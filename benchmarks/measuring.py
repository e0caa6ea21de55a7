"""Seconds and peak memory: of a stage within this process, and of another process with all that it starts."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import psutil

MB = 1_000_000
_LOOKED_EVERY = 0.1
"""Least seconds between two looks at the memory of processes."""
_LOOKING = 0.05
"""At most the part of the time that is spent looking, which takes longer the more memory there is."""


class FailedError(Exception):
    """A measured command failed; says what it printed."""


@dataclass(frozen=True)
class Cost:
    """What something took."""

    seconds: float
    """Wall-clock time."""
    megabytes: float
    """Peak memory of all its processes together, in millions of bytes: what they share counts once."""


@dataclass
class Stages:
    """The costs of the stages of this process, by name, in the order they ran."""

    costs: dict[str, Cost] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure the block. Memory counts all that the process holds, earlier stages' results included."""
        _forget_peak()
        start = time.perf_counter()
        yield
        self.costs[name] = Cost(time.perf_counter() - start, _peak())

    def report(self) -> None:
        """Print the costs for :func:`stages_of`."""
        sys.stdout.write(json.dumps({name: [cost.seconds, cost.megabytes] for name, cost in self.costs.items()}))


def _forget_peak() -> None:
    """Start the process's peak anew, where the system can (Linux); elsewhere the peak is that of its whole life."""
    if os.access("/proc/self/clear_refs", os.W_OK):
        Path("/proc/self/clear_refs").write_text("5")


def _peak() -> float:
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024 / MB
    return _maximum(resource.getrusage(resource.RUSAGE_SELF))


def _maximum(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / MB


def stages_of(*command: str | Path) -> dict[str, Cost]:
    """Run a module of this package that ends with :meth:`Stages.report`; give what it measured.

    :raises FailedError: when it fails.
    """
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise FailedError(done.stderr)
    return {name: Cost(*cost) for name, cost in json.loads(done.stdout).items()}


class Watch:
    """Watches the memory of a process and of all that it starts, while a block runs."""

    peak = 0.0
    """The most that it was, in millions of bytes: what they share counts once."""

    def __init__(self, started: psutil.Popen) -> None:
        self._started = started
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        taken = 0.0
        while not self._ended.wait(max(_LOOKED_EVERY, taken / _LOOKING)):
            looked = time.perf_counter()
            self.peak = max(self.peak, _memory_of_all(self._started))
            taken = time.perf_counter() - looked


def process(command: Sequence[str | Path], *, cwd: Path, patience: float, output: Path) -> Cost | None:
    """Run a command; give its cost, or None when it took longer than ``patience`` seconds and was ended.

    :param output: file that takes what it prints.
    :raises FailedError: when it fails.
    """
    start = time.perf_counter()
    with output.open("wb") as log:
        started = psutil.Popen(command, cwd=cwd, stdout=log, stderr=log, start_new_session=True)
    with Watch(started) as watch:
        try:
            status = started.wait(patience)
        except psutil.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)
            started.wait()
            return None
        seconds = time.perf_counter() - start
    if status:
        raise FailedError(output.read_text(encoding="utf-8", errors="replace"))
    return Cost(seconds, watch.peak)


def _memory_of_all(started: psutil.Popen) -> float:
    """The memory of a process and of those that it has started; of pages that they share the part of each, if known."""
    taken = 0
    with suppress(psutil.Error):
        for each in (started, *started.children(recursive=True)):
            with suppress(psutil.Error):  # it ended meanwhile
                memory = each.memory_full_info()
                taken += getattr(memory, "pss", memory.uss)
    return taken / MB
