"""The whole site is built, in both languages, or the last one stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from bulletin.cli import main
from bulletin.website import pages, plugin
from bulletin.website.build import build_draft_site, make_site
from bulletin.website.configuration import CONFIG
from bulletin.website.pipeline import RecordsError, SiteError, publication, release_of
from bulletin.website.staging import staged
from bulletin.website.templating import LayoutCache
from click.testing import CliRunner
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config

from tests.sites import LANGUAGES, VI, contents_of

pytestmark = pytest.mark.slow


@pytest.fixture
def last(tmp_path: Path) -> Path:
    """Give the directory of a site that was built before."""
    with staged(tmp_path / "site") as new:
        (new / "index.html").write_text("last")
    return tmp_path / "site"


def is_untouched(site: Path) -> bool:
    """Whether the last site is still there whole, with nothing left beside it."""
    beside = [path for path in site.parent.iterdir() if path.name.startswith(".site")]
    return set(contents_of(site)) == {".bulletin-site", "index.html"} and not beside


def mkdocs(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Let MkDocs alone build a project."""
    command = [sys.executable, "-m", "mkdocs", "build", *options]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def test_bulletin_and_mkdocs_give_the_same_site(project: Path, tmp_path: Path) -> None:
    """What ``bulletin build --draft`` publishes is, byte for byte, what ``mkdocs build --strict`` does."""
    build_draft_site(project, tmp_path / "site", LANGUAGES, charts=True)
    done = mkdocs(project, "--strict")
    assert done.returncode == 0, done.stderr
    assert contents_of(tmp_path / "site") == contents_of(project / "site")
    assert 'url=vi/"' in (project / "site/index.html").read_text(encoding="utf-8")


def test_pages_are_the_same_in_both_languages(project: Path, tmp_path: Path) -> None:
    """Every page of one language is there in the other, so that the switch between them always leads somewhere."""
    build_draft_site(project, tmp_path / "site", LANGUAGES, charts=False)
    pages = [
        {path.relative_to(tmp_path / "site" / language) for path in (tmp_path / "site" / language).rglob("*.html")}
        for language in LANGUAGES
    ]
    assert pages[0] == pages[1]


def test_wrong_records_leave_the_last_site(project: Path, last: Path) -> None:
    """With a problem in the records, nothing is written."""
    with (project / "records/bulletin.yml").open("a", encoding="utf-8") as file:
        file.write("no-such-field: 1\n")
    with pytest.raises(RecordsError) as caught:
        build_draft_site(project, last, LANGUAGES, charts=True)
    assert [str(problem.place).partition(":")[0] for problem in caught.value.problems] == ["records/bulletin.yml"]
    assert is_untouched(last)


def test_mkdocs_stops_at_wrong_records_before_it_cleans(project: Path) -> None:
    """MkDocs alone shows the problems as one block, without a traceback, and leaves the last site too."""
    with staged(project / "site") as new:
        (new / "index.html").write_text("last")
    with (project / "records/bulletin.yml").open("a", encoding="utf-8") as file:
        file.write("no-such-field: 1\n")
    done = mkdocs(project)
    assert done.returncode == 1
    assert "records/bulletin.yml:" in done.stderr
    assert "Traceback" not in done.stderr
    assert is_untouched(project / "site")


def test_mkdocs_replaces_no_folder_of_others(project: Path) -> None:
    """MkDocs alone empties the folder of its site, whatever it holds: published editions, or somebody's letters."""
    (project / "site").mkdir()
    (project / "site/letter.txt").write_text("dear")
    done = mkdocs(project)
    assert done.returncode == 1
    assert "site" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in (project / "site").iterdir()] == ["letter.txt"]


def test_warning_of_mkdocs_is_an_error(project: Path, last: Path) -> None:
    """A link of a hand-written page that leads nowhere stops the build, in whichever language, and is named."""
    (project / "docs/en/about.md").write_text("# About\n\n[Nowhere](nowhere.md)\n")
    with pytest.raises(SiteError, match=r"nowhere\.md") as caught:
        build_draft_site(project, last, LANGUAGES, charts=False)
    assert caught.value.text("vi").startswith("MkDocs không dựng được trang:\n")
    assert is_untouched(last)


def test_missing_configuration_is_named(project: Path, last: Path) -> None:
    """Without a configuration, the message says which file is missing."""
    (project / "mkdocs.yml").unlink()
    with pytest.raises(SiteError, match=r"mkdocs\.yml: MkDocs cannot use this configuration") as caught:
        build_draft_site(project, last, LANGUAGES, charts=False)
    assert "mkdocs.yml: MkDocs không dùng được cấu hình này" in caught.value.text("vi")
    assert is_untouched(last)


@pytest.mark.parametrize("arguments", [("--draft",), (), ("--draft", "--shard", "1/2", "--site-dir", "shard")])
def test_unusable_configuration_is_found_before_records_are_read(project: Path, arguments: tuple[str, ...]) -> None:
    """A mistake in the configuration of the last language is said at once, whatever is wrong with the records."""
    (project / "records/bulletin.yml").write_text("id: [\n", encoding="utf-8")
    config = project / "mkdocs.yml"
    languages = "\n  - bulletin:\n      by_language: {en: {site_url: no address}}"
    config.write_text(config.read_text(encoding="utf-8").replace("\n  - bulletin", languages), encoding="utf-8")
    result = CliRunner().invoke(main, ["build", "--project", str(project), *arguments])
    assert result.exit_code == 3, result.output
    assert "MkDocs cannot use site_url" in result.output
    assert "bulletin.yml" not in result.output


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_hook_that_ends_the_program_is_a_failure(project: Path, last: Path, language: str) -> None:
    """Or a job of CI would go on to publish the last site."""
    hook = f"import sys\ndef on_post_build(config):\n    if config.theme['language'] == '{language}': sys.exit(0)\n"
    (project / "hook.py").write_text(hook)
    with (project / "mkdocs.yml").open("a") as config:
        config.write("\nhooks: [hook.py]\n")
    with pytest.raises(SiteError):
        build_draft_site(project, last, ("vi", "en"), charts=False)
    assert is_untouched(last)


HOOK = "hooks: [hook.py]"
RAISING = "def on_page_markdown(*_, **__):\n    raise ValueError('of mine')\n"
MISTAKEN = "def on_files(files, config):\n    files.append(None)\n    return files\n"


@pytest.mark.parametrize(
    ("settings", "hook", "said"),
    [
        (HOOK, RAISING, "/hook.py:2: ValueError: of mine"),
        (HOOK, MISTAKEN, "/hook.py:2: AttributeError: "),
        (HOOK, "def on_env(*_):\n    pass\n", "/mkdocs.yml: TypeError: "),
        ("extra_css: [3]", "", "/mkdocs.yml: TypeError: "),
    ],
)
def test_what_fails_of_the_project_is_named(project: Path, last: Path, settings: str, hook: str, said: str) -> None:
    """The line of a hook, or the configuration that MkDocs cannot work with: neither is a fault of this program."""
    (project / "hook.py").write_text(hook)
    with (project / "mkdocs.yml").open("a") as config:
        config.write(f"\n{settings}\n")
    with pytest.raises(SiteError) as caught:
        build_draft_site(project, last, ("vi",), charts=False)
    assert f"{project}{said}" in caught.value.text("en")
    assert is_untouched(last)


@pytest.mark.parametrize(
    "error", [ValueError("of ours"), OSError(28, "No space left on device"), MemoryError("no more")]
)
def test_what_fails_otherwise_is_not_blamed_on_the_project(
    project: Path, last: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """A fault of this program, whose trace is what whoever mends it needs, or of the machine."""

    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr(pages, "set_parents", broken)
    with pytest.raises(type(error), match=error.args[-1]):
        build_draft_site(project, last, ("vi",), charts=False)


def test_a_template_of_this_program_is_not_blamed_on_the_project(
    project: Path, last: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though MkDocs renders it."""

    def broken(*_: object) -> str:
        raise ValueError("of ours")

    monkeypatch.setattr(plugin, "in_language", broken)
    with pytest.raises(ValueError, match="of ours"):
        build_draft_site(project, last, ("vi",), charts=False)


def test_mkdocs_alone_bars_the_records_where_they_are(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which may be elsewhere than beside the configuration."""
    folders: list[Path] = []

    def noted(*_: object, barred: list[Path]) -> None:
        folders.extend(barred)
        raise EnoughError

    (project / "data").mkdir()
    (project / "records").rename(project / "data" / "records")
    with (project / "data" / "records" / "bulletin.yml").open("a") as record:
        record.write("audiences: [{id: all, name: {vi: A, en: A}}, {id: staff, name: {vi: B, en: B}}]\n")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text().replace("  - bulletin", "  - bulletin: {records: data/records}"))
    monkeypatch.setattr("bulletin.website.build.side_by_side", noted)
    with pytest.raises(EnoughError):
        build_with_mkdocs(load_config(str(config)))
    assert project / "data" / "records" in folders


class EnoughError(Exception):
    """What a test asks for is known."""


BUILD = """
import resource, signal, sys
from pathlib import Path
from bulletin.website import pages, plugin
from bulletin.website.build import build_draft_site
if __name__ == "__main__":
    {before}
    build_draft_site(Path(sys.argv[1]), Path(sys.argv[2]), ("vi", "en"), charts=False)
"""


def program(directory: Path, before: str = "") -> Path:
    """Write a program that builds a site, as other processes must be able to import it."""
    path = directory / "build_it.py"
    path.write_text(BUILD.format(before=before))
    return path


@pytest.mark.parametrize("limit", [1_000, 30_000, 100_000])
def test_full_disk_leaves_the_last_site(project: Path, last: Path, limit: int) -> None:
    """When the system refuses to write, early or late, the last site stays whole and nothing is left beside it."""
    refusing = program(project, f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))")
    done = subprocess.run([sys.executable, refusing, project, last], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "OSError" in done.stderr
    assert is_untouched(last)


@pytest.mark.parametrize("seconds", [0.0, 0.2, 0.5])
def test_interrupt_leaves_the_last_site(project: Path, last: Path, seconds: float) -> None:
    """Ctrl-C, at whatever moment of the build, ends it soon, leaves the last site whole and nothing beside it."""
    building = subprocess.Popen(
        [sys.executable, program(project), project, last], stderr=subprocess.PIPE, start_new_session=True
    )
    while not any(path.name.startswith(".site.new-") for path in last.parent.iterdir()):
        assert building.poll() is None
        time.sleep(0.01)
    time.sleep(seconds)
    os.killpg(building.pid, signal.SIGINT)
    _, said = building.communicate(timeout=30)
    assert building.returncode != 0
    chained = said.count(b"During handling of the above exception")  # an error that Ctrl-C came upon, of one process
    assert said.count(b"Traceback") - chained <= 1, "only the process that was asked to build speaks"
    assert is_untouched(last)


def test_every_page_of_a_bulletin_is_filled_into_a_layout(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the theme shows of a page has a mark, or each page is laid out by itself, which takes ten times as long."""
    made: list[LayoutCache] = []
    begin = LayoutCache.__init__

    def noted(self: LayoutCache, *arguments: Any) -> None:
        made.append(self)
        begin(self, *arguments)

    monkeypatch.setattr(LayoutCache, "__init__", noted)
    make_site(publication(release_of(project), VI), project / CONFIG, tmp_path / "site")
    (layouts,) = (cache._layouts for cache in made)
    assert [kind for kind, layout in layouts.items() if layout is None] == []
    assert any(kind.has_citation for kind in layouts)
