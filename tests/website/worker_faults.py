"""Lets the steps of a worker be slow, or end it: loaded by ``dask worker --preload``."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bulletin.rendering.context import PageContext
from bulletin.rendering.files import SiteFile
from bulletin.rendering.tree import Step, steps
from bulletin.website import cluster_worker

SECONDS, DEADLY, FAILING = "TEST_STEP_SECONDS", "TEST_DEADLY_STEP", "TEST_FAILING_STEP"
"""Variables of the environment: how long each step takes at least, and which one kills its worker, or fails."""
READ = "TEST_READ_FILE"
"""The variable that names a file which each step reads."""


def _faulty(step: Step) -> Step:
    def make() -> Iterator[SiteFile]:
        time.sleep(float(os.environ.get(SECONDS, "0")))
        if file := os.environ.get(READ):
            Path(file).read_bytes()
        if step.name == os.environ.get(DEADLY):
            os.kill(os.getpid(), signal.SIGKILL)
        if step.name == os.environ.get(FAILING):
            raise ValueError(f"cannot make {step.name}")
        return step.make()

    return replace(step, make=make)


def _faulty_steps(page: PageContext) -> tuple[Step, ...]:
    return tuple(map(_faulty, steps(page)))


cluster_worker.steps = _faulty_steps  # type: ignore[attr-defined]  # it is imported there
