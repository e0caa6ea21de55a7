"""The command: what it prints where, and how it ends. All records are synthetic."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from bulletin import __version__
from bulletin.cli import main
from bulletin.cli.terminal import CLICK, language_of_arguments
from bulletin.localization.languages import LANGUAGES, SOURCE_LANGUAGE
from bulletin.localization.messages import Message, translate
from bulletin.problems.kinds import KINDS
from bulletin.validation import validate_records
from bulletin.website.build_cache import FOLDER, BuildCache, ForeignCacheError
from bulletin.website.pipeline import RecordsError, SiteError
from bulletin.website.resources import Account, Built, Resources
from bulletin.website.staging import NotOursError
from click.testing import CliRunner, Result

from tests.reading.projects import good_project, visits
from tests.sites import EN, VI

HELP = Message("Show this message and exit.")


def run(*arguments: str | Path) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, list(map(str, arguments)), prog_name="bulletin")


# --- check ------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_good_records_leave_nothing_to_print(good: Path) -> None:
    """All is well: nothing on stdout, a sentence on stderr, and 0."""
    result = run("check", "--project", good)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "Đã kiểm tra 14 tệp: không có vấn đề.\n"


def test_bad_records_are_the_result(bad: Path) -> None:
    """The problems go to stdout, the tally to stderr, and the command ends with 1."""
    result = run("check", "--project", bad)
    assert result.exit_code == 1
    assert result.stdout.startswith("records/visits/bad.yml:3:10: lỗi [value-not-a-number] “1,115” không phải là số.\n")
    assert result.stderr == (
        "Đã kiểm tra 15 tệp: 1 lỗi, 0 lưu ý; những kiểm tra trên số liệu đã tính chạy sau khi hết lỗi.\n"
    )


@pytest.mark.slow
def test_warnings_do_not_fail_the_check(tmp_path: Path) -> None:
    """What is odd but possible is printed, and the command ends with 0."""
    result = run("check", "--project", good_project(tmp_path, visits__odd=visits(period="2020")))
    assert result.exit_code == 0
    assert "reported-before-end" in result.stdout


@pytest.mark.parametrize("languages", ["[vi, en]", "[en, vi]", "[en]"])
@pytest.mark.parametrize("chosen", ["vi", "en", None])
def test_output_is_in_the_language_chosen_or_in_the_editors(languages: str, chosen: str | None, bad: Path) -> None:
    """``--language`` decides; without it, the first language of the bulletin."""
    bulletin = bad / "records" / "bulletin.yml"
    bulletin.write_text(bulletin.read_text(encoding="utf-8").replace("[vi, en]", languages), encoding="utf-8")
    result = run("check", "--project", bad, *(["--language", chosen] if chosen else []))
    assert result.stderr.startswith({"vi": "Đã", "en": "Checked"}[chosen or languages[1:3]])


@pytest.mark.parametrize("command", [None, *main.commands])
def test_every_command_takes_the_language_before_or_behind_its_name(command: str | None) -> None:
    """As the README says."""
    names = [] if command is None else [command]
    for language in LANGUAGES:
        helps = [run("--language", language, *names, "--help"), run(*names, "--language", language, "--help")]
        assert [result.exit_code for result in helps] == [0, 0]
        assert all(translate(HELP, language) in result.stdout for result in helps)


@pytest.mark.slow
def test_json_is_the_whole_of_stdout(bad: Path) -> None:
    """Programs read stdout, and a good project is an empty list."""
    (problem,) = json.loads(run("check", "--project", bad, "--format", "json").stdout)
    assert problem["file"] == "records/visits/bad.yml"
    (bad / "records" / "visits" / "bad.yml").unlink()
    assert json.loads(run("check", "--project", bad, "--format", "json").stdout) == []


def test_github_gets_annotations(bad: Path) -> None:
    """On GitHub, problems become annotations."""
    result = run("check", "--project", bad, "--format", "github")
    assert result.stdout.startswith("::error file=records/visits/bad.yml,line=3,col=10,title=value-not-a-number::")
    assert result.stdout.count("\n") == 1


def test_a_project_without_records_is_reported(tmp_path: Path) -> None:
    """Run in the wrong place, the command says which folder it misses."""
    result = run("check", "--project", tmp_path)
    assert (result.exit_code, "records-missing" in result.stdout) == (1, True)


# --- the language it talks in -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "vi_VN.UTF-8", "LC_MESSAGES": "en_US"}, "en"),
        ({"LC_MESSAGES": "vi", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LC_ALL": "en_US.UTF-8", "LANGUAGE": "eo:vi_VN:en"}, "vi"),
        ({"LANG": "eo_XX.UTF-8@euro"}, "en"),
        ({}, "en"),
    ],
)
def test_without_a_bulletin_its_language_is_that_of_the_terminal(
    variables: dict[str, str], language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The locale says the language where no option and no bulletin does; English where the locale's is not spoken."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    assert language_of_arguments(["--help"]) == language
    assert run("--help").stdout.startswith({"vi": "Cách dùng:", "en": "Usage:"}[language])
    assert dict(os.environ) | variables == dict(os.environ)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", main.commands)
def test_help_is_in_one_language(command: str, language: str, good: Path) -> None:
    """What commands and options do, and click's own words, are in the bulletin's language, or in the one chosen."""
    bulletin = good / "records" / "bulletin.yml"
    bulletin.write_text(bulletin.read_text(encoding="utf-8").replace("[vi, en]", f"[{language}]"), encoding="utf-8")
    has_project = any(option.name == "project" for option in main.commands[command].params)
    of_project = [["--project", str(good), "--help"]] if has_project else []  # init makes one, and has none yet
    for arguments in (*of_project, ["--help", f"--language={language}"]):
        shown = run(command, *arguments).stdout
        translated = translate(HELP, language)
        assert " ".join(translated.split()) in " ".join(shown.split())
        assert ("Usage:" in shown) == (language == SOURCE_LANGUAGE)


def test_version_is_that_of_the_package() -> None:
    """Name and version, and nothing else."""
    assert run("--version").stdout == f"bulletin {__version__}\n"


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("languages: [en, vi]", "en"),
        ("languages:\n- en", "en"),
        ("title: languages\nlanguages: [xx, en]", "en"),
        ("languages: en", "vi"),
        ("languages: {en: en}", "vi"),
        ("inner: {languages: [en]}", "vi"),
        ("languages: [en, [vi]]", "en"),
        ("languages: [", "vi"),
        ("\x00", "vi"),
        ("[" * 10_000, "vi"),
    ],
)
def test_language_is_read_from_the_bulletin_alone(
    written: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first known one of its list; where the file is broken or has no list, that of the terminal."""
    monkeypatch.setenv("LANGUAGE", "vi_VN")
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "bulletin.yml").write_text(written, encoding="utf-8")
    assert language_of_arguments(["--help", "--project", str(tmp_path)]) == language


@pytest.mark.slow
def test_help_reads_no_records(good: Path) -> None:
    """Help in a project comes without loading what reads records, which takes longer than the help."""
    probe = (
        "import sys; from bulletin.cli import main; main(['--help'], standalone_mode=False); "
        "sys.exit(', '.join({'pydantic', 'mkdocs', 'matplotlib', 'bulletin.reading'} & set(sys.modules)) or None)"
    )
    done = subprocess.run([sys.executable, "-c", probe], cwd=good, capture_output=True, text=True, check=False)
    assert (done.returncode, "Cách dùng:" in done.stdout) == (0, True), done.stderr


def test_words_of_click_are_those_that_it_has() -> None:
    """What is translated for click is what click says."""
    source = "".join(path.read_text(encoding="utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    assert [message.source for message in CLICK if f'"{message.source}"' not in source] == []


# --- how it ends ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["chek"],
        ["check", "--fromat", "json"],
        ["check", "--format", "xml"],
        ["check", "--project", "nowhere"],
        ["check", "--language", "de"],
        ["serve", "--port", "99999"],
        ["build", "--site-dir", "a", "--markdown", "b"],
        ["explain", "no-such-code"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    """A wrong call says so on stderr and does nothing."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


@pytest.mark.parametrize(
    ("fault", "code", "message"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "site/x"), 3, r"^site/x: No space left on device\n$"),
        (PermissionError(errno.EACCES, "Permission denied"), 3, r"^Permission denied\n$"),
        (OSError("odd"), 3, r"^odd\n$"),
        (MemoryError(), 3, r"Out of memory"),
        (RuntimeError("a fault"), 3, r"Traceback[^$]*RuntimeError: a fault[^$]*fault of the program"),
        (SiteError("mkdocs.yml: nav is wrong"), 3, r"^mkdocs\.yml: nav is wrong\n$"),
        (KeyboardInterrupt(), 130, r"^\n$"),
        (NotOursError(Path("site")), 2, r"site: .*It holds files that the bulletin did not make"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_faults_end_with_their_code(
    fault: BaseException, code: int, message: str, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the machine or the program fails at is not blamed on the records, and reported in a line where it can be."""

    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr("bulletin.publishing.build.build_site", fail)
    result = run("build", "--project", good, "--language", "en")
    assert (result.exit_code, result.stdout) == (code, "")
    assert re.search(message, result.stderr)


def test_a_disk_that_fails_while_reading(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the disk is one line and 3, not a problem of the records and not a traceback."""

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO), "records/visits")

    monkeypatch.setattr("bulletin.reading.files.os.scandir", fail)
    result = run("check", "--project", good)
    assert (result.exit_code, result.stderr) == (3, "records/visits: Lỗi đọc hoặc ghi đĩa\n")


# --- build and serve --------------------------------------------------------------------------------------------------


def recorder(calls: list[tuple[object, ...]]) -> Callable[..., Built]:
    """Give a function that notes how it was called, and builds nothing."""

    def record(*arguments: object, **named: object) -> Built:
        calls.append((*arguments, named))
        return Built(0, Account())

    return record


@pytest.mark.parametrize(
    ("function", "options", "expected"),
    [
        ("publishing.build.build_site", [], ("site", (VI, EN), {"charts": True})),
        (
            "publishing.build.build_site",
            ["--jobs", "3"],
            ("site", (VI, EN), {"charts": True, "resources": Resources(3)}),
        ),
        ("publishing.build.build_site", ["--no-charts"], ("site", (VI, EN), {"charts": False})),
        ("publishing.build.build_site", ["--language", "en"], ("site", (EN,), {"charts": True})),
        (
            "publishing.build.build_site",
            ["--language", "en", "--language", "vi"],
            ("site", (EN, VI), {"charts": True}),
        ),
        ("website.build.write_markdown", ["--markdown", "tree"], ("tree", (VI, EN), {"charts": True})),
        (
            "website.build.build_draft_site",
            ["--draft", "--audience", "internal"],
            ("site", (VI, EN), {"charts": True, "audience": "internal"}),
        ),
        (
            "publishing.build.build_site",
            ["--site-dir", "out"],
            ("out", (VI, EN), {"charts": True}),
        ),
    ],
)
def test_build_passes_on_what_is_asked(
    function: str,
    options: list[str],
    expected: tuple[str, tuple[str, ...], dict[str, object]],
    good: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each option reaches the function that does the work, and the place of the result is the result."""
    calls: list[tuple[object, ...]] = []
    monkeypatch.setattr(f"bulletin.{function}", recorder(calls))
    result = run("build", "--project", good, "--no-cache", *options)
    target = good / "site" if expected[0] == "site" else Path(expected[0])
    resources = {} if "--markdown" in options else {"resources": Resources()}
    assert calls == [(good, target, expected[1], {**resources, **expected[2]})]
    assert result.stdout == f"{target}\n"


def test_build_follows_the_languages_of_the_bulletin(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a choice, the site has the bulletin's languages, the editors' own first."""
    bulletin = good / "records" / "bulletin.yml"
    bulletin.write_text(bulletin.read_text(encoding="utf-8").replace("[vi, en]", "[en]"), encoding="utf-8")
    calls: list[tuple[object, ...]] = []
    monkeypatch.setattr("bulletin.publishing.build.build_site", recorder(calls))
    run("build", "--project", good)
    assert calls[0][2] == (EN,)


def test_build_counts_warnings(bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of warnings goes to stderr, with the command that shows them; the result is printed all the same."""
    problems = validate_records(bad).problems
    monkeypatch.setattr("bulletin.publishing.build.build_site", lambda *_, **__: Built(len(problems), Account()))
    result = run("build", "--project", bad)
    assert (result.exit_code, result.stdout) == (0, f"{bad / 'site'}\n")
    assert re.search(
        rf"{len(problems)} lưu ý\. Để xem: bulletin check --project {re.escape(str(bad))}$", result.stderr.strip()
    )


def test_the_command_that_shows_warnings_can_be_typed_as_it_is(
    bad: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With the folders of records that were asked for, and none that need not be."""
    monkeypatch.setattr("bulletin.publishing.build.build_site", lambda *_, **__: Built(1, Account()))
    monkeypatch.chdir(bad)
    (further := tmp_path / "of the office").mkdir()
    alone, both = run("build", "--language", "en"), run("build", "--language", "en", "--records", further)
    assert alone.stderr == "1 warning about the records. To read it: bulletin check\n"
    assert both.stderr == f"1 warning about the records. To read it: bulletin check --records '{further}'\n"


def test_wrong_records_stop_a_build(bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The problems are printed to stderr, since the result would have been the site; nothing is written."""

    def fail(project: Path, *_: object, **__: object) -> None:
        raise RecordsError(validate_records(project).problems)

    monkeypatch.setattr("bulletin.publishing.build.build_site", fail)
    result = run("build", "--project", bad)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "value-not-a-number" in result.stderr
    assert not (bad / "site").exists()


def test_serve_passes_on_what_is_asked(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Host, port, languages and audience reach the server, and what it reports goes to stderr."""
    calls: list[tuple[object, ...]] = []

    def serve(*where: object, languages: object, report: Callable[[str], None], **asked: object) -> None:
        calls.append((*where, languages, asked))
        report("http://here/")

    monkeypatch.setattr("bulletin.website.serve.serve", serve)
    result = run(
        "serve", "--project", good, "--host", "::1", "--port", "8080", "--language", "vi", "--audience", "staff"
    )
    assert calls == [(good, "::1", 8080, (VI,), {"audience": "staff", "more": ()})]
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "http://here/\n")


# --- explain and schema -----------------------------------------------------------------------------------------------


def test_explain_lists_every_code() -> None:
    """Without a code, every kind of problem has a line."""
    lines = run("explain", "--language", "en").stdout.splitlines()
    assert len(lines) == len(KINDS)
    assert "value-empty: There is no value here." in lines


def test_explain_guesses_the_code() -> None:
    """A mistyped code leads to the nearest one."""
    result = run("explain", "value-emty")
    assert (result.exit_code, "“value-empty”" in result.stderr) == (2, True)


def test_explanations_fit_on_a_screen() -> None:
    """Explanations are broken into lines of a hundred columns, within no word."""
    text = run("explain", "value-not-a-number", "--language", "vi").stdout
    assert max(map(len, text.splitlines())) <= 100
    assert "not-yet-reported" in text


def test_schemas_are_written_once(good: Path) -> None:
    """The first run writes every schema and says which; the second has nothing to do; a stale one is reported."""
    assert run("schema", "--check", "--project", good).exit_code == 1
    assert not (good / "schemas").exists()
    written = run("schema", "--project", good).stdout.splitlines()
    assert sorted(written) == sorted(f"schemas/{path.name}" for path in (good / "schemas").iterdir())
    assert run("schema", "--project", good).stdout == ""
    assert run("schema", "--check", "--project", good).exit_code == 0
    (good / "schemas" / "targets.json").write_text("{}", encoding="utf-8")
    result = run("schema", "--check", "--project", good)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("schemas/targets.json: ")


def test_schemas_ask_for_the_languages_of_the_bulletin(good: Path) -> None:
    """A text needs words in the bulletin's languages and in no other."""
    bulletin = good / "records" / "bulletin.yml"
    bulletin.write_text(
        bulletin.read_text(encoding="utf-8").replace("languages: [vi, en]", "languages: [en]"), encoding="utf-8"
    )
    run("schema", "--project", good)
    text = json.loads((good / "schemas" / "measures.json").read_text(encoding="utf-8"))["$defs"]["Text"]
    assert (text["required"], list(text["properties"])) == (["en"], ["en"])


# --- what builds keep


def test_a_build_without_its_cache_says_why(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And is made all the same: by somebody else's folder, or where there can be none."""
    calls: list[tuple[object, ...]] = []
    monkeypatch.setattr("bulletin.publishing.build.build_site", recorder(calls))
    monkeypatch.setattr(BuildCache, "prepare", refuse(ForeignCacheError("SYNTHETIC belongs to another user.")))
    result = run("build", "--project", good)
    assert "SYNTHETIC belongs to another user." in result.stderr
    monkeypatch.setattr(BuildCache, "prepare", refuse(OSError(errno.EROFS, os.strerror(errno.EROFS), "SYNTHETIC")))
    result = run("build", "--project", good)
    assert result.exit_code == 0
    assert "SYNTHETIC: Ổ đĩa chỉ cho đọc" in result.stderr
    assert [call[-1] for call in calls] == [{"charts": True, "resources": Resources()}] * 2


def refuse(error: Exception) -> Callable[[object], None]:
    """Give a method that raises an error."""

    def method(_self: object) -> None:
        raise error

    return method


def test_what_was_wrong_with_the_cache_is_said(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also what each stage took, where that is asked for."""
    account = Account(
        {"records": 1.25, "pages": 2, "layout": 0.5}, cached=7, made=5, damaged=2, trouble="Read-only file system"
    )
    monkeypatch.setattr("bulletin.publishing.build.build_site", lambda *_, **__: Built(0, account))
    bulletin = good / "records" / "bulletin.yml"
    bulletin.write_text(bulletin.read_text(encoding="utf-8").replace("[vi, en]", "[en]"), encoding="utf-8")
    plain, full = run("build", "--project", good), run("build", "--project", good, "--timings")
    said = (
        "2 entries of the cache were damaged, and were made anew.\n"
        "Nothing could be kept in the cache: Read-only file system\n"
    )
    stages = (
        "Records read, checked and compiled: 1.2 s\nPages and files made: 2.0 s\nPages laid out: 0.5 s\n"
        "5 steps made, 7 taken from the cache\n"
    )
    assert (plain.stderr, full.stderr) == (said, said + stages)


def test_clean_removes_the_cache(good: Path) -> None:
    """And nothing else; where there is none, there is nothing to do."""
    cache = BuildCache(good / FOLDER)
    cache.prepare()
    before = sorted(good.iterdir())
    for _ in range(2):
        assert run("clean", "--project", good).exit_code == 0
        assert not cache.folder.exists()
    assert sorted(good.iterdir()) == before
