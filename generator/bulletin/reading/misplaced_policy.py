"""A policy of disclosure control beside the folder of records rather than in it: nothing would be hidden by it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bulletin.model.places import Place
from bulletin.model.records import DisclosurePolicy
from bulletin.problems import Problem, kinds
from bulletin.reading.files import POLICY
from bulletin.reading.record_store import RecordStore

_NAMES = ("disclosure.yml", "disclosure.yaml")


def misplaced_policy_problems(project: Path, store: RecordStore) -> Iterator[Problem]:
    """A file named as the policy is, at the top of a project that has no policy.

    :param project: the folder that holds ``records/``.
    """
    if any(True for _stored in store.of(DisclosurePolicy)):
        return
    for name in _NAMES:
        if (project / name).is_file():
            yield Problem(kinds.DISCLOSURE_POLICY_MISPLACED, Place(name, 1, 1), {"better": POLICY})
