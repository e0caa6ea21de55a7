"""The page of downloads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bulletin.rendering import columns, links
from bulletin.rendering.downloads.claims import claim_columns
from bulletin.rendering.downloads.figures import figure_columns
from bulletin.rendering.downloads.spreadsheets import EDITION
from bulletin.rendering.editions import cut_off_text
from bulletin.rendering.jobs import Context, PageJob
from bulletin.rendering.scope import Scope
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.text.messages import Claims, Columns, Editions, Labels, Message, Methods
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


def downloads_job(scope: Scope) -> PageJob:
    """The page of downloads."""
    scope, languages = scope.at(links.DOWNLOADS), scope.catalogue.bulletin.languages
    return PageJob(
        path=scope.page,
        title=scope.say(Labels.downloads),
        description=scope.say(Methods.downloads_intro),
        trail=(),
        context=DownloadsContext(
            edition=tuple(_edition(scope)),
            figures_csv=Link(scope.say(Labels.all_figures_csv), scope.href(links.FIGURES_CSV)),
            columns=_columns(scope, "columns", Labels.columns, figure_columns(languages)),
            claims_csv=scope.to(links.CLAIMS_CSV, Claims.all_claims_csv),
            claim_columns=_columns(scope, "claim-columns", Labels.claim_columns, claim_columns(languages)),
            claims_json=scope.to(links.CLAIMS_JSON, Claims.all_claims_json),
            api_schema=Link(scope.say(Labels.json_schema), scope.href(links.API_SCHEMA)),
            measures=tuple(
                Link(scope.measure(measure), scope.href(links.measure_json(measure)))
                for measure in scope.catalogue.measures
            ),
        ),
        language=scope.language,
    )


def _edition(scope: Scope) -> Iterator[Fact]:
    if scope.release.edition:
        edition = scope.catalogue.editions[scope.release.edition]
        yield Fact(scope.say(Editions.edition), scope.text(edition.title))
        yield Fact(scope.say(Editions.version), scope.release.version)
        yield Fact(scope.say(Editions.cut_off), cut_off_text(scope, edition))


def _columns(scope: Scope, table_id: str, caption: Message, names: Iterable[str]) -> Table | None:
    table = TableBuilder(scope, table_id, scope.say(caption))
    shown: tuple[Column[str], ...] = (
        columns.text(table, Labels.column, str),
        columns.text(table, Labels.meaning, lambda name: scope.say(getattr(Columns, name)), wide=True),
    )
    return table.build(shown, (*names, *([EDITION] if scope.release.edition else [])))
