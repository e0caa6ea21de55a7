"""What publishing would do is a pure function of the records, of what is published, and of the day."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from bulletin.model.corpus import Catalogue
from bulletin.model.periods import parse_period
from bulletin.publishing.plan import Step, StepKind, day_of, plan
from bulletin.publishing.publish import PublishRequest, publish
from bulletin.publishing.stores import FolderTarget
from bulletin.validation import validate_records

from tests.publishing.built_projects import ADDRESS, NOW, commit, make_project

pytestmark = pytest.mark.slow

TODAY = NOW.date()

CORRECTION = """# Synthetic: made up for tests.
id: synthetic-slip
date: 2020-04-01
editions: [2019-E1]
what: {vi: Nhập sai., en: A slip.}
reason: {vi: Gõ nhầm., en: Mistyped.}
"""


def catalogue(directory: Path, correction: str = "") -> Catalogue:
    project = make_project(directory, 3)
    if correction:
        (project / "records/corrections").mkdir()
        (project / "records/corrections/slip.yml").write_text(correction, encoding="utf-8")
    corpus = validate_records(project).corpus
    assert corpus is not None
    return corpus.catalogue


def kinds(steps: tuple[Step, ...]) -> dict[str, StepKind]:
    return {step.version: step.kind for step in steps}


def test_each_edition_is_published_once(tmp_path: Path) -> None:
    """What is not published yet is planned; then nothing is left to do, in whatever order versions are listed."""
    known = catalogue(tmp_path)
    first = plan(known, (), TODAY)
    assert kinds(first) == dict.fromkeys(["2019-E1", "2019-E2", "2019-E3"], StepKind.NEW)
    out = [step.version for step in reversed(first)]
    assert set(kinds(plan(known, out, TODAY)).values()) == {StepKind.PUBLISHED}


def test_only_what_is_asked_for(tmp_path: Path) -> None:
    """An edition that is named is the only one spoken of."""
    assert kinds(plan(catalogue(tmp_path), (), TODAY, ["2019-E2"])) == {"2019-E2": StepKind.NEW}


@pytest.mark.parametrize(("days", "kind"), [(-1, StepKind.NOT_DUE), (0, StepKind.NEW), (1, StepKind.NEW)])
def test_nothing_is_published_before_its_day(tmp_path: Path, days: int, kind: StepKind) -> None:
    """An edition is due from the first of the days on which it may be published."""
    steps = plan(catalogue(tmp_path), (), date(2020, 3, 1) + timedelta(days), ["2019-E1"])
    assert kinds(steps) == {"2019-E1": kind}


def test_a_published_version_stays_published_whatever_the_day(tmp_path: Path) -> None:
    """A clock that goes wrong takes nothing back."""
    assert kinds(plan(catalogue(tmp_path), ["2019-E1"], date(1970, 1, 1)))["2019-E1"] is StepKind.PUBLISHED


def test_correction_gives_a_version(tmp_path: Path) -> None:
    """A corrected edition is published under the next version, beside the former one; others are left alone."""
    known = catalogue(tmp_path, CORRECTION)
    out = ["2019-E1", "2019-E2"]
    expected = {"2019-E1.1": StepKind.CORRECTED, "2019-E2": StepKind.PUBLISHED, "2019-E3": StepKind.NEW}
    assert kinds(plan(known, out, TODAY)) == expected
    out.append("2019-E1.1")
    assert kinds(plan(known, out, TODAY))["2019-E1.1"] is StepKind.PUBLISHED


@pytest.mark.parametrize(("days", "kind"), [(-1, StepKind.NOT_DUE), (0, StepKind.CORRECTED)])
def test_no_correction_is_published_before_its_day(tmp_path: Path, days: int, kind: StepKind) -> None:
    """Until the day of its correction an edition stays as it is."""
    known = catalogue(tmp_path, CORRECTION)
    steps = plan(known, ["2019-E1"], date(2020, 4, 1) + timedelta(days), ["2019-E1"])
    assert kinds(steps) == {"2019-E1.1": kind}


@pytest.mark.parametrize(("day", "kind"), [(date(2020, 12, 30), StepKind.NOT_DUE), (date(2020, 12, 31), StepKind.NEW)])
def test_nothing_is_published_before_its_cut_off(tmp_path: Path, day: date, kind: StepKind) -> None:
    """An edition that knows the reports of a year is not published while there may be more of them."""
    known = catalogue(tmp_path)
    edition = known.editions["2019-E1"]
    year = edition.model_copy(update={"cut_off": parse_period(2020), "released": parse_period(2020)})
    known = replace(known, editions={"2019-E1": year})
    assert kinds(plan(known, (), day)) == {"2019-E1": kind}


MIDNIGHT = datetime(2024, 2, 28, 0, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("UTC", 28),
        ("Asia/Ho_Chi_Minh", 28),
        ("America/Los_Angeles", 27),
        ("Pacific/Kiritimati", 28),
        ("Etc/GMT+12", 27),
    ],
)
@pytest.mark.parametrize("machine", ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_the_day_is_that_of_the_bulletins_time_zone(
    monkeypatch: pytest.MonkeyPatch, machine: str, zone: str, day: int
) -> None:
    """Wherever the job runs; a bulletin that declares no time zone has that of the machine."""
    monkeypatch.setenv("TZ", machine)
    time.tzset()
    assert day_of(MIDNIGHT, zone) == date(2024, 2, day)
    assert day_of(MIDNIGHT, None) == day_of(MIDNIGHT, machine)
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(("zone", "kind"), [("Asia/Ho_Chi_Minh", StepKind.NEW), ("America/Lima", StepKind.NOT_DUE)])
def test_an_edition_is_due_when_its_day_has_begun_there(tmp_path: Path, zone: str, kind: StepKind) -> None:
    """At half past midnight in Greenwich the day has begun in Viet Nam, and not yet in Peru."""
    project = make_project(tmp_path / "project", 1)
    bulletin = project / "records/bulletin.yml"
    bulletin.write_text(f"{bulletin.read_text()}time-zone: {zone}\n")
    commit(project, "Synthetic time zone")
    request = PublishRequest(project, (), ADDRESS, dry_run=True)
    moment = datetime(2020, 3, 1, 0, 30, tzinfo=UTC)
    assert [step.kind for step in publish(request, FolderTarget(tmp_path / "site"), moment).steps] == [kind]
