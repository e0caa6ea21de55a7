"""The page of downloads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bulletin.localization.formats import language_name
from bulletin.localization.messages import Message
from bulletin.rendering import columns, links
from bulletin.rendering.context import PageContext
from bulletin.rendering.export.csv_files import EDITION, claim_columns, figure_columns
from bulletin.rendering.jobs import Context, PageJob
from bulletin.rendering.phrases.editions import cut_off_text
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.text.messages import Claims, Columns, Editions, Labels
from bulletin.rendering.text.prose import prose
from bulletin.rendering.views import Fact, Link, Table


@dataclass(frozen=True)
class DownloadsContext(Context):
    """The files that hold all figures, and how to read them."""

    template = "downloads"

    edition: tuple[Fact, ...]
    """Of which edition the files are, and up to when its figures were reported; nothing in a draft."""
    figures_csv: Link
    """The tidy table of every figure."""
    columns: Table | None
    """What its columns hold."""
    claims_csv: Link
    """Every claim with its verdict."""
    claim_columns: Table | None
    """What its columns hold."""
    claims_json: Link
    """The same for programs."""
    api_schema: Link
    """The JSON Schema of the files for programs."""
    measures: tuple[Link, ...]
    """The JSON of each measure."""


def downloads_job(page: PageContext) -> PageJob:
    """The page of downloads."""
    page = page.at(links.DOWNLOADS)
    return PageJob(
        path=page.path,
        title=page.words.say(Labels.downloads),
        description=prose("downloads", page.language)["intro"],
        trail=(),
        context=DownloadsContext(
            edition=tuple(_edition(page)),
            figures_csv=Link(page.words.say(Labels.all_figures_csv), page.links.href(links.FIGURES_CSV)),
            columns=_columns(page, "columns", Labels.columns, figure_columns(page.catalogue)),
            claims_csv=page.links.to(links.CLAIMS_CSV, Claims.all_claims_csv),
            claim_columns=_columns(page, "claim-columns", Labels.claim_columns, claim_columns(page.catalogue)),
            claims_json=page.links.to(links.CLAIMS_JSON, Claims.all_claims_json),
            api_schema=Link(page.words.say(Labels.json_schema), page.links.href(links.API_SCHEMA)),
            measures=tuple(
                Link(page.words.measure(measure), page.links.href(links.measure_json(measure)))
                for measure in page.catalogue.measures
            ),
        ),
        language=page.language,
    )


def _edition(page: PageContext) -> Iterator[Fact]:
    if page.release.edition:
        edition = page.catalogue.editions[page.release.edition]
        yield Fact(page.words.say(Editions.edition), page.words.text(edition.title))
        yield Fact(page.words.say(Editions.version), page.release.version)
        yield Fact(page.words.say(Editions.cut_off), cut_off_text(page, edition))


def _columns(page: PageContext, table_id: str, caption: Message, names: Iterable[str]) -> Table | None:
    table = TableBuilder(page, table_id, page.words.say(caption))
    shown: tuple[Column[str], ...] = (
        columns.text(table, Labels.column, str),
        columns.text(table, Labels.meaning, lambda name: _meaning(page, name), wide=True),
    )
    return table.build(shown, (*names, *([EDITION] if page.release.edition else [])))


def _meaning(page: PageContext, column: str) -> str:
    """What a column of a CSV file holds; texts of the records have a column for each language of the bulletin."""
    stem, _, tag = column.rpartition("_")
    if tag not in page.catalogue.bulletin.languages:
        return page.words.say(getattr(Columns, column))
    is_first = tag == page.catalogue.bulletin.languages[0]
    message = getattr(Columns, stem if is_first else f"{stem}_again", getattr(Columns, stem))
    return page.words.say(message, language=language_name(tag, page.language))
