"""Each audience has a published site of its own, and none joins the site of another. SYNTHETIC records."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from bulletin.cli import main
from bulletin.errors import RejectedError
from bulletin.publishing import publish as publishing
from bulletin.publishing.build import BuildSettings, build_editions
from bulletin.publishing.changes.diff import Diff, Sides
from bulletin.publishing.leak_scan import LeaksError
from bulletin.publishing.manifest import (
    ManifestError,
    from_json,
    hashes,
    read_manifest,
    read_site_manifest,
    readers_of,
    site_manifest_from_json,
    site_manifest_to_json,
    to_json,
)
from bulletin.publishing.origin import origin_of
from bulletin.publishing.plan import StepKind
from bulletin.publishing.publish import OTHER_AUDIENCE, PublishRequest, publish
from bulletin.publishing.rebuild import checked_out
from bulletin.publishing.stores import FolderStore, FolderTarget, PublicationTarget, branch_target
from bulletin.publishing.verify import FaultKind, verify
from bulletin.publishing.versions import derive
from bulletin.reading import languages_of
from bulletin.website.pipeline import UnknownAudienceError, releases_of
from bulletin.website.staging import MARKER, PUBLISHED_TEXT, NotOursError, link_tree
from click.testing import CliRunner

from tests.publishing.built_projects import ADDRESS, NOW, BuiltProject, commit, edition, git, make_project
from tests.sites import ROOT

pytestmark = pytest.mark.slow

INTERNAL = "internal"
AUDIENCES = """
audiences:
  - {id: public, name: {vi: Công chúng, en: The public}}
  - {id: internal, name: {vi: Nội bộ, en: Staff}}
"""
MARKED = """# Synthetic: made up for tests.
- {organization: central, period: 2018, value: 43219876, source: report-2020, audience: internal}
"""
Built = Mapping[str | None, BuiltProject]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the editions of a project with a marked record for each audience."""
    folder = tmp_path_factory.mktemp("audiences")
    project = make_project(folder / "project", 2)
    bulletin = project / "records/bulletin.yml"
    bulletin.write_text(bulletin.read_text(encoding="utf-8") + AUDIENCES, encoding="utf-8")
    (project / "records/visits/withheld.yml").write_text(MARKED, encoding="utf-8")
    commit(project, "Audiences")
    return {audience: build(project, folder / str(audience), audience) for audience in (None, INTERNAL)}


def build(project: Path, folder: Path, audience: str | None) -> BuiltProject:
    settings = BuildSettings(project, languages_of(project), ADDRESS, origin_of(project))
    build_editions(settings, releases_of(project, audience=audience), folder)
    return BuiltProject(project, folder)


def publish_for(built: Built, target: PublicationTarget, audience: str | None, *editions: str) -> list[StepKind]:
    """Publish editions that were built before."""
    request = PublishRequest(built[audience].project, editions, ADDRESS, audience=audience)
    with patch.object(publishing, "build_editions", built[audience].take):
        return [step.kind for step in publish(request, target, NOW).steps]


def test_manifests_name_whom_they_are_for(built: Built, tmp_path: Path) -> None:
    """An internal site says so in its manifests and its marker, a public one as before there were audiences."""
    for audience in (None, INTERNAL):
        site = tmp_path / str(audience)
        assert publish_for(built, FolderTarget(site), audience) == [StepKind.NEW, StepKind.NEW]
        assert verify(site) == ()
        about, of_site = read_manifest(site / "vi" / edition(1)).audience, read_site_manifest(site)
        assert (about and about.id, about and about.name) == ((INTERNAL, "Nội bộ") if audience else (None, None))
        assert of_site.audience == audience
        assert ((site / MARKER).read_bytes() == PUBLISHED_TEXT) == (audience is None)
        assert ("audience" in json.loads((site / "manifest.json").read_bytes())) == (audience is not None)
        assert b'"audience"' not in (site / "vi" / edition(1) / "manifest.json").read_bytes() or audience
        assert site_manifest_from_json(site_manifest_to_json(of_site)) == of_site
        content = (site / "vi" / edition(1) / "manifest.json").read_bytes()
        assert to_json(from_json(content)) == content
    assert not any(b"4321" in path.read_bytes() for path in (tmp_path / "None").rglob("*") if path.is_file())
    assert b"4321" in (tmp_path / INTERNAL / "vi" / edition(1) / "values.json").read_bytes()


def test_publishing_says_how_much_the_public_does_not_see(built: Built, tmp_path: Path) -> None:
    """And from which commit it was made, on the terminal alone: the public site names it nowhere."""
    for audience, said in ((None, None), (INTERNAL, f"{edition(1)}: 1 figure that the public does not see")):
        site = tmp_path / str(audience)
        command = ["publish", edition(1), "--to", str(site), "--site-url", ADDRESS, "--language", "en"]
        more = ["--audience", audience] if audience else []
        with patch.object(publishing, "build_editions", built[audience].take):
            result = CliRunner().invoke(main, [*command, *more, "--project", str(built[audience].project)])
        assert result.exit_code == 0, result.stderr
        commit = git(built[audience].project, "rev-parse", "HEAD").strip()
        lines = [*([said] if said else []), f"The records are those of commit {commit}."]
        assert result.stderr.splitlines() == lines
        named = [path for path in site.rglob("*") if path.is_file() and commit.encode() in path.read_bytes()]
        assert bool(named) == (audience is not None)


def test_addresses_that_the_guide_asks_for_are_in_an_internal_site(built: Built, tmp_path: Path) -> None:
    """So that each answer says something of the protection, rather than that nothing is there."""
    publish_for(built, FolderTarget(tmp_path / "site"), INTERNAL)
    guide = (ROOT / "docs/guide/access-control.md").read_text(encoding="utf-8")
    asked = re.findall(r"^for path in (.+) /\.git/config; do$", guide, re.MULTILINE)[0].replace("$latest", "/vi/latest")
    files = [tmp_path / "site" / path.lstrip("/") for path in asked.split()]
    assert [file for file in files if not (file / "index.html" if file.is_dir() else file).is_file()] == []


def test_scan_looks_for_what_the_readers_of_a_site_may_not_see(built: Built, tmp_path: Path) -> None:
    """Its manifest says for whom it is, so that an internal one is not taken for a public one full of leaks."""
    site = tmp_path / "site"
    publish_for(built, FolderTarget(site), INTERNAL)
    command = ["scan", str(site), "--project", str(built[INTERNAL].project), "--language", "en"]
    found = CliRunner().invoke(main, command)
    assert (found.exit_code, found.stdout) == (0, "")
    assert "for the audience “internal”" in found.stderr
    assert CliRunner().invoke(main, [*command, "--audience", "public"]).exit_code == 1
    assert readers_of(site / "vi" / edition(1)) == INTERNAL
    (tmp_path / "manifest.json").write_text("{}")
    assert readers_of(tmp_path) is None
    assert readers_of(tmp_path / "nowhere") is None


@pytest.mark.parametrize("kind", ["folder", "branch"])
@pytest.mark.parametrize(("first", "then"), [(None, INTERNAL), (INTERNAL, None), (INTERNAL, "public")])
def test_no_audience_joins_the_site_of_another(
    built: Built, tmp_path: Path, first: str | None, then: str | None, kind: str
) -> None:
    """A folder or branch with editions for others is refused, whatever is asked for, and left as it is."""
    project = built[None].project
    branch = f"pages-{tmp_path.name}"
    for_public = {**built, "public": built[None]}
    with branch_target(project, branch) if kind == "branch" else nullcontext(FolderTarget(tmp_path / "site")) as target:
        publish_for(for_public, target, first, edition(1))
        before = git(project, "rev-parse", branch) if kind == "branch" else read_site_manifest(tmp_path / "site")
    with branch_target(project, branch) if kind == "branch" else nullcontext(FolderTarget(tmp_path / "site")) as target:
        for editions in ((), (edition(1),), (edition(2),)):
            with pytest.raises(RejectedError) as caught:
                publish_for(for_public, target, then, *editions)
            assert caught.value.reason == OTHER_AUDIENCE
            named = caught.value.details["published"], caught.value.details["audience"]
            assert named == ((INTERNAL, "public") if first else ("public", INTERNAL))
    assert before == (git(project, "rev-parse", branch) if kind == "branch" else read_site_manifest(tmp_path / "site"))


def test_another_audience_is_refused_at_the_last_moment(built: Built, tmp_path: Path) -> None:
    """A target that somebody publishes to for others meanwhile is refused, too."""
    site = tmp_path / "site"
    other = built[None]

    def meanwhile(_settings: BuildSettings, editions: object, directory: Path) -> None:
        built[INTERNAL].take(_settings, editions, directory)  # type: ignore[arg-type]
        with patch.object(publishing, "build_editions", other.take):
            publish(PublishRequest(other.project, (), ADDRESS), FolderTarget(site), NOW)

    request = PublishRequest(built[INTERNAL].project, (), ADDRESS, audience=INTERNAL)
    with patch.object(publishing, "build_editions", meanwhile), pytest.raises((RejectedError, NotOursError)):
        publish(request, FolderTarget(site), NOW)
    assert read_site_manifest(site).audience is None


def test_editions_for_several_audiences_make_no_site(built: Built, tmp_path: Path) -> None:
    """Where folders were mixed by hand, nothing is derived from them, and verification says which is wrong."""
    site = tmp_path / "site"
    publish_for(built, FolderTarget(site), None, edition(1))
    link_tree(built[INTERNAL].built / "vi" / edition(2), site / "vi" / edition(2))
    with pytest.raises(ManifestError, match="several audiences"):
        derive(site)
    publish_for(built, FolderTarget(tmp_path / "other"), None)
    mixed = tmp_path / "other" / "vi" / edition(2) / "manifest.json"
    mixed.unlink()
    mixed.write_bytes((built[INTERNAL].built / "vi" / edition(2) / "manifest.json").read_bytes())
    assert [fault.kind for fault in verify(tmp_path / "other")] == [FaultKind.UNREADABLE]


def test_unknown_audience_is_refused(built: Built, tmp_path: Path) -> None:
    """An audience that the bulletin does not have is named as it was typed."""
    with pytest.raises(UnknownAudienceError):
        publish(PublishRequest(built[None].project, (), ADDRESS, audience="boss"), FolderTarget(tmp_path / "site"), NOW)
    assert not (tmp_path / "site").exists()


def test_checks_compare_with_what_the_audience_of_a_site_sees(built: Built, tmp_path: Path) -> None:
    """A marked figure is no addition to the public site, and none is gone from the internal one."""
    for audience in (None, INTERNAL):
        site = tmp_path / str(audience)
        publish_for(built, FolderTarget(site), audience)
        arguments = ["check", "--project", str(built[None].project), "--published", str(site), "--language", "en"]
        answer = CliRunner().invoke(main, arguments)
        assert answer.exit_code == 0
        assert "[published-" not in answer.stdout


def test_differences_are_those_that_an_audience_sees(built: Built, tmp_path: Path) -> None:
    """A changed figure that is marked differs for the internal audience only; the public is the default."""
    project = built[None].project
    link_tree(project / "records", tmp_path / "records")
    changed = tmp_path / "records/visits/withheld.yml"
    changed.unlink()
    changed.write_text(MARKED.replace("4321", "4322"), encoding="utf-8")
    counted = {}
    for audience in (None, "public", INTERNAL):
        sides = Sides(project, audience)
        old, new = sides.release_of("HEAD"), sides.release_of(str(tmp_path))
        counted[audience] = len(Diff.of(("HEAD", old), ("new", new)).comparison.changes)
    assert counted == {None: 0, "public": 0, INTERNAL: 1}


def test_rebuilds_are_for_the_audience_of_the_version(built: Built, tmp_path: Path) -> None:
    """An internal edition is built again for its own audience, to the same bytes."""
    publish_for(built, FolderTarget(tmp_path / "site"), INTERNAL, edition(1))
    store = FolderStore(tmp_path / "site")
    with checked_out(built[INTERNAL].project, edition(1), store) as version:
        again = version.rebuild()
    assert (again.files, again.commit) == ((), git(built[INTERNAL].project, "rev-parse", "HEAD").strip())


def test_leaks_stop_a_publication(built: Built, tmp_path: Path) -> None:
    """A public page with a withheld number is found before the switch, in a dry run too; the internal site has it."""
    folder = tmp_path / "built"
    shutil.copytree(built[None].built, folder)
    page = folder / "vi" / edition(1) / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("</main>", "<p>43219876</p></main>"), encoding="utf-8")
    manifest = page.parent / "manifest.json"
    outputs = {path: value for path, value in hashes(page.parent).items() if path != manifest.name}
    manifest.write_bytes(to_json(replace(read_manifest(page.parent), outputs=outputs)))
    leaking = {**built, None: BuiltProject(built[None].project, folder)}
    with pytest.raises(LeaksError) as caught:
        publish_for(leaking, FolderTarget(tmp_path / "site"), None, edition(1))
    assert {leak.path for leak in caught.value.leaks} == {f"vi/{name}/index.html" for name in (edition(1), "latest")}
    assert "4321" not in caught.value.text("en")
    assert not (tmp_path / "site").exists()


def test_versions_without_a_commit_are_rebuilt_from_the_one_that_is_named(built: Built, tmp_path: Path) -> None:
    """The public manifest names neither commit nor records; every byte is compared all the same."""
    project, store = built[None].project, FolderStore(tmp_path / "site")
    publish_for(built, FolderTarget(tmp_path / "site"), None, edition(1))
    manifest = read_manifest(tmp_path / "site" / "vi" / edition(1))
    assert (manifest.commit, manifest.records) == (None, {})
    with pytest.raises(RejectedError, match="--commit"), checked_out(project, edition(1), store):
        pass
    with pytest.raises(RejectedError, match="no commit"), checked_out(project, edition(1), store, revision="no-such"):
        pass
    with checked_out(project, edition(1), store, revision="HEAD") as version:
        assert version.rebuild().files == ()
