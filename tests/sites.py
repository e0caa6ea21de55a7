"""Sites to test: built with the command that users run."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The repository, which is a project with records."""


@dataclass(frozen=True)
class Site:
    """A built site, and where it is served."""

    directory: Path
    address: str
    """``http://127.0.0.1:…``, without a slash at its end."""


def build(project: Path, directory: Path) -> str:
    """Build the site of a project with the command that users run; give the directory."""
    command = [sys.executable, "-m", "generator.cli", "build", "--site-dir", str(directory)]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return str(directory)
