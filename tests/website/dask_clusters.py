"""A dask scheduler and its workers on this machine, for tests: started, broken, and ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60.0
"""Seconds that anything here may take on a machine that is busy with other tests."""
_QUIET = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0", "DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH": "0"}
"""A step that ends a single worker is not made by a third."""


class DaskCluster:
    """A scheduler, and workers that are processes of their own without nannies, so that one that is killed is gone."""

    def __init__(self, folder: Path, options: Sequence[str] = ()) -> None:
        self._folder, self._options = folder, options
        self._processes: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        own = ("--port", "0", "--scheduler-file", str(file), "--no-show", "--idle-timeout", "120s")
        self.scheduler = self._start("scheduler", *own)
        self._wait(lambda: file.is_file() and file.read_text().strip().endswith("}"))
        self.address: str = json.loads(file.read_text())["address"]
        self.workers: list[subprocess.Popen[bytes]] = []

    @property
    def executor(self) -> str:
        """Its address as an option."""
        return self.address.replace("tcp://", "dask://")

    def add_worker(self, environment: Mapping[str, str] | None = None, *options: str) -> None:
        """Start a worker, and wait until the scheduler knows it."""
        marks = self._folder / f"worker-{len(self.workers)}"
        own = ("--nthreads", "1", "--no-nanny", "--death-timeout", "60", "--local-directory", str(marks), *options)
        self.workers.append(self._start("worker", self.address, *own, environment=environment))
        log = self._log(len(self._processes) - 1)
        self._wait(lambda: b"Registered to" in log.read_bytes())

    def end(self) -> None:
        """End what was started and is still there."""
        for process in self._processes:
            process.kill()
            process.wait()

    def _start(
        self, kind: str, *arguments: str, environment: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments, "--host", "127.0.0.1"]
        with self._log(len(self._processes)).open("wb") as log:
            process = subprocess.Popen(
                [*command, "--no-dashboard", *self._options],
                env={**os.environ, **_QUIET, **(environment or {})},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._processes.append(process)
        return process

    def _log(self, number: int) -> Path:
        return self._folder / f"{number}.log"

    def _wait(self, is_ready: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not is_ready():
            ended = [n for n, process in enumerate(self._processes) if process.poll() is not None]
            assert not ended, self._log(ended[0]).read_text()
            assert time.monotonic() < until, self._log(len(self._processes) - 1).read_text()
            time.sleep(0.02)


@contextmanager
def dask_cluster(folder: Path, workers: int = 2, environment: Mapping[str, str] | None = None) -> Iterator[DaskCluster]:
    """Give a cluster of one's own, which is ended afterwards.

    :param environment: of its workers, besides the tests' own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    cluster = DaskCluster(folder)
    try:
        for _ in range(workers):
            cluster.add_worker(environment)
        yield cluster
    finally:
        cluster.end()
