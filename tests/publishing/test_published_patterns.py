"""Editions beside what another generator or an earlier policy has published. All records are synthetic."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from bulletin.cli import main
from bulletin.disclosure import Series
from bulletin.model.keys import ValueKey
from bulletin.model.values import Absence
from bulletin.publishing.attack import FindingKind, attack
from bulletin.publishing.changes.published_versions import PublishedSite
from bulletin.publishing.plan import StepKind
from bulletin.publishing.publish import PublishRequest, publish
from bulletin.publishing.rebuild import checked_out
from bulletin.publishing.stores import FolderStore, FolderTarget
from bulletin.website.pipeline import accepted
from click.testing import CliRunner, Result

from tests.disclosure.test_published_versions import another_generator, shown
from tests.publishing.built_projects import ADDRESS, NOW, commit, edition, make_project

pytestmark = pytest.mark.slow

POLICY = """# Synthetic.
reason: {vi: Ít người, en: Few people}
rules:
  - measures: [visits]
    threshold: 3
    reason: {vi: Ít người, en: Few people}
"""
STRICTER = """  - measures: [visits]
    threshold: 20
    since: %s
    reason: {vi: Ít người, en: Few people}
"""
VISITS = """# Synthetic.
- {organization: central, period: 2019, value: 1200, by: {age: {child: 500, adult: 300, old: 400}}, source: report-2020}
- {organization: north, period: 2019, value: 30, by: {age: {child: 2, adult: 17, old: 11}}, source: report-2020}
- {organization: central, period: 2018, value: 104, by: {age: {child: 44, adult: 30, old: 30}}, source: report-2020}
"""


OLD = "    - id: old\n      name: {vi: Người già, en: Old people}\n"


class Sample(NamedTuple):
    """A project with three editions, the first of which another generator has published."""

    project: Path
    site: Path

    def publish(self, *editions: str) -> list[StepKind]:
        request = PublishRequest(self.project, editions, ADDRESS)
        return [step.kind for step in publish(request, FolderTarget(self.site), NOW).steps]

    def check(self) -> Result:
        arguments = ["check", "--project", str(self.project), "--published", str(self.site), "--language", "en"]
        return CliRunner().invoke(main, arguments)

    def hidden(self, version: str) -> set[ValueKey]:
        (found,) = (each for each in PublishedSite.of(FolderStore(self.site)).versions if each.version == version)
        return {key for key, value in found.values.items() if value is Absence.SUPPRESSED}

    def write(self, policy: str) -> None:
        (self.project / "records/disclosure.yml").write_text(policy, encoding="utf-8")
        commit(self.project, "Another policy")


def codes(checked: Result) -> list[str]:
    return sorted(re.findall(r" (?:error|warning) \[([a-z-]+)\]", checked.stdout))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    folder = tmp_path_factory.mktemp("patterns")
    sample = Sample(make_project(folder / "project", 3), folder / "site")
    (sample.project / "records/visits/libraries.yml").write_text(VISITS, encoding="utf-8")
    breakdowns = sample.project / "records/vocabulary/breakdowns.yml"
    text = breakdowns.read_text(encoding="utf-8").replace("id: age", "id: age\n  exhaustive: true")
    breakdowns.write_text(text.replace("    - id: adult\n", f"{OLD}    - id: adult\n"), encoding="utf-8")
    sample.write(POLICY)
    with another_generator(0):
        assert sample.publish(edition(1)) == [StepKind.NEW]
    return sample


@pytest.fixture
def sample(published: Sample, tmp_path: Path) -> Sample:
    shutil.copytree(published.project, tmp_path / "project", symlinks=True)
    shutil.copytree(published.site, tmp_path / "site")
    return Sample(tmp_path / "project", tmp_path / "site")


def test_the_next_edition_is_protected_by_what_another_generator_has_published(sample: Sample) -> None:
    """It is not refused, discloses nothing together with what is published, and is rebuilt beside that."""
    alone = shown(Series(accepted(sample.project).vintages).edition(edition(1)))
    assert sample.hidden(edition(1)) != {key for key, value in alone.values.items() if value is Absence.SUPPRESSED}
    checked = sample.check()
    assert (checked.exit_code, codes(checked)) == (0, ["language-undeclared"])
    assert sample.publish(edition(2)) == [StepKind.NEW]
    assert sample.hidden(edition(2)) == sample.hidden(edition(1))
    assert attack(sample.site).findings == ()
    manifest = json.loads((sample.site / "vi" / edition(2) / "manifest.json").read_bytes())
    assert manifest["published_before"] == [edition(1)]
    assert sample.publish(edition(3)) == [StepKind.NEW]  # which is not there for the rebuild of the edition before
    with checked_out(sample.project, edition(2), FolderStore(sample.site), revision="HEAD") as version:
        assert version.rebuild().files == ()
    assert sample.publish(edition(1)) == [StepKind.PUBLISHED]


def test_a_policy_that_is_gone_is_said_once(sample: Sample) -> None:
    (sample.project / "records/disclosure.yml").unlink()
    checked = sample.check()
    assert codes(checked) == ["language-undeclared", "published-policy-gone"]
    (sample.project / "records/disclosure.yml").write_text(POLICY.replace("visits", "members"), encoding="utf-8")
    checked = sample.check()
    assert codes(checked) == ["language-undeclared", "published-rule-gone"]


def test_a_rule_that_becomes_stricter_stops_no_edition(sample: Sample) -> None:
    """What is left of published figures is said once, and the attack refuses nothing that it finds in these alone."""
    sample.write(POLICY + STRICTER % "2020-02-02")
    checked = sample.check()
    assert (checked.exit_code, codes(checked)) == (0, ["disclosure-left-less", "language-undeclared"])
    assert sample.publish(edition(2)) == [StepKind.NEW]
    assert sample.hidden(edition(2)) >= sample.hidden(edition(1))
    assert {finding.kind for finding in attack(sample.site).findings} == {FindingKind.NARROW}
