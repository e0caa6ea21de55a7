"""A project that ``bulletin init`` makes: its files, and what ``check`` says of it. All records are fictional."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml
from bulletin import __version__
from bulletin.cli import main
from bulletin.errors import RequestError
from bulletin.localization.languages import LANGUAGES
from bulletin.model.records import Bulletin, Measure, Unit
from bulletin.project_template import pins
from bulletin.project_template.answers import (
    Answers,
    forms_from,
    text_from,
    words_from,
    years_from,
)
from bulletin.project_template.files import new_subject
from bulletin.project_template.project import make_project
from bulletin.reading import read
from bulletin.validation import validate
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.project_template.conftest import Init, Make
from tests.sites import ROOT

TODAY = date(2026, 3, 1)
THIS_YEAR = datetime.now(UTC).year


def files(project: Path) -> set[str]:
    """The paths of a project's files."""
    return {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}


@pytest.mark.parametrize("languages", [*LANGUAGES, ",".join(LANGUAGES)])
def test_nothing_is_wrong_with_a_new_project(make: Make, languages: str) -> None:
    """In whatever languages it is, ``check`` has no remark on it."""
    assert validate(make("--languages", languages)).problems == ()


@pytest.mark.parametrize("years", ["1990-2025", "2024, 2025", str(THIS_YEAR)])
def test_whatever_the_years_are(make: Make, years: str) -> None:
    """Many years, two, and one that is not over: a figure of each unit for each."""
    project = make("--years", years)
    assert validate(project).problems == ()
    wanted = {str(year) for year in years_from(years, date(THIS_YEAR, 1, 1))}
    typed = yaml.safe_load((project / "records/observations/fictional.yml").read_text(encoding="utf-8"))
    assert {str(record["period"]) for record in typed} == wanted
    assert len(typed) == 2 * len(wanted)


def test_every_file_of_records_says_that_it_is_fictional(make: Make) -> None:
    project = make("--languages", "en")
    found = (project / "records").rglob("*.yml")
    samples = {path for path in found if path.parent.name not in {"records", "vocabulary"}}
    assert len(samples) == 5
    assert [
        path for path in samples if not path.read_text(encoding="utf-8").splitlines()[1].startswith("# Fictional: ")
    ] == []
    assert "fictional" in (project / "records/bulletin.yml").read_text(encoding="utf-8")


def test_every_file_of_records_leads_to_its_schema(make: Make) -> None:
    """Those of the bulletin's languages, as ``bulletin schema`` writes them."""
    project = make("--languages", "en")
    for path in (project / "records").rglob("*.yml"):
        (schema,) = re.findall(r"\$schema=(\S+)", path.read_text(encoding="utf-8"))
        assert (path.parent / schema).is_file()
    assert CliRunner().invoke(main, ["schema", "--check", "--project", str(project)]).exit_code == 0


def test_a_project_holds_no_code(make: Make) -> None:
    assert {Path(path).suffix for path in files(make())} == {"", ".yml", ".txt", ".md", ".json"}


def test_comments_and_samples_are_in_the_first_language(make: Make) -> None:
    """No English is left where the bulletin is Vietnamese, but for words that are typed as such."""
    project = make("--languages", "vi")
    comments = re.findall(r"# .*", "\n".join(path.read_text(encoding="utf-8") for path in project.rglob("*.yml")))
    assert len(comments) > 20
    ours = [line for line in comments if not re.fullmatch(r"# v\d+\.\d+\.\d+|# yaml-language-server: .*", line)]
    assert [line for line in ours if line.isascii()] == []


def test_the_language_of_the_bulletin_is_spoken_unless_another_is_asked_for(init: Init, tmp_path: Path) -> None:
    assert "README.md" in init(tmp_path / "vi", "--languages", "vi").stderr
    assert "What to do next" not in init(tmp_path / "vi2", "--languages", "vi").stderr
    assert "What to do next" in init(tmp_path / "en", "--languages", "vi", "--language", "en").stderr


# --- whatever is typed ------------------------------------------------------------------------------------------------

HOSTILE = (
    "a: b # c",
    "'\"`{}[]&*!|>%@,",
    "- no",
    "2025",
    "true",
    "1.115",
    "~",
    "\N{GRINNING FACE} {{ 7*7 }} {% raw %} ${{ x }}",
    "line\nbreak\ttab",
    "x" * 200,
    "\N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET}: \N{ARABIC LETTER BEH}",
    "<script>alert(1)</script>",
    "{measure}",
    "e\N{COMBINING ACUTE ACCENT}",
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(text=st.text(max_size=250), unit=st.text(max_size=40))
@pytest.mark.parametrize("languages", [("vi",), ("en", "vi")])
def test_whatever_is_typed_checks_clean_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, languages: tuple[str, ...], text: str, unit: str
) -> None:
    """As title, publisher, measure and unit: nothing is wrong with the records, or a line says what cannot be."""
    _try(tmp_path_factory.mktemp("any") / "new", languages, text, unit)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_yaml_and_templates_would_take_otherwise_is_kept(tmp_path: Path, text: str) -> None:
    """Title, publisher and measure are what was typed, but for blanks; a unit, unless it has commas."""
    project = tmp_path / "new"
    assert _try(project, ("en",), text, text)
    store = read(project).store
    bulletin, measure = store.of(Bulletin)[0].record, store.of(Measure)[0].record
    assert {bulletin.title.main, bulletin.publisher.main, measure.name.main} == {text_from(text)}
    assert "," in text or store.of(Unit)[0].record.forms.form("en") == text_from(text)


def _try(project: Path, languages: tuple[str, ...], text: str, unit: str) -> bool:
    try:
        words = words_from([text], languages)
        forms = forms_from(words_from([unit], languages))
        answers = Answers(languages, words, words, words, words, words, forms, (2025,), "", "")
        make_project(project, answers, new_subject(answers), TODAY)
    except RequestError as error:
        assert "\n" not in error.text("en")  # noqa: PT017 - it may be raised, and need not
        assert not project.exists()
        return False
    assert validate(project).problems == ()
    return True


@pytest.mark.parametrize("text", ["", " \n ", "x" * 201, "a\N{RIGHT-TO-LEFT OVERRIDE}b", "a\x00b", "\ud800"])
def test_some_texts_are_refused(text: str) -> None:
    with pytest.raises(RequestError):
        text_from(text)


# --- the requirements -------------------------------------------------------------------------------------------------


def test_the_generator_and_all_that_it_needs_are_pinned(make: Make) -> None:
    lines = (make() / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pinned = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert pinned["bulletin-generator"] == __version__
    assert {re.split(r"[<>=]", requirement)[0] for requirement in wanted} <= set(pinned)
    assert "colorama" not in pinned or "python" not in pinned


@pytest.mark.parametrize(
    ("origin", "line", "file"),
    [
        ({}, f"bulletin-generator=={__version__}", None),
        ({"url": "file:///x", "dir_info": {"editable": True}}, f"bulletin-generator=={__version__}", None),
        (
            {"url": "file:///a%20b/g-1-py3-none-any.whl", "archive_info": {"hashes": {"sha256": "0" * 64}}},
            f"bulletin-generator=={__version__}",
            "g-1-py3-none-any.whl",
        ),
        (
            {"url": "https://x.example/g.whl", "archive_info": {"hashes": {"sha256": "0" * 64}}},
            f"bulletin-generator @ https://x.example/g.whl#sha256={'0' * 64}",
            None,
        ),
        (
            {"url": "https://x.example/g", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "bulletin-generator @ git+https://x.example/g@abc",
            None,
        ),
    ],
)
def test_where_the_generator_came_from_is_named(
    monkeypatch: pytest.MonkeyPatch, origin: dict[str, object], line: str, file: str | None
) -> None:
    """From an index by its version, from an address or a repository by that, and a file by its name."""
    monkeypatch.setattr(pins, "installed_from", lambda: origin)
    assert pins.installed()[::2] == (line, file)


def test_a_generator_from_a_file_is_explained(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pins, "installed_from", lambda: {"url": "file:///d/g.whl", "archive_info": {}})
    project = make("--languages", "en")
    assert "#   pip install g.whl\n" in (project / "requirements.txt").read_text(encoding="utf-8")
    assert "g.whl" in (project / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("origin", "is_said"), [({}, False), ({"url": "file:///d", "dir_info": {}}, True)])
def test_a_generator_from_a_clone_is_not_taken_for_one_that_an_index_has(
    make: Make, monkeypatch: pytest.MonkeyPatch, origin: dict[str, object], *, is_said: bool
) -> None:
    """No index may have its version, nor do jobs have the folder, whose path is nobody else's business."""
    monkeypatch.setattr(pins, "installed_from", lambda: origin)
    project = make("--languages", "en")
    requirements, readme = ((project / name).read_text(encoding="utf-8") for name in ("requirements.txt", "README.md"))
    assert ("installed from a folder" in requirements) is ("installed from a folder" in readme) is is_said
    assert ("#   pip install ./bulletin\n" in requirements) is is_said
    assert f"\nbulletin-generator=={__version__}\n" in requirements
    assert "/d" not in requirements.replace("/dev", "")


# --- the whole --------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_new_project_is_built_at_once(make: Make) -> None:
    """Without git, and with no folder of pages written by hand."""
    languages = ("vi", "en")
    project = make("--languages", ",".join(languages), "--site-url", "https://new.example")
    result = CliRunner().invoke(main, ["build", "--draft", "--no-charts", "--project", str(project)])
    assert result.exit_code == 0, result.output
    pages = [(project / "site" / language / "index.html").read_text(encoding="utf-8") for language in languages]
    assert "Fictional Office A" in pages[1]
    assert "https://new.example/" in (project / "mkdocs.yml").read_text(encoding="utf-8")
