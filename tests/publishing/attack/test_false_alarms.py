"""Small projects as ``bulletin init`` makes them give nothing away, whatever their shape. FICTIONAL records.

Each hides one small figure. Numbers of others, names of editions and what is computed of published ones are beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from bulletin.cli import main
from bulletin.publishing.attack import attack
from bulletin.publishing.attack.findings import Finding
from bulletin.validation import validate
from bulletin.website.pipeline import releases_of
from click.testing import CliRunner

from tests.publishing.attack.attacked_sites import written

POLICY = "reason: Small counts.\nrules:\n  - {measures: [cases], threshold: 5, reason: Few people.}\n"
NUMBERS = ((3, 80), (59, 60), (17, 9), (140, 20))
"""Of each unit, in the two periods; the 3 is hidden."""
CORRECTED, HIDDEN = 60, 3
Record = dict[str, Any]


@dataclass(frozen=True)
class Shape:
    """What a project has in it."""

    id: str
    units: int = 2
    periods: tuple[str, str] = ("2023", "2024")
    parent: bool = False
    target: bool = True
    headlines: Sequence[int] = (0, 1)
    """The units whose latest figures are headlines; with a single one, the hidden figure, too."""
    edition: str = "2024"
    language: str = "en"
    late: bool = False
    """Whether the hidden figure is the latest one, for which there is a target."""
    corrected: bool = False
    """Whether a published figure was corrected, so that there are two versions."""
    corrects_hidden: bool = False
    """Whether it was the hidden one."""


SHAPES = (
    Shape("as it is made"),
    Shape("no target", target=False),
    Shape("one unit", units=1, headlines=(0,)),
    Shape("three units", units=3),
    Shape("four units", units=4, target=False, headlines=(1, 2, 3)),
    Shape("a parent", parent=True),
    Shape("a parent of four", parent=True, units=4, target=False),
    Shape("quarters", periods=("2024-Q3", "2024-Q4"), edition="2024-Q4"),
    Shape("a quarter and a year", periods=("2023-Q4", "2024"), target=False),
    Shape("a headline of what is hidden", headlines=(1,)),
    Shape("no headline of it", units=3, headlines=(1, 2)),
    Shape("an edition of a quarter", edition="2024-Q4", corrected=True),
    Shape("a target of what is hidden", late=True),
    Shape("months of a year", periods=("2023-01/2023-07", "2024-01/2024-07"), late=True),
    Shape("corrected", corrected=True),
    Shape("corrected with a parent", corrected=True, parent=True, target=False, units=3),
    Shape("a correction of what is hidden", corrected=True, corrects_hidden=True, parent=True, target=False, units=4),
    Shape("a correction of what is hidden alone", corrected=True, corrects_hidden=True, units=3),
    Shape("Spanish", language="es", units=3),
    Shape("Arabic", language="ar", corrected=True),
    Shape("Russian", language="ru", parent=True),
)


def make(project: Path, shape: Shape) -> Path:
    """Make a project of a shape."""
    years = sorted({period[:4] for period in shape.periods})
    typed = ("--measure", "Cases", "--unit", "case", "--years", ",".join(years), "--no-input")
    made = CliRunner().invoke(main, ["init", str(project), "--languages", shape.language, *typed])
    assert made.exit_code == 0, made.output
    records = project / "records"
    (records / "disclosure.yml").write_text(POLICY, encoding="utf-8")
    change(records / "sources/fictional.yml", lambda source: {**source, "published": date(2026, 3, 1)})
    change(records / "organizations/fictional.yml", lambda units: organizations(units, shape))
    change(records / "observations/fictional.yml", lambda figures: observations(figures, shape))
    if not shape.target:
        (records / "targets/fictional.yml").unlink()
    for path in (records / "bulletin.yml", *(records / "editions").iterdir()):
        change(path, lambda record: headed(record, shape))
    return project


def change(path: Path, made: Callable[[Any], Any]) -> None:
    """Change a file of records."""
    record = made(yaml.safe_load(path.read_text(encoding="utf-8")))
    path.write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")


def unit(first: str, number: int) -> str:
    """The id of a unit by that of the first one."""
    return f"{first[:-1]}{'abcd'[number]}"


def organizations(units: list[Record], shape: Shape) -> list[Record]:
    """The units, below another one where there is a parent."""
    first = units[0]
    above = {**first, "id": f"{first['id'][:-1]}all", "name": first["name"][:-2]}
    below = {"parent": above["id"]} if shape.parent else {}
    made = [
        {**first, "id": unit(first["id"], number), "name": f"{first['name'][:-1]}{'ABCD'[number]}", **below}
        for number in range(shape.units)
    ]
    return [above, *made] if shape.parent else made


def observations(figures: list[Record], shape: Shape) -> list[Record]:
    """The figures of all units."""
    first = figures[0]
    return [
        {**first, "organization": unit(first["organization"], number), "period": period, "value": value}
        for number in range(shape.units)
        for period, value in zip(shape.periods, NUMBERS[number][:: -1 if shape.late else 1], strict=True)
    ]


def headed(record: Record, shape: Shape) -> Record:
    """The bulletin or its edition, with other headlines."""
    first, (before, period) = record["headlines"][0], shape.periods
    about = [(number, period) for number in shape.headlines] + [(0, before)] * (len(shape.headlines) == 1)
    headlines = [{**first, "organization": unit(first["organization"], n), "period": each} for n, each in about]
    fields = {"id": shape.edition, "period": period, "cut-off": date(2026, 3, 1), "released": date(2026, 3, 2)}
    return {**record, "headlines": headlines, **(fields if "id" in record else {})}


def correct(project: Path, shape: Shape) -> None:
    """Correct the figure of the second unit in the last period, or the hidden one."""
    wrong: list[Record] = []
    was, more = (HIDDEN, 1) if shape.corrects_hidden else (CORRECTED, 7)

    def corrected(figures: list[Record]) -> list[Record]:
        wrong.extend(figure for figure in figures if figure["value"] == was)
        return [{**figure, "value": figure["value"] + more * (figure in wrong)} for figure in figures]

    change(project / "records/observations/fictional.yml", corrected)
    about = {name: wrong[0][name] for name in ("organization", "measure", "period")}
    record = {
        "id": "typo",
        "date": date(2026, 3, 3),
        "editions": [shape.edition],
        "what": "A typo.",
        "reason": "A typo.",
        "figures": [{**about, "was": was}],
    }
    path = project / "records/corrections/typo.yml"
    path.parent.mkdir()
    path.write_text(yaml.safe_dump(record), encoding="utf-8")


def write(site: Path, project: Path, shape: Shape) -> None:
    """Write the edition as it is now."""
    problems = validate(project).problems
    assert [str(problem) for problem in problems] == []
    (released,) = releases_of(project)
    written(site / shape.language / released.version, released, shape.language)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.id)
def test_a_small_project_gives_nothing_away(tmp_path: Path, shape: Shape) -> None:
    """The figure is hidden, and nothing is found."""
    project, site = make(tmp_path / "project", shape), tmp_path / "site"
    write(site, project, shape)
    if shape.corrected:
        correct(project, shape)
        write(site, project, shape)
    report = attack(site)
    assert texts(report.findings) == []
    assert report.bounded


def texts(findings: Sequence[Finding]) -> list[str]:
    """What is found, in words."""
    return [finding.text("en") for finding in findings]
