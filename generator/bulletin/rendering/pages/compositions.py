"""Compositions: the parts of a figure, their shares of the whole, and their share targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from bulletin.analysis.composition import Addition, Composition, CompositionPart, composition_of
from bulletin.analysis.figures import Figure, is_suppressed
from bulletin.analysis.progress import Progress
from bulletin.analysis.quantities import quantity_of
from bulletin.analysis.tables import group_by
from bulletin.localization.messages import _
from bulletin.model.keys import ObservationKey
from bulletin.model.records import EVERYTHING
from bulletin.model.values import Quantity
from bulletin.rendering import columns
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import EMPTY, linked
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.figure_tables import latest_first
from bulletin.rendering.phrases.sentences import contradiction
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.target_cells import ratio_cell
from bulletin.rendering.text import as_decimal, percent_text
from bulletin.rendering.views import Cell, ColumnHeader, Priority, Table

_PARTS_OVERLAP = _("One person or unit can be in several categories, so that they are not added up.")
_PARTS_OVERLAP_BUT_ADD_UP = _(
    "The categories of this breakdown may overlap, so that they are not added up in general; here, those that are "
    "stated add to exactly the total."
)
_PARTS_EXCEED = _("The categories add to {sum}, which is {excess} more than the total of {whole}.")
_PARTS_LEAVE = _("The source does not say to which category {number} of the total belong.")

_ROUNDED = _("The shares are rounded one by one; as they are shown, they add to {sum}.")

PERIODS_SHOWN = 4
"""Periods of which the shares are shown, the latest ones; tables of all periods have the figures of earlier ones."""
_WHOLE = Fraction(100)


def latest_compositions(page: PageContext, figures: Iterable[Figure]) -> tuple[tuple[Composition, ...], ...]:
    """The compositions of figures by breakdown, each with its latest periods, the latest first.

    Crossings are shown as cross tables (:mod:`bulletin.rendering.pages.cross_tables`).

    :param figures: whole figures of one organization.
    """
    series = group_by(figures, lambda figure: figure.key.series)
    groups = (
        tuple(islice(_compositions(page, latest_first(of_one), breakdown), PERIODS_SHOWN))
        for key, of_one in series.items()
        for breakdown in page.catalogue.measures[key.measure].breakdowns
        if not page.catalogue.breakdowns[breakdown].crosses
    )
    return tuple(group for group in groups if group)


def _compositions(page: PageContext, figures: Iterable[Figure], breakdown: str) -> Iterator[Composition]:
    """The figures that are split by a breakdown."""
    record = page.catalogue.breakdowns[breakdown]
    splits = (composition_of(page.catalogue, page.tables, figure, record) for figure in figures)
    return (split for split in splits if split.parts)


class CompositionRow(NamedTuple):
    """The whole figure of a composition, or a category of it."""

    split: Composition
    """That of the latest period."""
    category: str | None = None
    """None for the whole."""
    parts: tuple[CompositionPart | None, ...] = (None,)
    """The category in each of the periods, the latest first; None where it has no figure."""

    @property
    def part(self) -> CompositionPart | None:
        """The category in the latest period."""
        return self.parts[0]

    @property
    def figure(self) -> Figure | None:
        """The figure of the row."""
        if self.category is None:
            return self.split.whole
        return self.part.figure if self.part else None

    @property
    def progress(self) -> Progress | None:
        """The progress of a part towards its share target."""
        return share_target(self.part) if self.part else None


def composition_table(page: PageContext, table_id: str, splits: Sequence[Composition]) -> Table | None:
    """The parts of a figure in its latest period, indented below the whole, with their shares then and before.

    :param splits: the same figure in some periods, the latest first.
    """
    latest, *earlier = splits
    unit = page.words.unit_of(latest.whole.key.measure)
    table = TableBuilder(page, table_id, composition_title(page, latest.whole.key, latest.breakdown), unit=unit)
    shown: tuple[Column[CompositionRow], ...] = (
        columns.column(table, Labels.category, lambda row: _category(table, row, earlier)),
        columns.column(table, Labels.period, lambda row: linked(page.links.to_period(row.split.whole.key.period))),
        columns.column(table, Labels.value, lambda row: _value(table, row), numeric=True, unit=unit),
        columns.percent_column(table, _("Share"), lambda row: _share(table, row)),
        columns.target_column(table, lambda row: _target(table, row.progress), _("Target share"), "%"),
        columns.status(table, lambda row: row.progress),
        *(_share_before(table, place, split) for place, split in enumerate(earlier, 1)),
        columns.sources(table, lambda row: row.figure.sources if row.figure else ()),
    )
    parts = [{part.category: part for part in split.parts} for split in splits]
    categories = [each.id for each in page.catalogue.breakdowns[latest.breakdown].categories]
    known = filter(lambda category: any(category in each for each in parts), categories)
    rows = (CompositionRow(latest, category, tuple(each.get(category) for each in parts)) for category in known)
    return table.build(shown, (CompositionRow(latest), *rows), depth=lambda row: int(row.category is not None))


def _share_before(table: TableBuilder, place: int, split: Composition) -> Column[CompositionRow]:
    """The shares of an earlier period."""
    page = table.page
    title = page.words.say(_("Share, {period}"), period=page.words.period(split.whole.key.period))

    def cell(row: CompositionRow) -> Cell:
        part = row.parts[place] if row.category is not None else None
        shown = ratio_cell(page, part.share, _WHOLE) if part else EMPTY
        # Beside a hidden figure, a share says of which other figure it is; else the period above it does.
        is_beside = is_suppressed(row.figure)
        own = (page.links.to_figure(part.figure, shown.text),) if part and is_beside else ()
        return shown._replace(detail="", formula=None, bar=None, links=own)

    return Column(ColumnHeader(title, numeric=True, unit="%", priority=Priority.CONTEXT), cell)


def _category(table: TableBuilder, row: CompositionRow, earlier: Sequence[Composition]) -> Cell:
    """The name of a part; the whole has the notes of its figure and of what parts leave open, now and before."""
    words = table.page.words
    if row.category is not None:
        return Cell(words.category(row.split.breakdown, row.category))
    before = (
        words.named(words.period(split.whole.key.period), remark)
        for split in earlier
        for remark in addition_remarks(table.page, split)
    )
    remarks = (*addition_remarks(table.page, row.split), *before)
    notes = (*table.figure(row.figure).notes, *map(table.note, remarks))
    return Cell(words.say(Labels.whole), notes=notes)


def _value(table: TableBuilder, row: CompositionRow) -> Cell:
    cell = table.figure(row.figure)
    return cell if row.category is not None else cell._replace(notes=())


def _share(table: TableBuilder, row: CompositionRow) -> Cell:
    """The share of a part; a note says where the parts exceed the whole."""
    if row.part is None:
        return EMPTY
    split, progress = row.split, row.progress
    tick = progress.target.value.fraction if progress and isinstance(progress.target.value, Quantity) else None
    exceeded = addition_remarks(table.page, split) if split.addition is Addition.MORE else ()
    return ratio_cell(table.page, row.part.share, _WHOLE, tick)._replace(notes=tuple(map(table.note, exceeded)))


def _target(table: TableBuilder, progress: Progress | None) -> Cell:
    return columns.target_cell(table, progress.target) if progress else EMPTY


def composition_title(page: PageContext, key: ObservationKey, breakdown: str) -> str:
    """What was split and by what."""
    by = page.words.lowered(page.words.text(page.catalogue.breakdowns[breakdown].name))
    title = page.words.say(_("{measure} by {breakdown}"), measure=page.words.measure(key.measure), breakdown=by)
    return (
        title
        if key.population == EVERYTHING
        else f"{title} – {page.words.lowered(page.words.population(key.population))}"
    )


def addition_remarks(page: PageContext, split: Composition) -> tuple[str, ...]:
    """What the parts leave open, in words."""
    if split.addition is Addition.OVERLAPPING:
        overlap = _PARTS_OVERLAP_BUT_ADD_UP if _adds_up(split) else _PARTS_OVERLAP
        return (page.words.say(overlap), *_rounding(page, split))
    if split.addition is Addition.MORE:
        return (page.words.say(_PARTS_EXCEED, **contradiction(page, split)),)
    if split.addition is Addition.LESS:
        return (page.words.say(_PARTS_LEAVE, number=page.words.number(split.remainder, split.whole.key.measure)),)
    return _rounding(page, split)


def _rounding(page: PageContext, split: Composition) -> tuple[str, ...]:
    """That shares do not add to 100 % as they are shown, where parts are exactly the whole and yet they do not."""
    total = rounded_shares(split) if _adds_up(split) else None
    if total in (None, _WHOLE):
        return ()
    return (page.words.say(_ROUNDED, sum=percent_text(total / 100, page.language)),)


def rounded_shares(split: Composition) -> Fraction | None:
    """What the shares of the parts add to, in percent, each rounded as it is shown; None where one is not exact."""
    percents = [part.share.percent if part.share is not None else None for part in split.parts]
    known = [percent for percent in percents if isinstance(percent, Quantity) and percent.is_exact]
    if len(known) < len(percents):
        return None
    return sum((Fraction(as_decimal(percent.number)) for percent in known), Fraction(0))


def _adds_up(split: Composition) -> bool:
    """Whether two parts or more are exactly the whole, though they may overlap."""
    parts, whole = [quantity_of(part.figure) for part in split.parts], quantity_of(split.whole)
    amounts = [amount for amount in parts if isinstance(amount, Quantity) and amount.is_exact]
    if len(amounts) < len(parts) or len(parts) < 2 or not isinstance(whole, Quantity) or not whole.is_exact:
        return False
    return sum((amount.fraction for amount in amounts), Fraction(0)) == whole.fraction


def share_target(part: CompositionPart) -> Progress | None:
    """The progress of a part towards its share target in force; None without a share target."""
    return next((each for each in part.progress if each.target.share and not each.target.superseded_by), None)
