"""Which numbers the editions of a site say were corrected: a wrong one is another number than the corrected one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

from bulletin.publishing.attack.html_pages import read_page
from bulletin.publishing.attack.named import names_of
from bulletin.publishing.attack.published_tables import PublishedTables
from bulletin.publishing.attack.table_files import PageTable, page_tables

_CORRECTED = b'id="table-corrected'
Corrected = tuple[str, str, str]
"""An organization, a measure and the notation of a period, of which some figure was corrected."""


def corrected_figures(versions: Iterable[PublishedTables]) -> frozenset[Corrected]:
    """What the tables of corrected figures name, those of totals that changed with them too.

    :raises OSError: when a file cannot be read.
    """
    return frozenset(found for version in versions for found in _of_version(version))


def _of_version(version: PublishedTables) -> Iterator[Corrected]:
    for folder in version.folders[:1]:  # every language names the same
        rows = [row for table in _tables(folder) for row in table.rows]
        if not rows:
            return
        names = names_of(version, folder.parent.name)
        for row in rows:
            named = [names.ids_of([cell]) for cell in row]
            yield from product(*(next(filter(None, ids), {""}) for ids in zip(*named, strict=True)))


def _tables(folder: Path) -> Iterator[PageTable]:
    """The tables of corrected figures of a version in a language."""
    for path in sorted(folder.rglob("*.html")):
        if _CORRECTED in path.read_bytes():
            page = read_page(folder, path, folder.parent.name)
            yield from (table for table in page_tables(folder, page) if table.id.startswith("corrected"))
