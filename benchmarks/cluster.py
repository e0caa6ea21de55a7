"""Measure how much faster more workers of a cluster make the pages of a site: ``python -m benchmarks.cluster``.

All workers are on this machine, each in a control group of Linux that gives it a part of a processor, so that eight of
them have as much as on machines of their own. Only root can make such groups.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

import click
import psutil

from benchmarks import city
from tests.sites import VI, configured
from tests.website.dask_clusters import DaskCluster, dask_cluster

_GROUPS = Path("/sys/fs/cgroup")
_MICROSECONDS = 100_000
"""The period in which a group has its part of a processor."""
_WARM_UP = city.City(20, 4)
"""What workers make first, so that all have loaded their libraries."""
_COMMAND = Path(sys.executable).with_name("bulletin")
_PAGES = re.compile(r"Pages and files made: ([\d.]+) s")


class Taken(NamedTuple):
    """What making all pages took."""

    seconds: float
    """From the first message to workers until the last file was there."""
    busiest: float
    """Seconds of a processor that the worker took which took most."""


@click.command(help=__doc__)
@click.option("--organizations", default=3_000, show_default=True)
@click.option("--quarters", default=4, show_default=True)
@click.option("--workers", multiple=True, default=(1, 2, 4, 8), show_default=True, help="The first is compared with.")
@click.option("--processors", default=0.2, show_default=True, help="Of each worker.")
@click.option("--runs", default=1, show_default=True, help="Of which the median is printed.")
def main(organizations: int, quarters: int, workers: Sequence[int], processors: float, runs: int) -> None:
    """Print a line for each number of workers."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        projects = [
            configured(city.write(size, folder / str(number)))
            for number, size in enumerate((_WARM_UP, city.City(organizations, quarters)))
        ]
        first: Taken | None = None
        for count in workers:
            all_runs = [_run(projects, count, processors, folder / f"cluster-{count}-{run}") for run in range(runs)]
            taken = Taken(*map(median, zip(*all_runs, strict=True)))
            first = first or taken
            seconds, busiest = (was / now * workers[0] / count for was, now in zip(first, taken, strict=True))
            click.echo(
                f"{count} workers: {taken.seconds:.1f} s, {seconds:.2f} of the ideal; the busiest took "
                f"{taken.busiest:.1f} s of a processor, {busiest:.2f} of the ideal"
            )


def _run(projects: Sequence[Path], workers: int, processors: float, folder: Path) -> Taken:
    small, project = projects
    with dask_cluster(folder, workers) as cluster:
        _build(cluster, small)
        with _limited(cluster, processors):
            return _build(cluster, project)


def _build(cluster: DaskCluster, project: Path) -> Taken:
    """Let a cluster make a site."""
    before = _processor_time(cluster)
    options = "--language", VI, "--draft", "--no-cache", "--timings", "--executor", cluster.executor
    command = (_COMMAND, "--language", "en", "build", "--project", project, *options)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if (found := _PAGES.search(done.stdout)) is None:
        raise click.ClickException(done.stdout)
    each = [now - was for was, now in zip(before, _processor_time(cluster), strict=True)]
    return Taken(float(found[1]), max(each))


def _processor_time(cluster: DaskCluster) -> list[float]:
    times = (psutil.Process(worker.pid).cpu_times() for worker in cluster.workers)
    return [time.user + time.system for time in times]


@contextmanager
def _limited(cluster: DaskCluster, processors: float) -> Iterator[None]:
    """Let each worker have a part of a processor within the block, after which the workers are ended."""
    first = _GROUPS / "cpu"  # of the first version of the interface; the second has one tree for all
    groups: list[Path] = []
    quota = round(processors * _MICROSECONDS)
    try:
        if not first.is_dir():
            (_GROUPS / "cgroup.subtree_control").write_text("+cpu")
        for worker in cluster.workers:
            group = (first if first.is_dir() else _GROUPS) / f"bulletin-{worker.pid}"
            group.mkdir()
            groups.append(group)
            if first.is_dir():
                (group / "cpu.cfs_period_us").write_text(str(_MICROSECONDS))
                (group / "cpu.cfs_quota_us").write_text(str(quota))
            else:
                (group / "cpu.max").write_text(f"{quota} {_MICROSECONDS}")
            (group / "cgroup.procs").write_text(str(worker.pid))
        yield
    finally:
        for number, group in enumerate(groups):
            cluster.kill_worker(number)  # a group with a process cannot be removed
            group.rmdir()


if __name__ == "__main__":
    main()
