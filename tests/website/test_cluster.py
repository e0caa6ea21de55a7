"""A dask cluster makes the same bytes as one process, whatever happens to it, or nothing."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import distributed
import pytest
from bulletin.cli import main
from bulletin.publishing.publish import PublishRequest, publish
from bulletin.publishing.rebuild import checked_out
from bulletin.publishing.stores import FolderTarget
from bulletin.rendering.files import SiteFile
from bulletin.rendering.tree import Step
from bulletin.website import cluster, cluster_worker
from bulletin.website.build import build_draft_site
from bulletin.website.build_cache import BuildCache
from bulletin.website.cluster import AddressError, Cluster, ClusterError, _Run, chunks
from bulletin.website.cluster_worker import SiteJob, _sent
from bulletin.website.pipeline import MadeStep, Publication, Source, publication, release_of
from bulletin.website.processes import BarredError, side_by_side
from bulletin.website.resources import Resources
from click.testing import CliRunner

from tests.publishing.built_projects import ADDRESS, NOW, edition, make_project
from tests.sites import BUILDING_SECONDS, EN, ROOT, SAMPLE, contents_of, differing, sample_project
from tests.website import projects
from tests.website.dask_clusters import ALLOWED_FAILURES, PATIENCE, Authority, DaskCluster, dask_cluster
from tests.website.worker_faults import DEADLY, FAILING, READ, SECONDS


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


@pytest.mark.slow
def test_a_cluster_builds_the_same_bytes(running: DaskCluster, tmp_path: Path) -> None:
    """All editions in all languages."""
    project = sample_project(tmp_path / "project")
    for directory, options in (("here", ("--jobs", "1")), ("there", ("--executor", running.executor))):
        done = _build(project, tmp_path / directory, *options)
        assert done.returncode == 0, done.stdout + done.stderr
    assert differing(contents_of(tmp_path / "here"), contents_of(tmp_path / "there")) == set()


@pytest.mark.slow
def test_what_a_cluster_publishes_is_what_a_rebuild_makes(running: DaskCluster, tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", 1)
    target = FolderTarget(tmp_path / "site")
    publish(PublishRequest(project, (), ADDRESS, workers=Cluster.at(running.executor)), target, NOW)
    with checked_out(project, edition(1), target.store, "origin") as version:
        assert version.rebuild().files == ()


class Backwards:
    """Makes the last step first."""

    def made(self, source: Source, steps: Mapping[int, Step]) -> Iterator[MadeStep]:
        yield from (MadeStep(number, tuple(steps[number].make())) for number in reversed(list(steps)))


@pytest.mark.slow
def test_order_in_which_steps_come_does_not_matter(published: Publication, tmp_path: Path) -> None:
    """What is done is counted by weight."""
    steps = tuple(Step(str(n), partial(iter, (file,)), n + 1) for n, file in enumerate(projects.files(EN)))
    seen: list[tuple[int, int]] = []
    sites = []
    for workers in (1, Backwards()):
        project = projects.project(tmp_path / type(workers).__name__)
        about: dict[str, Any] = {
            "source": published.source,
            "workers": workers,
            "progress": lambda *done: seen.append(done),
        }
        sites.append(contents_of(projects.build(project, EN, replace(projects.publication(EN), steps=steps, **about))))
    assert sites[0] == sites[1]
    total = sum(step.weight for step in steps)
    assert seen[-1] == (total, total)
    assert len(seen) == 2 * len(steps)


class Forgetful:
    """Makes all steps but the last."""

    def made(self, source: Source, steps: Mapping[int, Step]) -> Iterator[MadeStep]:
        yield from (MadeStep(number, tuple(steps[number].make())) for number in list(steps)[:-1])


def test_no_site_is_without_what_nobody_made(published: Publication, tmp_path: Path) -> None:
    """However it was lost: the step is named."""
    steps = tuple(Step(str(n), partial(iter, (file,))) for n, file in enumerate(projects.files(EN)))
    about: dict[str, Any] = {"source": published.source, "workers": Forgetful(), "steps": steps}
    project = projects.project(tmp_path / "project")
    with pytest.raises(ValueError, match=f"not made: {steps[-1].name}$"):
        projects.build(project, EN, replace(projects.publication(EN), **about))


class Worker:
    """Makes steps as a worker of a cluster does, here, and counts them."""

    def __init__(self) -> None:
        self.made_steps: list[str] = []

    def made(self, source: Source, steps: Mapping[int, Step]) -> Iterator[MadeStep]:
        self.made_steps.extend(step.name for step in steps.values())
        about = source.language, source.charts, source.address
        job = SiteJob(str(len(self.made_steps)), *about, tuple(cluster_worker.versions().items()))
        yield from cluster_worker.made(cluster_worker.packed(source.released), job, list(steps))
        cluster_worker.forget(job)


def _with_cache(project: Path, site: str, *, worker: bool = True, cache: bool = True) -> tuple[Path, list[str]]:
    """A draft that a worker made what was not known of, and the steps that it made."""
    made = Worker()
    kept = BuildCache(project / "cache") if cache else None
    resources = Resources(made if worker else 1, kept)
    build_draft_site(project, project / site, [EN], charts=False, resources=resources)
    return project / site, made.made_steps


@pytest.mark.slow
def test_of_an_edit_a_cluster_makes_only_what_changed(tmp_path: Path) -> None:
    """What it made, it need not make again, nor need this machine; the bytes are those of a build without a cache."""
    project = sample_project(tmp_path / "project")
    _site, first = _with_cache(project, "first")
    assert len(first) > 50
    assert _with_cache(project, "again")[1] == []
    record = project / "records" / "observations" / "ha-noi.yml"
    record.write_text(record.read_text().replace("  value: 30\n", "  value: 31\n", 1))
    there, edited = _with_cache(project, "there")
    assert 0 < len(edited) < len(first)
    here, _none = _with_cache(project, "here", worker=False)
    whole, _none = _with_cache(project, "whole", worker=False, cache=False)
    assert differing(contents_of(there), contents_of(whole)) == set()
    assert differing(contents_of(here), contents_of(whole)) == set()


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
    cut = chunks(dict(enumerate(weights)), workers)
    assert sorted(number for chunk in cut for number in chunk) == list(range(len(weights)))
    assert all(cut)


# --- what goes wrong


@pytest.fixture(scope="module")
def published() -> Publication:
    return publication(release_of(SAMPLE), EN, charts=False)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notice soon what a build notices later."""
    monkeypatch.setattr(cluster, "_QUIET_SECONDS", 0.2)
    monkeypatch.setattr(cluster, "_ANSWER_SECONDS", 2)
    monkeypatch.setattr(cluster, "_WITHOUT_WORKERS_SECONDS", 1)


def _steps(published: Publication) -> dict[int, Step]:
    return dict(enumerate(published.steps))


def _made(there: DaskCluster, published: Publication) -> Iterator[MadeStep]:
    assert published.source is not None
    return Cluster.at(there.executor).made(published.source, _steps(published))


def _files(made: Iterable[MadeStep]) -> dict[int, tuple[SiteFile, ...]]:
    """The files of each step."""
    return {number: tuple(files) for number, files, _read in made}


def _made_here(published: Publication) -> dict[int, tuple[SiteFile, ...]]:
    return {number: tuple(map(_sent, step.make())) for number, step in enumerate(published.steps)}


SLOWLY = {SECONDS: "0.02"}


@pytest.mark.slow
def test_work_of_a_killed_worker_is_done_by_others(published: Publication, tmp_path: Path) -> None:
    with dask_cluster(tmp_path, environment=SLOWLY) as there:
        results = _made(there, published)
        first = next(results)
        there.kill_worker(0)
        assert _files([first, *results]) == _made_here(published)


@pytest.mark.slow
def test_worker_that_joins_later_helps(published: Publication, tmp_path: Path) -> None:
    """The release is on no worker any more that had it: the scheduler has it."""
    with dask_cluster(tmp_path, 1, SLOWLY) as there:
        results = _made(there, published)
        first = next(results)
        there.kill_worker(0)
        there.add_worker()
        assert _files([first, *results]) == _made_here(published)


@dataclass
class Sent:
    """What dask gives of work that was sent; of what was lost, it says at once that it has ended."""

    status: str
    key: str
    made: object = None

    def add_done_callback(self, call: Callable[[Sent], None]) -> None:
        call(self)

    def result(self, timeout: float) -> object:
        assert timeout
        return self.made

    def release(self) -> None:
        self.status = "cancelled"


@pytest.mark.parametrize("gone", ["lost", "pending"])
def test_what_is_lost_with_its_worker_is_sent_again(gone: str) -> None:
    """And nobody asks for it over and over, as if workers were there."""
    states = iter((gone, gone, "finished"))
    files = [MadeStep(0, ())]
    client = SimpleNamespace(submit=lambda *_, key, pure: Sent(next(states), key, files))
    job = SiteJob("release", EN, charts=False, address="", versions=())
    run = _Run(Cluster("tcp://127.0.0.1:1"), client, None, job, {0: Step("only", lambda: iter(()))})
    assert list(run.results([(0,)], 1)) == files
    assert next(states, None) is None


@pytest.mark.slow
@pytest.mark.usefixtures("impatient")
def test_without_workers_nothing_is_built(published: Publication, tmp_path: Path) -> None:
    with dask_cluster(tmp_path, environment=SLOWLY) as there:
        results = _made(there, published)
        next(results)
        there.kill_worker(0)
        there.kill_worker(1)
        with pytest.raises(ClusterError, match=r"has had no worker for \d+ s.*organizations/"):
            list(results)
        with pytest.raises(ClusterError, match="has no workers"):
            Cluster.at(there.executor).check()


@pytest.mark.slow
@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGSTOP])
def test_without_a_scheduler_nothing_is_built(published: Publication, tmp_path: Path, ending: signal.Signals) -> None:
    """Whether it is gone, or only says nothing any more."""
    with dask_cluster(tmp_path, environment=SLOWLY) as there:
        results = _made(there, published)
        next(results)
        there.scheduler.send_signal(ending)
        begun = time.monotonic()
        with pytest.raises(ClusterError, match="is gone, or cannot be reached"):
            list(results)
        assert time.monotonic() - begun < 30


@pytest.mark.slow
def test_no_scheduler_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noticed before the records are read, and nothing else is said."""
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 0.5)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{unused.getsockname()[1]}"
        arguments = ("build", "--project", str(SAMPLE), "--site-dir", str(tmp_path / "site"))
        done = CliRunner().invoke(main, [*arguments, "--executor", f"dask://{address}"])
    assert done.exit_code == 3
    assert [line for line in done.stderr.splitlines() if f"tcp://{address}: " not in line] == []
    assert not (tmp_path / "site").exists()


@pytest.mark.slow
def test_tls(published: Publication, tmp_path: Path) -> None:
    """Who has a certificate of the authority of the cluster gets the same files, and nobody else anything."""
    ours, others = Authority(tmp_path / "ours"), Authority(tmp_path / "others")
    with dask_cluster(tmp_path / "cluster", 1, tls=ours) as there:
        assert there.address.startswith("tls://")
        assert published.source is not None
        known = Cluster.at(there.address, *ours.files)
        assert _files(known.made(published.source, _steps(published))) == _made_here(published)
        for files in (others.files, (ours.files[0], *others.files[1:]), (others.files[0], *ours.files[1:])):
            with pytest.raises(ClusterError, match="no answer from a scheduler"):
                Cluster.at(there.address, *files).check()
        with pytest.raises(ClusterError, match="needs a certificate"):
            Cluster.at(there.address).check()
        with pytest.raises(ClusterError, match="no answer from a scheduler"):
            Cluster.at(there.address.replace("tls://", "dask://")).check()


@pytest.mark.slow
def test_step_that_kills_workers_is_named(published: Publication, tmp_path: Path) -> None:
    """And no other that was to be made by the same worker."""
    deadly = published.steps[5].name
    with dask_cluster(tmp_path, environment={DEADLY: deadly, ALLOWED_FAILURES: "0"}) as there:
        results = _made(there, published)
        with pytest.raises(ClusterError, match=f"ended while it did: {re.escape(deadly)} "):
            list(results)


@pytest.mark.slow
def test_failure_of_a_step_is_raised_here(published: Publication, tmp_path: Path) -> None:
    failing = published.steps[7].name
    with (
        dask_cluster(tmp_path, 1, {FAILING: failing}) as there,
        pytest.raises(ValueError, match=f"cannot make {re.escape(failing)}"),
    ):
        list(_made(there, published))


def _changed_program(folder: Path) -> Mapping[str, str]:
    """The environment of a program that differs from this one by a comment."""
    shutil.copytree(ROOT / "generator" / "bulletin", folder / "bulletin")
    with (folder / "bulletin" / "errors.py").open("a") as changed:
        changed.write("# SYNTHETIC change\n")
    return {"PYTHONPATH": str(folder)}


def _empty_program(folder: Path) -> Mapping[str, str]:
    """That of one that has nothing of what is asked it, and so cannot even unpickle that."""
    (folder / "bulletin").mkdir(parents=True)
    (folder / "bulletin" / "__init__.py").touch()
    return {"PYTHONPATH": str(folder)}


@pytest.mark.slow
@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("other", [_changed_program, _empty_program])
@pytest.mark.parametrize("scheduler_is_other", [True, False])
def test_another_program_is_no_part_of_a_cluster(
    tmp_path: Path, other: Callable[[Path], Mapping[str, str]], *, scheduler_is_other: bool
) -> None:
    environment = other(tmp_path / "other")
    with dask_cluster(tmp_path / "cluster", 0, environment if scheduler_is_other else None) as there:
        there.add_worker(None if scheduler_is_other else environment)
        with pytest.raises(ClusterError, match=r"has other versions[^$]*bulletin"):
            Cluster.at(there.executor).check()


@pytest.mark.slow
def test_worker_of_other_versions_that_joins_later_makes_nothing(published: Publication, tmp_path: Path) -> None:
    """It is found when it is sent its first chunk."""
    with dask_cluster(tmp_path / "cluster", 1, SLOWLY) as there:
        results = _made(there, published)
        next(results)
        there.add_worker(_changed_program(tmp_path / "other"))
        there.kill_worker(0)  # or it may make all the rest
        with pytest.raises(ClusterError, match=r"has other versions[^$]*: bulletin-generator: .* ≠ "):
            list(results)


@pytest.mark.slow
@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("is_alone", [False, True])
def test_worker_that_understands_nothing_and_joins_later(
    published: Publication, tmp_path: Path, *, is_alone: bool
) -> None:
    """It ends when it is sent its first chunk, which others make; nobody waits for what was lost with the others."""
    with dask_cluster(tmp_path / "cluster", 1, SLOWLY) as there:
        results = _made(there, published)
        first = next(results)
        there.add_worker(_empty_program(tmp_path / "other"))
        if is_alone:
            there.kill_worker(0)
            with pytest.raises(ClusterError, match="has had no worker for"):
                list(results)
        else:
            assert _files([first, *results]) == _made_here(published)


def _make_all(job: tuple[Cluster, Publication, Path]) -> None:
    there, published, file = job
    assert published.source is not None
    file.write_text(str(len(list(there.made(published.source, _steps(published))))))


@pytest.mark.slow
def test_workers_may_read_no_more_than_who_sends_them_work(tmp_path: Path) -> None:
    """Where something may be withheld, those on the same machine cannot read the records either."""
    record = sample_project(tmp_path / "project") / "records" / "bulletin.yml"
    whole = publication(release_of(SAMPLE), EN, charts=False)
    sent = replace(whole, steps=tuple(replace(step, make=partial(iter, ())) for step in whole.steps[1:3]))
    with dask_cluster(tmp_path / "cluster", 1, {READ: str(record)}) as there:
        job = Cluster.at(there.executor), sent, tmp_path / "done"
        side_by_side(_make_all, [job])
        with pytest.raises(BarredError, match="released alone"):
            side_by_side(_make_all, [job], barred=[record.parent])


def test_without_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install 'bulletin-generator\[cluster\]'"):
        Cluster.at("dask://127.0.0.1:8786").check()


def test_what_others_can_reach_is_refused() -> None:
    """A scheduler that listens everywhere is no scheduler of this machine, by whatever address it was reached."""
    for scheduler, worker in (
        ("tcp://192.0.2.1:8786", "tcp://127.0.0.1:1"),
        ("tcp://127.0.0.1:8786", "tcp://192.0.2.7:1"),
    ):
        client = SimpleNamespace(
            nthreads=lambda worker=worker: {worker: 1},
            scheduler_info=lambda n_workers, scheduler=scheduler: {"address": scheduler},
        )
        with pytest.raises(ClusterError, match=r"without encryption: tcp://192\.0\.2\.\d"):
            Cluster.at("dask://127.0.0.1:8786")._compare(client)


@pytest.mark.slow
def test_ctrl_c_takes_back_what_was_sent(tmp_path: Path) -> None:
    project = sample_project(tmp_path / "project")
    with dask_cluster(tmp_path / "cluster", 1, {SECONDS: "0.2"}) as there:
        command = [str(Path(sys.executable).with_name("bulletin")), "build", "--draft", "--no-charts"]
        options = ("--site-dir", str(tmp_path / "site"), "--executor", there.executor)
        building = subprocess.Popen([*command, *options], cwd=project, stderr=subprocess.PIPE, text=True)
        with distributed.Client(there.address, set_as_default=False) as client:
            _wait(lambda: any(client.processing().values()))
            building.send_signal(signal.SIGINT)
            assert building.communicate(timeout=PATIENCE)[1].strip() == ""
            assert building.returncode == 130
            _wait(lambda: not any(client.processing().values()))
        assert not (tmp_path / "site").exists()


def _wait(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)
