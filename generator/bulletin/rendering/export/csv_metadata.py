"""Metadata beside the CSV files for programs, as CSV on the Web has it (https://www.w3.org/TR/tabular-metadata/).

A CSV file has no room for its licence, and none for what its columns hold. ``csv-metadata.json`` in the folder of the
files is where programs look for both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from posixpath import basename

from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.export.csv_files import AUDIENCE, EDITION, claim_columns, figure_columns
from bulletin.rendering.export.disclosure_csv import disclosure_columns
from bulletin.rendering.files import Asset
from bulletin.rendering.pages.downloads import meaning
from bulletin.rendering.phrases.citations import CitedEdition


def csv_metadata(page: PageContext) -> Asset:
    """The metadata of the tables of all figures and all stated figures, in the language of the page."""
    tables: dict[str, Iterable[str]] = {
        links.FIGURES_CSV: figure_columns(page.release),
        links.CLAIMS_CSV: claim_columns(page.catalogue),
        **({} if page.release.audit is None else {links.DISCLOSURE_CSV: disclosure_columns(page.catalogue)}),
    }
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": page.language}],
        **dict(_about(page)),
        "tables": [_table(page, path, columns) for path, columns in tables.items()],
    }
    return Asset(links.CSV_METADATA, f"{json.dumps(metadata, ensure_ascii=False, indent=1)}\n".encode())


def _about(page: PageContext) -> Iterator[tuple[str, object]]:
    """What the files are, in terms of Dublin Core."""
    bulletin, edition = page.catalogue.bulletin, CitedEdition.of(page)
    yield "dc:title", edition.title if edition else page.words.text(bulletin.title)
    yield "dc:publisher", page.words.text(bulletin.publisher)
    if bulletin.licence:
        yield "dc:license", {"@id": bulletin.licence.url}
    if page.audience:
        yield "dc:accessRights", page.audience.line(page.language)
    if edition:
        yield "dc:bibliographicCitation", edition.whole


def _table(page: PageContext, path: str, columns: Iterable[str]) -> dict[str, object]:
    names = (*([AUDIENCE] if page.audience else []), *columns, *([EDITION] if page.release.edition else []))
    described = [{"name": name, "titles": name, "dc:description": meaning(page, name)} for name in names]
    return {"url": basename(links.download(path, page.links.file_prefix)), "tableSchema": {"columns": described}}
