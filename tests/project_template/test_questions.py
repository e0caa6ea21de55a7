"""What ``bulletin init`` asks on a terminal. All answers are fictional."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bulletin.model.records import Bulletin, Measure, Unit
from bulletin.reading import read
from bulletin.validation import validate

pytestmark = pytest.mark.slow


def converse(directory: Path, *answers: str) -> tuple[int, str]:
    """Run the command on a terminal, typing these lines; give its exit code and all that was shown."""
    terminal, inner = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bulletin.cli", "init", str(directory)],
        stdin=inner,
        stdout=inner,
        stderr=inner,
        cwd=directory.parent,
        env={**os.environ, "LANGUAGE": "en"},
    )
    os.close(inner)
    os.write(terminal, "".join(f"{answer}\n" for answer in answers).encode())
    shown = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # nobody has the other end any more
            break
        if not piece:
            break
        shown += piece
    os.close(terminal)
    return process.wait(timeout=60), shown.decode()


def test_every_question_has_a_default(tmp_path: Path) -> None:
    """Nothing but the key for a new line makes a bulletin in the terminal's language."""
    code, shown = converse(tmp_path / "new", *[""] * 6)
    assert code == 0, shown
    for question in ("Languages [en]", "Title [Statistical bulletin]", "Counted in [member, members]", "Years"):
        assert question in shown
    assert validate(tmp_path / "new").problems == ()


def test_what_cannot_be_is_asked_again(tmp_path: Path) -> None:
    """In the language of the bulletin, as soon as that is known; what is typed in the end is taken."""
    answers = ("xx", "vi, en", "Bản tin", "Bulletin", "Nhà xuất bản", "", "Cây trồng", "Trees", "cây", "tree, trees")
    code, shown = converse(tmp_path / "new", *answers, "hai nghìn", "2024-2025")
    assert code == 0, shown
    assert "There is no language “xx”" in shown
    assert "không phải là năm" in shown
    store = read(tmp_path / "new").store
    bulletin, unit = store.of(Bulletin)[0].record, store.of(Unit)[0].record
    assert bulletin.languages == ("vi", "en")
    assert bulletin.title.localized("en") == "Bulletin"
    assert store.of(Measure)[0].record.name.localized("vi") == "Cây trồng"
    assert (unit.forms.form("en", "one"), unit.forms.form("en")) == ("tree", "trees")
