"""``bulletin diff``: what it compares, and how it shows what differs. All records are synthetic."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from bulletin.analysis.change_reasons import ChangeKind
from bulletin.cli import main
from bulletin.publishing.changes.diff import LARGEST, Diff, DiffFormat, SideError, Sides
from bulletin.publishing.git import commit_of
from bulletin.website.pipeline import RecordsError
from click.testing import CliRunner, Result

from tests.publishing.published_sites import committed, git
from tests.reading.projects import good_project, visits
from tests.sites import EN

pytestmark = pytest.mark.slow

CORRECTION = """# Synthetic.
id: slip
date: 2020-03-01
editions: [2019]
what: {vi: Số của phía bắc, en: 'The north @everyone #1 <b>'}
reason: {vi: Gõ sai, en: A slip}
figures:
  - {organization: north, measure: visits, period: 2019, was: 300}
"""


def diff(project: Path, *arguments: str | Path) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, ["diff", "--project", str(project), *map(str, arguments)], prog_name="bulletin")


def swap(project: Path, file: str, right: str, wrong: str) -> None:
    """Change a record."""
    path = project / "records" / file
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project in a repository with two commits: in the second, a figure was corrected."""
    made = good_project(tmp_path / "repository" / "library")
    committed(tmp_path / "repository", "First")
    swap(made, "visits/libraries.yml", "value: 300", "value: 310")
    (made / "records/corrections").mkdir()
    (made / "records/corrections/slip.yml").write_text(CORRECTION, encoding="utf-8")
    committed(tmp_path / "repository", "Second")
    return made


# --- sides


def test_a_side_does_not_differ_from_itself(project: Path) -> None:
    """However it is named."""
    here = str(project)
    for old, new in [("2019", "HEAD:2019"), ("HEAD", here), ("main", "HEAD"), (here, here)]:
        result = diff(project, old, new, "--language", "en")
        assert (result.exit_code, result.stdout) == (0, f"{old} → {new}: No figure changed\n")


def test_a_revision_leaves_the_work_tree_alone(project: Path) -> None:
    """What is compared is what was committed, and unfinished work stays as it is."""
    swap(project, "visits/libraries.yml", "value: 310", "value: 320")
    before = git(project, "status", "--porcelain")
    found = json.loads(diff(project, "HEAD~1", "HEAD", "--format", "json").stdout)
    assert [change["after"]["digits"] for change in found["changes"]] == ["310"]
    assert git(project, "status", "--porcelain") == before


def test_revisions_are_compared_while_the_records_are_wrong(project: Path) -> None:
    swap(project, "visits/libraries.yml", "value: 310", "value: 3,1,0")
    assert diff(project, "HEAD~1", "HEAD").exit_code == 0
    result = diff(project, "HEAD", project)
    assert result.exit_code == 1
    assert "libraries.yml" in result.stderr


def test_an_edition_of_a_revision_is_the_edition_as_it_was(project: Path) -> None:
    release = Sides(project).release_of("HEAD~1:2019")
    assert (release.edition, release.version) == ("2019", "2019")
    assert Sides(project).release_of("2019").version == "2019.1"


def test_an_edition_comes_before_a_revision(project: Path) -> None:
    """A tag of the same name does not hide it."""
    git(project, "tag", "2019", "HEAD~1")
    assert commit_of(project, "2019") is not None
    assert Sides(project).release_of("2019").edition == "2019"


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2019-", "2019"),
        ("maain", "main"),
        ("HEAD:2019-", "HEAD:2019"),
        ("HEAD:", None),
        ("HEAD:2020", None),
        ("--output=x", None),
        ("", None),
    ],
)
def test_what_is_not_there_is_said_with_the_nearest(project: Path, given: str, meant: str | None) -> None:
    with pytest.raises(SideError) as error:
        Sides(project).release_of(given)
    details = error.value.details
    assert (details["given"], details["meant"], details["known"]) == (given, meant, "2019")
    assert str(error.value).endswith(f"Did you mean “{meant}”?" if meant else "Editions: 2019.")


def test_wrong_arguments_end_the_command(project: Path) -> None:
    """With 2, a sentence and a guess; nothing on stdout."""
    result = diff(project, "maain", "HEAD", "--language", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Did you mean “main”?" in result.stderr
    assert "Editions: 2019." in diff(project, "--language", "en", "--", "--help", "HEAD").stderr


def test_a_revision_without_records_says_so(project: Path) -> None:
    shutil.rmtree(project / "records")
    committed(project.parent, "Third")
    with pytest.raises(RecordsError):
        Sides(project).release_of("HEAD")


@pytest.mark.parametrize("name", ["records", "recs2"])
def test_a_folder_of_records_is_what_its_project_is(name: str, project: Path, tmp_path: Path) -> None:
    """Whatever it is called, and whether it is named itself or by its project."""
    folder = tmp_path / "copy" / name
    shutil.copytree(project / "records", folder)
    sides = Sides(project)
    assert not Diff.of(("a", sides.release_of(str(project))), ("b", sides.release_of(str(folder)))).comparison.changes


def test_a_published_version_leads_to_the_records_it_came_from(project: Path) -> None:
    """Versions are in the site; a number that is no version's is reported as anything else that is not there."""
    result = diff(project, "2019", "2019.1", "--language", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "COMMIT:2019, with the commit in that version's manifest.json" in result.stderr
    assert "COMMIT" not in diff(project, "2019", "2018.1").stderr


# --- notations


def test_text_has_both_values_and_the_reason(project: Path) -> None:
    """In both languages."""
    assert diff(project, "HEAD~1:2019", "2019", "--language", "en").stdout == (
        "HEAD~1:2019 → 2019: 1 corrected; 1 other record changed\n\n"
        "Corrected\n"
        "  Northern library, visits, 2019: 300 people → 310 people\n"
        "    corrected, 1 March 2020: The north @everyone #1 <b>; how it came about: A slip\n\n"
        "Other records changed\n"
        "  Corrections: 1 new (slip)\n"
    )
    said = diff(project, "HEAD~1:2019", "2019", "--language", "vi").stdout
    assert "1 đính chính" in said
    assert "300 người → 310 người" in said
    assert "nguyên nhân: Gõ sai" in said


def test_markdown_shows_text_of_records_as_it_was_typed(project: Path) -> None:
    """No markup, nobody mentioned, no issue linked."""
    said = diff(project, "HEAD~1", "HEAD", "--format", "markdown", "--language", "en").stdout
    assert "### Corrected" in said
    assert "<b>" not in said
    assert "@everyone" not in said
    assert "&#64;<!-- -->everyone" in said


def test_markdown_folds_what_is_new(project: Path, tmp_path: Path) -> None:
    other = good_project(tmp_path / "other", visits__more=visits("7", "2018"))
    said = diff(project, "HEAD~1", other, "--format", "markdown", "--language", "en").stdout
    assert "<details><summary>1 new figure or target</summary>\n\n- Central library" in said
    assert said.endswith("</details>\n")


def test_a_comment_is_never_too_long(tmp_path: Path) -> None:
    """It then says how much more there is; every part that was begun is closed."""
    note = "ghi chú " * 200
    more = "".join(
        f"- {{organization: central, period: {year}-{month:02}, value: {value}, source: {source}{extra}}}\n"
        for year in range(1950, 1990)
        for month in range(1, 13)
        for value, source, extra in ((7, "report-2020", ""), (8, "late", f", note: {{vi: {note}, en: {note}}}"))
    )
    late = "# Synthetic.\nid: late\ntitle: {vi: Sau, en: Late}\npublished: 2020-06-30\n"
    old = good_project(tmp_path / "old", visits__more="".join(more.splitlines(keepends=True)[::2]))
    new = good_project(tmp_path / "new", visits__more=more, sources__late=late)
    sides = Sides(old)
    found = Diff.of(("old", sides.release_of(str(old))), ("new", sides.release_of(str(new))))
    said = found.written(DiffFormat.MARKDOWN, EN)
    assert found.comparison.counts[ChangeKind.REVISED] >= 480
    assert LARGEST // 2 < len(said) <= LARGEST
    listed = said.count("\n- ")
    changed = len(found.comparison.changes)
    assert "### Other records changed\n\n- Sources&#58; 1 new &#40;late&#41;\n" in said
    assert said.endswith(f"… and {changed + 1 - listed} more")
    assert said.count("<details>") == said.count("</details>")


def test_json_has_what_the_docs_promise(project: Path) -> None:
    """The same fields for every change, whatever is known of it."""
    found = json.loads(diff(project, "HEAD~1:2019", "2019", "--format", "json").stdout)
    assert list(found) == ["schema_version", "old", "new", "counts", "definitions", "changes", "records"]
    assert list(found["counts"]) == [kind.value for kind in ChangeKind]
    (change,) = found["changes"]
    assert change == {
        "kind": "corrected",
        "target": None,
        "organization": "north",
        "measure": "visits",
        "population": "all",
        "period": "2019",
        "each": None,
        "breakdown": None,
        "category": None,
        "before": {"digits": "300", "qualifier": "exact", "upper": None},
        "after": {"digits": "310", "qualifier": "exact", "upper": None},
        "reason": {"sources": [], "corrections": ["slip"], "organizations": [], "note": None},
    }
    assert found["records"] == [{"kind": "corrections", "id": "slip", "change": "new", "fields": []}]


def test_whatever_else_readers_see_is_listed_beside_the_figures(project: Path) -> None:
    """Names, titles and dates with both texts; editions before vocabulary; other fields by name."""
    swap(project, "editions/2019.yml", "A sample edition", "A *b* @e")
    swap(project, "editions/2019.yml", "released: 2020-02-10", "released: 2020-02-11")
    swap(project, "editions/2019.yml", "headlines:", "notices: [{vi: Sao, en: So}]\nheadlines:")
    swap(project, "organizations/libraries.yml", "Northern library", "Library of the north")
    result = diff(project, "HEAD", project, "--language", "vi").stdout.splitlines()
    assert result[0].endswith(": Không có số liệu nào thay đổi; 2 bản ghi khác thay đổi")
    assert result[2:] == [
        "Bản ghi khác thay đổi",
        "  Số bản tin, 2019: title “A sample edition” → “A *b* @e”; released “2020-02-10” → “2020-02-11”; notices",
        "  Tổ chức, north: name “Northern library” → “Library of the north”",
    ]
    said = diff(project, "HEAD", project, "--format", "markdown", "--language", "en").stdout
    assert "### Other records changed\n\n- Editions, 2019" in said
    assert "*b*" not in said
    assert "@e" not in said
    found = json.loads(diff(project, "HEAD", project, "--format", "json").stdout)
    assert found["records"][1]["fields"] == [
        {
            "field": "name",
            "before": {"vi": "Thư viện phía bắc", "en": "Northern library"},
            "after": {"vi": "Thư viện phía bắc", "en": "Library of the north"},
        }
    ]


def test_an_organization_with_a_new_id_is_one_record_that_changed(project: Path) -> None:
    """What names it elsewhere is not reported, and no figure is withdrawn."""
    for path in (project / "records").rglob("*.yml"):
        text = path.read_text(encoding="utf-8").replace("organization: north", "organization: south")
        path.write_text(text.replace("id: north\n", "id: south\n  former-ids: [north]\n"), encoding="utf-8")
    result = diff(project, "HEAD", project, "--language", "en")
    assert result.stdout.splitlines()[0].endswith(": No figure changed; 1 other record changed")
    assert "  Organizations, south: id “north” → “south”; former-ids" in result.stdout


def test_a_measure_that_means_something_else_is_listed_with_both_meanings(project: Path, tmp_path: Path) -> None:
    other = good_project(tmp_path / "other")
    swap(other, "vocabulary/measures.yml", "How often somebody came to read", "How often somebody borrowed")
    said = diff(project, "HEAD~1", other, "--language", "en").stdout
    assert "1 measure defined otherwise" in said
    assert "Visits, definition: “How often somebody came to read” → “How often somebody borrowed”" in said
    found = json.loads(diff(project, "HEAD~1", other, "--format", "json").stdout)
    (definition,) = found["definitions"]
    assert definition["before"]["definition"]["en"] == "How often somebody came to read"


@pytest.mark.parametrize(("language", "called"), [("vi", "thư mục làm việc"), ("en", "work tree")])
def test_the_folder_where_the_command_runs_is_called_by_a_word(
    project: Path, monkeypatch: pytest.MonkeyPatch, language: str, called: str
) -> None:
    """To people; programs get what was typed."""
    monkeypatch.chdir(project)
    assert diff(project, "HEAD", ".", "--language", language).stdout.startswith(f"HEAD → {called}: ")
    said = diff(project, "HEAD", "./", "--language", language, "--format", "markdown").stdout
    assert said.startswith(f"**HEAD → {called}**: ")
    assert json.loads(diff(project, "HEAD", ".", "--format", "json").stdout)["new"] == "."


def test_a_terminal_obeys_nothing_that_was_typed(project: Path, tmp_path: Path) -> None:
    """Neither do names of folders."""
    other = good_project(tmp_path / "o\x1b[31mther", visits__more=visits("7", "2018"))
    assert "\x1b" not in diff(project, "HEAD~1", other).stdout
