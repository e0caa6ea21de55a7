"""Synthetic cities are valid, of the size asked for, repeatable, and cannot be mistaken for real ones."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.tables import Tables
from bulletin.model.keys import ObservationKey
from bulletin.model.values import Value
from bulletin.validation import validate_records

from benchmarks.city import HEADER, City, edit, joined, write
from benchmarks.measuring import Cost, Stages, process


@pytest.mark.parametrize("organizations", [10, 50, 61])
def test_city_is_valid_and_of_the_size_asked_for(tmp_path: Path, organizations: int) -> None:
    """Nothing is wrong with the records, and there are as many organizations as asked for."""
    reading = validate_records(write(City(organizations, quarters=8), tmp_path))
    assert reading.problems == ()
    assert reading.corpus is not None
    assert len(reading.corpus.catalogue.organizations) == organizations


def test_records_say_the_same_in_large_files(tmp_path: Path) -> None:
    """Joined, a city's records are far fewer files, still say that they are synthetic, and make the same corpus."""
    small = write(City(30, quarters=4), tmp_path / "small")
    large = joined(small, tmp_path / "large")
    assert len(_texts(large)) < len(_texts(small)) / 5
    assert all(text.startswith(HEADER) for text in _texts(large).values())
    first, other = validate_records(small), validate_records(large)
    assert other.problems == ()
    assert first.corpus is not None
    assert other.corpus is not None
    assert _said(compile_tables(first.corpus)) == _said(compile_tables(other.corpus))


def _said(tables: Tables) -> list[tuple[ObservationKey, Value]]:
    """The figures and the targets, wherever they were typed."""
    return [(item.key, item.value) for items in (tables.figures, tables.targets) for item in items]


def test_an_edit_changes_one_figure(tmp_path: Path) -> None:
    """And the totals that it is part of, of the same period."""
    city = City(12, quarters=4)
    before = validate_records(write(city, tmp_path)).corpus
    edit(city, tmp_path)
    after = validate_records(tmp_path).corpus
    assert before is not None
    assert after is not None
    pairs = zip(_said(compile_tables(before)), _said(compile_tables(after)), strict=True)
    changed = [was[0] for was, now in pairs if was != now]
    assert city.choirs[-1] in {key.organization for key in changed}
    assert len({(key.measure, key.period) for key in changed}) == 1


def test_city_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    """The seed decides every byte."""
    texts = [_texts(write(City(12, quarters=4, seed=seed), tmp_path / str(run))) for run, seed in enumerate((1, 1, 2))]
    assert texts[0] == texts[1] != texts[2]


def test_city_says_that_it_is_synthetic(tmp_path: Path) -> None:
    """Every file says so in its first line."""
    assert all(text.startswith(HEADER) for text in _texts(write(City(12, quarters=4), tmp_path)).values())


def _texts(project: Path) -> dict[str, str]:
    return {str(path.relative_to(project)): path.read_text(encoding="utf-8") for path in project.rglob("*.yml")}


def test_stages_are_measured() -> None:
    """A stage that takes memory and time is seen to."""
    stages = Stages()
    with stages.stage("small"):
        pass
    with stages.stage("large"):
        assert len(bytearray(b"x") * 50_000_000) == 50_000_000
    assert stages.costs["large"].megabytes > stages.costs["small"].megabytes + 40
    assert stages.costs["large"].seconds > stages.costs["small"].seconds


@pytest.mark.slow
def test_processes_are_measured_and_ended(tmp_path: Path) -> None:
    """A process that takes too long is ended, and has no cost; another has one."""
    log = tmp_path / "log"
    assert process(["sleep", "30"], cwd=tmp_path, patience=0.2, output=log) is None
    assert isinstance(process(["true"], cwd=tmp_path, patience=30, output=log), Cost)


_TAKING = "import subprocess, sys, time; kept = bytearray(b'x') * 60_000_000; {then}; time.sleep(2)"


@pytest.mark.slow
def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    """Two processes of 60 MB each take 120 MB and more."""
    other = f"subprocess.run([sys.executable, '-c', {_TAKING.format(then='pass')!r}])"
    cost = process(
        [sys.executable, "-c", _TAKING.format(then=other)], cwd=tmp_path, patience=60, output=tmp_path / "log"
    )
    assert cost is not None
    assert 120 < cost.megabytes < 240
