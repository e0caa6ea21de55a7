"""Projects that begin from the vocabulary of another bulletin. All records are synthetic."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.model.records import (
    Breakdown,
    Bulletin,
    Measure,
    Observation,
    Organization,
    OrganizationKind,
    Population,
    Record,
    Unit,
)
from bulletin.reading import read
from bulletin.validation import validate

from tests.project_template.conftest import Init, Make
from tests.reading.projects import good_project
from tests.rendering.derived import DERIVED
from tests.sites import ROOT

SAMPLE = ROOT / "tests/sample_bulletin"
TUNED = """
  remarks:
    - {code: value-unlike-peers, off: true, organizations: [central], reason: {vi: Vì thế, en: Because}}
    - {code: value-unlike-peers, ratio: 9, sources: [report-2020], reason: {vi: Vì thế, en: Because}}
    - {code: value-unlike-own-past, ratio: 10.50, reason: {vi: Vì thế, en: Because}}
"""
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
FURTHER = """
years-begin: 09
time-zone: Asia/Ho_Chi_Minh
records-url: https://example.org/edit/
pace: {band: 12}
licence: CC-BY-4.0
logo: docs/logo.svg
calendar-note: {vi: Theo quý, en: By quarter}
calendar:
  - {id: visits, measure: visits, every: year, since: 2019}
notices:
  - {vi: Chú ý, en: Notice}
policies:
  release-practice: https://library.example/releases
"""


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Give a bulletin with a measure that is tuned for a unit, a term with a source, and further settings."""
    project = good_project(tmp_path / "other")
    measures = project / "records/vocabulary/measures.yml"
    text = measures.read_text(encoding="utf-8")
    measures.write_text(text.replace("\n  over-tree: sum\n", f"\n  over-tree: sum{TUNED}", 1), encoding="utf-8")
    bulletin = project / "records/bulletin.yml"
    text = bulletin.read_text(encoding="utf-8").replace(
        "period: 2019/2023", "period: 2019/2023\n    source: report-2020"
    )
    text = text.replace("main-measure: visits", "main-measure: [visits, members]")
    bulletin.write_text(text + FURTHER, encoding="utf-8")
    (project / "docs").mkdir(exist_ok=True)
    (project / "docs/logo.svg").write_bytes(LOGO)
    assert validate(project).problems == ()
    return project


def test_vocabulary_is_taken_over_and_nothing_else(make: Make, other: Path) -> None:
    """Measures, units, breakdowns, kinds, populations, terms and settings; of figures and units only new samples."""
    project = make("--from", str(other))
    assert validate(project).problems == ()
    new, old = read(project).store, read(other).store
    models: tuple[type[Record], ...] = (Measure, Unit, Breakdown, OrganizationKind, Population)
    for model in models:
        assert new.ids(model).keys() == old.ids(model).keys()
    assert {stored.record.organization for stored in new.of(Observation)} == set(new.ids(Organization))
    assert set(new.ids(Organization)).isdisjoint(old.ids(Organization))
    kept = new.of(Bulletin)[0].record
    assert (kept.years_begin, kept.time_zone, kept.pace.band) == (9, "Asia/Ho_Chi_Minh", 12)
    assert kept.main_measures == ("visits", "members")
    assert (kept.records_url, kept.calendar, kept.calendar_note, kept.terms[0].source) == (None, (), None, None)
    assert (project / "docs/logo.svg").read_bytes() == LOGO
    assert (kept.licence, kept.title) == (old.of(Bulletin)[0].record.licence, old.of(Bulletin)[0].record.title)
    title = old.of(Bulletin)[0].record.title.localized("vi")
    assert f"{title}." in (project / "README.md").read_text(encoding="utf-8")
    assert not kept.policies, "what one publisher promises, another has not promised"
    assert "fictional" in kept.notices[0].localized("en")


def test_the_example_has_no_figures_of_a_measure_that_is_derived(make: Make, other: Path) -> None:
    """A main measure may be derived: it is taken over with its formula, and the example reports the next one."""
    measures = other / "records/vocabulary/measures.yml"
    measures.write_text(measures.read_text(encoding="utf-8") + DERIVED, encoding="utf-8")
    bulletin = other / "records/bulletin.yml"
    text = bulletin.read_text(encoding="utf-8")
    bulletin.write_text(text.replace("main-measure: [visits,", "main-measure: [visit-rate, visits,"), encoding="utf-8")
    project = make("--from", str(other))
    assert validate(project).problems == ()
    assert {stored.record.measure for stored in read(project).store.of(Observation)} == {"visits"}


def test_files_of_the_vocabulary_are_the_same_bytes(make: Make, other: Path) -> None:
    """With their comments, but for that of a measure with a remark that names a unit, which is gone."""
    project = make("--from", str(other))
    for path in (other / "records/vocabulary").iterdir():
        is_same = (project / "records/vocabulary" / path.name).read_bytes() == path.read_bytes()
        assert is_same == (path.name != "measures.yml")
    (remark,) = next(stored.record for stored in read(project).store.of(Measure)).remarks
    assert (remark.code, str(remark.ratio)) == ("value-unlike-own-past", "10.50")


def test_texts_are_those_of_the_other_unless_they_are_given(make: Make, other: Path) -> None:
    project = make("--from", str(other), "--title", "Tên mới", "--title", "New title")
    bulletin = read(project).store.of(Bulletin)[0].record
    assert (bulletin.title.localized("en"), bulletin.publisher.localized("en")) == ("New title", "The sample library")


def test_a_large_bulletin_is_begun_from(make: Make) -> None:
    assert validate(make("--from", str(SAMPLE))).problems == ()


@pytest.mark.parametrize("option", ["--languages=en", "--measure=Trees", "--unit=tree"])
def test_what_the_other_bulletin_says_is_not_said_anew(init: Init, other: Path, tmp_path: Path, option: str) -> None:
    result = init(tmp_path / "new", "--from", str(other), option, "--language", "en")
    assert result.exit_code == 2
    assert f"leave out {option.partition('=')[0]}." in result.stderr.splitlines()[-1]
