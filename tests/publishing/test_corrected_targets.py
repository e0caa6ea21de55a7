"""A wrong target beside the figures that are to reach it: which of them a correction is about. All SYNTHETIC."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.analysis import vintages
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.tables import CompiledTables
from bulletin.model.corpus import Corpus
from bulletin.model.text import Language
from bulletin.problems import Problem
from bulletin.publishing.changes.diff import Sides
from bulletin.rendering.context import PageContext
from bulletin.rendering.phrases.corrections import CorrectedText
from bulletin.rendering.phrases.editions import edition_view
from bulletin.validation import runner, validate

from tests.reading.projects import good_project
from tests.sites import EN, VI

TARGET = """# Synthetic.
id: yearly
organization: central
measure: visits
period: 2016/2018
each: year
value: {value}
source: report-2020
"""
FIGURE = "# Synthetic.\n- {organization: central, measure: visits, period: 2016/2018, value: 18, source: report-2020}\n"
CORRECTION = """# Synthetic.
id: slip
date: 2020-03-01
editions: [2019]
what: {{vi: Sai, en: Wrong}}
reason: {{vi: Gõ sai, en: A slip}}
figures:
  - {{organization: central, measure: visits, period: {period}, was: 75{target}}}
"""


def make(directory: Path, value: object, *, target: str = ", target: yearly", period: str = "2016/2018") -> Path:
    """Make a project in which a target for every year was 75, was published so, and is another now."""
    return good_project(
        directory,
        observations__figure=FIGURE,
        targets__yearly=TARGET.format(value=value),
        corrections__slip=CORRECTION.format(target=target, period=period),
    )


def problems(project: Path) -> list[Problem]:
    """Find what is wrong with the correction."""
    return [problem for problem in validate(project).problems if problem.place.file.startswith("records/corrections")]


def test_a_comparison_compiles_each_vintage_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check of a correction and the release of the edition that it corrects share the edition's tables."""
    compiled: list[int] = []

    def counted(corpus: Corpus) -> CompiledTables:
        compiled.append(len(corpus.catalogue.editions))
        return compile_tables(corpus)

    for module in (runner, vintages):
        monkeypatch.setattr(module, "compile_tables", counted)
    sides = Sides(make(tmp_path, 15))
    assert sides.release_of("2019").edition == "2019"
    assert len(compiled) == 2


def corrected_text(project: Path, language: Language = EN) -> CorrectedText:
    """What the edition says of the one figure of its correction."""
    view = edition_view(PageContext.of(Sides(project).release_of("2019"), language, charts=False))
    assert view is not None
    (figure,) = view.corrections[0].figures
    return figure


def test_a_corrected_target_is_shown_as_one(tmp_path: Path) -> None:
    """With the current values of the target, all of its years at once; not of the figures that are to reach it."""
    project = make(tmp_path, 15)
    assert problems(project) == []
    english, vietnamese = corrected_text(project), corrected_text(project, VI)
    assert (english.was.split("\xa0")[0], english.now.split("\xa0")[0]) == ("75", "15")
    assert "(target)" in english.label
    assert "(chỉ tiêu)" in vietnamese.label


def test_a_line_that_names_no_target_is_about_the_figure(tmp_path: Path) -> None:
    """Though the target is of the same organization, measure and years."""
    project = make(tmp_path, 15, target="")
    assert problems(project) == []
    figure = corrected_text(project)
    assert "(target)" not in figure.label
    assert figure.now.split("\xa0")[0] == "18"


def test_a_target_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    """As a warning, since it may have been withdrawn: else its line has to be as the record of the target."""
    (problem,) = problems(make(tmp_path, 15, period="2017"))
    assert problem.code == "corrected-figure-missing"
    assert "whole period" in problem.hint_in(EN)


def test_a_target_that_changed_nothing_is_shown(tmp_path: Path) -> None:
    assert [problem.code for problem in problems(make(tmp_path, 75))] == ["correction-changes-nothing"]


@pytest.mark.parametrize("target", [", target: yearly", ""])
@pytest.mark.parametrize("period", ["2016/2018", "2018"])
def test_the_wrong_value_of_a_suppressed_target_is_not_shown(tmp_path: Path, target: str, period: str) -> None:
    """However the correction names it: as a target or not, of all years or of one."""
    assert "75" not in repr(corrected_text(make(tmp_path, "suppressed", target=target, period=period)))
