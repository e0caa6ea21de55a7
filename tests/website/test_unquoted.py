"""The log of what is made for the public says nothing of records that it may not read."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.errors import RejectedError
from bulletin.website.pipeline import RecordsError, UnquotedRecordsError, release_of

from tests.contracts.bad_projects import GOOD
from tests.reading.projects import good_project

BULLETIN = (GOOD / "records" / "bulletin.yml").read_text(encoding="utf-8")
DECLARED = f"{BULLETIN}audiences:\n  - {{id: all, name: {{vi: A, en: A}}}}\n  - {{id: staff, name: {{vi: B, en: B}}}}\n"
WRONG = "id: secret\ntitel: {vi: Mật, en: Secret}\npublished: 2020-01-10\naudience: staff\n"
POLICY = "reason: {vi: Ít, en: Few}\nrules: []\n"


def refusal(project: Path, audience: str | None = None, *, is_private: bool = False) -> RejectedError:
    """Why no release is made of a project."""
    with pytest.raises(RejectedError) as error:
        release_of(project, audience=audience, is_private=is_private)
    return error.value


@pytest.mark.parametrize("audience", [None, "all"])
def test_problems_are_counted_for_the_public(audience: str | None, tmp_path: Path) -> None:
    """Whoever sees everything reads them, and whoever edits the records in a preview."""
    project = good_project(tmp_path, bulletin=DECLARED, sources__secret=WRONG)
    error = refusal(project, audience)
    assert isinstance(error, UnquotedRecordsError)
    assert not any(text in str(error) for text in ("secret", "titel", "records/"))
    assert isinstance(refusal(project, "staff"), RecordsError)
    assert isinstance(refusal(project, audience, is_private=True), RecordsError)


def test_problems_are_printed_where_everybody_may_read_the_records(tmp_path: Path) -> None:
    """So they are where no audience is declared, or the public reads the files anyhow."""
    wrong = WRONG.replace("audience: staff\n", "")
    assert isinstance(refusal(good_project(tmp_path / "plain", sources__secret=wrong)), RecordsError)
    readable = good_project(tmp_path / "open", bulletin=f"{DECLARED}records-audience: all\n", sources__secret=wrong)
    assert isinstance(refusal(readable), RecordsError)


@pytest.mark.parametrize("files", [{"sources__secret": WRONG}, {"sources__secret": "id: x\n", "disclosure": POLICY}])
def test_who_reads_them_is_known_of_records_that_are_wrong(files: dict[str, str], tmp_path: Path) -> None:
    """Of a bulletin's record that cannot be read, too: a mark or a policy says that some may not see everything."""
    assert isinstance(refusal(good_project(tmp_path, bulletin="title: [\n", **files)), UnquotedRecordsError)
