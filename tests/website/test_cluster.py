"""A dask cluster makes the same bytes as one process, whatever happens to it, or nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bulletin.website.cluster import AddressError, Cluster, chunks

from tests.sites import BUILDING_SECONDS, sample_project
from tests.website.dask_clusters import DaskCluster, dask_cluster


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    """Give a scheduler and two workers, which nobody breaks."""
    with dask_cluster(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


def _build(project: Path, directory: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("bulletin")), "build", "--site-dir", str(directory), "--no-charts"]
    return subprocess.run(
        [*command, *options], cwd=project, capture_output=True, text=True, check=False, timeout=BUILDING_SECONDS
    )


def _bytes(directory: Path) -> dict[str, bytes]:
    files = (path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in files}


@pytest.mark.slow
def test_a_cluster_builds_the_same_bytes(running: DaskCluster, tmp_path: Path) -> None:
    """All editions in all languages."""
    project = sample_project(tmp_path / "project")
    for directory, options in (("here", ("--jobs", "1")), ("there", ("--executor", running.executor))):
        done = _build(project, tmp_path / directory, *options)
        assert done.returncode == 0, done.stdout + done.stderr
    here, there = _bytes(tmp_path / "here"), _bytes(tmp_path / "there")
    assert here.keys() == there.keys()
    assert [path for path in here if here[path] != there[path]] == []


# --- addresses


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("dask://127.0.0.1:8786", "tcp://127.0.0.1:8786"),
        ("dask://127.8.9.1:8786", "tcp://127.8.9.1:8786"),
        ("dask://localhost:1", "tcp://localhost:1"),
        ("dask://[::1]:8786", "tcp://[::1]:8786"),
        ("tls://127.0.0.1:8786", "tls://127.0.0.1:8786"),
        ("tls://scheduler.example.org:8786", "tls://scheduler.example.org:8786"),
    ],
)
def test_addresses(given: str, address: str) -> None:
    assert Cluster.at(given).address == address


@pytest.mark.parametrize(
    "given",
    [
        *("dask://scheduler.example.org:8786", "dask://192.0.2.1:8786", "dask://0.0.0.0:8786", "dask://[::]:8786"),
        *("dask://localhost.example.org:8786", "dask://[2001:db8::1]:8786", "dask://127.0.0.1.example.org:1"),
    ],
)
def test_nothing_but_this_machine_without_encryption(given: str) -> None:
    with pytest.raises(AddressError, match="tls://"):
        Cluster.at(given)


@pytest.mark.parametrize(
    "given",
    [
        *("", "127.0.0.1:8786", "tcp://127.0.0.1:8786", "http://127.0.0.1:8786", "dask://127.0.0.1", "dask://:8786"),
        *(
            "tls://host",
            "tls://host:port",
            "tls://host:99999",
            "tls://user@host:1",
            "dask://127.0.0.1:8786/x",
            "dask://[",
        ),
        *("tls://host:1?x=1", "dask://x@127.0.0.1:1"),
    ],
)
def test_what_is_no_address(given: str) -> None:
    with pytest.raises(AddressError, match="HOST:PORT"):
        Cluster.at(given)


# --- chunks


@pytest.mark.parametrize("weights", [[], [1], [1.0] * 3, [1.0] * 500, [0.0] * 7, [5, *[1] * 90, 80, 200]])
@pytest.mark.parametrize("workers", [1, 2, 7])
def test_chunks_have_every_step_once(weights: list[float], workers: int) -> None:
    cut = chunks(weights, workers)
    assert sorted(number for chunk in cut for number in chunk) == list(range(len(weights)))
    assert all(cut)
