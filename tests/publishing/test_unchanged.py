"""Records beside what is published of them: nothing changes silently. All records are synthetic."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from bulletin.analysis import aggregation
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.figures import reported_value
from bulletin.analysis.vintages import Vintages, as_of_edition
from bulletin.cli import main
from bulletin.disclosure import release
from bulletin.model.keys import ValueKey
from bulletin.problems import Problem
from bulletin.publishing.changes.published_versions import PublishedSite, ValuesError
from bulletin.publishing.changes.unchanged import unchanged, unsettled
from bulletin.publishing.stores import FolderStore, default_store, store_of
from bulletin.publishing.verify import DamagedError
from bulletin.validation import validate, validate_records
from bulletin.website.pipeline import accepted
from click.testing import CliRunner, Result

from tests.publishing import published_sites
from tests.publishing.published_sites import committed, git, publish, vouch
from tests.reading.projects import good_project
from tests.sites import EN, SAMPLE

COLUMNS = ["organization", "measure", "population", "period", "breakdown", "category", "value", "qualifier", "each"]
VALUE_ROW = (
    '{"schema":1,"measures":{},"corrections":{},'
    '"values":[{"organization":"central","measure":"visits","period":"2019","population":"everything",%s}]}'
)
WRONG_ROWS = (
    *(
        f'"qualifier":"exact","digits":"{digits}"'
        for digits in ("sNaN", "NaN", "Infinity", "1E+9", "1_0", "١", "9" * 40)
    ),
    '"qualifier":"exact","digits":"\\u001b[2J"',
    '"qualifier":"between","digits":"1"',
    '"qualifier":"exact","digits":"1","upper":"2"',
)
"""Values that no version of the program publishes."""
MORE = """# Synthetic.
- {organization: central, measure: members, period: 2018-12-31, value: {about: 400}, source: report-2020}
- {organization: central, measure: members, period: 2017-12-31, value: {between: [10, 12]}, source: report-2020}
- {organization: central, measure: members, period: 2016-12-31, value: not-available, source: report-2020}
- {organization: central, period: 2018-Q1, measure: visits, value: 10, source: report-2020}
- {organization: central, period: 2018-Q2, measure: visits, value: 20, source: report-2020}
"""


@pytest.fixture(params=[True, False], ids=["values.json", "former format"])
def project(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a project that was published as it is."""
    monkeypatch.setattr(published_sites, "WITH_VALUES_FILE", request.param)
    made = good_project(tmp_path / "project", observations__more=MORE)
    publish(made, tmp_path / "out")
    return made


def problems_of(project: Path) -> tuple[Problem, ...]:
    """The problems of a project beside what is published of it."""
    corpus = validate_records(project).corpus
    assert corpus is not None
    site = PublishedSite.of(FolderStore(project.parent / "out"))
    return unchanged(project, site.series(Vintages(corpus)), site)


def found(project: Path) -> list[tuple[str, str]]:
    """The same by code and line."""
    return [(problem.code, f"{problem.place.file}:{problem.place.line}") for problem in problems_of(project)]


def swap(project: Path, right: str, wrong: str, file: str = "observations/more.yml") -> None:
    """Change a record."""
    path = project / "records" / file
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong), encoding="utf-8")


def correct(project: Path, *figures: str, name: str = "slip", date: str = "2020-03-01") -> None:
    """Add a correction of figures."""
    folder = project / "records/corrections"
    folder.mkdir(exist_ok=True)
    words = "what: {vi: Sai, en: Wrong}\nreason: {vi: Gõ sai, en: A slip}\n"
    listed = "".join(f"  - {{{figure}}}\n" for figure in figures) or "  []\n"
    text = f"# Synthetic.\nid: {name}\ndate: {date}\neditions: [2019]\n{words}figures:\n{listed}"
    (folder / f"{name}.yml").write_text(text, encoding="utf-8")


# --- what is published is read as it was written


@pytest.mark.parametrize("records", ["synthetic", "sample"])
def test_every_published_value_is_read_back(records: str, project: Path, tmp_path: Path) -> None:
    """Figures and targets, qualified, absent or partial: exactly as they were published."""
    place = project if records == "synthetic" else SAMPLE
    corpus = validate_records(place).corpus
    assert corpus is not None
    editions = {
        edition.id: edition for edition in PublishedSite.of(FolderStore(publish(place, tmp_path / "read"))).newest
    }
    assert editions.keys() == corpus.catalogue.editions.keys()
    for name, edition in editions.items():
        known = as_of_edition(corpus, corpus.catalogue.editions[name])
        tables = release(known, compile_tables(known)).tables
        key_of = ValueKey.of_observation
        figures = {key_of(figure.key): reported_value(figure) for figure in tables.figures}
        targets = {key_of(target.key)._replace(target=target.id): target.value for target in tables.targets}
        assert edition.values == figures | targets


def test_records_as_they_were_published_change_nothing(project: Path) -> None:
    assert found(project) == []


@pytest.mark.slow
def test_a_branch_says_the_same_as_a_folder(project: Path) -> None:
    """And is found without being named, where it has one of the usual names."""
    folder = project.parent / "out"
    committed(project)
    assert default_store(project) is None
    committed(folder)
    git(project, "fetch", "--quiet", str(folder), "main:gh-pages")
    branch = default_store(project)
    assert branch is not None
    assert PublishedSite.of(branch).newest == PublishedSite.of(FolderStore(folder)).newest
    named = store_of(project, "gh-pages")
    assert named is not None
    assert named.paths() == branch.paths()


def test_the_newest_version_counts(project: Path) -> None:
    """Whichever languages and other folders there are besides."""
    out = project.parent / "out"
    swap(project, "about: 400", "about: 500")
    correct(project, "organization: central, measure: members, period: 2018-12-31, was: {about: 400}")
    publish(project, out, language="en")
    shutil.copytree(out / "en/2019.1", out / "en/latest")
    (edition,) = PublishedSite.of(FolderStore(out)).newest
    assert (edition.version, edition.corrections) == ("2019.1", ("slip",))
    assert found(project) == []


@pytest.mark.slow
def test_what_was_fetched_comes_before_a_branch_of_ones_own(project: Path) -> None:
    """That may be old; and a tag of the usual name is no branch at all."""
    folder = project.parent / "out"
    committed(project)
    first = committed(folder)
    git(project, "fetch", "--quiet", str(folder), "main:refs/tags/gh-pages")
    assert default_store(project) is None
    git(project, "branch", "gh-pages", first)
    (folder / "newer.txt").write_text("Synthetic", encoding="utf-8")
    committed(folder)
    git(project, "fetch", "--quiet", str(folder), "main:refs/remotes/origin/gh-pages")
    branch = default_store(project)
    assert branch is not None
    assert "newer.txt" in branch.paths()


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("manifest.json", "[]"),
        ("manifest.json", "{"),
        ("values.json", "{}"),
        ("values.json", '{"schema":3,"measures":{},"corrections":{},"values":[]}'),
        (
            "values.json",
            '{"schema":1,"measures":{},"corrections":{"slip":[{"digits":"x","qualifier":"exact"}]},"values":[]}',
        ),
        *(("values.json", VALUE_ROW % row) for row in WRONG_ROWS),
        ("values.json", '{"schema":1,"measures":{"visits":{"colour":"red"}},"corrections":{},"values":[]}'),
        ("downloads/figures.csv", "organization,measure\ncentral,visits\n"),
        ("downloads/figures.csv", f"{','.join(COLUMNS)}\ncentral\n"),
        ("api/measures/visits.json", "{}"),
        ("api/measures/visits.json", "[" * 100_000),
    ],
)
def test_what_cannot_be_read_is_said(project: Path, file: str, content: str) -> None:
    """With its name; never taken for a site without values."""
    folder = project.parent / "out/vi/2019"
    if file not in {"manifest.json", "values.json"}:
        (folder / "values.json").unlink(missing_ok=True)
    (folder / file).write_text(content, encoding="utf-8")
    if file != "manifest.json":
        vouch(folder)
    with pytest.raises(ValuesError, match=file) as error:
        PublishedSite.of(FolderStore(project.parent / "out"))
    assert str(error.value).isprintable()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_files_with_values_are_those_of_the_manifest(project: Path, language: str) -> None:
    """In each language: whoever changes or removes one of them hides no silent change of a value."""
    out = project.parent / "out"
    publish(project, out, language="en")
    names = (
        ["values.json"] if published_sites.WITH_VALUES_FILE else ["downloads/figures.csv", "api/measures/visits.json"]
    )
    for name in names:
        file = out / language / "2019" / name
        content = file.read_bytes()
        file.write_bytes(content.replace(b"300", b"301"))
        with pytest.raises(DamagedError, match="changed"):
            PublishedSite.of(FolderStore(out))
        file.unlink()
        with pytest.raises(DamagedError, match="missing"):
            PublishedSite.of(FolderStore(out))
        file.write_bytes(content)
    assert PublishedSite.of(FolderStore(out)).newest


@pytest.mark.parametrize(("field", "other"), [("version", "2018"), ("language", "en"), ("edition", "../../x")])
def test_a_manifest_is_of_its_folder(project: Path, field: str, other: str) -> None:
    """Nobody puts one edition in the place of another, or a path in the place of an id."""
    path = project.parent / "out/vi/2019/manifest.json"
    manifest = json.loads(path.read_bytes())
    manifest[field] = {**manifest["edition"], "id": other} if field == "edition" else other
    path.write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ValuesError, match=r"manifest\.json"):
        PublishedSite.of(FolderStore(project.parent / "out"))


def test_a_language_that_is_gone_is_not_compared(project: Path) -> None:
    """The records have no words in it any more; values are compared as before."""
    publish(project, project.parent / "out", language="en")
    swap(project, "languages: [vi, en]", "languages: [vi]", "bulletin.yml")
    assert found(project) == []


def test_values_are_the_same_by_either_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edition that was published without ``values.json`` says the same as with it, but for what corrections say."""
    read = []
    for name, with_file in (("with", True), ("without", False)):
        monkeypatch.setattr(published_sites, "WITH_VALUES_FILE", with_file)
        (*_, newest) = PublishedSite.of(FolderStore(publish(SAMPLE, tmp_path / name))).newest
        statements = [replace(statement, outputs={}) for statement in newest.statements]
        read.append((newest.values, newest.measures, statements))
        assert (newest.wrong is None) is not with_file
    assert read[0] == read[1]


# --- what changes


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [("about: 400", "about: 401", 2), ("about: 400", "at-least: 400", 2), ("[10, 12]", "[10, 13]", 3)],
)
def test_a_changed_value_is_reported_at_its_record(project: Path, right: str, wrong: str, line: int) -> None:
    swap(project, right, wrong)
    assert found(project) == [("published-value-changed", f"records/observations/more.yml:{line}")]


@pytest.mark.parametrize(
    ("right", "wrong", "typed"),
    [
        ("value: 300", "value: 310", ("310",)),
        ("{child: 500, adult: 700}", "{child: 501, adult: 699}", ("501", "699")),
    ],
)
def test_a_changed_value_is_pointed_at(project: Path, right: str, wrong: str, typed: tuple[str, ...]) -> None:
    """Line and column are those of the value itself, whether of a whole figure or of a part of it; each is reported."""
    swap(project, right, wrong, "visits/libraries.yml")
    problems = problems_of(project)
    for problem, value in zip(problems, typed, strict=True):
        lines = (project / problem.place.file).read_text(encoding="utf-8").split("\n")
        assert problem.line_text == lines[problem.place.line - 1]
        assert lines[problem.place.line - 1][problem.place.column - 1 :].startswith(value)


def test_a_total_is_not_reported_besides_its_part(project: Path) -> None:
    """The half-year changes with the quarter, and only the quarter was typed."""
    swap(project, "value: 10,", "value: 11,")
    assert found(project) == [("published-value-changed", "records/observations/more.yml:5")]


def test_a_total_that_gained_a_part_is_reported_at_that_part(project: Path) -> None:
    path = project / "records/observations/more.yml"
    added = "- {organization: central, period: 2018-Q3, measure: visits, value: 30, source: report-2020}\n"
    path.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8")
    assert ("published-value-added", "records/observations/more.yml:7") in found(project)


def test_a_later_report_changes_no_edition(project: Path) -> None:
    """It came after the cut-off, so that the edition does not know it."""
    late = "# Synthetic.\nid: late\ntitle: {vi: Sau, en: Late}\npublished: 2020-06-30\n"
    (project / "records/sources/late.yml").write_text(late, encoding="utf-8")
    path = project / "records/observations/more.yml"
    added = "- {organization: central, measure: members, period: 2018-12-31, value: 410, source: late}\n"
    path.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8")
    assert found(project) == []


def test_a_correction_is_the_reason(project: Path) -> None:
    """Once it is published, it is no reason for another change of the same figure."""
    swap(project, "about: 400", "about: 401")
    correct(project, "organization: central, measure: members, period: 2018-12-31, was: {about: 400}")
    assert found(project) == []
    publish(project, project.parent / "out")
    assert found(project) == []
    swap(project, "about: 401", "about: 402")
    assert found(project) == [("published-value-changed", "records/observations/more.yml:2")]


def test_a_correction_is_no_reason_for_another_figure(project: Path) -> None:
    swap(project, "about: 400", "about: 401")
    swap(project, "[10, 12]", "[10, 13]")
    correct(project, "organization: central, measure: members, period: 2018-12-31, was: {about: 400}")
    assert found(project) == [("published-value-changed", "records/observations/more.yml:3")]


def test_a_changed_target_is_reported(project: Path) -> None:
    swap(project, "value: 1000", "value: 1001", "targets/central.yml")
    assert found(project) == [("published-value-changed", "records/targets/central.yml:6")]


def _hint(project: Path) -> str:
    (problem,) = problems_of(project)
    return problem.hint_in(EN)


def test_the_hint_goes_by_what_changed(project: Path) -> None:
    """A slip is put back; a figure is reported anew, a target superseded, and a total has gained a part."""
    swap(project, "value: {about: 400}", "value: {about: 410}")
    assert _hint(project).startswith(
        "If it was mistyped since, type {about: 400} again. Where a source reports it anew"
    )
    swap(project, "value: {about: 410}", "value: {about: 400}")
    swap(project, "value: 1000", "value: 1001", "targets/central.yml")
    assert "and name that under superseded-by here." in _hint(project)
    (problem,) = problems_of(project)
    assert "“visits” for “central” in 2019 (target: central-visits-2019)." in problem.message_in(EN)
    swap(project, "value: 1001", "value: 1000", "targets/central.yml")
    more = (
        "period: 2018-Q3, measure: visits, value: 30, source: report-2020}\n- {organization: central, period: 2018-Q2"
    )
    swap(project, "period: 2018-Q2", more)
    assert {problem.code for problem in problems_of(project)} == {"published-value-added"}


def test_a_partial_total_that_an_earlier_generator_computed_takes_a_correction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It left out units that lack some themselves; the edition stays as it is until a correction names the total."""
    units = "".join(
        f"- {{id: {unit}, name: {{vi: {unit}, en: {unit}}}, kind: library, parent: {parent}}}\n"
        for parent, below in {"central": ("east", "south", "west"), "east": ("e1", "e2", "e3")}.items()
        for unit in below
    )
    visits = {"south": 5, "west": 6, "e1": 10, "e2": 10}
    figures = "".join(
        f"- {{organization: {unit}, measure: visits, period: 2017, value: {value}, source: report-2020}}\n"
        for unit, value in visits.items()
    )
    files = {"organizations__more": f"# Synthetic.\n{units}", "observations__below": f"# Synthetic.\n{figures}"}
    made = good_project(tmp_path / "project", **files)
    with monkeypatch.context() as earlier:
        earlier.setattr(aggregation, "_may_be_part_of_hierarchical_total", aggregation._may_be_added)
        publish(made, tmp_path / "out")
        assert found(made) == []
    (problem,) = problems_of(made)
    assert (problem.details["was"], problem.details["now"]) == ("{at-least: 11}", "{at-least: 31}")
    assert problem.hint_in(EN).startswith("The total lacks units.")
    correct(made, "organization: central, measure: visits, period: 2017, was: {at-least: 11}")
    assert found(made) == []


def test_a_category_is_named_as_it_is_typed(project: Path) -> None:
    swap(project, "child: 500", "child: 499", "visits/libraries.yml")
    assert any("(breakdown: age, category: child)" in problem.message_in(EN) for problem in problems_of(project))


@pytest.mark.parametrize(
    ("field", "right", "wrong"),
    [
        ("cut-off", "2020-02-01", "2020-02-02"),
        ("cut-off", "2020", "2020-12-30"),
        ("cut-off", "2020-Q3", "2020"),
        ("cut-off", "2020-06", "2020-05"),
        ("cut-off", "2020-H2", "2021"),
        ("released", "2021-03", "2021-03-01"),
        ("next-release", "2022", "2022-07"),
        ("next-release", "to-be-announced", "2022-07"),
        ("next-release", "2022-07-15", "to-be-announced"),
        ("status", "preliminary", "official"),
    ],
)
def test_a_published_date_is_put_back_as_it_is_typed(field: str, right: str, wrong: str, tmp_path: Path) -> None:
    """No editor can type “7 April 2023”, and a month or a year stays one."""
    days = {"cut-off": "2020-12-01", "released": "2021-12-31", "next-release": "2022-12-31", "status": "official"}
    made = good_project(tmp_path / "project")
    path = made / "records" / "editions" / "2019.yml"
    text = re.sub(r"(cut-off|released|next-release): .*\n", "", path.read_text(encoding="utf-8"))
    lines = {name: f"{name}: {value}\n" for name, value in (days | {field: right}).items()}
    path.write_text(text + "".join(lines.values()), encoding="utf-8")
    publish(made, tmp_path / "out")
    path.write_text(text + "".join((lines | {field: f"{field}: {wrong}\n"}).values()), encoding="utf-8")
    (problem,) = [problem for problem in problems_of(made) if problem.code == "published-edition-changed"]
    assert (problem.details["field"], problem.details["was"], problem.details["now"]) == (field, right, wrong)
    assert f"“{right}”" in problem.hint_in(EN)


def test_the_hint_is_a_correction_that_settles_it(project: Path) -> None:
    """What it says can be typed as it is."""
    swap(project, "about: 400", "about: 401")
    (problem,) = problems_of(project)
    correct(project, problem.details["figure"][1:-1])
    assert found(project) == []


@pytest.mark.parametrize("was", ["{about: 40}", "400", "{at-least: 400}"])
def test_what_a_correction_calls_wrong_is_what_was_published(project: Path, was: str) -> None:
    """Transposed digits would be shown for ever."""
    swap(project, "about: 400", "about: 500")
    correct(project, f"organization: central, measure: members, period: 2018-12-31, was: {was}")
    (problem,) = problems_of(project)
    assert (problem.code, problem.place.line) == ("correction-was-unlike", 8)
    assert "was: {about: 400}" in problem.hint_in(EN)


def test_a_published_correction_is_compared_with_the_version_before(project: Path) -> None:
    """The next one is about the newest version, whose value is another."""
    figure = "organization: central, measure: members, period: 2018-12-31, was: {about: %d}"
    for before, after in ((400, 500), (500, 600)):
        swap(project, f"about: {before}", f"about: {after}")
        correct(project, figure % before, name=f"slip-{before}", date=f"2020-0{before // 100}-01")
        assert found(project) == []
        publish(project, project.parent / "out")
        assert found(project) == []


@pytest.mark.parametrize("is_in_records", [True, False])
def test_a_figure_that_was_never_published_cannot_be_wrong(project: Path, is_in_records: bool) -> None:
    """Whether it has come since or its period was mistyped: nobody has seen it, so that it is not withdrawn."""
    path = project / "records/observations/more.yml"
    added = "- {organization: central, measure: members, period: 2015-12-31, value: 9, source: report-2020}\n"
    path.write_text(path.read_text(encoding="utf-8") + added * is_in_records, encoding="utf-8")
    correct(project, "organization: central, measure: members, period: 2015-12-31, was: 8")
    (problem,) = problems_of(project)
    assert (problem.code, problem.place.at_line) == (
        "corrected-figure-unpublished",
        "records/corrections/slip.yml:8",
    )
    assert "leave “2019” out of editions" in problem.hint_in(EN)


def test_a_figure_that_was_published_may_be_withdrawn(project: Path) -> None:
    """Of records alone it is open whether the edition had the figure; what is published says that it had."""
    swap(project, "- {organization: central, measure: members, period: 2018-12-31, value: {about: 400}", "# {")
    correct(project, "organization: central, measure: members, period: 2018-12-31, was: {about: 400}")
    of_records = validate(project).problems
    assert [problem.code for problem in of_records] == ["corrected-figure-missing"]
    site = PublishedSite.of(FolderStore(project.parent / "out"))
    assert list(unsettled(of_records, accepted(project).corpus.catalogue, site)) == []
    assert found(project) == []
    arguments = ["check", "--project", str(project), "--published", str(project.parent / "out"), "--format", "json"]
    assert json.loads(CliRunner().invoke(main, arguments).stdout) == []
    publish(project, project.parent / "out")
    assert found(project) == []


def test_a_correction_that_readers_do_not_see_is_left_open(project: Path) -> None:
    """Nothing else would say that its figure is in no record."""
    swap(project, "- {organization: central, measure: members, period: 2018-12-31, value: {about: 400}", "# {")
    correct(project, "organization: central, measure: members, period: 2018-12-31, was: {about: 400}")
    site, of_records = PublishedSite.of(FolderStore(project.parent / "out")), validate(project).problems
    unseen = replace(accepted(project).corpus.catalogue, corrections={})
    assert list(unsettled(of_records, unseen, site)) == list(of_records) != []


def test_what_is_published_of_other_editions_leaves_it_open(project: Path) -> None:
    """An edition that nobody has seen may be published corrected, as where a bulletin moves."""
    swap(project, "- {organization: central, measure: members, period: 2018-12-31, value: {about: 400}", "# {")
    correct(project, "organization: central, measure: members, period: 2018-12-31, was: {about: 400}")
    site = PublishedSite.of(FolderStore(project.parent / "out"))
    others = replace(site, versions=())
    assert list(unsettled(found := validate(project).problems, accepted(project).corpus.catalogue, others)) == list(
        found
    )


def test_two_corrections_published_together_name_no_figure_twice(project: Path) -> None:
    """However far apart their days are: the version has one wrong value of each figure."""
    figure = "organization: central, measure: members, period: 2018-12-31, was: {about: 400}"
    swap(project, "about: 400", "about: 500")
    correct(project, figure, name="first", date="2020-03-01")
    correct(project, figure, name="second", date="2020-04-01")
    (problem,) = problems_of(project)
    assert (problem.code, problem.place.at_line) == ("corrected-figure-repeated", "records/corrections/second.yml:8")
    assert problem.message_in(EN).startswith("At records/corrections/first.yml:8 this figure is corrected already")
    assert "has a later day" in problem.hint_in(EN)


@pytest.mark.parametrize("is_gone", [False, True])
@pytest.mark.parametrize("each", ["", "each: year\n"])
def test_a_target_is_corrected_by_a_line_that_names_it(project: Path, each: str, is_gone: bool) -> None:
    """The hint is such a line, one for all years; a line about the figures that are to reach it excuses nothing."""
    path = project / "records/targets/goal.yml"
    about = f"id: goal\norganization: central\nmeasure: visits\nperiod: {'2018/2019' if each else 2018}\n{each}"
    path.write_text(f"# Synthetic.\n{about}source: report-2020\nvalue: 75\n", encoding="utf-8")
    publish(project, project.parent / "out")
    swap(project, "value: 75", "value: 15", "targets/goal.yml")
    if is_gone:
        path.unlink()
    problems = problems_of(project)
    figures = [problem.details["figure"][1:-1] for problem in problems]
    assert all("target: goal, was: 75" in figure for figure in figures)
    correct(project, *(figure.replace("target: goal, ", "") for figure in figures))
    assert {problem.code for problem in problems_of(project)} >= {problem.code for problem in problems}
    correct(project, figures[0])
    assert [problem.code for problem in problems_of(project) if problem.code.startswith("published")] == []


# --- the command


def check(project: Path, *arguments: str | Path) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, ["check", "--project", str(project), "--language", "en", *map(str, arguments)])


@pytest.mark.slow
def test_check_refuses_a_silent_change(project: Path) -> None:
    """It ends with 1, and says that all has been looked at."""
    swap(project, "about: 400", "about: 401")
    result = check(project, "--published", project.parent / "out")
    assert result.exit_code == 1
    assert "[published-value-changed]" in result.stdout
    assert result.stderr.endswith("1 error, 0 warnings.\n")
    assert check(project).exit_code == 0


@pytest.mark.slow
def test_check_looks_at_the_usual_branch_by_itself(project: Path) -> None:
    committed(project)
    committed(project.parent / "out")
    git(project, "fetch", "--quiet", str(project.parent / "out"), "main:refs/remotes/origin/gh-pages")
    assert check(project).exit_code == 0
    swap(project, "about: 400", "about: 401")
    assert check(project).exit_code == 1


@pytest.mark.slow
def test_check_says_what_it_cannot_read(project: Path, tmp_path: Path) -> None:
    """A place that is not there is a wrong argument; a site that is broken a fault of the machine."""
    assert check(project, "--published", tmp_path / "nowhere").exit_code == 2
    (tmp_path / "out/vi/2019/manifest.json").write_text(json.dumps({"edition": 1}), encoding="utf-8")
    result = check(project, "--published", tmp_path / "out")
    assert result.exit_code == 3
    assert "vi/2019/manifest.json" in result.stderr


def test_a_new_id_with_the_former_one_changes_nothing(project: Path) -> None:
    """Without it every value under the old one is gone."""
    for path in (project / "records").rglob("*.yml"):
        text = path.read_text(encoding="utf-8").replace("organization: north", "organization: south")
        path.write_text(text.replace("id: north\n", "id: south\n  former-ids: [north]\n"), encoding="utf-8")
    assert found(project) == []
    swap(project, "  former-ids: [north]\n", "", "organizations/libraries.yml")
    assert "published-value-gone" in dict(found(project))


# --- what the policy hides by now


POLICY = "# Synthetic.\nreason: {vi: Ít, en: Few}\nrules:\n"
RULE = "  - {measures: [visits], threshold: %s, reason: {vi: Ít, en: Few}}\n"


def test_a_policy_hides_nothing_that_is_published(project: Path) -> None:
    """It says from when a rule holds; what is new is hidden by it."""
    (project / "records/disclosure.yml").write_text(POLICY + RULE % 20, encoding="utf-8")
    (problem,) = [each for each in problems_of(project) if each.code == "published-before-policy"]
    assert (problem.place.file, problem.place.line) == ("records/disclosure.yml", 4)
    assert problem.details["measure"] == "visits"
    assert "central 2018-Q1 (records/observations/more.yml:5)" in problem.details["figures"]
    since = RULE % f"20, since: {problem.details['day']}"
    (project / "records/disclosure.yml").write_text(POLICY + since, encoding="utf-8")
    assert found(project) == []


def test_a_correction_of_a_hidden_figure_explains_its_totals(project: Path) -> None:
    """It is hidden before and after, and the sum of the half is shown: it need not be named as well."""
    policy = project / "records/disclosure.yml"
    policy.write_text(POLICY + RULE % 12, encoding="utf-8")
    publish(project, project.parent / "hidden")
    shutil.rmtree(project.parent / "out")
    (project.parent / "hidden").rename(project.parent / "out")
    swap(project, "value: 10,", "value: 11,")
    about = "organization: central, measure: visits, period: 2018-Q1"
    assert {code for code, _ in found(project)} == {"published-value-changed"}
    correct(project, f"{about}, was: 10")
    assert found(project) == []


def test_a_stricter_rule_is_added_to_the_one_of_before(project: Path) -> None:
    """Which holds for the editions that are published."""
    policy = project / "records/disclosure.yml"
    policy.write_text(POLICY + RULE % 5, encoding="utf-8")
    assert found(project) == []
    policy.write_text(POLICY + RULE % 20, encoding="utf-8")
    assert {code for code, _ in found(project)} == {"published-before-policy"}
    policy.write_text(POLICY + RULE % 5 + RULE % "20, since: 2020-02-02", encoding="utf-8")
    assert found(project) == []


def test_problems_have_places_where_readers_have_none(project: Path) -> None:
    """Releases for audiences that may not read the records name no place; who checks them may read them."""
    (project / "records/disclosure.yml").write_text(POLICY + RULE % 2, encoding="utf-8")
    swap(project, "value: 20", "value: 25")
    assert found(project) == [("published-value-changed", "records/observations/more.yml:6")]
