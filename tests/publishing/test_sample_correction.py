"""A mistake in editions, corrected from end to end with the commands that publishers type.

The records are those of the sample bulletin; that a figure of theirs was wrong, and its correction, is SYNTHETIC.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import feedparser
import pytest
from bulletin.publishing.manifest import hashes, read_manifest
from playwright.sync_api import Browser

from tests.browser import serving
from tests.publishing.built_projects import git
from tests.sites import sample_project

pytestmark = pytest.mark.slow

ADDRESS = "https://bulletin.example/"
RIGHT, WRONG = "  measure: trade-unions-founded", ("  value: 25", "  value: 26")
"""The figure that is said to have been wrong: trade unions founded in Lê Chân, 25, in two editions."""
CORRECTION = """# SYNTHETIC: made up for a test.
id: synthetic-correction
date: 2023-05-02
editions: [2022-09, 2023-Q1]
what: {vi: Số giả định để thử bị ghi sai., en: A made-up mistake for a test.}
reason: {vi: Giả định rằng gõ nhầm., en: Supposedly mistyped.}
figures:
  - organization: le-chan
    measure: trade-unions-founded
    period: 2020/2022-09-28
    population: non-state-sector
    was: 25
"""
PAGE = "organizations/le-chan/"


@dataclass(frozen=True)
class Office:
    """A project with the records of the sample, and the site that it publishes."""

    project: Path
    site: Path

    def run(self, *arguments: str, code: int = 0) -> str:
        """Run the command; give all that it says."""
        done = subprocess.run(
            [str(Path(sys.executable).with_name("bulletin")), *arguments, "--language", "en"],
            cwd=self.project,
            env={**os.environ, "SITE_URL": ADDRESS},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def commit(self) -> None:
        git(self.project, "add", "--all")
        git(self.project, "commit", "--quiet", "--message", "Synthetic")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Publish all editions, and then a correction of two of them; see that nothing else would have done."""
    directory = tmp_path_factory.mktemp("office")
    office = Office(directory / "project", directory / "site")
    sample_project(office.project)
    bulletin = office.project / "records/bulletin.yml"
    text = bulletin.read_text(encoding="utf-8")
    bulletin.write_text(text.replace("languages: [vi, en]", "languages: [vi]"), encoding="utf-8")  # one is enough
    git(office.project, "init", "--quiet", "--initial-branch=main")
    office.commit()
    office.run("publish", "--to", str(office.site))
    return office


def _mend(office: Office) -> None:
    path = office.project / "records/observations/le-chan.yml"
    text = path.read_text(encoding="utf-8")
    before, line, after = text.partition(RIGHT)
    path.write_text(before + line + after.replace(*WRONG, 1), encoding="utf-8")


def test_a_correction_from_end_to_end(office: Office, browser: Browser) -> None:
    """A published value changes by a correction only; it brings new versions, and the old ones stay as they were."""
    out, site = ["--published", str(office.site)], str(office.site)
    before = hashes(office.site)
    _mend(office)
    office.commit()
    refused = office.run("check", *out, code=1)
    assert "records/observations/le-chan.yml:18" in refused
    assert "published-value-changed" in refused
    assert "published-value-changed" in office.run("publish", "--to", site, code=1)
    assert hashes(office.site) == before

    correction = office.project / "records/corrections/synthetic.yml"
    correction.parent.mkdir()
    correction.write_text(CORRECTION, encoding="utf-8")
    office.run("check", *out)
    office.commit()
    office.run("publish", "--to", site, "--dry-run")
    assert hashes(office.site) == before
    office.run("publish", "--to", site)
    office.run("verify", site)

    after = hashes(office.site)
    kept = [path for path in before if path.split("/")[1:2] and path.split("/")[1][:2] == "20"]
    assert kept
    assert {path: after.get(path) for path in kept} == {path: before[path] for path in kept}
    assert {path.name for path in (office.site / "vi").glob("2*")} == {
        *("2019-09", "2019-11", "2020", "2022-09", "2022-09.1", "2023-Q1", "2023-Q1.1")
    }
    _shown_everywhere(office)
    _leads_on(office, browser)

    correction.unlink()
    office.commit()
    assert "published-correction-gone" in office.run("publish", "--to", site, code=1)
    git(office.project, "revert", "--no-edit", "HEAD")
    office.run("rebuild", "2022-09", "--from", site)


def _shown_everywhere(office: Office) -> None:
    """Readers, subscribers and programs learn what was wrong, how large the mistake was, and why."""
    manifest = read_manifest(office.site / "vi" / "2023-Q1.1")
    (correction,) = manifest.edition.corrections
    assert [(figure.was, figure.now) for figure in correction.figures] == [("25\xa0tổ chức", "26\xa0tổ chức")]
    front = (office.site / "vi" / "latest" / "index.html").read_text(encoding="utf-8")
    assert "Số giả định để thử bị ghi sai." in front
    feed = feedparser.parse((office.site / "vi" / "feed.xml").read_bytes())
    assert not feed.bozo
    announced = [entry for entry in feed.entries if "Số giả định" in entry.get("summary", str(entry))]
    assert len(announced) == 2  # one for each corrected edition
    assert all(".1/" in entry.link for entry in announced)


def _leads_on(office: Office, browser: Browser) -> None:
    """A page of the superseded version leads to the same page of the corrected one, and shows its own number still."""
    with serving(office.site) as address:
        page = browser.new_page()
        page.goto(f"{address}/vi/2022-09/{PAGE}")
        banner = page.locator(".bulletin-later a").first
        banner.wait_for()
        banner.click()
        page.wait_for_url(f"{address}/vi/2022-09.1/{PAGE}")
        page.close()
    values = {version: _published(office, version) for version in ("2022-09", "2022-09.1", "2023-Q1.1")}
    assert values == {"2022-09": "25", "2022-09.1": "26", "2023-Q1.1": "26"}


def _published(office: Office, version: str) -> str:
    """The figure as a version has it."""
    with (office.site / "vi" / version / "downloads/figures.csv").open(encoding="utf-8-sig", newline="") as file:
        (value,) = (row["value"] for row in csv.DictReader(file) if row["measure"] == "trade-unions-founded")
    return value
