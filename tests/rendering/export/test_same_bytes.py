"""The same records give the same bytes."""

from __future__ import annotations

import pytest

from tests.rendering.export.reading import Answers
from tests.sites import said_by_hash_seeds

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
    assert len(said_by_hash_seeds(PROBE)) == 1


@pytest.mark.parametrize("end", [b"}\n"])
def test_files_are_plain_utf8_text(given: Answers, end: bytes) -> None:
    """Vietnamese is written as itself, without a byte order mark, with a line break at the end."""
    for path, content in given.files.items():
        assert content.endswith(end), path
        assert content.startswith(b"{")
        assert "\\u" not in content.decode("utf-8")
        assert b"\r" not in content
