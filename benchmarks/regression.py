"""Whether anything has become slower beside the same yardstick: ``python -m benchmarks.regression [--record]``.

Seconds say little of a machine that others use, too: the same stage takes twice as long on another day, and so does
the yardstick. So ratios are compared, each the best of several runs, with those that were recorded.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from benchmarks.city import City
from benchmarks.rivals import HUGO
from benchmarks.rows import Row, reading_rows, site_rows

BASELINE = Path(__file__).with_name("baseline.json")
SIZE = City(100, quarters=20)
RUNS = 3
SLOWER = 4 / 3
"""So many times as long as before is too long."""
LEAST = 0.05
"""What takes less, as a part of the time of its yardstick, is too little to be measured."""

Ratios = Mapping[str, float]
"""What a row takes, by its name, as a part of the time of its yardstick."""


def best(rows: Iterable[Row]) -> Ratios:
    """The least ratio of each row; nothing of yardsticks, which are 1 by themselves, and of what cannot be measured."""
    found: dict[str, float] = {}
    for row in rows:
        if row.ratio is not None and row.ratio >= LEAST and row.cost != row.yardstick:
            name = row.what if row.what.startswith("YAML") else f"{row.size}: {row.what}"
            found[name] = min(row.ratio, found.get(name, row.ratio))
    return found


def slower(now: Ratios, before: Ratios) -> list[str]:
    """What takes too long now, a line each; rows that are gone or not recorded, too."""
    both = sorted(now.keys() & before.keys())
    return [
        *(f"{name}: not in both runs" for name in sorted(now.keys() ^ before.keys())),
        *(
            f"{name}: {now[name]:.2f} instead of {before[name]:.2f} of the time of its yardstick"
            for name in both
            if now[name] > before[name] * SLOWER
        ),
    ]


def measured() -> Ratios:
    """The ratios of several runs."""
    rows: list[Row] = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as scratch:
            rows += reading_rows(Path(scratch) / "reading", SIZE.quarters)
            rows += site_rows(SIZE, Path(scratch) / "site", (HUGO,))
    return best(rows)


@click.command(help=__doc__)
@click.option("--record", is_flag=True, help="Record the ratios instead of comparing them.")
def main(record: bool) -> None:
    """Compare with what was recorded, or record."""
    now = measured()
    for name, ratio in now.items():
        click.echo(f"{ratio:8.2f}  {name}")
    if record:
        BASELINE.write_text(json.dumps({name: round(ratio, 2) for name, ratio in now.items()}, indent=1) + "\n")
    elif lines := slower(now, json.loads(BASELINE.read_text())):
        click.echo("\n".join(lines), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
