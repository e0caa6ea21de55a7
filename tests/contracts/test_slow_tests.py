"""Tests that start processes carry the marker ``slow``."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


def test_a_fast_test_cannot_start_a_process() -> None:
    with pytest.raises(pytest.fail.Exception, match="mark it"):
        subprocess.run([sys.executable, "--version"], check=True)
    with pytest.raises(pytest.fail.Exception, match="mark it"):
        os.fork()


@pytest.mark.slow
def test_a_slow_test_can() -> None:
    done = subprocess.run([sys.executable, "--version"], check=True, capture_output=True, text=True)
    assert done.stdout.startswith("Python 3.")
