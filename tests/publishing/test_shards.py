"""Shards of a site, made apart, give the same site as an ordinary build; or none, unless they belong together."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bulletin.cli import main
from bulletin.model.places import Place
from bulletin.problems import Problem, Severity
from bulletin.problems.kinds import KINDS
from bulletin.publishing import shards
from bulletin.publishing.build import build_site
from bulletin.publishing.shards import (
    MANIFEST,
    Asked,
    Shard,
    ShardError,
    ShardManifest,
    StepEntry,
    UnlikeShardsError,
    assemble,
    build_shard,
)
from bulletin.publishing.stores import FolderStore
from bulletin.publishing.version_names import NAME
from bulletin.validation import validate
from bulletin.website import pipeline
from bulletin.website.build_cache import FOLDER
from bulletin.website.resources import ONE_PROCESS
from bulletin.website.staging import MARKER, NotOursError
from click.testing import CliRunner

from tests.disclosure.internal_records import project_of
from tests.sites import EN, SAMPLE, VI, contents_of, differing, sample_project

pytestmark = pytest.mark.slow
ASKED = Asked(languages=(EN, VI), charts=False, address="https://example.org/")
DRAFT = Asked(languages=(EN,), charts=False, draft=True)


def _made(project: Path, folder: Path, count: int = 2, asked: Asked = DRAFT) -> list[Path]:
    folders = [folder / str(number) for number in range(1, count + 1)]
    for number, shard in enumerate(folders, 1):
        build_shard(project, shard, Shard(number, count), asked, resources=ONE_PROCESS)
    return folders


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sequence[Path]]:
    """Give a project, and a draft of it in two shards."""
    folder = tmp_path_factory.mktemp("made")
    project = sample_project(folder / "project")
    return project, _made(project, folder)


@pytest.fixture
def copied(made: tuple[Path, Sequence[Path]], tmp_path: Path) -> tuple[Path, list[Path]]:
    """Give the same, for a test that changes it."""
    project, folders = made
    return (
        shutil.copytree(project, tmp_path / "project"),
        [shutil.copytree(shard, tmp_path / f"shard-{shard.name}") for shard in folders],
    )


# --- the law


def test_all_shards_make_the_same_site(tmp_path: Path) -> None:
    """All editions in all languages, whatever the order of the shards."""
    project = sample_project(tmp_path / "project")
    folders = _made(project, tmp_path / "shards", 3, ASKED)
    assemble(project, folders[::-1], tmp_path / "assembled")
    about = {"charts": ASKED.charts, "address": ASKED.address, "resources": ONE_PROCESS}
    build_site(project, tmp_path / "built", ASKED.languages, **about)  # type: ignore[arg-type]
    assert differing(contents_of(tmp_path / "assembled"), contents_of(tmp_path / "built")) == set()


@pytest.mark.parametrize("count", [1, 2, 3, 7])
@pytest.mark.parametrize("weights", [[], [1], [5, 1, 1, 1, 1, 1], [1.0] * 40, [*range(100)]])
def test_shares_have_every_step_once_and_weigh_about_the_same(weights: list[float], count: int) -> None:
    for turn in range(3):
        shares = [Shard(number, count).share(weights, turn) for number in range(1, count + 1)]
        assert sorted(step for share in shares for step in share) == list(range(len(weights)))
        weighed = [sum(weights[step] for step in share) for share in shares]
        without_last = [sum(sorted(weights[step] for step in share)[1:]) for share in shares]
        assert max(without_last) <= min(weighed), "the lightest step of each was put where there was least"


def test_heaviest_steps_of_sites_are_in_different_shards() -> None:
    shares = [Shard(1, 2).share([9, 1], turn) for turn in range(2)]
    assert shares == [[0], [1]]


@pytest.mark.parametrize("given", ["", "1", "0/3", "4/3", "a/b", "1/", "/3", "-1/3", "1/3/5", "1.0/3", "1/10001"])
def test_what_is_no_shard(given: str) -> None:
    with pytest.raises(ShardError, match="K/N"):
        Shard.of(given)


# --- a shard is no site


def test_a_shard_replaces_no_other_folder_and_is_no_site(copied: tuple[Path, list[Path]]) -> None:
    project, (shard, _other) = copied
    assert not list(shard.rglob("*.html"))
    (foreign := project / "docs").mkdir(exist_ok=True)
    with pytest.raises(NotOursError, match="did not make"):
        build_shard(project, foreign, Shard(1, 2), DRAFT, resources=ONE_PROCESS)


def test_warnings_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warning = Problem(next(kind for kind in KINDS if kind.severity is Severity.WARNING), Place("records/a.yml", 1, 1))
    validation = replace(validate(SAMPLE), problems=(warning,))
    monkeypatch.setattr(pipeline, "validate", lambda *_, **__: validation)
    project = sample_project(tmp_path / "project")
    assert build_shard(project, tmp_path / "shard", Shard(9, 9000), DRAFT, resources=ONE_PROCESS) == 1


# --- what does not belong together


def _refused(project: Path, folders: Sequence[Path], match: str, audience: str | None = None) -> None:
    site = project / "site"
    with pytest.raises((ShardError, UnlikeShardsError), match=match):
        assemble(project, folders, site, audience=audience)
    assert not site.exists()


def test_missing_shard(made: tuple[Path, Sequence[Path]]) -> None:
    project, folders = made
    _refused(project, folders[:1], "these are missing: 2/2")


def test_shard_that_is_there_twice(copied: tuple[Path, list[Path]]) -> None:
    project, (first, second) = copied
    again = shutil.copytree(first, project / "again")
    _refused(project, [first, second, again], f"1/2 is there twice: {first}, {again}")


def test_folder_that_is_no_shard(copied: tuple[Path, list[Path]]) -> None:
    project, (first, second) = copied
    _refused(project, [first, project / "docs"], f"{project / 'docs'}: It holds no shard")
    for file in (MARKER, MANIFEST):
        lacking = shutil.copytree(second, project / "lacking")
        (lacking / file).unlink()
        _refused(project, [first, lacking], f"{lacking}: It holds no shard")
        shutil.rmtree(lacking)


def test_shards_of_another_number(copied: tuple[Path, list[Path]]) -> None:
    project, (first, second) = copied
    _changed(second, lambda manifest: replace(manifest, shard="3/4"))
    _refused(project, [first, second], "these are missing: 2/2, 1/4, 2/4, 4/4")


def _changed(folder: Path, change: Callable[[ShardManifest], ShardManifest]) -> None:
    changed = change(shards._manifest(folder))
    (folder / MANIFEST).write_bytes(shards._ADAPTER.dump_json(changed))


def test_shards_of_different_commits(copied: tuple[Path, list[Path]]) -> None:
    project, (first, second) = copied
    _changed(second, lambda manifest: replace(manifest, inputs=replace(manifest.inputs, commit="c" * 40)))
    _refused(project, [first, second], "They differ in: commit: c{12} ≠ –$")
    _changed(first, lambda manifest: replace(manifest, inputs=replace(manifest.inputs, commit="c" * 40)))
    _refused(project, [first, second], "not made of what is here.*\n  commit: c{12} ≠ –$")


def test_shards_that_were_asked_for_otherwise(copied: tuple[Path, list[Path]]) -> None:
    project, (first, second) = copied
    _changed(second, lambda manifest: replace(manifest, asked=replace(manifest.asked, charts=True)))
    _refused(project, [first, second], "They differ in: charts: True ≠ False$")


def test_shards_for_another_audience(copied: tuple[Path, list[Path]]) -> None:
    """Whoever lays out a site says for whom it is: all shards may be for other eyes."""
    project, (first, second) = copied
    _changed(second, lambda manifest: replace(manifest, asked=replace(manifest.asked, audience="staff")))
    _refused(project, [first, second], "They differ in: audience: staff ≠ –$")
    _changed(first, lambda manifest: replace(manifest, asked=replace(manifest.asked, audience="staff")))
    _refused(project, [first, second], r"are for the audience “staff”, but .* a site for the public \(--audience\)")
    _refused(project, [first, second], "are for the audience “staff”, but .* a site for “internal”", "internal")


def test_shards_for_the_public(made: tuple[Path, Sequence[Path]]) -> None:
    _refused(*made, "are for the public, but .* a site for the audience “internal”", "internal")


def test_shards_of_other_versions(copied: tuple[Path, list[Path]]) -> None:
    project, folders = copied
    for folder in folders:
        _changed(folder, lambda manifest: replace(manifest, versions={**manifest.versions, "numpy": "1.0"}))
    _refused(project, folders, r"by other versions than are installed here:\n  numpy: 1\.0 ≠ ")


def test_changed_records(copied: tuple[Path, list[Path]]) -> None:
    """Even if what changed would not be seen on any page."""
    project, folders = copied
    with (project / "records" / "bulletin.yml").open("a") as file:
        file.write("# SYNTHETIC comment\n")
    _refused(project, folders, r"not made of what is here.*\n  records/bulletin\.yml: \w{12} ≠ \w{12}$")


def test_damaged_file(copied: tuple[Path, list[Path]]) -> None:
    project, folders = copied
    entry = next(entry for entry in shards._manifest(folders[1]).steps if "organizations/" in entry.step)
    file = folders[1] / entry.file
    for content in (file.read_bytes()[:-1], b"", file.read_bytes() + b" "):
        file.write_bytes(content)
        _refused(project, folders, f"{file}: It is not what was made")
    file.unlink()
    _refused(project, folders, f"{file}: It is not what was made")


def test_damaged_manifest(copied: tuple[Path, list[Path]]) -> None:
    project, folders = copied
    (folders[0] / MANIFEST).write_text("{}")
    _refused(project, folders, f"{folders[0] / MANIFEST}: It is not what was made")


def test_manifest_that_lacks_a_step(copied: tuple[Path, list[Path]]) -> None:
    project, folders = copied
    _changed(folders[0], lambda manifest: replace(manifest, steps=manifest.steps[1:]))
    _refused(project, folders, "do not have the files of")


def test_manifest_that_names_other_steps(copied: tuple[Path, list[Path]]) -> None:
    """As of a program that has them in another order."""
    project, folders = copied
    _changed(folders[0], lambda made: replace(made, steps=tuple(replace(step, step="other") for step in made.steps)))
    _refused(project, folders, "do not have the files of")


def test_shards_for_another_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only some jobs are given the address, as the variable that the configuration names."""
    project = sample_project(tmp_path / "project")
    folders = _made(project, tmp_path / "shards", 1, replace(ASKED, address=None, languages=(EN,)))
    monkeypatch.setenv("SITE_URL", "https://b.example/")
    _refused(project, folders, r"address: http://127\.0\.0\.1:8000/ ≠ https://b\.example/")


def test_withheld_files_of_records_are_not_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor are their hashes in a shard that is for an audience which may not know of them, nor does a process read them.

    The one hash of all of them says whether they have changed.
    """
    barred = []

    def made_beside(work: Callable[[Any], list[StepEntry]], jobs: Sequence[Any], **more: Any) -> list[list[StepEntry]]:
        barred.append(more["barred"])
        return list(map(work, jobs))

    monkeypatch.setattr(shards, "side_by_side", made_beside)
    project, shard = project_of(tmp_path / "project", 1), tmp_path / "shard"
    assert build_shard(project, shard, Shard(1, 1), DRAFT, resources=ONE_PROCESS) == 0
    assert barred == [(project / "records",)]
    assert list(shards._manifest(shard).inputs.records) == [""]
    assemble(project, [shard], tmp_path / "site")
    with (project / "records" / "bulletin.yml").open("a") as file:
        file.write("# SYNTHETIC comment\n")
    _refused(project, [shard], r"not made of what is here.*\n  : \w{12} ≠ \w{12}$")


def test_shards_beside_other_published_versions(made: tuple[Path, Sequence[Path]], tmp_path: Path) -> None:
    """Of what is published, the manifests of all versions count."""
    project, _folders = made
    manifest = tmp_path / "en/2019" / NAME
    manifest.parent.mkdir(parents=True)
    found = {shards._inputs(project, DRAFT, (), None, is_private=False).published}
    for content in ("{}", "[]"):
        manifest.write_text(content)
        found.add(shards._inputs(project, DRAFT, (), FolderStore(tmp_path), is_private=False).published)
    assert len(found) == 3


# --- the commands


def test_commands(copied: tuple[Path, list[Path]], tmp_path: Path) -> None:
    project, folders = copied
    run = CliRunner()
    options = ("--project", str(project), "--draft", "--no-charts", "--language", EN, "--shard", "1/2")
    assert run.invoke(main, ["build", *options]).exit_code == 2, "without --site-dir, a shard would be taken for a site"
    done = run.invoke(main, ["build", *options, "--no-cache", "--site-dir", str(tmp_path / "again")])
    assert done.exit_code == 0, done.output
    assert json.loads((tmp_path / "again" / MANIFEST).read_text()) == json.loads((folders[0] / MANIFEST).read_text())
    for folder in (tmp_path / "named", tmp_path / "from-cache"):
        command = ("build", *options, "--audience", "public", "--site-dir", str(folder))
        named = run.invoke(main, command)
        assert named.exit_code == 0, named.output
        assert contents_of(folder) == contents_of(folders[0]), "the first audience is the public"
    assert (kept := project / FOLDER / "files").is_dir()
    assert run.invoke(main, (*command, "--cache-size", "0")).exit_code == 0
    assert not [path for path in kept.rglob("*") if path.is_file()]
    site = ("--project", str(project), "--site-dir", str(tmp_path / "site"))
    assert run.invoke(main, ["assemble", *site, str(folders[0])]).exit_code == 2
    assert run.invoke(main, ["assemble", *site, "--audience", "internal", *map(str, folders)]).exit_code == 3
    assert run.invoke(main, ["assemble", *site, "--audience", "public", *map(str, folders)]).exit_code == 0
    shutil.rmtree(tmp_path / "site")
    assert run.invoke(main, ["assemble", *site, *map(str, folders)]).exit_code == 0
    assert (tmp_path / "site" / EN / "index.html").is_file()
