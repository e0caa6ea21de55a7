"""The generator that made a version is recorded, and where another one is installed, a rebuild says so first."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest
from bulletin import __version__
from bulletin.installation import ARCHIVE, DISTRIBUTION, FILES, PYTHON, generator_hashes, package_hash
from bulletin.publishing.manifest import Generator, Manifest, from_json, to_json
from bulletin.publishing.origin import OTHER_GENERATOR, generator, why_no_commit
from bulletin.publishing.rebuild import _is_same_but_tools
from bulletin.publishing.recorded_generator import OtherGenerator

from tests.publishing.built_projects import ADDRESS, BuiltProject, commit
from tests.publishing.sample_versions import SAMPLE_VERSIONS, manifest_of
from tests.sites import ROOT

COMMIT = "c" * 40
ANOTHER = "a" * 64
"""The hash of files that no generator has."""
PACKAGE = ROOT / "generator" / "bulletin"
SAMPLE = manifest_of(SAMPLE_VERSIONS[0], "vi", ("vi",), ADDRESS)


# --- what is recorded -------------------------------------------------------------------------------------------------


def test_hash_of_a_package_is_that_of_its_files_wherever_they_lie(tmp_path: Path) -> None:
    """Bytecode, hidden files, and the folder that the package is in make no difference; every other byte does."""
    package = tmp_path / "elsewhere" / "bulletin"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "__pycache__").mkdir()
    for name in ("__pycache__/x.cpython-399.pyc", "old.pyc", ".DS_Store"):
        (package / name).write_text("Synthetic.")
    assert package_hash(package) == package_hash(PACKAGE) == generator().hashes[FILES]
    with (package / "py.typed").open("a") as file:
        file.write("Synthetic.")
    assert package_hash(package) != generator().hashes[FILES]


def test_hash_of_a_package_can_be_computed_by_hand(tmp_path: Path) -> None:
    """It is the SHA-256 of a list of files with theirs, as ``sha256sum`` prints it, in the order of their paths."""
    files = {"bulletin/a.py": b"A", "bulletin/a/b.py": b"B", "bulletin/Z.txt": b"Z"}
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_bytes(content)
    order = ("bulletin/Z.txt", "bulletin/a.py", "bulletin/a/b.py")
    printed = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in order)
    assert package_hash(tmp_path / "bulletin") == hashlib.sha256(printed.encode()).hexdigest()


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [
        ({"url": "file:///x.whl", "archive_info": {"hashes": {"sha256": ANOTHER}}}, {ARCHIVE: ANOTHER}),
        ({"url": "file:///x.whl", "archive_info": {}}, {}),
        ({"url": "file:///x.whl", "archive_info": {"hashes": {"sha256": "synthetic"}}}, {}),
        ({"url": "file:///x", "dir_info": {"editable": True}}, {}),
        (None, {}),
    ],
)
def test_archive_is_recorded_where_the_installer_knows_it(
    monkeypatch: pytest.MonkeyPatch, recorded: object, expected: dict[str, str]
) -> None:
    """An installer writes down the hash of a file it was given; not of one from an index, nor of a folder."""
    text = None if recorded is None else json.dumps(recorded)
    monkeypatch.setattr(metadata, "distribution", lambda _name: SimpleNamespace(read_text=lambda _file: text))
    assert generator_hashes.__wrapped__() == {FILES: generator_hashes()[FILES], **expected}


def test_manifests_of_both_ages_are_read_and_come_back_as_they_were() -> None:
    """A field that a generator does not know yet is passed over; one that an older one did not write stays out."""
    newer = replace(SAMPLE, generator=generator())
    older = replace(newer, generator=None)
    assert "generator" not in json.loads(to_json(older))
    assert from_json(to_json(older)) == older
    assert from_json(to_json(newer)) == newer
    later = {**json.loads(to_json(newer)), "synthetic": {"of": "a later generator"}}
    assert from_json(json.dumps(later).encode()) == newer


# --- what is said of another ------------------------------------------------------------------------------------------


def made_by(version: str, hashes: dict[str, str] | None = None, **recorded: str) -> Manifest:
    """Give the manifest of a version that a generator of this name and version made; without hashes, an older one."""
    found = None if hashes is None else Generator(hashes, DISTRIBUTION, version)
    return replace(SAMPLE, commit=COMMIT, generator=found, tools={DISTRIBUTION: version, PYTHON: "3.12.1", **recorded})


def said(manifest: Manifest, project: Path) -> str:
    """What is said of a manifest's generator; nothing where it is the installed one."""
    other = OtherGenerator.of(manifest, project, manifest.commit or "")
    return other.text("en", Path(), ["rebuild", "2019", "--from", "the site"]) if other else ""


def test_nothing_is_said_of_the_installed_generator(tmp_path: Path) -> None:
    """Not where its archive is known now and was not then, nor where an older generator wrote no hash."""
    own = dict(generator().hashes)
    for manifest in (made_by(__version__), made_by(__version__, own), made_by(__version__, {**own, ARCHIVE: ANOTHER})):
        assert said(manifest, tmp_path) == ""
    assert said(replace(SAMPLE, generator=None, tools={}), tmp_path) == ""


def test_another_version_is_named_with_the_commands_that_install_it(tmp_path: Path) -> None:
    """All that it was made with is pinned, in an environment of the Python that it was made by."""
    lines = said(made_by("0.1.7", {FILES: ANOTHER, ARCHIVE: "b" * 64}, click="8.0.1"), tmp_path).splitlines()
    version = SAMPLE.version
    assert lines[0].startswith(
        f"{version} was made by {DISTRIBUTION} 0.1.7 (files aaaaaaaaaaaa); here is {DISTRIBUTION} "
    )
    assert lines[2:] == [
        f"  python3.12 -m venv .venv-{version}",
        f"  .venv-{version}/bin/python -m pip install --find-links . {DISTRIBUTION}==0.1.7 click==8.0.1",
        f"  .venv-{version}/bin/bulletin rebuild 2019 --from 'the site'",
        f"The archive that it was installed from has the SHA-256 {'b' * 64}.",
    ]


def test_the_same_version_with_other_files_is_named() -> None:
    """A wheel that somebody changed has the number of the one that was released."""
    assert "the program is not" in said(made_by(__version__, {FILES: ANOTHER}), ROOT)


@pytest.mark.parametrize(
    ("requirements", "is_used"),
    [
        (f"{DISTRIBUTION}==0.1.7 \\\n    --hash=sha256:{ANOTHER}\nclick==8.0.1  # via {DISTRIBUTION}\n", True),
        ("# synthetic\n-r other.txt\nBulletin.Generator==0.1.7 ; python_version >= '3'\nclick>=8,<9\n", True),
        (f"{DISTRIBUTION} @ https://x.example/x-0.1.7-py3-none-any.whl#sha256={ANOTHER}\nclick==8.0.1\n", True),
        (f"{DISTRIBUTION}==0.1.7\n", False),
        (f"{DISTRIBUTION}==0.1.8\nclick==8.0.1\n", False),
        (f"{DISTRIBUTION}==0.1.7\nclick\n", False),
        ("", False),
    ],
)
def test_requirements_of_the_commit_are_used_where_they_pin_all(
    tmp_path: Path, requirements: str, *, is_used: bool
) -> None:
    """They hold the hashes; but where they leave a package open, a later release of it would be installed."""
    (tmp_path / "requirements.txt").write_text(requirements)
    text = said(made_by("0.1.7", click="8.0.1"), tmp_path)
    assert (f"git show {COMMIT}:./requirements.txt > " in text) == is_used
    assert ("click==8.0.1" in text) == (not is_used)


def test_an_archive_is_looked_for_beside_the_records_also_where_requirements_pin_it(tmp_path: Path) -> None:
    """No index may have it, and the line of the requirements names no file."""
    (tmp_path / "requirements.txt").write_text(f"{DISTRIBUTION}==0.1.7\nclick==8.0.1\n")
    text = said(made_by("0.1.7", {FILES: ANOTHER, ARCHIVE: "b" * 64}, click="8.0.1"), tmp_path)
    assert f"-m pip install --find-links . --requirement requirements-{SAMPLE.version}.txt\n" in text


FORGED = ("1; rm -rf x", "$(x)", "1\n  rm x", "1 --index-url=http://x.example/", "")


@pytest.mark.parametrize("forged", FORGED)
def test_a_manifest_smuggles_nothing_into_the_commands(tmp_path: Path, forged: str) -> None:
    """Whoever can write to a site can write any manifest; people copy what is printed."""
    named = said(made_by("0.1.7", click=forged, synthetic="1.0"), tmp_path)
    assert f"install {DISTRIBUTION}==0.1.7\n" in named
    of_no_version = said(made_by(forged, {}), tmp_path)
    assert len(of_no_version.splitlines()) == 1
    other_name = replace(made_by("0.1.7"), generator=Generator({}, "synthetic", "0.1.7"))
    assert "install" not in said(other_name, tmp_path)
    python = said(replace(made_by("0.1.7"), tools={**made_by("0.1.7").tools, PYTHON: f"3.{forged}"}), tmp_path)
    assert python.splitlines()[2].startswith(("  python3 -m", "  python3.1 -m"))


# --- rebuilding and publishing ----------------------------------------------------------------------------------------


def test_manifests_may_differ_in_what_they_say_of_tools_alone() -> None:
    """Whoever rebuilds has other tools; what was made from what, when and for where has to be the same."""
    was = to_json(made_by("0.1.7", {FILES: ANOTHER}))
    assert _is_same_but_tools(was, to_json(made_by(__version__, {FILES: "b" * 64}, click="8")))
    assert _is_same_but_tools(was, to_json(made_by(__version__)))
    assert not _is_same_but_tools(was, to_json(replace(made_by("0.1.7"), policy="other")))
    assert not _is_same_but_tools(was, to_json(replace(made_by("0.1.7"), outputs={"index.html": ANOTHER})))


@pytest.mark.slow
def test_a_projects_own_generator_has_to_be_the_one_that_runs(sample: BuiltProject) -> None:
    """Its commit would be built again by its own, so an installed one of another state publishes nothing."""
    shutil.copytree(PACKAGE, sample.project / "generator" / "bulletin", ignore=shutil.ignore_patterns("__pycache__"))
    commit(sample.project, "Synthetic: the generator that runs")
    assert why_no_commit(sample.project) is None
    (sample.project / "generator" / "bulletin" / "py.typed").write_text("Synthetic.\n")
    commit(sample.project, "Synthetic: another generator")
    refusal = why_no_commit(sample.project)
    assert refusal is not None
    assert refusal.reason is OTHER_GENERATOR
