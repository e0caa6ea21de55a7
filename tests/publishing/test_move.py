"""A site that moves to another address: editions stay to the byte, and whatever is derived names the new address."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bulletin.cli import main
from bulletin.errors import RejectedError
from bulletin.publishing import publish as publishing
from bulletin.publishing.manifest import hashes, read_site_manifest
from bulletin.publishing.plan import StepKind
from bulletin.publishing.publish import OTHER_ADDRESS, PublishRequest, publish
from bulletin.publishing.stores import FolderStore, FolderTarget, PublicationTarget, branch_target
from bulletin.publishing.verify import verify
from bulletin.publishing.version_names import NAME
from bulletin.publishing.versions import derive
from click.testing import CliRunner

from tests.publishing.built_projects import ADDRESS, NOW, BuiltProject, edition, git, make_project, rebuild
from tests.publishing.sample_versions import CORRECTED, NEW, OLD, write_versions
from tests.publishing.test_feeds import atom, items
from tests.publishing.test_publish_branch import on_branch, to_branch

pytestmark = pytest.mark.slow

NEW_ADDRESS = "https://statistics.example/"
FARTHER = "https://statistics.example/bulletin/"


@pytest.fixture(autouse=True)
def _take(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take editions that were built before, rather than build them."""
    if "sample" in request.fixturenames:
        monkeypatch.setattr(publishing, "build_editions", request.getfixturevalue("sample").take)


def move(
    sample: BuiltProject, target: PublicationTarget, *editions: str, was: str | None = ADDRESS, to: str = NEW_ADDRESS
) -> list[StepKind]:
    """Publish at another address."""
    request = PublishRequest(sample.project, editions or (edition(1), edition(2)), to, moved_from=was)
    return [step.kind for step in publish(request, target, NOW).steps]


def of_editions(site: Path) -> Mapping[str, str]:
    """The hashes of all files of editions."""
    return {path: value for path, value in hashes(site).items() if path.startswith(("vi/2", "en/2"))}


def derived_with(site: Path, address: str) -> set[str]:
    """The derived files that name an address."""
    paths = hashes(site).keys() - of_editions(site).keys()
    return {path for path in paths if address.encode() in (site / path).read_bytes()}


def test_all_that_is_derived_names_the_new_address(sample: BuiltProject, site: Path) -> None:
    """Lists, feeds, ``latest/``, sitemap, robots and manifests: but for ids of feed entries, which name things."""
    (site / "CNAME").write_text(f"{urlsplit(ADDRESS).hostname}\n")
    before, named = of_editions(site), derived_with(site, ADDRESS)
    assert move(sample, FolderTarget(site)) == [StepKind.PUBLISHED, StepKind.PUBLISHED]
    assert of_editions(site) == before
    assert verify(site) == verify(site / "vi" / "latest") == ()
    assert derived_with(site, ADDRESS) == {"vi/feed.xml", "vi/feed.json"}
    assert derived_with(site, NEW_ADDRESS) == named | {"robots.txt"}
    assert f"{NEW_ADDRESS}vi/latest/measures/" in (site / "vi/latest/measures/index.html").read_text()
    assert read_site_manifest(site).address == NEW_ADDRESS
    assert (site / "CNAME").read_text() == f"{urlsplit(NEW_ADDRESS).hostname}\n"


def test_a_domain_that_is_another_stays(sample: BuiltProject, site: Path) -> None:
    """What the publisher keeps in the host's file is only changed where it named the old address."""
    (site / "CNAME").write_text("www.example")
    move(sample, FolderTarget(site))
    assert (site / "CNAME").read_text() == "www.example"


def test_it_moves_when_that_is_said_and_only_then(sample: BuiltProject, site: Path) -> None:
    """Not by another SITE_URL alone, nor from where it never was; having moved, there is nothing left to do."""
    before = hashes(site)
    for was in (None, "https://elsewhere.example/", NEW_ADDRESS):
        with pytest.raises(RejectedError, match=f"--moved-from {re.escape(ADDRESS)}") as caught:
            move(sample, FolderTarget(site), was=was)
        assert caught.value.reason is OTHER_ADDRESS
    assert hashes(site) == before
    move(sample, FolderTarget(site))
    moved = site.stat().st_ino, hashes(site)
    for was in (None, ADDRESS, "https://elsewhere.example/"):
        move(sample, FolderTarget(site), was=was)
    assert (site.stat().st_ino, hashes(site)) == moved
    with pytest.raises(RejectedError):
        move(sample, FolderTarget(site), was=None, to=ADDRESS)


def test_a_dry_run_moves_nothing(sample: BuiltProject, site: Path) -> None:
    before = hashes(site)
    publish(PublishRequest(sample.project, (), NEW_ADDRESS, dry_run=True, moved_from=ADDRESS), FolderTarget(site), NOW)
    assert hashes(site) == before


@pytest.mark.parametrize("where", ["own", "remote"])
def test_a_branch_moves_in_one_commit(sample: BuiltProject, site: Path, tmp_path: Path, where: str) -> None:
    """The branch then holds what the folder holds, and the next edition joins it there."""
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    repository = sample.project if where == "own" else tmp_path / "remote.git"
    remote = None if where == "own" else str(repository)
    to_branch(sample, edition(1), edition(2), remote=remote)
    for editions in ((), (edition(3),)):
        with branch_target(sample.project, "pages", remote) as target:
            move(sample, target, *editions)
        move(sample, FolderTarget(site), *editions)
    assert hashes(on_branch(repository, tmp_path / "out")) == hashes(site)
    subjects = git(repository, "log", "--format=%s", "pages").splitlines()
    assert subjects[1:] == [f"Move to {NEW_ADDRESS}", f"Publish {edition(1)}, {edition(2)}"]


def test_feeds_know_their_entries_by_the_same_ids(tmp_path: Path) -> None:
    """A reader of feeds is shown nothing twice: ids stay, links lead to where things are by now."""
    for name, address in (("before", None), ("moved", NEW_ADDRESS), ("twice", FARTHER)):
        site = write_versions(tmp_path / name, (OLD, NEW))
        if name == "twice":
            write_versions(site, (CORRECTED,), address=NEW_ADDRESS)
        derive(site, address)
    before, moved, twice = (tmp_path / name for name in ("before", "moved", "twice"))
    for language in ("vi", "en"):
        ids = [item["id"] for item in items(before, language)]
        assert [item["id"] for item in items(moved, language)] == ids
        assert {item["id"] for item in items(twice, language)} > set(ids)
        assert all(item["url"].startswith(NEW_ADDRESS) for item in items(moved, language))
        assert all(item["url"].startswith(FARTHER) for item in items(twice, language))
        feeds = [atom(site, language) for site in (before, moved, twice)]
        assert len({feed.feed.id for feed in feeds}) == 1
        assert feeds[1].feed.links[0].href == f"{NEW_ADDRESS}{language}/feed.xml"


def test_what_was_published_elsewhere_is_rebuilt_and_published_again_as_it_was(tmp_path: Path) -> None:
    """With its old address within: by the command, in a project whose editions are built for this."""
    project, site = make_project(tmp_path / "project", 1), tmp_path / "site"

    def run(*arguments: str) -> str:
        command = ["publish", *arguments, "--project", str(project), "--to", str(site), "--language", "en"]
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 0, done.output
        return done.stderr

    run("--address", ADDRESS)
    before = of_editions(site)
    moving = ("--address", NEW_ADDRESS, "--moved-from", ADDRESS)
    assert f"would move away from {ADDRESS}" in run(*moving, "--dry-run")
    assert f"redirect what is below {ADDRESS}" in run(*moving)
    for said in (ADDRESS, NEW_ADDRESS):  # nothing is to be redirected any more, and never to itself
        assert "redirect" not in run("--address", NEW_ADDRESS, "--moved-from", said)
    run(edition(1), "--address", NEW_ADDRESS)
    assert of_editions(site) == before
    assert json.loads((site / "vi" / edition(1) / NAME).read_bytes())["address"] == ADDRESS
    assert rebuild(project, edition(1), FolderStore(site)).files == ()
