"""Whatever happens to a byte of a published site is reported, by the name of its file."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from bulletin.cli import main
from bulletin.cli.sites import _report
from bulletin.publishing.manifest import (
    ManifestError,
    from_json,
    hashes,
    read_manifest,
    site_manifest_from_json,
    to_json,
)
from bulletin.publishing.rebuild import Rebuilt
from bulletin.publishing.stores import FolderStore, FolderTarget
from bulletin.publishing.verify import DamagedError, FaultKind, verify
from bulletin.publishing.version_names import NAME
from click.exceptions import Exit
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.publishing.built_projects import BuiltProject, edition, publish_quickly, rebuild

pytestmark = pytest.mark.slow

FIXTURES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)


def faults(directory: Path) -> list[tuple[str, FaultKind]]:
    return [(fault.path, fault.kind) for fault in verify(directory)]


def replace(path: Path, content: bytes) -> None:
    """Write a file anew: its bytes are shared with the other copies of it, which must stay."""
    path.unlink()
    path.write_bytes(content)


def test_published_site_is_whole(site: Path) -> None:
    """Nothing is wrong with what was just published, nor with the folder of one edition."""
    assert verify(site) == ()
    assert verify(site / "vi" / edition(1)) == ()


@FIXTURES
@given(st.data())
def test_every_changed_byte_is_reported(site: Path, data: st.DataObject) -> None:
    """A file of which one byte was changed is named, wherever it is; but for the manifest of all."""
    path = data.draw(st.sampled_from(sorted(set(hashes(site)) - {NAME})))
    before = (site / path).read_bytes()
    place = data.draw(st.integers(0, max(0, len(before) - 1)))
    after = before[:place] + bytes([(before[place] if before else 0) ^ 1]) + before[place + 1 :]
    replace(site / path, after)
    try:
        found = faults(site)
    finally:
        replace(site / path, before)
    assert (path, FaultKind.CHANGED) in found
    assert len(found) == 1 or path.endswith(NAME)


@FIXTURES
@given(st.data())
def test_every_missing_file_is_reported(site: Path, data: st.DataObject) -> None:
    """A file that was removed is named."""
    path = data.draw(st.sampled_from(sorted(hashes(site))))
    before = (site / path).read_bytes()
    (site / path).unlink()
    try:
        assert (path, FaultKind.MISSING) in faults(site)
    finally:
        (site / path).write_bytes(before)


@pytest.mark.parametrize("path", ["more.html", "vi/more.html", f"vi/{edition(1)}/more.html", "vi/latest/.hidden"])
def test_every_extra_file_is_reported(site: Path, path: str) -> None:
    """A file that no manifest lists is named, wherever it is."""
    (site / path).touch()
    assert faults(site) == [(path, FaultKind.EXTRA)]


def test_links_and_pipes_are_reported(site: Path) -> None:
    """What is no regular file is named and not followed, even where it leads to the right bytes."""
    page = site / "vi" / edition(1) / "index.html"
    (site / "page.html").write_bytes(page.read_bytes())
    page.unlink()
    page.symlink_to(site / "page.html")
    os.mkfifo(site / "pipe")
    (site / "page.html").rename(site.parent / "page.html")
    assert faults(site) == [("pipe", FaultKind.STRANGE), (f"vi/{edition(1)}/index.html", FaultKind.STRANGE)]


def test_domain_of_a_host_is_the_hosts(site: Path) -> None:
    """The file in which a forge keeps the site's domain is neither ours nor a fault."""
    (site / "CNAME").write_text("bulletin.example\n")
    assert verify(site) == ()


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"\xff", b'{"schema": 3}', b'{"schema": 1}', b'{"editions": 1}', b"[" * 200_000]
)
def test_odd_manifest_is_reported(site: Path, content: bytes) -> None:
    """A manifest that is none, or that another program wrote, is reported as such rather than trusted."""
    replace(site / NAME, content)
    assert faults(site) == [(NAME, FaultKind.UNREADABLE)]


def test_unreadable_manifest_is_reported_in_the_language_of_the_user(site: Path) -> None:
    """Verification says in its language which manifest it cannot read, and why, in one line."""
    replace(site / NAME, b'{"schema": 3, "editions": {}}')
    (fault,) = verify(site)
    assert fault.text("en") == "manifest.json: The manifest has the schema 3; this program reads the schema 1, 2."
    assert fault.text("vi") == "manifest.json: Bản kê theo lược đồ (schema) 3; chương trình này đọc lược đồ 1, 2."


@pytest.mark.parametrize("content", [b"[" * 200_000, b'{"schema":' + b"[" * 200_000])
def test_brackets_in_brackets_are_no_manifest(content: bytes) -> None:
    """Nothing that is sent as a manifest is more than a manifest that cannot be read."""
    for read in (from_json, site_manifest_from_json):
        with pytest.raises(ManifestError):
            read(content)


@pytest.mark.parametrize(
    "address", ["ftp://x.example/", "https://x.example", 'https://x.example/"/', "https://x/\u001b[2J/"]
)
def test_manifest_with_an_odd_address_is_refused(site: Path, address: str) -> None:
    """What other programs print of a manifest as it is cannot hold markup or commands."""
    manifest = json.loads((site / NAME).read_bytes())
    with pytest.raises(ManifestError, match="address"):
        site_manifest_from_json(json.dumps({**manifest, "address": address}).encode())


FORGING = "a\x1b[2K\rb\nEvery file is as its manifest says.\u202e"


def test_names_forge_no_verdict(site: Path) -> None:
    """What a foreign manifest or folder calls its files is printed in one line, with nothing that a terminal obeys."""
    manifest = json.loads((site / NAME).read_bytes())
    replace(site / NAME, json.dumps({**manifest, "files": {**manifest["files"], FORGING: "0" * 64}}).encode())
    done = CliRunner().invoke(main, ["verify", str(site), "--language", "en"])
    assert done.stdout == "a [2K b Every file is as its manifest says. : missing\n"
    replace(site / NAME, json.dumps({**manifest, "files": {FORGING: 1}}).encode())
    done = CliRunner().invoke(main, ["verify", str(site), "--language", "en"])
    assert all(line.isprintable() for line in done.stdout.split("\n"))
    assert done.stdout.count("\n") == 1


def test_tools_and_files_forge_no_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    """The same of what a rebuild prints."""
    with pytest.raises(Exit):
        _report(Rebuilt("2019", "0" * 40, (FORGING,), (f"{FORGING} 1 → 2",)))
    faults = capsys.readouterr().out.splitlines()
    assert len(faults) == 4
    assert all(line.isprintable() for line in faults)


def test_repository_of_a_checkout_is_gits(site: Path) -> None:
    """Where the branch of a site is checked out, what git keeps at the top is no part of it; elsewhere it is."""
    (site / ".git").mkdir()
    (site / ".git" / "HEAD").touch()
    assert verify(site) == ()
    (site / "vi" / ".git").touch()
    assert faults(site) == [("vi/.git", FaultKind.EXTRA)]


def test_no_manifest_is_reported(tmp_path: Path) -> None:
    """Of a folder without a manifest, that alone is reported."""
    (tmp_path / "a.txt").touch()
    assert faults(tmp_path) == [(NAME, FaultKind.MISSING)]


def test_fields_that_are_not_as_they_have_to_be_are_named_in_the_readers_language(site: Path) -> None:
    """No words of a parser's, which are English, and no address of its documentation."""
    manifest = json.loads((site / NAME).read_bytes())
    with pytest.raises(ManifestError) as error:
        site_manifest_from_json(json.dumps({**manifest, "address": "x", "files": 1}).encode())
    said = "Bản kê này không đúng như chương trình ghi. Các trường không hợp lệ: files, address"
    assert sorted(error.value.text("vi").replace(", ", " ").split()) == sorted(
        f"{NAME}: {said}".replace(", ", " ").split()
    )


def test_manifest_comes_back_as_it_went(site: Path) -> None:
    """Reading a manifest and writing it gives the same bytes, which are sorted."""
    path = site / "vi" / edition(1) / NAME
    assert to_json(read_manifest(path.parent)) == path.read_bytes()
    assert list(json.loads(path.read_bytes())) == sorted(json.loads(path.read_bytes()))


@pytest.mark.parametrize(
    ("wrong", "faults"),
    [
        ('"language": "en"', "en is not among"),
        ('"language": "xx"', "have to be: language"),
        ('"schema": 3', "schema 3"),
    ],
)
def test_manifest_that_was_changed_is_named_by_its_path(
    sample: BuiltProject, site: Path, wrong: str, faults: str
) -> None:
    """Whoever reads it, to publish or to rebuild, says which file it is rather than failing."""
    path = f"vi/{edition(2)}/{NAME}"
    right = '"language": "vi"' if "language" in wrong else '"schema": 2'
    replace(site / path, (site / path).read_bytes().replace(right.encode(), wrong.encode()))
    with pytest.raises(ManifestError, match=f"{path}: (.|\n)*({faults})"):
        rebuild(sample.project, edition(2), FolderStore(site))
    target = FolderTarget(site)
    with pytest.raises(DamagedError, match=path):
        publish_quickly(sample, target)


def test_manifest_in_another_folder_is_reported(sample: BuiltProject, site: Path) -> None:
    """A manifest that says of itself to be another version's is not taken for the one of its folder."""
    path = site / "vi" / edition(2) / NAME
    replace(path, (site / "vi" / edition(1) / NAME).read_bytes())
    with pytest.raises(ManifestError, match=f"vi/{edition(2)}/.*: This is the manifest of vi/{edition(1)}"):
        rebuild(sample.project, edition(2), FolderStore(site))


def test_unknown_schema_is_refused(site: Path) -> None:
    """A manifest of a later format is refused, not half understood."""
    content = (site / "vi" / edition(1) / NAME).read_bytes().replace(b'"schema": 2', b'"schema": 3')
    with pytest.raises(ManifestError, match="schema 3"):
        from_json(content)
