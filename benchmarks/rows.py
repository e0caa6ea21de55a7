"""The rows of the table: what each way of doing something costs, beside a yardstick of the same run."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path

from bulletin.website.build import write_markdown

from benchmarks import city
from benchmarks.measuring import MB, Cost, process, stages_of
from benchmarks.preview import refreshed
from benchmarks.rivals import HUGO, Rival
from tests.sites import VI, configured

ROOT = Path(__file__).resolve().parent.parent
_COMMAND = Path(sys.executable).with_name("bulletin")
RECORDS_MB = 10
"""How much is read for the comparison with CSafeLoader."""
PATIENCE = 1_200.0
WHOLE = "bulletin, one language"
CHARTS = f"{WHOLE}, charts"


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    size: str
    """How much was done."""
    what: str
    cost: Cost | None
    """None: it was ended for taking too long."""
    yardstick: Cost | None
    """What the costs are divided by."""

    @property
    def ratio(self) -> float | None:
        """The time as a part of that of the yardstick; None where one of them is not known."""
        return self.cost.seconds / self.yardstick.seconds if self.cost and self.yardstick else None


def of_median_ratio(rows: Sequence[Row]) -> Row:
    """Of one row in several runs, that with the median ratio; of two in the middle, the slower."""
    return sorted(rows, key=lambda row: inf if row.ratio is None else row.ratio)[len(rows) // 2]


def reading_rows(project: Path, quarters: int) -> Iterator[Row]:
    """Our reader of YAML beside PyYAML's, on the same records in small files and in large ones."""
    few = city.write(city.City(100, quarters), project / "few")
    size = round(RECORDS_MB * MB * 100 / _bytes(few))
    small = city.write(city.City(size, quarters), project / "small")
    yield from _read("small files", small)
    yield from _read("large files", city.joined(small, project / "large"))


def _read(kind: str, project: Path) -> Iterator[Row]:
    """Both ways to read the same files; memory is what reading added."""
    costs = {way: _added(stages_of("benchmarks.reading", way, project), way) for way in ("CSafeLoader", "bulletin")}
    for way, cost in costs.items():
        yield Row(f"{_bytes(project) / MB:.1f} MB", f"YAML, {kind}, {way}", cost, costs["CSafeLoader"])


def _bytes(project: Path) -> int:
    return sum(path.stat().st_size for path in project.rglob("*.yml"))


def _added(stages: dict[str, Cost], stage: str) -> Cost:
    return Cost(stages[stage].seconds, stages[stage].megabytes - stages["start"].megabytes)


def site_rows(size: city.City, scratch: Path, others: Sequence[Rival], patience: float = PATIENCE) -> Iterator[Row]:
    """The stages of one language's site, the whole of it, and other generators on the same Markdown.

    :param others: the other generators, with Hugo, the yardstick, among them.
    :param patience: seconds after which a generator is ended.
    """
    project = _project(size, scratch / "project")
    write_markdown(project, scratch / "trees", [VI], charts=True)
    log = scratch / "log"
    rivals: dict[str, Cost | None] = {}
    for rival in others:
        rival.prepare(scratch / "trees" / VI, scratch / rival.name)
        rivals[rival.name] = process(rival.command, cwd=scratch / rival.name, patience=patience, output=log)
    yardstick = rivals[HUGO.name]
    label = f"{size.organizations:,} × {size.quarters}"
    for stage, taken in stages_of("benchmarks.stages", project, scratch / "stages").items():
        yield Row(label, f"stage: {stage}", taken, yardstick)

    language = "--language", VI

    def build(*options: str) -> Cost | None:
        whole: list[str | Path] = [
            _COMMAND,
            "build",
            "--draft",
            "--project",
            project,
            "--site-dir",
            scratch / "site",
            *language,
        ]
        return process([*whole, *options], cwd=ROOT, patience=patience, output=log)

    yield Row(label, WHOLE, build("--no-cache", "--no-charts"), yardstick)
    yield Row(label, CHARTS, build(), yardstick)
    yield Row(label, f"{CHARTS}, nothing changed", build(), yardstick)
    city.edit(size, project)
    yield Row(label, f"{CHARTS}, one record edited", build(), yardstick)
    yield Row(label, f"{CHARTS}, edit in a preview", refreshed(size, project, patience, log), yardstick)
    for name, cost in rivals.items():
        yield Row(label, name, cost, yardstick)


def _project(size: city.City, project: Path) -> Path:
    """A city with the configuration of the tests' sample around it."""
    city.write(size, project)
    return configured(project)
