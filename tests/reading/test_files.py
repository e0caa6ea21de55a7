"""Which files are read, and what is wrong with a file before a word of it is understood. All records are synthetic."""

from __future__ import annotations

import os
import socket
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from bulletin.model.places import Place
from bulletin.model.records import Source
from bulletin.problems import Problem, kinds
from bulletin.reading import languages_of
from bulletin.reading.files import LARGEST, as_opened, content_of, list_files, read_file
from bulletin.reading.source_lines import SourceLines
from bulletin.validation import validate_records

from tests.reading.projects import good_project, only, reading_of, reported, visits


def test_files_are_listed_in_the_order_of_their_names(tmp_path: Path) -> None:
    """The order of files does not depend on the disk."""
    names = ["b", "a", "c/a", "a-1", "B2", "ă"]
    for name in names:
        path = tmp_path / "records" / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert list_files(tmp_path).files == sorted(f"records/{name}.yml" for name in names)


@pytest.mark.parametrize("name", [".hidden.yml", ".git/config.yml", "README.md", "visits/notes.MD", ".gitkeep"])
def test_hidden_files_and_markdown_are_left_alone(name: str, tmp_path: Path) -> None:
    """What editors and git keep beside the records is no record and no problem."""
    path = good_project(tmp_path) / "records" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"\xff\x00")
    assert reported(validate_records(tmp_path)) == []


def _listen(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        os.chdir(path.parent)  # the whole path may be too long for a socket
        listener.bind(path.name)


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, _listen])
def test_what_is_named_like_a_file_but_is_none(make: Callable[[Path], object], tmp_path: Path) -> None:
    """A pipe, a folder or a socket with the ending of records is a problem at once, and nobody waits for it."""
    good_project(tmp_path)
    make(tmp_path / "records" / "visits" / "odd.yml")
    begun = time.monotonic()
    assert reported(validate_records(tmp_path)) == ["file-special 1:1"]
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("target", ["/etc/passwd", "nowhere", ".", "../sources/report-2020.yml"])
def test_links_are_refused_wherever_they_lead(target: str, tmp_path: Path) -> None:
    """No link is followed: neither out of the records, nor within, nor in a circle."""
    link = good_project(tmp_path) / "records" / "visits" / "linked"
    link.symlink_to(target)
    assert reported(validate_records(tmp_path)) == ["file-symlink 1:1"]


def test_records_may_not_be_a_link(tmp_path: Path) -> None:
    """The folder of records itself is no link either."""
    good_project(tmp_path / "real")
    (tmp_path / "records").symlink_to("real/records")
    assert reported(validate_records(tmp_path)) == ["file-symlink 1:1"]


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(tmp_path: Path) -> None:
    """The size is looked at before a byte is read."""
    path = good_project(tmp_path) / "records" / "visits" / "large.yml"
    path.write_bytes(b"#" * (LARGEST - 1) + b"\n")
    assert reported(validate_records(tmp_path)) == ["file-empty 1:1"]
    with path.open("ab") as file:
        file.truncate(20 * 2**20)
    assert reported(validate_records(tmp_path)) == ["file-too-large 1:1"]


@pytest.mark.parametrize(("more", "read"), [("34\n", "value: 1234\n"), ("#" * LARGEST, kinds.FILE_TOO_LARGE)])
def test_a_file_that_grows_while_it_is_read_is_read_whole(
    more: str, read: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number without its last digits would be another number; the limit holds all the same."""
    path, size_of = tmp_path / "grows.yml", os.fstat
    path.write_text("value: 12")

    def grown(descriptor: int) -> os.stat_result:
        before = size_of(descriptor)
        path.write_text(f"value: 12{more}")
        return before

    monkeypatch.setattr(os, "fstat", grown)
    found = read_file(path, "grows.yml")
    assert (found.kind if isinstance(found, Problem) else found) == read


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("- note: Số\n".encode("utf-16"), "1:1"),
        ("# Thông báo\n".encode("cp1258"), "1:5"),
        ("# ệ\n- a: ệ ".encode() + b"\xe9\n", "2:8"),
        (b"a: \xc3", "1:4"),
        (b"a: \xed\xa0\x80", "1:4"),
    ],
)
def test_other_encodings_are_refused_where_they_show(content: bytes, place: str, tmp_path: Path) -> None:
    """The first byte that is not UTF-8 is reported, by line and column in characters."""
    good_project(tmp_path)
    (tmp_path / "records" / "visits" / "bad.yml").write_bytes(content)
    assert reported(validate_records(tmp_path)) == [f"file-not-utf8 {place}"]


def test_a_byte_order_mark_is_skipped(tmp_path: Path) -> None:
    """A mark in front, as Windows writes it, moves no column."""
    good_project(tmp_path)
    (tmp_path / "records" / "visits" / "bad.yml").write_bytes(b"\xef\xbb\xbf" + b"vlue: 1\n")
    assert "field-unknown 1:1" in reported(validate_records(tmp_path))


@pytest.mark.parametrize("name", ["Số liệu 2018.yml", unicodedata.normalize("NFD", "Số liệu.yml"), "a_b-c.d.yml"])
def test_names_of_files_may_be_vietnamese(name: str, tmp_path: Path) -> None:
    """Letters with accents, stored either way, and spaces are fine in names of files."""
    good_project(tmp_path)
    (tmp_path / "records" / "visits" / name).write_text(visits(), encoding="utf-8")
    assert reported(validate_records(tmp_path)) == []


@pytest.mark.parametrize("name", ["a\nb.yml", "a\u202eb.yml", "a:b.yml", "a\x1b[31mb.yml", os.fsdecode(b"a\xffb.yml")])
def test_names_that_could_fool_somebody_are_refused(name: str, tmp_path: Path) -> None:
    """Names with controls, invisible characters or other encodings are reported in a form that is safe to show."""
    good_project(tmp_path)
    (tmp_path / "records" / "visits" / name).write_text(visits(), encoding="utf-8")
    problem = only(validate_records(tmp_path).problems)
    assert problem.code == "file-name-unsafe"
    assert problem.place.file.isprintable()
    assert problem.place.file.encode()


@pytest.mark.parametrize("twin", ["LIBRARIES.yml", "Libraries.yml"])
def test_names_that_differ_by_case_only_are_refused(twin: str, tmp_path: Path) -> None:
    """Two names that are equal on Windows are reported, whatever is in the files."""
    good_project(tmp_path)
    (tmp_path / "records" / "visits" / twin).write_text(visits(), encoding="utf-8")
    assert reported(validate_records(tmp_path)) == ["file-name-clash 1:1"]


def test_names_that_differ_by_normal_form_only_are_refused(tmp_path: Path) -> None:
    """Two names that are equal on macOS are reported."""
    good_project(tmp_path)
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, "số.yml")
        (tmp_path / "records" / "visits" / name).write_text(visits(period="2017"), encoding="utf-8")
    assert reported(validate_records(tmp_path)) == ["file-name-clash 1:1"]


def test_an_empty_folder_lacks_a_bulletin(tmp_path: Path) -> None:
    """An empty folder of records is reported as what it is, not as a crash."""
    (tmp_path / "records").mkdir()
    assert reported(validate_records(tmp_path)) == ["bulletin-missing 1:1"]


@pytest.mark.parametrize("text", ["", "# comment\n", "- a\n", "[]\n", "5\n", "- title: x\n"])
def test_a_bulletin_that_is_none_is_reported(text: str, tmp_path: Path) -> None:
    """Whatever is in the bulletin's file that is no record of a bulletin is reported there."""
    reading = reading_of(tmp_path, bulletin=text)
    assert reading.corpus is None
    assert {(p.place.file, p.code) for p in reading.problems} == {("records/bulletin.yml", "fields-expected")}


def test_a_folder_deeper_than_recursion(tmp_path: Path) -> None:
    """Folders in folders in folders are traversed without end and without a crash."""
    good_project(tmp_path)
    here = os.open(tmp_path / "records" / "visits", os.O_RDONLY)
    for _ in range(300):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    assert reported(validate_records(tmp_path)) == []


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("records/bulletin.yml", ("bulletin", None)),
        ("records/bulletin/more.yml", None),
        ("records/other.yml", None),
        ("records/vocabulary/measures.yml", ("vocabulary/measures", None)),
        ("records/vocabulary/measures/deep/er.yml", ("vocabulary/measures", None)),
        ("records/vocabulary/other.yml", None),
        ("records/sources.yml", ("sources", None)),
        ("records/sources/2019/a.yml", ("sources", None)),
        ("records/observations/a.yml", ("observations", None)),
        ("records/visits/2019/a.yml", ("observations", "visits")),
        ("records/visits.yml", ("observations", "visits")),
        ("records/Sources/a.yml", None),
    ],
)
def test_the_folder_says_what_a_file_holds(file: str, content: tuple[str, str | None] | None) -> None:
    """Each kind of record has its folder; a folder named after a measure holds figures of it."""
    found = content_of(file, {"visits"})
    assert (found and (found.folder.name, found.measure)) == content


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("languages: [en, vi]\n", ("en", "vi")),
        ("languages: [en]\ntitle:\n", ("en",)),
        ("languages: [en, vi, en]\n", ("en", "vi")),
        ("languages: [xx, en]\n", ()),
        ("languages: en\n", ()),
        ("languages: [{a: 1}, 5]\n", ()),
        ("languages: []\n", ()),
        ("title: a\n", ()),
        ("[", ()),
    ],
)
def test_the_languages_are_known_while_all_else_is_wrong(text: str, languages: tuple[str, ...], tmp_path: Path) -> None:
    """The languages of a bulletin are found as long as its file can be read and each of them is one of the program."""
    assert languages_of(good_project(tmp_path, bulletin=text)) == languages


def test_without_records_there_is_no_language(tmp_path: Path) -> None:
    """Nothing says which languages a bulletin has but the bulletin."""
    assert languages_of(tmp_path) == ()


@pytest.mark.parametrize("make", [lambda path: path.symlink_to("elsewhere.yml"), lambda path: path.mkdir()])
def test_a_bulletin_that_is_no_file_is_a_problem_and_no_failure(make: Callable[[Path], object], tmp_path: Path) -> None:
    """A link or a folder in the place of ``bulletin.yml`` is reported like any other."""
    project = good_project(tmp_path)
    bulletin = project / "records" / "bulletin.yml"
    bulletin.unlink()
    make(bulletin)
    assert languages_of(project) == ()
    assert {"file-symlink", "file-special"} & {problem.code for problem in validate_records(project).problems}


HEADLESS = "- organization: {}\n  measure: {}\n  period: {}\n  value: 300\n  source: report-2020\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEADLESS.format("nowhere", "visits", 2019), ["reference-unknown"]),
        (HEADLESS.format("north", "vist", 2019), ["reference-unknown"]),
        (HEADLESS.format("north", "visits", "2019-09-05"), ["flow-at-instant"]),
    ],
)
def test_a_mistyped_figure_is_not_reported_at_the_headlines_too(text: str, expected: list[str], tmp_path: Path) -> None:
    """While something is wrong with figures, one that a headline lacks is no second problem."""
    project = good_project(tmp_path, observations__bad=text)
    libraries = project / "records" / "visits" / "libraries.yml"
    kept = libraries.read_text(encoding="utf-8").split("- organization: north")[0]
    libraries.write_text(kept, encoding="utf-8")
    assert [problem.code for problem in validate_records(project).problems] == expected


def test_a_broken_file_of_measures_is_the_only_problem(tmp_path: Path) -> None:
    """Folders named after measures, headlines and acknowledgments wait until the measures can be read."""
    project = good_project(tmp_path, vocabulary__measures="- id: visits\n  name: {vi: [\n")
    assert [problem.place.file for problem in validate_records(project).problems] == ["records/vocabulary/measures.yml"]


def test_a_file_that_is_not_read_hides_headlines(tmp_path: Path) -> None:
    """A file with a wrong ending is reported, and not the figures it may hold."""
    project = good_project(tmp_path)
    visits = project / "records" / "visits"
    (visits / "libraries.yml").rename(visits / "libraries.yaml")
    assert [problem.code for problem in validate_records(project).problems] == ["file-ending"]


def test_files_of_further_folders_are_named_as_they_can_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From where a command runs, in places and in what a problem says; records keep the name of the folder alone."""
    good_project(tmp_path / "own")
    with (tmp_path / "own/records/bulletin.yml").open("a", encoding="utf-8") as bulletin:
        bulletin.write("audiences: [{id: public, name: {vi: A, en: A}}, {id: internal, name: {vi: B, en: B}}]\n")
    further = tmp_path / "secret" / "records"
    (further / "sources").mkdir(parents=True)
    (further / "visits").mkdir()
    (further / "notes.txt").touch()
    (further / "sources/more.yml").write_text(
        "{id: memo, title: {vi: Ghi, en: A memo}, published: 2020-01-16}", encoding="utf-8"
    )
    (further / "visits/more.csv").write_text("Library,Year,Visits,Seen\ncentral,2011,5,\n", encoding="utf-8")
    (further / "visits/more.yml").write_text(
        "columns: {Library: organization, Year: period, Visits: value}\nconstants: {source: memo}\n", encoding="utf-8"
    )
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    own, more = Path("../own"), (Path("../secret/records"),)
    reading = validate_records(own, more=more)
    named = {problem.code: problem for problem in as_opened(reading.problems, own, more)}
    assert sorted(named) == ["csv-column-undeclared", "file-ignored"]
    assert named["file-ignored"].place.file == "../secret/records/notes.txt"
    undeclared = named["csv-column-undeclared"]
    assert Path(undeclared.place.file).is_file()
    assert undeclared.hint_in("en") == "Add under columns in ../secret/records/visits/more.yml: Seen: unused"
    assert {stored.record.place.file for stored in reading.store.of(Source)} == {
        "records/sources/report-2020.yml",
        "secret/sources/more.yml",
    }


def test_a_folder_that_is_given_by_its_whole_path_is_named_by_it(tmp_path: Path) -> None:
    """A file of the project is named within it, also where its folder is called as the further one."""
    good_project(tmp_path / "own", observations__secret__a="- 1\n")
    further = tmp_path / "secret"
    further.mkdir()
    (further / "b.txt").touch()
    shown = as_opened(validate_records(tmp_path / "own", more=[further]).problems, tmp_path / "own", [further])
    assert {problem.place.file for problem in shown} == {"records/observations/secret/a.yml", f"{further}/b.txt"}


def test_lines_of_further_folders_are_quoted_once_records_were_read(tmp_path: Path) -> None:
    """Those of CSV files as well."""
    good_project(tmp_path / "own")
    further = tmp_path / "secret"
    (further / "visits").mkdir(parents=True)
    (further / "visits/more.csv").write_text("Library,Year,Visits\ncentral,2011,5\n", encoding="utf-8")
    described = "columns: {Library: organization, Year: period, Visits: value}\nconstants: {source: report-2020}\n"
    (further / "visits/more.yml").write_text(described, encoding="utf-8")
    lines = SourceLines(tmp_path / "own", [further])
    problem = lines.problem(kinds.SOURCE_UNUSED, Place("secret/visits/more.csv", 2, 1), ("value",), {"given": ""})
    assert (problem.place.column, problem.line_text) == (14, "central,2011,5")
