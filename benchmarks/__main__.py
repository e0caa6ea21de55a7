"""Measure everything, and print one table: ``python -m benchmarks``."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from bulletin.website.build import write_markdown

from benchmarks import city
from benchmarks.measuring import MB, Cost, process, stages_of
from benchmarks.rivals import HUGO, RIVALS
from tests.sites import VI, configured

ROOT = Path(__file__).resolve().parent.parent
RECORDS_MB = 10
"""How much is read for the comparison with CSafeLoader."""
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


@click.command(help=__doc__)
@click.option("--sizes", multiple=True, type=click.IntRange(min=10), default=(50, 500, 3_000), show_default=True)
@click.option("--quarters", type=click.IntRange(min=4), default=20, show_default=True)
@click.option("--patience", default=1_200.0, show_default=True, help="Seconds after which a generator is ended.")
def main(sizes: tuple[int, ...], quarters: int, patience: float) -> None:
    """Print each row as soon as it is known; a run of all sizes takes a while."""
    click.echo(f"| {'':>14} | {'':50} | seconds |     MB | of the time | of the memory |")
    click.echo(
        "|---------------:|----------------------------------------------------|--------:|-------:|------------:|--------------:|"
    )
    for row in _rows(sizes, quarters, patience):
        click.echo(_line(row, patience))


def _rows(sizes: tuple[int, ...], quarters: int, patience: float) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as scratch:
        yield from _reading(Path(scratch) / "reading", quarters)
        for size in sizes:
            yield from _city(city.City(size, quarters), Path(scratch) / str(size), patience)
            shutil.rmtree(Path(scratch) / str(size))


def _reading(project: Path, quarters: int) -> Iterator[Row]:
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


def _city(size: city.City, scratch: Path, patience: float) -> Iterator[Row]:
    """The stages of one language's site, the whole of it, and other generators on the same Markdown."""
    project = _project(size, scratch / "project")
    write_markdown(project, scratch / "trees", [VI], charts=True)
    log = scratch / "log"
    rivals: dict[str, Cost | None] = {}
    for rival in RIVALS:
        rival.prepare(scratch / "trees" / VI, scratch / rival.name)
        rivals[rival.name] = process(rival.command, cwd=scratch / rival.name, patience=patience, output=log)
    yardstick = rivals[HUGO.name]
    label = f"{size.organizations:,} × {size.quarters}"
    for stage, taken in stages_of("benchmarks.stages", project, scratch / "stages").items():
        yield Row(label, f"stage: {stage}", taken, yardstick)

    def build(*charts: str) -> Cost | None:
        whole: list[str | Path] = [sys.executable, "-m", "benchmarks.whole", project, scratch / "site", *charts]
        return process(whole, cwd=ROOT, patience=patience, output=log)

    yield Row(label, WHOLE, build(), yardstick)
    shutil.rmtree(scratch / "site")
    yield Row(label, CHARTS, build("charts"), yardstick)
    yield Row(label, f"{CHARTS}, nothing changed", build("charts"), yardstick)
    city.edit(size, project)
    yield Row(label, f"{CHARTS}, one record edited", build("charts"), yardstick)
    for name, cost in rivals.items():
        yield Row(label, name, cost, yardstick)


def _project(size: city.City, project: Path) -> Path:
    """A city with the configuration of the tests' sample around it."""
    city.write(size, project)
    return configured(project)


def _line(row: Row, patience: float) -> str:
    if row.cost is None:
        return f"| {row.size:>14} | {row.what:50} | >{patience:>6.0f} | {'':6} | {'':11} | {'':13} |"
    time = f"{row.cost.seconds / row.yardstick.seconds:11.2f}" if row.yardstick else " " * 11
    memory = f"{row.cost.megabytes / row.yardstick.megabytes:13.2f}" if row.yardstick else " " * 13
    return (
        f"| {row.size:>14} | {row.what:50} | {row.cost.seconds:7.2f} | {row.cost.megabytes:6.0f} | {time} | {memory} |"
    )


if __name__ == "__main__":
    main()
