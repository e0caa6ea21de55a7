"""The page of downloads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bulletin.localization.formats import language_name
from bulletin.localization.messages import Message, _
from bulletin.rendering import columns, links
from bulletin.rendering.context import PageContext
from bulletin.rendering.export.csv_files import AUDIENCE, CODE, DIMENSION, EDITION, claim_columns, figure_columns
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import Labels
from bulletin.rendering.markup import prose
from bulletin.rendering.phrases.citations import CitedEdition
from bulletin.rendering.phrases.editions import cut_off_text
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.views import Fact, Link, Table

_CONTENTS = {
    "audience": _("whom the file is for, by the id of the audience"),
    "organization": _("id of the organization"),
    "measure": _("id of the measure"),
    "population": _("id of the population; all for everything"),
    "period": _("the period, such as 2018 or 2023-Q1"),
    "start": _("first day of the period; of a term known by its years only, that of its first year"),
    "end": _("last day of the period; of a term known by its years only, that of its last year"),
    "breakdown": _("id of the breakdown, for a part of a figure"),
    "category": _("id of the category"),
    "value": _("the number; the ends of a range joined by two points; empty where there is none"),
    "qualifier": _(
        "exact, about, more-than, at-least, under, at-most or between; or the reason why there is no number. A partial "
        "total has at-least, or incomplete where what is missing may be below zero"
    ),
    "ratio_numerator": _("of a rate or a share: what is counted, or the sum of it; empty where it is not known"),
    "ratio_denominator": _("of a rate or a share: of how many it is, or the sum of it; empty where it is not known"),
    "unit": _("id of the unit"),
    "status": _(
        "estimated, preliminary (provisional) or official (its source calls it neither estimated nor provisional)"
    ),
    "flag": _("flags, separated by spaces"),
    "source": _("ids of the sources, separated by spaces"),
    "url": _("addresses of the sources, where there are any"),
    "each": _("year where the figure is that of every year of the period, not of the period as a whole"),
    "value_lower": _("of an estimate: the lower end of the interval in which the true value lies; empty without one"),
    "value_upper": _("of an estimate: the upper end of that interval"),
    "interval_level": _("how certain it is that the true value is in the interval, in percent"),
    "note": _("the note of the record in {language}: what to know before the figure is used"),
    "note_again": _("the same note in {language}"),
    "label": _("what the category is called in {language}"),
    "edition": _("the version of the edition"),
    # of claims.csv only
    "id": _("id of the claim"),
    "form": _("what is stated: percent-of-target, share, multiple, difference or total"),
    "stated": _("the number as stated; ratios in percent"),
    "computed": _("what the figures give, rounded to two decimals; empty where that cannot be said exactly"),
    "verdict": _(
        "agrees, agrees-coarser (once rounded), circular (the target was inferred from it), another-base, disagrees or "
        "cannot-be-computed"
    ),
    "numerator": _("of a percentage or multiple: the numerator as recorded, by the ids that name a figure"),
    # Translators: of a column of claims.csv: the value of the numerator
    "numerator_value": _("its value; empty where there is none", "numerator"),
    "denominator": _(
        "the denominator as recorded: the id of a target, or the ids that name a figure; numerator over denominator "
        "gives computed"
    ),
    # Translators: of a column of claims.csv: the value of the denominator
    "denominator_value": _("its value; empty where there is none", "denominator"),
    "base": _(
        "with another-base only: the number that makes the claim agree in the place of one of the two; else empty"
    ),
    "base_value": _("its value"),
    "base_for": _(
        "which of the two it takes the place of: numerator or denominator; the one over the other then gives stated"
    ),
    "record": _("file and line of the record"),
    "explanation": _("the explanation in {language}"),
    # of disclosure.csv only
    "public_value": _(
        "what it counts without what is marked for later audiences: the intervals are about this number; empty where "
        "it is the same, or the public has no such figure"
    ),
    "reason": _(
        "threshold, dominance, p-percent or contributors (sensitive by that rule), complementary, derived, record "
        "(suppressed there), rounded, audience (marked), or part (something that it includes is marked or hidden)"
    ),
    "rule": _("the part of the rule by which it is sensitive, as the policy has it"),
    "protected_lower": _("readers must hold possible that it is at most this; empty unless it is sensitive"),
    "protected_upper": _("readers must hold possible that it is at least this; empty unless it is sensitive"),
    "known_lower": _(
        "the least that it can be for readers of all public editions so far; unlimited where nothing says; empty where "
        "the figure is in no equation"
    ),
    "known_upper": _("the greatest that it can be for them"),
}
"""What the columns of ``figures.csv`` and ``claims.csv`` hold, by their names."""


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
    whole: str
    """How to cite the edition; empty in a draft."""
    bibtex: Link
    """The same for reference managers."""
    metadata: Link
    """Licence and columns of the CSV files for programs."""
    licence: Link | None
    """The licence of the figures; None where none is stated."""


TITLE = _("Downloads")
_FOUND_BY = (_("Licence of the figures"), _("How to cite this edition"), Labels.all_figures_csv)
"""What readers look for on the page of downloads."""


def downloads_job(page: PageContext) -> PageJob:
    """The page of downloads."""
    page = page.at(links.DOWNLOADS)
    return PageJob(
        path=page.path,
        title=page.words.say(TITLE),
        description=prose("downloads", page.language)["intro"],
        search_text=page.words.semicolons(map(page.words.say, _FOUND_BY)),
        trail=(),
        context=DownloadsContext(
            edition=tuple(_edition(page)),
            figures_csv=Link(page.words.say(Labels.all_figures_csv), page.links.href(links.FIGURES_CSV)),
            columns=columns_table(page, "columns", _("Columns of figures.csv"), figure_columns(page.release)),
            claims_csv=page.links.to(links.CLAIMS_CSV, _("Stated figures and verdicts (CSV)")),
            claim_columns=columns_table(
                page, "claim-columns", _("Columns of claims.csv"), claim_columns(page.catalogue)
            ),
            claims_json=page.links.to(links.CLAIMS_JSON, _("Stated figures and verdicts (JSON)")),
            api_schema=Link(
                page.words.say(_("Structure of the JSON files (JSON Schema)")), page.links.href(links.API_SCHEMA)
            ),
            measures=tuple(
                Link(page.words.measure(measure), page.links.href(links.measure_json(measure)))
                for measure in page.catalogue.measures
            ),
            whole=edition.whole if (edition := CitedEdition.of(page)) else "",
            bibtex=Link("BibTeX", page.links.href(links.CITATION_BIB)),
            metadata=page.links.to(links.CSV_METADATA, _("Description of the CSV files (CSV on the Web)")),
            licence=Link(licence.name, licence.url) if (licence := page.catalogue.bulletin.licence) else None,
        ),
        language=page.language,
    )


def _edition(page: PageContext) -> Iterator[Fact]:
    if page.release.edition:
        edition = page.catalogue.editions[page.release.edition]
        yield Fact(page.words.say(_("Edition")), page.words.text(edition.title))
        yield Fact(page.words.say(_("Version")), page.release.version)
        yield Fact(page.words.say(Labels.cut_off), cut_off_text(page, edition))


def columns_table(page: PageContext, table_id: str, caption: Message, names: Iterable[str]) -> Table | None:
    """What each column of a file for programs holds."""
    table = TableBuilder(page, table_id, page.words.say(caption))
    shown: tuple[Column[str], ...] = (
        columns.text(table, _("Column"), str),
        columns.text(table, Labels.meaning, lambda name: meaning(page, name), wide=True),
    )
    audience, edition = [AUDIENCE] if page.audience else [], [EDITION] if page.release.edition else []
    return table.build(shown, (*audience, *names, *edition))


def meaning(page: PageContext, column: str) -> str:
    """What a column of a CSV file holds; texts of the records have a column for each language of the bulletin."""
    if column.startswith(CODE):
        # Translators: {scheme} is the name of an official list
        return page.words.say(_("Code of the organization in the list {scheme}"), scheme=column.removeprefix(CODE))
    if column.startswith(DIMENSION):
        name = page.words.text(page.catalogue.breakdowns[column.removeprefix(DIMENSION)].name)
        return page.words.say(
            _("id of the category in the breakdown “{breakdown}”, by itself or crossed"), breakdown=name
        )
    stem, _separator, tag = column.rpartition("_")
    if tag not in page.catalogue.bulletin.languages:
        return page.words.say(_CONTENTS[column])
    is_first = tag == page.catalogue.bulletin.languages[0]
    message = _CONTENTS.get(stem if is_first else f"{stem}_again", _CONTENTS[stem])
    return page.words.say(message, language=language_name(tag, page.language))
