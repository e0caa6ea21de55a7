"""Publishing adds what is new, once, in one switch, and never touches what is published: to a folder."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from bulletin.analysis import vintages
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.tables import CompiledTables
from bulletin.disclosure import Release
from bulletin.errors import RejectedError
from bulletin.model.corpus import Corpus
from bulletin.publishing import publish as publishing
from bulletin.publishing.build import BuildSettings, UnknownEditionError
from bulletin.publishing.changes.published_versions import PublishedSite
from bulletin.publishing.changes.unchanged import unchanged
from bulletin.publishing.manifest import hashes
from bulletin.publishing.new_site import OtherBytesError
from bulletin.publishing.origin import UNCOMMITTED
from bulletin.publishing.plan import StepKind
from bulletin.publishing.publish import PublishRequest, publish
from bulletin.publishing.stores import FolderStore, FolderTarget, is_own
from bulletin.publishing.verify import DamagedError, FaultKind, own_files, verify
from bulletin.publishing.version_names import NAME
from bulletin.validation import runner, validate
from bulletin.website.pipeline import RecordsError
from bulletin.website.staging import MARKER, NotOursError
from hypothesis import given
from hypothesis import strategies as st

from tests.publishing.built_projects import (
    ADDRESS,
    NOW,
    BuiltProject,
    commit,
    copy_of,
    edition,
    make_built_project,
    published_versions,
    to_folder,
)

pytestmark = pytest.mark.slow


def test_new_editions_join_those_that_are_published(sample: BuiltProject, site: Path) -> None:
    """A new edition is published beside the others, whose bytes are the same files; all is as listed."""
    before = {path: (site / path).stat().st_ino for path in hashes(site) if edition(1) in path}
    assert to_folder(sample, site) == [StepKind.PUBLISHED, StepKind.PUBLISHED, StepKind.NEW]
    assert published_versions(site) == {f"vi/{edition(number)}" for number in (1, 2, 3)}
    assert {path: (site / path).stat().st_ino for path in before} == before
    assert verify(site) == ()
    assert [path.name for path in site.parent.iterdir() if path.name.startswith(".")] == []


def test_again_does_nothing(sample: BuiltProject, site: Path) -> None:
    """Publishing a published version changes no byte and puts nothing in its place, named or not."""
    to_folder(sample, site)
    before = site.stat().st_ino, hashes(site)
    assert to_folder(sample, site) == [StepKind.PUBLISHED] * 3
    assert to_folder(sample, site, edition(1)) == [StepKind.PUBLISHED]
    assert (site.stat().st_ino, hashes(site)) == before


def test_dry_run_changes_nothing(sample: BuiltProject, site: Path) -> None:
    """A dry run says what would be published, and leaves all as it is."""
    before = site.stat().st_ino, hashes(site)
    assert to_folder(sample, site, dry_run=True) == [StepKind.PUBLISHED, StepKind.PUBLISHED, StepKind.NEW]
    assert (site.stat().st_ino, hashes(site)) == before


def test_order_of_publishing_leaves_no_trace(sample: BuiltProject, tmp_path: Path) -> None:
    """The same editions give the same site, in whatever order they were published."""
    for name, order in (("one", (1, 2, 3)), ("other", (3, 1, 2))):
        for number in order:
            to_folder(sample, tmp_path / name, edition(number))
    assert hashes(tmp_path / "one") == hashes(tmp_path / "other")


def test_other_bytes_are_refused_by_name(sample: BuiltProject, site: Path) -> None:
    """A published edition stays: asked for by name, what would differ is reported; else it is left as it is."""
    page = sample.built / "vi" / edition(1) / "index.html"
    change(page)
    with pytest.raises(OtherBytesError) as caught:
        to_folder(sample, site, edition(1))
    assert (caught.value.details["folder"], caught.value.files) == (f"vi/{edition(1)}", ("index.html",))
    assert to_folder(sample, site)[0] is StepKind.PUBLISHED
    assert verify(site) == ()


def change(page: Path) -> None:
    """Let a page be built otherwise."""
    from bulletin.publishing.manifest import read_manifest, to_json
    from bulletin.publishing.version_names import NAME

    page.unlink()
    page.write_text("otherwise")
    manifest = page.parent / NAME
    changed = to_json(replace(read_manifest(page.parent), outputs=hashes_but_manifest(page.parent)))
    manifest.unlink()
    manifest.write_bytes(changed)


def hashes_but_manifest(folder: Path) -> dict[str, str]:
    return {path: value for path, value in hashes(folder).items() if path != "manifest.json"}


def test_other_values_are_refused_at_their_records(sample: BuiltProject, site: Path) -> None:
    """A published value that the records change without a correction stops everything, at the record's line."""
    record = sample.project / "records/visits/libraries.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("value: 300", "value: 301"), encoding="utf-8")
    commit(sample.project, "A slip")
    before = hashes(site)
    with pytest.raises(RecordsError) as caught:
        to_folder(sample, site)
    found = [(problem.code, problem.place.file, problem.details["was"]) for problem in caught.value.problems]
    assert ("published-value-changed", "records/visits/libraries.yml", "300") in found
    assert hashes(site) == before


def test_warning_stops_nothing(sample: BuiltProject, site: Path) -> None:
    """A figure that is entered late is a warning: the next edition is published all the same."""
    record = sample.project / "records/visits/late.yml"
    late = "- {organization: central, period: 2018, value: 7, source: report-2020}\n"
    record.write_text(f"# Synthetic.\n{late}", encoding="utf-8")
    commit(sample.project, "Entered late")
    validation = validate(sample.project)
    assert validation.accepted is not None, validation.problems
    published = PublishedSite.of(FolderStore(site))
    found = unchanged(sample.project, published.series(validation.accepted.vintages), published)
    assert {problem.code for problem in found} == {"published-value-added"}
    assert to_folder(sample, site)[-1] is StepKind.NEW


def test_damaged_site_is_not_built_upon(sample: BuiltProject, site: Path) -> None:
    """Where somebody changed a published byte, nothing is published beside it, and the file is named."""
    page = site / "vi" / edition(1) / "index.html"
    page.unlink()
    page.write_text("mine")
    with pytest.raises(DamagedError, match=f"vi/{edition(1)}/index.html"):
        to_folder(sample, site)
    assert published_versions(site) == {f"vi/{edition(1)}", f"vi/{edition(2)}"}


def test_published_versions_are_verified_even_when_nothing_is_due(sample: BuiltProject, site: Path) -> None:
    """A page that was changed together with its manifest, or a folder that was taken away, is reported by every run."""
    to_folder(sample, site)
    change(site / "vi" / edition(2) / "index.html")
    with pytest.raises(DamagedError, match=f"vi/{edition(2)}/manifest.json: changed"):
        to_folder(sample, site)
    shutil.rmtree(site / "vi" / edition(2))
    with pytest.raises(DamagedError, match=f"vi/{edition(2)}/manifest.json: missing"):
        to_folder(sample, site)


def test_what_was_published_meanwhile_is_not_contradicted(
    sample: BuiltProject, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another publisher corrects an edition while this one builds the next: the next must not deny the correction."""
    other = copy_of(sample, site.parent / "other")
    record = other.project / "records/visits/libraries.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("value: 300", "value: 301"), encoding="utf-8")
    (other.project / "records/corrections").mkdir()
    (other.project / "records/corrections/slip.yml").write_text(SLIP, encoding="utf-8")
    commit(other.project, "Corrected")

    def meanwhile(settings: BuildSettings, releases: Sequence[Release], directory: Path) -> None:
        monkeypatch.undo()
        target = FolderTarget(site)
        publish(PublishRequest(other.project, (edition(1), edition(2)), ADDRESS), target, NOW)
        sample.take(settings, releases, directory)

    monkeypatch.setattr(publishing, "build_editions", meanwhile)
    target = FolderTarget(site)
    with pytest.raises(RecordsError) as caught:
        publish(PublishRequest(sample.project, (), ADDRESS), target, NOW)
    assert "published-correction-gone" in {problem.code for problem in caught.value.problems}
    assert published_versions(site) == {f"vi/{edition(n)}{turn}" for n in (1, 2) for turn in ("", ".1")}


SLIP = """# Synthetic: made up for tests.
id: slip
date: 2020-04-01
editions: [2019-E1, 2019-E2]
what: {vi: Nhập sai., en: A slip.}
reason: {vi: Gõ nhầm., en: Mistyped.}
figures: [{organization: north, measure: visits, period: 2019, was: 300}]
"""


@pytest.mark.parametrize("path", ["notes.html", "GOOGLE1.html", ".well-known2/a", "vi/google1.html", "x/CNAME"])
def test_files_of_others_are_named_rather_than_lost(sample: BuiltProject, site: Path, path: str) -> None:
    """What somebody put beside the published versions stops everything, by its name; nothing is dropped silently."""
    (site / path).parent.mkdir(exist_ok=True)
    (site / path).write_text("mine")
    with pytest.raises(DamagedError, match=path):
        to_folder(sample, site)
    assert (site / path).read_text() == "mine"


OWN = ("CNAME", "google1234.html", "_redirects", ".well-known/security.txt", ".well-known/a/index.html",
       ".well-known/a/manifest.json", ".well-known/index.html", ".well-known/feed.xml")  # fmt: skip


def test_files_of_the_publishers_own_are_kept(sample: BuiltProject, site: Path) -> None:
    """The domain, what services know the owner by, and ``.well-known/`` stay as they are, however the site changes."""
    for path in OWN:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(path)
    (site / "_redirects").chmod(0o755)
    assert own_files(site) == tuple(sorted(OWN))
    to_folder(sample, site)
    assert {path: (site / path).read_text() for path in OWN} == {path: path for path in OWN}
    assert stat.S_IMODE((site / "_redirects").stat().st_mode) == 0o644
    assert verify(site) == ()


@pytest.mark.parametrize("name", ["site", ".site.old-abcd_123"])
def test_folder_with_files_of_the_publishers_own_is_published_to(
    sample: BuiltProject, tmp_path: Path, name: str
) -> None:
    """As a branch with such files is; also where a run was killed when it had put the folder aside."""
    for path in OWN:
        (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name / path).write_text(path)
    to_folder(sample, tmp_path / "site", edition(1))
    assert {path: (tmp_path / "site" / path).read_text() for path in OWN} == {path: path for path in OWN}
    assert verify(tmp_path / "site") == ()
    assert not (tmp_path / ".site.old-abcd_123").exists()


@pytest.mark.parametrize("other", ["letter.txt", "vi/CNAME", "a/b/c"])
def test_folder_that_holds_more_than_own_files_is_refused(sample: BuiltProject, tmp_path: Path, other: str) -> None:
    """Nor is one whose own file is a link."""
    for site in (tmp_path / "mine", tmp_path / "linked"):
        site.mkdir()
        (site / "CNAME").write_text("bulletin.example")
    (tmp_path / "linked" / "ads.txt").symlink_to(tmp_path / "mine" / "CNAME")
    (tmp_path / "mine" / other).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "mine" / other).touch()
    for site in (tmp_path / "mine", tmp_path / "linked"):
        with pytest.raises(NotOursError):
            to_folder(sample, site, edition(1))
        assert (site / "CNAME").read_text() == "bulletin.example"


def test_no_own_file_is_a_link(site: Path, tmp_path: Path) -> None:
    """A link of such a name does not bring out what it leads to, and stops publishing; nor does a linked folder."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "a").write_text("secret")
    (site / "CNAME").symlink_to(tmp_path / "secret" / "a")
    (site / ".well-known").symlink_to(tmp_path / "secret")
    assert own_files(site) == ()
    assert [(fault.path, fault.kind) for fault in verify(site)] == [
        (".well-known", FaultKind.STRANGE),
        ("CNAME", FaultKind.STRANGE),
    ]


@given(st.from_regex(r"[A-Za-z0-9._/-]{1,20}", fullmatch=True))
def test_no_own_file_has_the_name_of_one_that_is_made(name: str) -> None:
    """Whatever a site is made of is never taken for the publisher's, whose files could otherwise replace it."""
    made = (
        "index.html",
        "404.html",
        NAME,
        "robots.txt",
        ".nojekyll",
        MARKER,
        "sitemap.xml",
        f"sitemap-{len(name)}.xml",
    )
    assert not any(map(is_own, (*made, f"assets/{name}", f"vi/{name}", f"pt-BR/latest/{name}")))


def test_a_web_server_can_read_what_is_published(sample: BuiltProject, tmp_path: Path) -> None:
    """Whatever the umask, also of those who published before: the site, all in it, and the folders made for it."""
    site = tmp_path / "www" / "site"
    before = os.umask(0o077)
    try:
        to_folder(sample, site, edition(1))
        (site / "vi" / edition(1) / "index.html").chmod(0o600)
        to_folder(sample, site, edition(2))
    finally:
        os.umask(before)
    assert {stat.S_IMODE(path.stat().st_mode) for path in site.rglob("*") if path.is_file()} == {0o644}
    folders = [site, site.parent, *(path for path in site.rglob("*") if path.is_dir())]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o755}


def test_who_may_not_read_the_folder_may_not_read_the_next_edition(sample: BuiltProject, site: Path) -> None:
    """Publishing again keeps the folder's rights; nothing within has more, whether it was published before or now."""
    for path in (site, *site.rglob("*")):
        path.chmod(0o750 if path.is_dir() else 0o640)
    assert StepKind.NEW in to_folder(sample, site, edition(3))
    assert [path for path in (site, *site.rglob("*")) if path.stat().st_mode & 0o007] == []
    assert {stat.S_IMODE(path.stat().st_mode) for path in site.rglob("*") if path.is_file()} == {0o640}


def test_dry_run_makes_no_folder(sample: BuiltProject, tmp_path: Path) -> None:
    """Where nothing is, a dry run leaves nothing: not even the folders on the way there."""
    before = set(tmp_path.iterdir())
    assert to_folder(sample, tmp_path / "a" / "b" / "site", dry_run=True) == [StepKind.NEW] * 3
    assert set(tmp_path.iterdir()) == before


def test_what_cannot_be_rebuilt_is_refused(sample: BuiltProject, tmp_path: Path) -> None:
    """With changes that are in no commit nothing new is published; a file that git ignores counts, a note does not."""
    (sample.project / "note.txt").touch()
    to_folder(sample, tmp_path / "site", edition(1))
    (sample.project / ".gitignore").write_text("*.yml\n")
    (sample.project / "records/visits/more.yml").write_text("# Synthetic: nothing yet.\n[]\n")
    with pytest.raises(RejectedError) as caught:
        to_folder(sample, tmp_path / "site", edition(2))
    assert caught.value.reason is UNCOMMITTED
    assert "records/visits/more.yml" in str(caught.value.details["files"])


def test_what_pins_the_generator_is_in_the_commit(sample: BuiltProject, tmp_path: Path) -> None:
    """In a project without a generator of its own, since a rebuild installs what the commit names."""
    (sample.project / "requirements.txt").write_text("bulletin-generator==0.0\n")
    with pytest.raises(RejectedError) as caught:
        to_folder(sample, tmp_path / "site", edition(1))
    assert caught.value.reason is UNCOMMITTED
    assert str(caught.value.details["files"]).split() == ["requirements.txt"]


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://127.0.0.1:8000/", publishing.LOOPBACK),
        ("http://localhost/", publishing.LOOPBACK),
        ("http://[::1]:80/", publishing.LOOPBACK),
        ("http://0.0.0.0/", publishing.LOOPBACK),
        ("https://elsewhere.example/", publishing.OTHER_ADDRESS),
    ],
)
def test_address_has_to_be_true(sample: BuiltProject, site: Path, address: str, reason: object) -> None:
    """Nothing is published for this machine only, nor at another address than before."""
    target = FolderTarget(site)
    with pytest.raises(RejectedError) as caught:
        publish(PublishRequest(sample.project, (), address), target, NOW)
    assert caught.value.reason is reason


def test_edition_that_is_not_due_is_refused_by_name(sample: BuiltProject, tmp_path: Path) -> None:
    """Asked for too early, an edition is refused with its day; one that is not there, with what may be meant."""
    target = FolderTarget(tmp_path / "site")
    with pytest.raises(RejectedError, match="2020-03-02"):
        publish(PublishRequest(sample.project, (edition(2),), ADDRESS), target, NOW.replace(2020, 3, 1))
    with pytest.raises(UnknownEditionError) as caught:
        publish(PublishRequest(sample.project, ("2019-e2",), ADDRESS), target, NOW)
    assert caught.value.details["meant"] == edition(2)
    assert not (tmp_path / "site").exists()


def test_published_edition_gets_no_further_language(tmp_path: Path) -> None:
    """A language that is added later begins with the next edition; for an older one, it is refused."""
    both = make_built_project(tmp_path, 2, "[vi, en]")
    bulletin = both.project / "records/bulletin.yml"
    with_both = bulletin.read_text(encoding="utf-8")
    bulletin.write_text(with_both.replace("[vi, en]", "[vi]"), encoding="utf-8")
    commit(both.project, "One language")
    assert to_folder(both, tmp_path / "site", edition(1)) == [StepKind.NEW]
    bulletin.write_text(with_both, encoding="utf-8")
    commit(both.project, "Another language")
    with pytest.raises(RejectedError, match=f"{edition(1)} is published without the language en"):
        to_folder(both, tmp_path / "site", edition(1))
    assert to_folder(both, tmp_path / "site") == [StepKind.PUBLISHED, StepKind.NEW]
    assert published_versions(tmp_path / "site") == {f"vi/{edition(1)}", f"vi/{edition(2)}", f"en/{edition(2)}"}
    assert verify(tmp_path / "site") == ()


def test_tables_are_compiled_once_per_cut_off(
    sample: BuiltProject, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often a publication compares and releases an edition: all records once, and each edition once."""
    compiled: list[int] = []

    def counted(corpus: Corpus) -> CompiledTables:
        compiled.append(len(corpus.catalogue.editions))
        return compile_tables(corpus)

    for module in (runner, vintages):
        monkeypatch.setattr(module, "compile_tables", counted)
    to_folder(sample, site, edition(2))
    assert compiled[0] == 3
    assert sorted(compiled[1:]) == [1, 2, 3]
