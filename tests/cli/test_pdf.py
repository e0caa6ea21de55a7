"""The command that makes PDF files of editions. All records are synthetic, or those of the sample."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from tests.cli.test_cli import run
from tests.sites import SAMPLE

EDITION = ("2023-Q1", "--project", SAMPLE)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.slow
def test_a_file_is_named_after_what_it_holds(tmp_path: Path) -> None:
    """It is the result, in the bulletin's first language, and a newer one takes its place."""
    for _ in range(2):
        made = run("pdf", *EDITION, "--unit", "binh-thanh")
        assert (made.exit_code, made.stdout) == (0, "2023-Q1-binh-thanh-vi.pdf\n")
    assert [file.name for file in tmp_path.iterdir()] == ["2023-Q1-binh-thanh-vi.pdf"]


@pytest.mark.slow
def test_the_language_and_the_file_can_be_chosen(tmp_path: Path) -> None:
    asked = ("--unit", "binh-thanh", "--language", "en", "--output", tmp_path / "a.pdf")
    assert run("pdf", *EDITION, *asked).stdout == f"{tmp_path / 'a.pdf'}\n"
    with pikepdf.open(tmp_path / "a.pdf") as file:
        assert str(file.Root.Lang) == "en"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2023-Q2",), "2023-Q2"),
        (("2023-Q1", "--unit", "binh-tanh"), "binh-thanh"),
        (("2023-Q1", "--output", "a.doc"), "a.doc.pdf"),
        (("2023-Q1", "--output", "nowhere/a.pdf"), "nowhere"),
        (("2023-Q1", "--language", "fr"), "languages:"),
        (("2023-Q1", "--audience", "staff"), "staff"),
    ],
)
def test_a_wrong_request_says_what_was_meant(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    """It ends with 2, and nothing is written."""
    result = run("pdf", *arguments, "--project", SAMPLE)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_wrong_records_are_reported(bad: Path) -> None:
    result = run("pdf", "2023-Q1", "--project", bad)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "value-not-a-number" in result.stderr


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra of the package; nothing is read before it is there."""
    monkeypatch.setattr("bulletin.rendering.pdf.typesetting.find_spec", lambda _: None)
    result = run("pdf", *EDITION)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "bulletin-generator[pdf]" in result.stderr
