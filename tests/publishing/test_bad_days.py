"""A few bad days of each kind: what is out is always whole, and the next run needs no help. All are had by bad_days."""

from __future__ import annotations

import subprocess
import sys

from tests.publishing.workshop import Workshop
from tests.sites import ROOT


def test_few_bad_days_leave_what_is_out_whole(workshop: Workshop) -> None:
    """Kills, full disks, a place that may not be written to, and publishers at once: see ``make bad-days`` for all."""
    command = [sys.executable, "-m", "tests.publishing.bad_days", "0.02"]
    done = subprocess.run(
        [*command, str(workshop.project), str(workshop.built)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "kill -9, folder: 1;" in done.stdout
    assert "kill -9, branch: 1;" in done.stdout
    assert "publishers at once, rounds: 1; {'all out': 1}" in done.stdout
