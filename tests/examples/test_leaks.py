"""The leak scan finds nothing in the public site of the fictional union, and every internal text wherever it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.model.corpus import Corpus
from bulletin.publishing.leak_scan import Confidential, LeakKind, LeakScan, ScannedFile, confidential_in, files_in

from tests.examples.test_union import canaries
from tests.examples.union import UNION

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def confidential() -> Confidential:
    return confidential_in(UNION)


def test_public_site_has_no_leak(public_site: Path, confidential: Confidential) -> None:
    assert [leak.text("en", reveal=True) for leak in LeakScan(confidential).leaks(files_in(public_site))] == []


def test_every_internal_text_is_found(corpus: Corpus, confidential: Confidential) -> None:
    """Each alone in a file; but for ids of one short word, which are found as ids."""
    scan = LeakScan(confidential)
    texts = sorted(text.removesuffix(".yml") for text in canaries(corpus) - {"internal"})
    missed = [text for text in texts if not any(scan.leaks([ScannedFile("x.txt", f'"{text}"'.encode())]))]
    assert missed == []


def test_nothing_is_secret_to_who_sees_everything(confidential: Confidential) -> None:
    """The public has secrets, the last audience none but paths of the machine."""
    own = confidential_in(UNION, "internal")
    assert {secret.kind for secret in confidential.secrets} >= {LeakKind.TEXT, LeakKind.NUMBER, LeakKind.FILE_NAME}
    assert own.secrets == ()
    assert own.records_address is None
