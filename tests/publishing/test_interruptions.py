"""A few interruptions of each kind: what is published is always whole, and the next run needs no help."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.publishing.built_projects import BuiltProject
from tests.sites import ROOT

pytestmark = pytest.mark.slow


def test_interruptions_leave_published_sites_whole(sample: BuiltProject) -> None:
    """Kills, full disks, a read-only target, and publishers at once; ``make interruptions`` runs all."""
    command = [sys.executable, "-m", "tests.publishing.interruptions", "0.02"]
    done = subprocess.run(
        [*command, str(sample.project), str(sample.built)],
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
