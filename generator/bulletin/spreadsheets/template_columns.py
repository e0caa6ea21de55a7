"""The columns of a sheet to be filled in: what each is for, what its heading says, and where it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from bulletin.localization.messages import _
from bulletin.model.records import Breakdown, Rule
from bulletin.rendering.labels import Labels
from bulletin.rendering.localizer import Localizer
from bulletin.spreadsheets.template import WHOLE, Template, TemplateSheet, ValueColumn
from bulletin.spreadsheets.template_layout import FIRST_ROW, FIRST_VALUE, Field


class Use(Enum):
    """What a column is for."""

    BEFORE = "before"
    """What was reported before, to be read only."""
    VALUE = "value"
    REASON = "reason"
    STATUS = "status"
    NOTE = "note"
    PARTS = "parts"
    """Compares the categories of a breakdown with the whole."""
    UNITS = "units"
    """Compares the units below with the unit."""


@dataclass(frozen=True)
class Column:
    """A column."""

    use: Use
    heading: str
    width: int
    """In characters."""
    value: ValueColumn = WHOLE
    """Which value it takes, or shows as it was before."""
    breakdown: Breakdown | None = None
    """The breakdown that is compared with the whole."""

    @property
    def field(self) -> str:
        """The field that its cells are of; empty where they are to be read only."""
        if self.use is Use.VALUE:
            return self.value.field
        return Field(self.use.value).value if self.is_filled_in else ""

    @property
    def is_filled_in(self) -> bool:
        """Whether the unit fills it in."""
        return self.use in (Use.VALUE, Use.REASON, Use.STATUS, Use.NOTE)


@dataclass(frozen=True)
class Columns:
    """The columns of a sheet, from :data:`FIRST_VALUE` on."""

    template: Template
    plan: TemplateSheet
    words: Localizer

    @cached_property
    def all(self) -> tuple[Column, ...]:
        """In the order of the sheet."""
        return tuple(self._columns())

    @property
    def last_row(self) -> int:
        """The last row to be filled in."""
        return FIRST_ROW + len(self.plan.rows) - 1

    def position(self, column: Column) -> int:
        """Where a column is in the sheet."""
        return FIRST_VALUE + self.all.index(column)

    @cached_property
    def whole(self) -> int:
        """Where the column of the whole is."""
        return self.of(WHOLE)

    def of(self, value: ValueColumn) -> int:
        """Where the column is that takes a value."""
        found = (n for n, column in enumerate(self.all) if column.use is Use.VALUE and column.value == value)
        return FIRST_VALUE + next(found)

    def _columns(self) -> Iterator[Column]:
        unit = self.words.unit_of(self.plan.measure.id)
        # Translators: heading of a column to be filled in; {unit} is what the figure is counted in: "Figure (people)"
        figure = self.words.say(_("Figure ({unit})"), unit=unit)
        yield from self._value(WHOLE, figure, self.words.say(_BEFORE))
        yield Column(Use.REASON, self.words.say(_("If there is no figure: why")), 20)
        for breakdown in self.plan.breakdowns:
            yield from self._parts(breakdown)
        yield Column(Use.STATUS, self.words.say(_("How final it is")), 14)
        yield Column(Use.NOTE, self.words.say(Labels.note), 36)
        if self._adds_units:
            yield Column(Use.UNITS, self.words.named(self.words.say(_CHECK), self.words.say(_("units below"))), 26)

    def _value(self, value: ValueColumn, heading: str, before: str) -> Iterator[Column]:
        yield Column(Use.BEFORE, before, 16, value)
        yield Column(Use.VALUE, heading, 13, value)

    def _parts(self, breakdown: Breakdown) -> Iterator[Column]:
        name = self.words.text(breakdown.name)
        for category in breakdown.categories:
            heading = self.words.named(name, self.words.text(category.name))
            before = self.words.named(self.words.say(_BEFORE), self.words.text(category.name))
            yield from self._value(ValueColumn(breakdown.id, category.id), heading, before)
        if self.is_checked(breakdown):
            heading = self.words.named(self.words.say(_CHECK), name)
            yield Column(Use.PARTS, heading, 26, breakdown=breakdown)

    def is_checked(self, breakdown: Breakdown) -> bool:
        """Whether the whole says anything of the categories of a breakdown."""
        adds_to_whole = breakdown.exhaustive and not breakdown.overlapping and self.plan.measure.kind.traits.adds_up
        return adds_to_whole or self.plan.measure.has_bounded_parts

    @cached_property
    def _adds_units(self) -> bool:
        """Whether a unit and one below it report the same period."""
        asked, units = set(self.plan.rows), self.template.catalogue.organizations
        parents = {row._replace(organization=units[row.organization].parent or "") for row in asked}
        return self.plan.measure.over_tree is Rule.SUM and not asked.isdisjoint(parents)


_BEFORE = _("Last reported")
_CHECK = _("Check")
