"""The same records give the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.rendering.export.reading import Answers
from tests.sites import ROOT

PROBE = """
import hashlib
from tests.rendering.export.reading import sample, synthetic
digest = hashlib.sha256()
for answers in (sample(), synthetic()):
    for path, content in answers.files.items():
        digest.update(path.encode() + content)
print(digest.hexdigest())
"""


@pytest.mark.slow
def test_hash_order_reaches_no_answer() -> None:
    """Two runs that order sets differently write the same files in the same order."""
    said = {
        subprocess.run(
            [sys.executable, "-c", PROBE],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


@pytest.mark.parametrize("end", [b"}\n"])
def test_files_are_plain_utf8_text(given: Answers, end: bytes) -> None:
    """Vietnamese is written as itself, without a byte order mark, with a line break at the end."""
    for path, content in given.files.items():
        assert content.endswith(end), path
        assert content.startswith(b"{")
        assert "\\u" not in content.decode("utf-8")
        assert b"\r" not in content
