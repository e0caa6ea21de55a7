"""What is marked for an audience is seen by none before it, nor is what depends on it. SYNTHETIC figures only."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.analysis.figures import Flag
from bulletin.disclosure import Release, corpus_for
from bulletin.disclosure.audit import WithheldRecord
from bulletin.disclosure.sensitivity import HiddenReason
from bulletin.model.records import Observation
from bulletin.publishing.build import policy_of
from bulletin.website.pipeline import UnknownAudienceError, accepted, release_of

from tests.contracts.bad_projects import GOOD
from tests.reading.projects import good_project, visits

DECLARED = """
audiences:
  - {id: public, name: {vi: Công chúng, en: The public}}
  - {id: partners, name: {vi: Đối tác, en: Partners}}
  - {id: internal, name: {vi: Nội bộ, en: Staff}}
"""
BULLETIN = (GOOD / "records" / "bulletin.yml").read_text(encoding="utf-8") + DECLARED
MARK = "  audience: internal\n"
MARKED = visits("7", "2016") + visits("8", "2017", more=MARK)
TEXT = "{vi: Mật, en: Secret}"
SOURCE = f"- {{id: letter, title: {TEXT}, published: 2020-01-10, audience: internal}}\n"


def observed(**fields: str) -> str:
    """Write an observation, with other fields than usual."""
    usual = {"organization": "central", "measure": "members", "period": "2018-12-31", "source": "report-2020"}
    return "- {" + ", ".join(f"{name}: {value}" for name, value in {**usual, "value": "17", **fields}.items()) + "}\n"


COVERED = {
    "source": {"sources__x": SOURCE, "observations__x": observed(source="letter")},
    "organization": {
        "organizations__x": f"- {{id: branch, name: {TEXT}, kind: library, parent: north, audience: internal}}\n"
        f"- {{id: desk, name: {TEXT}, kind: library, parent: branch}}\n",
        "observations__x": observed(organization="desk"),
        "targets__x": "- {id: goal, organization: branch, measure: visits, period: 2020, value: 9,"
        " source: report-2020}",
    },
    "kind": {
        "vocabulary__organization-kinds": (
            (GOOD / "records/vocabulary/organization-kinds.yml").read_text(encoding="utf-8")
            + "- {id: depot, vi: Kho, en: {one: depot, other: depots}, audience: internal}\n"
        ),
        "organizations__x": f"- {{id: store, name: {TEXT}, kind: depot}}\n",
    },
    "population": {
        "vocabulary__populations": (
            (GOOD / "records/vocabulary/populations.yml").read_text(encoding="utf-8")
            + f"- {{id: inmates, name: {TEXT}, audience: internal}}\n- {{id: some, name: {TEXT}, part-of: inmates}}\n"
        ),
        "observations__x": observed(population="inmates") + observed(population="some"),
    },
    "measure": {
        "vocabulary__measures": (
            (GOOD / "records/vocabulary/measures.yml").read_text(encoding="utf-8")
            + f"- {{id: thefts, name: {TEXT}, definition: {TEXT}, unit: person, kind: flow, audience: internal}}\n"
            + f"- {{id: rate, name: {TEXT}, definition: {TEXT}, unit: percent, kind: share,"
            + " formula: {ratio: [thefts, visits]}}\n"
        ),
        "observations__x": observed(measure="thefts", period="2019"),
    },
    "breakdown": {
        "vocabulary__breakdowns": (
            (GOOD / "records/vocabulary/breakdowns.yml").read_text(encoding="utf-8")
            + f"- {{id: origin, name: {TEXT}, categories: [{{id: far, name: {TEXT}}}], audience: internal}}\n"
            + "- {id: both, crosses: [age, origin]}\n"
        ),
        "vocabulary__measures": (
            (GOOD / "records/vocabulary/measures.yml")
            .read_text(encoding="utf-8")
            .replace("[age, interest]", "[age, interest, origin, both]")
        ),
        "observations__x": observed(measure="visits", period="2018", by="{origin: {far: 3}}"),
    },
    "decision": {
        "decisions__x": f"{{id: order, title: {TEXT}, source: report-2020, audience: internal}}",
        "targets__x": "- {id: goal, organization: north, measure: visits, period: 2020, value: 9, decision: order,"
        " source: report-2020}\n",
        "claims__x": "- {id: said, source: report-2020, organization: north, measure: visits, period: 2020,"
        " form: percent-of-target, value: 50, target: goal}\n",
    },
    "edition": {
        "editions__x": f"{{id: 2019-x, title: {TEXT}, period: 2019, cut-off: 2020-02-01, released: 2020-02-11,"
        " next-release: to-be-announced, audience: internal, headlines: [{organization: central, measure: visits,"
        " period: 2019}, {organization: north, measure: visits, period: 2019}]}",
        "corrections__x": f"{{id: mistake, date: 2020-03-01, editions: [2019-x], what: {TEXT}, reason: {TEXT}}}",
    },
    "correction": {
        "corrections__x": f"{{id: mistake, date: 2020-03-01, editions: [2019], what: {TEXT}, reason: {TEXT},"
        " audience: internal}",
    },
    "codes": {
        "observations__x": observed(population="students", audience="internal")
        + observed(measure="satisfied-share", period="2019", audience="internal"),
    },
}
"""Records that the public does not see, though each but the first of a project is unmarked."""


def seen(project: Path, audience: str = "public") -> Release:
    return release_of(project, audience=audience)


def values_of(project: Path, audience: str | None) -> dict[str, str]:
    released = release_of(project, audience=audience)
    visited = (figure for figure in released.tables.figures if figure.key.measure == "visits")
    return {figure.key.period.text: str(figure.value) for figure in visited}


def test_the_public_sees_no_marked_record(tmp_path: Path) -> None:
    project = good_project(tmp_path, visits__marked=MARKED, bulletin=BULLETIN)
    seen = values_of(project, None)
    assert "2016" in seen
    assert "2017" not in seen
    assert values_of(project, "public") == seen


def test_the_last_audience_sees_everything(tmp_path: Path) -> None:
    project = good_project(tmp_path, visits__marked=MARKED, bulletin=BULLETIN)
    assert {"2016", "2017"} <= values_of(project, "internal").keys()
    assert release_of(project, audience="internal").audience == "internal"


def test_an_audience_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownAudienceError):
        release_of(good_project(tmp_path), audience="press")


@pytest.mark.parametrize("case", COVERED)
def test_a_mark_covers_what_depends_on_the_record(case: str, tmp_path: Path) -> None:
    """The public sees what it would if none of these records was there, and partners do not see them either."""
    without = good_project(tmp_path / "without", bulletin=BULLETIN)
    with_them = good_project(tmp_path / "with", bulletin=BULLETIN, **COVERED[case])
    expected = seen(without)
    assert seen(with_them) == expected
    assert seen(with_them, "partners").catalogue == expected.catalogue
    assert seen(with_them, "internal") != seen(without, "internal")


@pytest.mark.parametrize("case", COVERED)
def test_what_the_public_sees_is_complete_by_itself(case: str, tmp_path: Path) -> None:
    """Each edition of the public corpus can be compiled, so that nothing names what is not there."""
    everything = accepted(good_project(tmp_path, bulletin=BULLETIN, **COVERED[case]))
    corpus = corpus_for(everything.corpus, "public")
    assert corpus_for(corpus, "public") == corpus
    assert corpus_for(everything.corpus, "internal") is everything.corpus


def test_mentions_of_a_withheld_organization_are_dropped(tmp_path: Path) -> None:
    project = good_project(
        tmp_path,
        bulletin=BULLETIN + "calendar:\n"
        "  - {id: a, measure: visits, every: year, since: 2019, organizations: [central, branch]}\n"
        "  - {id: b, measure: members, every: year, since: 2019, organizations: [branch]}\n",
        vocabulary__measures=(GOOD / "records/vocabulary/measures.yml").read_text(encoding="utf-8") + "  remarks:\n"
        f"    - {{code: value-unlike-peers, off: true, organizations: [branch, north], reason: {TEXT}}}\n"
        f"    - {{code: value-unlike-peers, off: true, organizations: [branch], reason: {TEXT}}}\n",
        organizations__x=f"- {{id: branch, name: {TEXT}, kind: library, parent: north, audience: internal}}\n",
        observations__x=observed(measure="satisfied-share", period="2019"),
    )
    catalogue = seen(project).catalogue
    assert [(entry.id, entry.organizations) for entry in catalogue.bulletin.calendar] == [("a", ("central",))]
    assert [tuning.organizations for tuning in catalogue.measures["satisfied-share"].remarks] == [("north",)]


POLICY = """
reason: {vi: few, en: few}
rules:
  - {measures: [visits], threshold: 9, reason: {vi: few, en: few}}
"""


def test_whoever_sees_everything_sees_what_the_public_does_not(tmp_path: Path) -> None:
    """By the flag of confidential figures, with the reason; a release for the public says nothing of it."""
    marked = visits("70", "2016") + visits("80", "2017", more="  audience: internal\n") + visits("7", "2018")
    project = good_project(tmp_path, visits__marked=marked, disclosure=POLICY)
    internal = release_of(project, audience="internal")
    flagged = {f.key.period.text: str(f.value) for f in internal.tables.figures if Flag.CONFIDENTIAL in f.flags}
    assert flagged.keys() >= {"2017", "2018"}
    assert "2016" not in flagged
    assert internal.audit is not None
    hidden = {key.period.text: each for key, each in internal.audit.figures.items() if key.measure == "visits"}
    assert (hidden["2017"].reason, hidden["2018"].reason) == (HiddenReason.AUDIENCE, HiddenReason.THRESHOLD)
    assert internal.audit.withheld == (WithheldRecord(Observation, "", None, "internal"),)
    assert release_of(project).audit is None


def test_manifests_name_the_policy_where_it_was_applied(tmp_path: Path) -> None:
    project = good_project(tmp_path / "ruled", disclosure=POLICY)
    assert policy_of(release_of(project)) == "records/disclosure.yml"
    assert policy_of(release_of(project, audience="internal")) == "NOTHING_HIDDEN"
    assert policy_of(release_of(good_project(tmp_path / "plain"))) == "NOTHING_HIDDEN"
