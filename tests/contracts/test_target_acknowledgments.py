"""A target accepts what is odd about it as a figure does: with a reason, and only while it is odd."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.validation import validate

from tests.contracts.bad_projects import bad_project

FAR_APART = "targets-far-apart"
ACCEPTED = "  acknowledged: {targets-far-apart: {vi: Đúng như nguồn, en: As stated}}\n"


def project(directory: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A synthetic project whose first target of the file accepts that it is far from the second."""
    made = bad_project(FAR_APART, directory, monkeypatch)
    file = made / "records" / "targets" / "bad.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("  source:", f"{ACCEPTED}  source:", 1), encoding="utf-8")
    return made


def test_what_a_target_accepts_is_no_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is kept with the target in the tables, for readers."""
    validation = validate(project(tmp_path, monkeypatch))
    assert validation.problems == ()
    assert validation.accepted is not None
    accepting = [target for target in validation.accepted.tables.targets if target.acknowledged]
    assert [[code for code, _ in target.acknowledged] for target in accepting] == [[FAR_APART]]


def test_a_target_accepts_only_what_targets_can_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A code of figures is reported once, with the codes of targets to choose from."""
    made = project(tmp_path, monkeypatch)
    file = made / "records" / "targets" / "bad.yml"
    code = "acknowledged: {value-unlike-peers:"
    file.write_text(file.read_text(encoding="utf-8").replace(f"acknowledged: {{{FAR_APART}:", code), encoding="utf-8")
    found = {problem.code: problem for problem in validate(made).problems}
    assert sorted(found) == ["acknowledgment-unknown", FAR_APART]
    assert found["acknowledgment-unknown"].details["known"] == (
        "milestone-off-way, share-out-of-range, target-against-direction, targets-above-parent, targets-below-parent, "
        "targets-far-apart, targets-off-term, value-negative"
    )


def test_what_is_no_longer_odd_is_no_longer_to_be_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the other target is close, the reason explains nothing, and the editor is warned."""
    made = project(tmp_path, monkeypatch)
    file = made / "records" / "targets" / "bad.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("value: 100\n", "value: 390\n"), encoding="utf-8")
    assert [problem.code for problem in validate(made).problems] == ["acknowledgment-needless"]
