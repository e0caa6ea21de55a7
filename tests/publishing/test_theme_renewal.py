"""Scripts and styles of published versions can be replaced, in the open, and nothing else of these versions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bulletin.publishing import publish as publishing
from bulletin.publishing.manifest import (
    from_json,
    hashes,
    read_manifest,
    read_site_manifest,
    renewals_of,
    to_json,
)
from bulletin.publishing.stores import FolderTarget
from bulletin.publishing.verify import FaultKind, verify
from bulletin.publishing.version_names import NAME
from bulletin.publishing.versions import derive
from bulletin.publishing.versions.published import version_folders
from bulletin.website.configuration import theme_of
from bulletin.website.shared_theme import FOLDER, SharedTheme

from tests.publishing.built_projects import NOW, BuiltProject, edition, publish_quickly, to_folder
from tests.publishing.sample_versions import SAMPLE_VERSIONS, write_versions

SCRIPT = "javascripts/bundle.min.js"
REASON = "A hole in the search (synthetic)"

slow = pytest.mark.slow


@pytest.fixture
def mended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a newer theme be installed: one script is another, one file is gone, one is new."""

    def newer(*given: object) -> SharedTheme:
        theme = theme_of(*given)  # type: ignore[arg-type]  # passed on
        files = {**theme.files, SCRIPT: b"/* mended */", "javascripts/new.js": b"/* new */"}
        del files["javascripts/content.js"]
        return replace(theme, files=files)

    monkeypatch.setattr(publishing, "theme_of", newer)


def content_of(site: Path) -> dict[str, str]:
    """The files of all versions, ``latest/`` among them."""
    return {path: hashed for path, hashed in hashes(site).items() if not path.startswith(f"{FOLDER}/") and path != NAME}


def listed(site: Path) -> Iterator[str]:
    """Every file that the manifests of a site name, as often as they do; shared themes once."""
    own = read_site_manifest(site)
    yield from (NAME, *own.files, *(f"{folder}/{NAME}" for folder in own.editions))
    themes = set[str]()
    for folder in version_folders(site):
        manifest = read_manifest(folder)
        yield from (f"{folder.relative_to(site).as_posix()}/{path}" for path in manifest.outputs)
        themes |= set(manifest.theme or ())
    yield from themes


@slow
def test_each_file_is_content_or_theme_or_derived(site: Path) -> None:
    """Every file of a site is in one list of one manifest, but for the marker; scripts and styles are in the theme."""
    files = [path for path in hashes(site) if path != ".bulletin-site"]
    assert sorted(listed(site)) == sorted(files)
    for folder in version_folders(site):
        assert not [path for path in hashes(folder) if path.endswith((".js", ".map"))]


@slow
def test_themes_are_shared_and_named_by_their_contents(site: Path) -> None:
    """Versions that were built with the same theme load it from one folder; the program has the same one still."""
    (theme,) = {path.name for path in (site / FOLDER).iterdir()}
    assert {path.split("/")[1] for folder in version_folders(site) for path in read_manifest(folder).theme or ()} == {
        theme
    }


@slow
def test_renewal_replaces_nothing_but_files_of_themes(sample: BuiltProject, site: Path, mended: None) -> None:
    """Pages, downloads and manifests of versions keep their bytes; the site's manifest says what, when and why."""
    before, was = content_of(site), hashes(site)
    publish_quickly(sample, FolderTarget(site), edition(1), renew_theme=f"{REASON}\n")
    now = hashes(site)
    (theme,) = (path.name for path in (site / FOLDER).iterdir())
    assert content_of(site) == before
    assert {path for path in was.keys() | now.keys() if was.get(path) != now.get(path)} == {
        f"{FOLDER}/{theme}/{SCRIPT}",
        NAME,
    }
    assert verify(site) == ()
    (renewal,) = renewals_of(site)
    assert (renewal.on, renewal.reason.strip()) == (NOW.date(), REASON)
    assert renewal.files == {f"{FOLDER}/{theme}/{SCRIPT}": now[f"{FOLDER}/{theme}/{SCRIPT}"]}


@slow
def test_renewing_again_does_nothing(sample: BuiltProject, site: Path, mended: None) -> None:
    """Where all is renewed already, no byte changes and nothing is recorded."""
    publish_quickly(sample, FolderTarget(site), edition(1), renew_theme=REASON)
    before = hashes(site)
    publish_quickly(sample, FolderTarget(site), edition(1), renew_theme=REASON)
    assert hashes(site) == before


@slow
def test_a_dry_run_renews_nothing(sample: BuiltProject, site: Path, mended: None) -> None:
    before = hashes(site)
    publish_quickly(sample, FolderTarget(site), edition(1), renew_theme=REASON, dry_run=True)
    assert hashes(site) == before


@slow
def test_later_publications_keep_what_was_renewed(sample: BuiltProject, site: Path, mended: None) -> None:
    """An edition that was built with the former theme shares the renewed one, and the record stays."""
    publish_quickly(sample, FolderTarget(site), edition(1), renew_theme=REASON)
    theme = {path: hashed for path, hashed in hashes(site).items() if path.startswith(f"{FOLDER}/")}
    to_folder(sample, site)
    assert {path: hashed for path, hashed in hashes(site).items() if path.startswith(f"{FOLDER}/")} == theme
    assert [renewal.reason for renewal in renewals_of(site)] == [REASON]
    assert verify(site) == ()


@slow
@pytest.mark.parametrize("is_renewed", [False, True])
def test_verification_finds_other_themes(sample: BuiltProject, site: Path, mended: None, is_renewed: bool) -> None:
    """A script that is neither the published one nor the renewed one, one that is missing, one that is too many."""
    if is_renewed:
        publish_quickly(sample, FolderTarget(site), edition(1), renew_theme=REASON)
    (theme,) = (site / FOLDER).iterdir()
    for name, change in ((SCRIPT, "alert(1)"), ("javascripts/added.js", "alert(2)")):
        (theme / name).unlink(missing_ok=True)
        (theme / name).write_text(change, encoding="utf-8")
    (theme / "stylesheets/main.min.css").unlink()
    found = {fault.path.rpartition("/")[2]: fault.kind for fault in verify(site)}
    assert found == {
        "bundle.min.js": FaultKind.CHANGED,
        "added.js": FaultKind.EXTRA,
        "main.min.css": FaultKind.MISSING,
    }


def test_manifests_of_the_first_schema_are_read_and_keep_their_bytes(tmp_path: Path) -> None:
    """They name no theme; sites with such versions are derived and verified as ever."""
    site = write_versions(tmp_path, SAMPLE_VERSIONS)
    for folder in version_folders(site):
        content = json.loads((folder / NAME).read_bytes())
        assert "theme" not in content
        content["schema"] = 1
        written = (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
        (folder / NAME).write_bytes(written)
        assert to_json(from_json(written)) == written
    (site / ".bulletin-site").write_text("published\n", encoding="utf-8")
    derive(site)
    assert {fault.kind for fault in verify(site) if fault.path != ".bulletin-site"} == set()
