"""What a PDF file holds: the whole bulletin, or the sheet of one unit on a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bulletin.localization.languages import locale_of
from bulletin.localization.messages import _
from bulletin.rendering import links
from bulletin.rendering.brand import Brand
from bulletin.rendering.context import PageContext
from bulletin.rendering.export.csv_files import figures_csv
from bulletin.rendering.files import PageJob
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.front import front_job
from bulletin.rendering.pages.measure import measure_job
from bulletin.rendering.pdf.blocks import blocks_of
from bulletin.rendering.pdf.encoding import Data, Destinations, Encoder, single_spaced
from bulletin.rendering.pdf.sheet import unit_sheet
from bulletin.rendering.pdf.shortening import shorten
from bulletin.rendering.phrases.citations import CitedEdition
from bulletin.rendering.phrases.editions import edition_view
from bulletin.rendering.sections import LISTS


@dataclass(frozen=True)
class Document:
    """A PDF file to be typeset."""

    language: str
    day: date
    """On which the version was published, as far as it is known, which the file is dated to."""
    data: Data
    """What the template is given."""
    figures: str = ""
    """The CSV file that is attached; empty for none."""


PARTS = (
    links.TARGETS,
    links.BOARD,
    links.MEASURES,
    links.ORGANIZATIONS,
    links.CHANGES,
    links.QUALITY,
    links.DISCLOSURE,
    links.METHODS,
    links.POLICIES,
    links.DECISIONS,
    links.SOURCES,
)
"""The pages behind the front page. Those of periods and of single sources repeat figures of these."""
_ATTACHED = _("Attached to this file: {file}, all figures by period")
SHEETS = 300
"""Most units that a whole bulletin has sheets of; there can be a file for each other one."""


def whole_bulletin(page: PageContext) -> Document:
    """The document of a whole edition: its front page, its parts, a chapter for each measure, a sheet for each unit.

    :param page: the context of the front page.
    """
    front, *others = list(_jobs(page))
    units = {links.organization_page(unit): unit for unit in _units(page)}
    labels = {path: path for path in map(links.served, (*(job.path for job, _level in others), *units))}
    chapters: list[Data] = []
    for job, level in others:
        chapters.append(_chapter(page, job, level, labels))
        if job.path == links.ORGANIZATIONS:
            chapters += [_sheet(page, unit, 2, labels) for unit in units.values()]
    first = _chapter(page, *front, labels)
    shorten(page.words, [block for chapter in (first, *chapters) for block in chapter.get("blocks", ())])
    parts = {
        "front": first["blocks"],
        "contents": page.words.say(_("Contents")),
        "chapters": chapters,
        "attached": _attached(page),
    }
    return replace(_document(page, parts), figures=figures_csv(page.release).content.decode())


def _units(page: PageContext) -> list[str]:
    """The units that have a sheet, as the tree is read: those with figures or targets, of many the highest ones."""
    order = page.catalogue.tree_order
    known = page.tables.by_organization.keys() | page.tables.targets_by_organization.keys()
    highest = sorted(known, key=lambda unit: order[unit])[:SHEETS]
    return sorted(highest, key=lambda unit: order[unit][1])


def _attached(page: PageContext) -> Data:
    """What is said of the attached CSV file of all figures, of which tables of measures have only the latest ones."""
    name = links.download(links.FIGURES_CSV, page.links.file_prefix).rpartition("/")[2]
    say = page.words.say
    return {"name": name, "description": say(Labels.all_figures_csv), "said": say(_ATTACHED, file=name)}


def _jobs(page: PageContext) -> Iterator[tuple[PageJob, int]]:
    """The pages but for those of units, with the levels of their headings."""
    yield front_job(page), 0
    for path in PARTS:
        if job := LISTS[path](page):
            yield job, 1
        if path == links.MEASURES:
            yield from ((measure_job(page, measure), 2) for measure in page.measures)


def one_unit(page: PageContext, unit: str) -> Document:
    """The document of one unit: its sheet.

    :param page: the context of the front page.
    """
    return _document(page, {"sheet": _sheet(page, unit, 1, {})}, page.words.organization(unit))


def _chapter(page: PageContext, job: PageJob, level: int, labels: Mapping[str, str]) -> Data:
    encoder = Encoder(page.words, Destinations(links.served(job.path), labels, edition_url(page)), level - 1)
    _title, *blocks = blocks_of(replace(job, words=page.words.replaced))
    return {"title": job.title, "level": level, "label": encoder.to.page, "blocks": encoder.blocks(blocks)}


def _sheet(page: PageContext, unit: str, level: int, labels: Mapping[str, str]) -> Data:
    path = links.organization_page(unit)
    encoder = Encoder(page.words, Destinations(links.served(path), labels, edition_url(page)))
    return unit_sheet(page.at(path), unit, encoder) | {"level": level, "label": encoder.to.page}


def edition_url(page: PageContext) -> str:
    """The address of the edition's version in the language; empty where the bulletin has none."""
    cited = CitedEdition.of(page)
    return cited.url if cited and page.address else ""


def _document(page: PageContext, data: Data, unit: str = "") -> Document:
    cited, view = CitedEdition.of(page), edition_view(page)
    if cited is None or view is None:
        raise ValueError("a draft has no PDF")
    words, bulletin = page.words, page.catalogue.bulletin
    scheme = (Brand.of(bulletin) or Brand()).light
    about = {
        "language": page.language,
        "direction": locale_of(page.language).text_direction,
        "title": page.words.named(cited.title, unit) if unit else cited.title,
        "bulletin": words.text(bulletin.title),
        "edition": view.name,
        "publisher": cited.publisher,
        "description": words.text(bulletin.description),
        "day": [cited.day.end.year, cited.day.end.month, cited.day.end.day],
        "colours": {"head": scheme.head, "on_head": scheme.on_head, "accent": scheme.link},
        "audience": page.audience.line(page.language) if page.audience else "",
        "citation": words.named(words.say(_("How to cite this edition")), cited.whole),
        "released": words.named(words.say(_("Released")), view.released),
    }
    return Document(page.language, cited.day.end, single_spaced(about | data))
