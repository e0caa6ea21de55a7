"""Measure everything, and print one table: ``python -m benchmarks``."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from benchmarks.city import City
from benchmarks.rivals import HUGO, RIVALS, Rival
from benchmarks.rows import Row, of_median_ratio, reading_rows, site_rows


@click.command(help=__doc__)
@click.option("--sizes", multiple=True, type=click.IntRange(min=10), default=(50, 500, 3_000), show_default=True)
@click.option("--quarters", type=click.IntRange(min=4), default=20, show_default=True)
@click.option("--patience", default=1_200.0, show_default=True, help="Seconds after which a generator is ended.")
@click.option("--runs", type=click.IntRange(min=1), default=1, show_default=True, help="Each row is of the median run.")
@click.option("--hugo-only", is_flag=True, help="Leave out MkDocs Material, which takes the longest.")
def main(sizes: tuple[int, ...], quarters: int, patience: float, runs: int, *, hugo_only: bool) -> None:
    """Print each row as soon as it is known; a run of all sizes takes a while."""
    others = (HUGO,) if hugo_only else RIVALS
    click.echo(f"| {'':>14} | {'':50} | seconds |     MB | of the time | of the memory |")
    click.echo(
        "|---------------:|----------------------------------------------------|--------:|-------:|------------:|--------------:|"
    )
    for rows in zip(*(_rows(sizes, quarters, others, patience) for _ in range(runs)), strict=True):
        click.echo(_line(of_median_ratio(rows), patience))


def _rows(sizes: tuple[int, ...], quarters: int, others: Sequence[Rival], patience: float) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as scratch:
        yield from reading_rows(Path(scratch) / "reading", quarters)
        for size in sizes:
            yield from site_rows(City(size, quarters), Path(scratch) / str(size), others, patience)
            shutil.rmtree(Path(scratch) / str(size))


def _line(row: Row, patience: float) -> str:
    if row.cost is None:
        return f"| {row.size:>14} | {row.what:50} | >{patience:>6.0f} | {'':6} | {'':11} | {'':13} |"
    time = f"{row.ratio:11.2f}" if row.ratio else " " * 11
    memory = f"{row.cost.megabytes / row.yardstick.megabytes:13.2f}" if row.yardstick else " " * 13
    return (
        f"| {row.size:>14} | {row.what:50} | {row.cost.seconds:7.2f} | {row.cost.megabytes:6.0f} | {time} | {memory} |"
    )


if __name__ == "__main__":
    main()
