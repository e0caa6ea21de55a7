"""What the commands about published editions say, and how they end. All records are synthetic."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bulletin.cli import main
from bulletin.publishing.manifest import hashes
from bulletin.website.staging import staged
from click.testing import CliRunner, Result

from tests.publishing.built_projects import ADDRESS, edition, git

pytestmark = pytest.mark.slow


def run(*arguments: str | Path) -> Result:
    """Run the command in this process, in English."""
    return CliRunner().invoke(main, [*map(str, arguments), "--language", "en"], prog_name="bulletin")


def publish(project: Path, site: Path, *more: str) -> Result:
    return run("publish", *more, "--project", project, "--to", site, "--address", ADDRESS)


def test_each_edition_has_its_sentence(ready: Path, tmp_path: Path) -> None:
    """What would be published, what was, and that nothing is left to do: a line each, and 0."""
    would = publish(ready, tmp_path / "site", edition(1), "--dry-run")
    assert (would.exit_code, would.stdout) == (0, "2019-E1: would be published\n")
    assert would.stderr == "A dry run: nothing was changed.\n"
    did = publish(ready, tmp_path / "site", edition(1))
    assert (did.exit_code, did.stdout) == (0, "2019-E1: published\n")
    assert did.stderr == f"The records are those of commit {git(ready, 'rev-parse', 'HEAD').strip()}.\n"
    again = publish(ready, tmp_path / "site", edition(1))
    assert (again.exit_code, again.stdout) == (0, "2019-E1: already published, left as it is\n")
    assert again.stderr == "There is no edition to publish.\n"


def test_nothing_due_is_no_failure(ready: Path, tmp_path: Path) -> None:
    """A job that runs daily ends with 0 on the days on which nothing is due."""
    publish(ready, tmp_path / "site")
    before = (tmp_path / "site").stat().st_ino
    again = publish(ready, tmp_path / "site")
    assert (again.exit_code, again.stderr) == (0, "There is no edition to publish.\n")
    assert (tmp_path / "site").stat().st_ino == before


@pytest.mark.parametrize(
    ("more", "code", "message"),
    [
        (["--to", "x", "--branch", "pages"], 2, "choose one."),
        ([], 2, "choose one."),
        (["--to", "x", "--remote", "origin"], 2, "choose one."),
        (["--to", "x", "--address", "ftp://x/"], 2, "is no address of a site. Give one by --site-url,"),
        (["--to", "x", "--moved-from", "ftp://x/"], 2, "is no address of a site. Give one by --moved-from,"),
        (["--to", "x", "2018-Q1"], 2, "There is no edition “2018-Q1”."),
        (["--to", "x", "--address", "http://127.0.0.1/"], 1, "works on this machine only"),
        (["--branch", "main"], 3, "checked out in a work tree"),
        (["--branch", "pages", "--remote", "nowhere.git"], 3, "nowhere.git"),
    ],
)
def test_refusals_end_with_their_code(  # noqa: PLR0917 - a row of the table, and fixtures
    ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: list[str], code: int, message: str
) -> None:
    """Wrong usage is 2, a refusal 1, what the machine fails at 3; each says why, and publishes nothing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SITE_URL", ADDRESS)
    result = run("publish", *more, "--project", ready)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in " ".join(result.stderr.split())
    assert not (tmp_path / "x").exists()


def test_folder_of_somebody_else_is_refused(ready: Path, tmp_path: Path) -> None:
    """A folder that holds something else than a site is not published into."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "letter.txt").touch()
    assert publish(ready, tmp_path / "site").exit_code == 2
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["letter.txt"]


def test_builds_and_publications_are_kept_apart(ready: Path, tmp_path: Path) -> None:
    """Neither takes the other's place; each time the message says what to do instead, and nothing is touched."""
    assert publish(ready, tmp_path / "out", edition(1)).exit_code == 0
    before = hashes(tmp_path / "out")
    for more in ([], ["--draft"]):
        command = ["build", "--project", str(ready), "--site-dir", str(tmp_path / "out"), *more]
        built = CliRunner().invoke(main, command, prog_name="bulletin")
        assert (built.exit_code, "bulletin publish" in " ".join(built.stderr.split())) == (2, True)
    assert hashes(tmp_path / "out") == before
    with staged(tmp_path / "preview") as preview:
        shutil.copytree(tmp_path / "out" / "vi", preview / "vi")
    refused = publish(ready, tmp_path / "preview")
    assert (refused.exit_code, "no published site" in " ".join(refused.stderr.split())) == (2, True)


def test_verify_names_what_is_wrong(site: Path) -> None:
    """A whole site is 0 and a sentence; any fault is a line on stdout, and 1."""
    whole = run("verify", site)
    assert (whole.exit_code, whole.stdout, whole.stderr) == (0, "", "Every file is as its manifest says.\n")
    (site / "more.html").touch()
    (site / "index.html").unlink()
    wrong = run("verify", site)
    assert (wrong.exit_code, wrong.stdout) == (1, "index.html: missing\nmore.html: not in the manifest\n")
