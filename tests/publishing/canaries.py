"""SYNTHETIC records that the public may not see, each field with words or a number that are nowhere else."""

from __future__ import annotations

from pathlib import Path

from tests.disclosure.test_audiences import BULLETIN
from tests.publishing.built_projects import commit, git
from tests.reading.projects import good_project
from tests.sites import configured

SOURCE = """# Zelkova-comment: made up for tests.
- id: zelkova-letter
  title: {vi: Công văn zelkova-title-vi, en: The letter of zelkova-title-en}
  publisher: {vi: Phòng zelkova-publisher-vi, en: Office of zelkova-publisher-en}
  published: 2020-01-10
  url: https://zelkova-address.example/letter
  note: {vi: Ghi chú zelkova-note-vi, en: A note of zelkova-note-en}
  audience: internal
"""
UNIT = """- id: zelkova-branch
  name: {vi: Chi nhánh zelkova-name-vi, en: Branch zelkova-name-en}
  short: {vi: zelkova-short-vi, en: zelkova-short-en}
  aliases: [{vi: zelkova-alias-vi, en: zelkova-alias-en}]
  former-ids: [zelkova-former-branch]
  kind: library
  parent: north
  note: {vi: Ghi chú zelkova-unit-vi, en: A note of zelkova-unit-en}
  audience: internal
"""
FIGURES = """- organization: zelkova-branch
  measure: members
  period: 2018-12-31
  source: zelkova-letter
  value: 7654321
  note: {vi: Ghi chú zelkova-figure-vi, en: A note of zelkova-figure-en}
"""
MESSAGE = "Enter what zelkova-commit said to the director"
NUMBER = "7654321"
WORDS = (
    "zelkova-letter",
    "zelkova-title-vi",
    "zelkova-title-en",
    "zelkova-publisher-vi",
    "zelkova-publisher-en",
    "zelkova-address.example",
    "zelkova-note-vi",
    "zelkova-note-en",
    "zelkova-branch",
    "zelkova-name-vi",
    "zelkova-name-en",
    "zelkova-short-vi",
    "zelkova-alias-en",
    "zelkova-former-branch",
    "zelkova-unit-vi",
    "zelkova-figure-en",
    "zelkova-comment",
    "zelkova-commit",
    "zelkova-file",
    NUMBER,
)
"""Parts of everything that the public may not know, of which none is anywhere else."""


def project_with_canaries(directory: Path) -> Path:
    """Make a project with a folder, a file, a comment and a commit of withheld records."""
    files = {"sources__zelkova-file": SOURCE, "organizations__zelkova-folder__units": UNIT, "observations__zk": FIGURES}
    configured(good_project(directory, bulletin=BULLETIN, **files))
    git(directory, "init", "--quiet", "--initial-branch=main")
    commit(directory, MESSAGE)
    return directory
