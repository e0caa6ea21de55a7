"""A dask scheduler and its workers on this machine, for tests: started, broken, and ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

PATIENCE = 60.0
"""Seconds that anything here may take on a machine that is busy with other tests."""
ALLOWED_FAILURES = "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"
"""The variable of the environment that says how many workers may be killed over a chunk before it is given up."""


class Authority:
    """An authority of certificates, with one that it issued."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.files = tuple(folder / name for name in ("ca.pem", "cert.pem", "key.pem"))
        authority, certificate, key = map(str, self.files)
        new = ("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
        signed = ("-CA", authority, "-CAkey", f"{folder}/ca.key")
        for of in ((authority, f"{folder}/ca.key"), (certificate, key)):
            out = ("-days", "2", "-subj", "/CN=synthetic", "-out", of[0], "-keyout", of[1])
            issued = signed if of[0] == certificate else ()
            subprocess.run([*new, *out, *issued], check=True, capture_output=True)

    @property
    def options(self) -> tuple[str, ...]:
        """Of dask's commands."""
        names = ("--tls-ca-file", "--tls-cert", "--tls-key")
        return tuple(chain.from_iterable(zip(names, map(str, self.files), strict=True)))


class DaskCluster:
    """A scheduler, and workers that are processes of their own without nannies, so that one that is killed is gone."""

    def __init__(
        self, folder: Path, environment: Mapping[str, str] | None = None, tls: Authority | None = None
    ) -> None:
        self._folder = folder
        self._options, scheme = (tls.options, "tls://") if tls else ((), "")
        self._host = f"{scheme}127.0.0.1"
        self._processes: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        own = ("--port", "0", "--scheduler-file", str(file), "--no-show", "--idle-timeout", "120s")
        self.scheduler = self._start("scheduler", *own, environment=environment)
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
        if environment and any(name.startswith("TEST_") for name in environment):
            own = (*own, "--preload", str(Path(__file__).with_name("worker_faults.py")))
        self.workers.append(self._start("worker", self.address, *own, environment=environment))
        log = self._log(len(self._processes) - 1)
        self._wait(lambda: b"Registered to" in log.read_bytes())

    def kill_worker(self, number: int) -> None:
        """Kill a worker as the system does where memory is short."""
        self.workers[number].kill()
        self.workers[number].wait()

    def end(self) -> None:
        """End what was started and is still there."""
        for process in self._processes:
            process.kill()
            process.wait()

    def _start(
        self, kind: str, *arguments: str, environment: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments, "--host", self._host]
        with self._log(len(self._processes)).open("wb") as log:
            process = subprocess.Popen(
                [*command, "--no-dashboard", *self._options],
                env={**os.environ, **(environment or {})},
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
            is_waiting = self._processes[-1].poll() is None and time.monotonic() < until
            assert is_waiting, self._log(len(self._processes) - 1).read_text()
            time.sleep(0.02)


@contextmanager
def dask_cluster(
    folder: Path, workers: int = 2, environment: Mapping[str, str] | None = None, tls: Authority | None = None
) -> Iterator[DaskCluster]:
    """Give a cluster of one's own, which is ended afterwards.

    :param environment: of its processes, besides the tests' own.
    :param tls: encrypts; None for none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    cluster = DaskCluster(folder, environment, tls)
    try:
        for _ in range(workers):
            cluster.add_worker(environment)
        yield cluster
    finally:
        cluster.end()
