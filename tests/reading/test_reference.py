"""The reference of the records is written from their schemas, and says of every field what it means."""

from __future__ import annotations

import re

import pytest
from bulletin.reading.files import FOLDERS, Folder
from bulletin.reading.json_schema import definitions_of
from bulletin.reading.reference import REFERENCE, reference

from tests.sites import ROOT

ROW = re.compile(r"\| (?:\*\*)?`([a-z-]+)`(?:\*\*)? \| (.*?) \| ?(.*?) \|", re.ASCII)


def test_the_reference_is_up_to_date() -> None:
    """What `make reference` writes is what is there."""
    assert (ROOT / REFERENCE).read_text(encoding="utf-8") == reference()


@pytest.mark.parametrize("folder", FOLDERS.values(), ids=lambda folder: folder.kind)
def test_every_field_is_described(folder: Folder) -> None:
    """Every field of a record is in the reference, with what is typed there, and its meaning or what it names."""
    section = reference().partition(f"\n## {folder.kind.replace('-', ' ').capitalize()}\n")[2].partition("\n## ")[0]
    own = section.partition("\n### ")[0]
    rows = {name: (typed, meaning) for name, typed, meaning in ROW.findall(own)}
    fields = definitions_of(folder.model, ("en",))[folder.model.__name__]["properties"].keys() - {"en"}
    assert fields <= rows.keys()
    assert [name for name in fields if not (rows[name][0] and (rows[name][1] or " of a" in rows[name][0]))] == []
