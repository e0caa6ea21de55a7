"""The command that writes templates. All records are synthetic."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_cli import run


def test_a_template_is_written_once(good: Path, tmp_path: Path) -> None:
    """The file is the result; one that is there already may be filled in, and stays as it is."""
    file = tmp_path / "form.xlsx"
    arguments = ("template", file, "--project", good, "--measure", "visits", "--period", "2020", "--no-breakdowns")
    written = run(*arguments)
    assert (written.exit_code, written.stdout) == (0, f"{file}\n")
    assert written.stderr == "Biểu mẫu hỏi 2 số liệu.\n"
    file.write_bytes(b"filled in")
    again = run(*arguments)
    assert again.exit_code == 2
    assert "Hãy chọn tên khác." in again.stderr
    assert file.read_bytes() == b"filled in"


def test_a_template_is_a_workbook_in_a_language_of_the_bulletin(good: Path, tmp_path: Path) -> None:
    other = run("template", tmp_path / "form.ods", "--project", good)
    assert other.exit_code == 2
    assert "form.ods.xlsx" in other.stderr
    french = run("template", tmp_path / "form.xlsx", "--project", good, "--language", "fr")
    assert french.exit_code == 2
    assert list(tmp_path.glob("form*")) == []
