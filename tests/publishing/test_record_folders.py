"""Editions of records in two repositories: published, and built again from both commits. SYNTHETIC."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bulletin.errors import RejectedError
from bulletin.operating_system import sha256
from bulletin.publishing.git import GitError
from bulletin.publishing.manifest import read_manifest
from bulletin.publishing.origin import origin_of
from bulletin.publishing.publish import PublishRequest, publish
from bulletin.publishing.rebuild import checked_out
from bulletin.publishing.record_folders import (
    NO_REPOSITORY,
    OTHER_FOLDERS,
    UNCOMMITTED,
    UNKNOWN_COMMIT,
    UNREACHED,
    why_not_committed,
    with_further,
)
from bulletin.publishing.stores import FolderStore, FolderTarget
from bulletin.publishing.verify import verify

from tests.publishing.built_projects import ADDRESS, NOW, commit, edition, git, make_project
from tests.publishing.test_audiences import AUDIENCES, INTERNAL, MARKED

pytestmark = pytest.mark.slow

FILE = "visits/withheld.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that is open to everybody."""
    made = make_project(tmp_path / "open", 1)
    bulletin = made / "records/bulletin.yml"
    bulletin.write_text(bulletin.read_text(encoding="utf-8") + AUDIENCES, encoding="utf-8")
    commit(made, "Audiences")
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Internal records in a repository of their own."""
    made = tmp_path / "staff" / "records"
    (made / FILE).parent.mkdir(parents=True)
    (made / FILE).write_text(MARKED, encoding="utf-8")
    git(made.parent, "init", "--quiet", "--initial-branch=main")
    commit(made.parent, "Internal records")
    return made


def publish_to(site: Path, project: Path, *more: Path, audience: str | None = None) -> None:
    publish(PublishRequest(project, (), ADDRESS, audience=audience, more=more), FolderTarget(site), NOW)


def test_an_edition_is_built_again_from_both_commits(project: Path, folder: Path, tmp_path: Path) -> None:
    """Whatever is changed in either repository afterwards."""
    site, before = tmp_path / "site", git(folder, "rev-parse", "HEAD").strip()
    publish_to(site, project, folder, audience=INTERNAL)
    assert verify(site) == ()
    manifest = read_manifest(site / "vi" / edition(1))
    assert manifest.further_commits == {"staff": before}
    assert manifest.records[f"staff/{FILE}"] == sha256(folder / FILE)
    (folder / FILE).write_text(MARKED.replace("2018", "2017"), encoding="utf-8")
    commit(folder.parent, "Another year")
    with checked_out(project, edition(1), FolderStore(site), more=(folder,)) as version:
        assert version.rebuild().files == ()
    for given in ((), (folder, project / "docs")):
        with pytest.raises(RejectedError) as caught, checked_out(project, edition(1), FolderStore(site), more=given):
            pass
        assert caught.value.reason == OTHER_FOLDERS
        assert caught.value.details["wanted"] == "staff"
    other = tmp_path / "other" / "staff"
    other.mkdir(parents=True)
    git(other, "init", "--quiet", "--initial-branch=main")
    with pytest.raises(RejectedError) as caught, checked_out(project, edition(1), FolderStore(site), more=(other,)):
        pass
    assert caught.value.reason == UNKNOWN_COMMIT


def test_the_public_edition_is_the_same_with_internal_records_beside_it(
    project: Path, folder: Path, tmp_path: Path
) -> None:
    """They are looked for in it, and nothing of them is there."""
    for name, more in (("alone", ()), ("both", (folder,))):
        publish_to(tmp_path / name, project, *more)
    paths = sorted(path.relative_to(tmp_path / "alone") for path in (tmp_path / "alone").rglob("*") if path.is_file())
    assert paths == sorted(p.relative_to(tmp_path / "both") for p in (tmp_path / "both").rglob("*") if p.is_file())
    for path in paths:
        assert (tmp_path / "alone" / path).read_bytes() == (tmp_path / "both" / path).read_bytes()
    assert read_manifest(tmp_path / "both" / "vi" / edition(1)).further_commits is None
    with checked_out(project, edition(1), FolderStore(tmp_path / "both"), revision="HEAD", more=(folder,)) as version:
        assert version.rebuild().files == ()


def test_a_build_needs_no_git(project: Path, folder: Path, tmp_path: Path) -> None:
    """Editions have no commit then; who publishes is given the error."""
    (folder.parent / ".git/HEAD").write_text("nothing that git reads")
    known = with_further(origin_of(project), project, (folder,))
    assert known.further_commits == {}
    assert known.records[f"staff/{FILE}"] == sha256(folder / FILE)
    with pytest.raises((GitError, RejectedError)):
        publish_to(tmp_path / "site", project, folder, audience=INTERNAL)
    assert not (tmp_path / "site").exists()


def _edit(folder: Path) -> None:
    (folder / FILE).write_text(MARKED.replace("2018", "2017"), encoding="utf-8")


def _add(folder: Path) -> None:
    (folder / "visits/more.yml").write_text(MARKED, encoding="utf-8")


def _remove(folder: Path) -> None:
    (folder / FILE).unlink()


def _detach(folder: Path) -> None:
    git(folder, "checkout", "--quiet", "--detach")
    git(folder, "branch", "--quiet", "-D", "main")


def _leave(folder: Path) -> None:
    (folder.parent / ".git").rename(folder.parent / "gone")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_edit, UNCOMMITTED),
        (_add, UNCOMMITTED),
        (_remove, UNCOMMITTED),
        (_detach, UNREACHED),
        (_leave, NO_REPOSITORY),
    ],
)
def test_what_nobody_could_build_again_is_not_published(
    project: Path, folder: Path, tmp_path: Path, change: Callable[[Path], None], reason: object
) -> None:
    """The folder is named."""
    assert why_not_committed("staff", folder) is None
    change(folder)
    with pytest.raises(RejectedError) as caught:
        publish_to(tmp_path / "site", project, folder, audience=INTERNAL)
    assert (caught.value.reason, caught.value.details["folder"]) == (reason, "staff")
    assert not (tmp_path / "site").exists()
