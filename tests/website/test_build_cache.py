"""What steps made is found again where they would read the same, and never where they would not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from bulletin.analysis.dependencies import Dependencies, Digests
from bulletin.disclosure import Release
from bulletin.model.places import Place
from bulletin.rendering.files import Asset, Page, Redirect, SiteFile
from bulletin.rendering.markup import Heading
from bulletin.rendering.tree import Step
from bulletin.website import build_cache
from bulletin.website.build_cache import (
    FOLDER,
    BuildCache,
    ForeignCacheError,
    SiteCache,
    StepFiles,
    _hash_under,
    packed_files,
    unpacked_files,
    usable,
    write_entry,
)
from bulletin.website.pipeline import publication
from bulletin.website.resources import Account, Resources

from tests.rendering.samples import released
from tests.sites import BUILDING_SECONDS, EN, VI, contents_of, sample_project

FILES: tuple[SiteFile, ...] = (
    Page(
        path="organizations/a.md",
        title="Đội A <b>",
        description="Một câu.",
        markdown="",
        html="<h1>Đội A</h1>\n",
        headings=(Heading("figures", "Số liệu", 2),),
        edit=Place("records/a.yml", 3, 1),
        search_text="a b c",
    ),
    Asset("downloads/a.csv", b"\xef\xbb\xbfa,\x00b\n"),
    Asset("downloads/empty.csv", b""),
    Redirect("organizations/b.md", "organizations/a.md", "A", "This page has moved", VI),
    Page("index.md", "", "", "", ""),
)


def cache_in(folder: Path, basis: bytes = b"basis") -> SiteCache:
    """A cache for a site of which nothing is read."""
    reads = Dependencies()
    return SiteCache(folder, basis, reads, Digests({}, reads))


def step(files: Sequence[SiteFile] = FILES, name: str = "step") -> tuple[Step, list[str]]:
    """A step, and what notes how often it is run."""
    runs: list[str] = []

    def make() -> tuple[SiteFile, ...]:
        runs.append(name)
        return tuple(files)

    return Step(name, lambda: iter(make())), runs


def entries(folder: Path) -> list[Path]:
    """The files of steps in a cache."""
    return sorted(path for path in folder.glob("files/*/*") if path.is_file())


def test_the_same_files_come_back(tmp_path: Path) -> None:
    """Pages, downloads and redirects, with all that is known of them, and the step is run once."""
    made, runs = step()
    first = cache_in(tmp_path).files_of(made, tuple)
    again = cache_in(tmp_path).files_of(made, tuple)
    assert (first.is_cached, again.is_cached) == (False, True)
    assert tuple(again.files) == tuple(first.files) == FILES
    assert runs == ["step"]


def test_a_damaged_entry_is_made_anew_and_said(tmp_path: Path) -> None:
    """A bit, half of it, or nothing: what is given is never what was damaged."""
    made, runs = step()
    cache_in(tmp_path).files_of(made, tuple)
    (entry,) = entries(tmp_path)
    whole = entry.read_bytes()
    for number, damaged in enumerate((whole[:-1] + bytes([whole[-1] ^ 1]), whole[: len(whole) // 2], b""), 2):
        entry.write_bytes(damaged)
        found = cache_in(tmp_path).files_of(made, tuple)
        assert (found.is_cached, found.is_damaged, tuple(found.files)) == (False, True, FILES)
        assert len(runs) == number
        assert entry.read_bytes() == whole
    account = Account()
    account.add([found], 1)
    assert (account.made, account.cached, account.damaged) == (1, 0, 1)


def test_packed_files_are_copied_from_the_cache(tmp_path: Path) -> None:
    """The same bytes whether made or kept by either way, and made anew where they are damaged."""
    made, runs = step()
    packed = packed_files(FILES)
    assert [cache_in(tmp_path).packed_files_of(made) for _ in range(2)] == [packed, packed]
    assert tuple(cache_in(tmp_path).files_of(made, tuple).files) == tuple(unpacked_files(packed)) == FILES
    assert runs == ["step"]
    (entry,) = entries(tmp_path)
    whole = entry.read_bytes()
    entry.write_bytes(whole[:-1])
    assert cache_in(tmp_path).packed_files_of(made) == packed
    assert (runs, entry.read_bytes()) == (["step", "step"], whole)
    entry.unlink()
    cache_in(tmp_path).files_of(made, tuple)
    assert entry.read_bytes() == whole


def test_an_entry_under_the_name_of_another_is_made_anew(tmp_path: Path) -> None:
    """As if the page of one language had been put in the place of that of another."""
    steps = [step()[0], step(FILES[:1], "other")[0]]
    for made in steps:
        cache_in(tmp_path).files_of(made, tuple)
    first, second = entries(tmp_path)
    contents = first.read_bytes(), second.read_bytes()
    second.write_bytes(contents[0])
    first.write_bytes(contents[1])
    for made, files in zip(steps, (FILES, FILES[:1]), strict=True):
        found = cache_in(tmp_path).files_of(made, tuple)
        assert (found.is_damaged, tuple(found.files)) == (True, files)


@pytest.mark.parametrize("kind", ["traces", "files"])
@pytest.mark.parametrize(
    "content",
    [
        b"3",
        b"[3]\n",
        b'["Page", 1, {}]\nx',
        *(b'["Asset", %d, {"path": "x"}]\nx' % size for size in (2, 9 * 10**15, 10**22)),
        b"\xff\n",
    ],
)
def test_what_no_build_has_written_is_made_anew(tmp_path: Path, kind: str, content: bytes) -> None:
    """Even where its hash is right."""
    made, runs = step()
    cache_in(tmp_path).files_of(made, tuple)
    (entry,) = (path for path in tmp_path.glob(f"{kind}/*/*") if path.is_file())
    write_entry(entry, content)
    assert tuple(cache_in(tmp_path).files_of(made, tuple).files) == FILES
    assert len(runs) == 2
    for packed in (b"", content):  # neither of which is compressed
        entry.write_bytes(_hash_under(entry, packed) + packed)
        assert cache_in(tmp_path).files_of(made, tuple).is_damaged


@pytest.mark.parametrize("place", ["", "parent", "files", "traces", "builds", "files/ab", "traces/ab", "builds/ab"])
def test_a_cache_that_a_link_has_put_elsewhere_is_not_used(tmp_path: Path, place: str) -> None:
    """A proposal to a project may bring a link along, for whoever builds it to write through."""
    elsewhere, cache = tmp_path / "elsewhere", BuildCache(tmp_path / "project" / ".cache" / "bulletin")
    elsewhere.mkdir()
    link = cache.folder.parent if place == "parent" else cache.folder / place
    link.parent.mkdir(parents=True)
    link.symlink_to(elsewhere)
    with pytest.raises(ForeignCacheError):
        cache.prepare()
    assert usable(cache) is None
    assert list(elsewhere.iterdir()) == []


def test_no_file_is_written_through_a_link(tmp_path: Path) -> None:
    """What the link leads to stays as it was."""
    victim, cache = tmp_path / "victim", BuildCache(tmp_path / "cache")
    victim.write_text("kept")
    cache.folder.mkdir()
    for name in (".gitignore", "CACHEDIR.TAG"):
        (cache.folder / name).symlink_to(victim)
    cache.prepare()
    assert victim.read_text() == "kept"
    assert (cache.folder / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("path", ["/tmp/x", "../x", "a/../../x", "C:/x", "a\\..\\x", ""])
def test_nothing_is_written_beside_a_site_through_an_entry(tmp_path: Path, path: str) -> None:
    """Whoever can write to a cache, or to a part of a site, may not let it write anywhere else."""
    made, runs = step((Asset(path, b"x"),))
    cache_in(tmp_path).files_of(made, tuple)
    found = cache_in(tmp_path).files_of(made, tuple)
    assert (found.is_cached, found.is_damaged, len(runs)) == (False, True, 2)


@pytest.mark.parametrize("kind", ["traces", "files"])
def test_an_entry_that_is_gone_is_made_anew(tmp_path: Path, kind: str) -> None:
    """Whoever frees space may remove any of them."""
    made, runs = step()
    cache_in(tmp_path).files_of(made, tuple)
    for path in tmp_path.glob(f"{kind}/*/*"):
        path.unlink()
    assert tuple(cache_in(tmp_path).files_of(made, tuple).files) == FILES
    assert len(runs) == 2


def test_another_basis_or_name_is_another_entry(tmp_path: Path) -> None:
    """Such as another language, program or library."""
    made, runs = step()
    other, other_runs = step(FILES[:1], "other")
    for basis in (b"one", b"two"):
        cache = cache_in(tmp_path, basis)
        assert tuple(cache.files_of(made, tuple).files) == FILES
        assert tuple(cache.files_of(other, tuple).files) == FILES[:1]
    assert (len(runs), len(other_runs)) == (2, 2)


def test_a_step_is_run_again_where_it_would_read_something_else(tmp_path: Path) -> None:
    """And not where only other things have changed, nor where they are as they were once more."""
    values = {"read": "1", "other": "1"}
    runs: list[str] = []

    def state() -> tuple[SiteCache, Step]:
        reads = Dependencies()

        def make() -> Sequence[SiteFile]:
            reads.add("values", "read")
            runs.append(values["read"])
            return (Asset("value.txt", values["read"].encode()),)

        return SiteCache(tmp_path, b"", reads, Digests({"values": values.get}, reads)), Step(
            "step", lambda: iter(make())
        )

    def given() -> bytes:
        cache, made = state()
        (file,) = cache.files_of(made, tuple).files
        assert isinstance(file, Asset)
        return file.content

    assert given() == b"1"
    values["other"] = "2"
    assert given() == b"1"
    values["read"] = "2"
    assert given() == b"2"
    values["read"] = "1"
    assert given() == b"1"
    assert runs == ["1", "2"]


def test_where_nothing_can_be_written_the_step_is_run_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full, say; why is handed on, once for the build."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(build_cache, "write_packed", full)
    made, runs = step()
    account = Account()
    for _ in range(2):
        found = cache_in(tmp_path).files_of(made, tuple)
        account.add([found], 1)
        assert tuple(found.files) == FILES
    assert len(runs) == 2
    assert account.trouble == "No space left on device"


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither half an entry nor a temporary file."""

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    made, _ = step()
    cache_in(tmp_path).files_of(made, tuple)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_folder_that_is_none_cannot_be_used(tmp_path: Path) -> None:
    """The build goes on without a cache."""
    (tmp_path / "file").write_text("")
    cache = BuildCache(tmp_path / "file" / "cache")
    with pytest.raises(NotADirectoryError):
        cache.prepare()
    assert usable(cache) is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="there are no owners here")
def test_the_folder_of_somebody_else_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They could put pages into it."""
    monkeypatch.setattr(os, "getuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(ForeignCacheError, match=r"cache belongs to another user\."):
        BuildCache(tmp_path / "cache").prepare()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="permissions are others here")
def test_nobody_else_can_read_it_and_git_does_not_see_it(tmp_path: Path) -> None:
    """Pages may be for an audience."""
    folder = tmp_path / ".cache" / "bulletin"
    BuildCache(folder).prepare()
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / ".gitignore").read_text() == "*\n"
    assert (folder / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")


def test_what_was_used_last_is_kept(tmp_path: Path) -> None:
    """Down to the size that is allowed; what was read again counts as used."""
    steps = [step(FILES, f"step-{number}")[0] for number in range(4)]
    cache = cache_in(tmp_path)
    for number, each in enumerate(steps):
        cache.files_of(each, tuple)
        for path in tmp_path.glob("*/*/*"):
            if path.stat().st_mtime > 1_000:
                os.utime(path, (number, number))
    assert cache.files_of(steps[0], tuple).is_cached
    size = sum(path.stat().st_size for path in tmp_path.glob("*/*/*"))
    BuildCache(tmp_path, size * 2 // 4).trim()
    kept = [cache.files_of(each, tuple).is_cached for each in steps]
    assert kept == [True, False, False, True]
    BuildCache(tmp_path, 0).trim()
    assert entries(tmp_path) == []


def test_only_a_cache_is_removed(tmp_path: Path) -> None:
    """A folder of the same name that is none stays."""
    BuildCache(tmp_path / "absent").remove()
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(ForeignCacheError, match="is no cache"):
        BuildCache(tmp_path).remove()
    cache = BuildCache(tmp_path / "cache")
    cache.prepare()
    (tmp_path / "link").symlink_to(cache.folder)
    with pytest.raises(ForeignCacheError, match="is no cache"):
        BuildCache(tmp_path / "link").remove()
    (tmp_path / "link").unlink()
    cache.remove()
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def made_with(folder: Path, release: Release, language: str = VI) -> list[StepFiles[SiteFile]]:
    """What all steps of a release give with a cache."""
    site = publication(release, language, resources=Resources(cache=BuildCache(folder)))
    assert site.cache is not None
    return [site.cache.files_of(each, tuple) for each in site.steps]


def test_a_release_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For each language; another version of the program makes everything anew."""
    assert not any(found.is_cached for found in made_with(tmp_path, released()))
    assert all(found.is_cached for found in made_with(tmp_path, released()))
    assert not any(found.is_cached for found in made_with(tmp_path, released(), EN))
    monkeypatch.setattr(build_cache, "program", lambda: {"python": "3.99"})
    assert not any(found.is_cached for found in made_with(tmp_path, released()))


def test_whatever_is_not_a_table_is_part_of_the_basis(tmp_path: Path) -> None:
    """Of another catalogue, other claims or other versions before it, nothing is taken from the cache."""
    release = released()
    bulletin = release.catalogue.bulletin.model_copy(update={"records_url": "https://example.org/"})
    made_with(tmp_path, release)
    for other in (
        replace(release, catalogue=replace(release.catalogue, bulletin=bulletin)),
        replace(release, published_before=("2019",)),
        replace(release, claims={}),
    ):
        assert not any(found.is_cached for found in made_with(tmp_path, other))


@pytest.mark.slow
def test_two_builds_at_once_make_the_same(tmp_path: Path) -> None:
    """With one cache, while it is empty and while it is not; and so does one that has none."""
    project = sample_project(tmp_path / "project")
    command: list[str | Path] = [
        str(Path(sys.executable).with_name("bulletin")),
        "build",
        "--draft",
        "--no-charts",
        "--project",
        project,
    ]

    def begin(name: str, *options: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([*command, *options, "--site-dir", tmp_path / name], stdout=subprocess.DEVNULL)

    for names in (("a", "b"), ("c", "d")):
        assert [build.wait(BUILDING_SECONDS) for build in [begin(name) for name in names]] == [0, 0]
    assert begin("whole", "--no-cache").wait(BUILDING_SECONDS) == 0
    whole = contents_of(tmp_path / "whole")
    assert all(contents_of(tmp_path / name) == whole for name in "abcd")
    assert not list((project / FOLDER).rglob("tmp*"))
