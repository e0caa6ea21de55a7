"""Which numbers the editions of a site say were corrected: a wrong one is another number than the corrected one."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

from bulletin.publishing.attack.named import names_of
from bulletin.publishing.attack.published_tables import PublishedTables

Corrected = tuple[str, str, str]
"""An organization, a measure and the notation of a period, of which some figure was corrected."""


def corrected_figures(versions: Iterable[PublishedTables]) -> frozenset[Corrected]:
    """What the tables of corrected figures name, those of totals that changed with them too.

    :raises OSError: when a file cannot be read.
    """
    return frozenset(found for version in versions for found in _of_version(version))


def _of_version(version: PublishedTables) -> Iterator[Corrected]:
    for folder in version.folders[:1]:  # every language names the same
        paths = sorted((folder / "downloads" / "tables").glob("*-corrected*.csv"))
        if not paths:
            return
        names = names_of(version, folder.parent.name)
        for row in (row for path in paths for row in _rows(path)):
            named = [names.ids_of([cell]) for cell in row]
            yield from product(*(next(filter(None, ids), {""}) for ids in zip(*named, strict=True)))


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [*csv.reader(file)][1:]
