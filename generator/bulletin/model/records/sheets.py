"""What the sheet of a workbook is made of: the mapping by which it is imported."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from bulletin.model.records.csv_files import VALUE, Column, CsvDescription, FieldPath, Heading, OrField, of_field
from bulletin.model.records.figures import Status
from bulletin.model.records.parts import Id, Part
from bulletin.model.text import Text

LEFT_OUT: Final = "left-out"
"""In place of an id: rows with this name are left out."""
FILL_IN: Final = "FILL-IN"
"""What a proposal holds where only an editor knows what belongs there."""
CellText = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""What is in a cell, without spaces around it."""


class SheetColumn(Column):
    """What a column of a sheet holds: its field alone, such as ``value``, or what is said of all of its cells.

    Where a period, a measure, an organization or a category is given, the cells are values of it; with ``field``, they
    hold that field of these values: ``{measure: cases, field: interval.lower}``.
    """

    measure: Id | None = None
    """The cells are values of this measure: one column a measure."""
    organization: Id | None = None
    """The cells are values of this organization: one column an organization."""
    population: Id | None = None
    """The cells are values of this population."""
    category: Id | None = None
    """With ``breakdown``: the cells are values of this category."""
    status: Status | None = None
    """How final its values are, where the heading says so: ``2023 (p)``."""

    @property
    def about(self) -> tuple[object, ...]:
        """What all of its cells are about, as far as it says so."""
        part = (self.breakdown, self.category) if self.category is not None else (None, None)
        return (self.period, self.measure, self.organization, self.population, *part)

    @property
    def is_unclear(self) -> bool:
        """Whether what it says together makes no sense, or nothing."""
        if self.category is None:
            return super().is_unclear or (self.breakdown is not None and self.status is not None)
        return self.breakdown is None or self.whole is not None or self.field not in {None, VALUE}

    @property
    def holds_values(self) -> bool:
        """Whether each cell is a value of its own, not a field of the values in its row."""
        path = self.field or (VALUE if any(self.about) else "")
        return path == VALUE or path.startswith("by.")


AnySheetColumn = Annotated[SheetColumn, BeforeValidator(of_field), OrField()]
"""A column, or its field alone."""


class Mark(Part):
    """What a mark behind a number says: ``p`` of ``12 (p)``. A mark that says nothing is ``{}``."""

    status: Status | None = None
    """How final the figure is."""
    note: Text | None = None
    """What the footnote says."""


Row = Annotated[int, Field(ge=1)]
HeaderRows = Annotated[
    tuple[Row, ...],
    Field(min_length=1, max_length=5),
    BeforeValidator(
        lambda given: [given] if isinstance(given, int) else given, json_schema_input_type=Row | tuple[Row, ...]
    ),
]
"""The row of the headings, counted from 1; or several, which are joined."""


class SheetMapping(CsvDescription):
    """How the sheet of a workbook, or a CSV file of any kind, becomes records.

    Beside the fields of a CSV file's description it says where the table is and what its names mean. An empty cell
    says that nothing is reported, unless ``empty`` is given.
    """

    records: Literal["observations", "organizations", "targets", "sources"] = "observations"
    """What its rows become."""
    sheet: CellText | None = None
    """The sheet; the first one that is not hidden unless it is given."""
    header: HeaderRows = (1,)
    """The row of the headings, counted from 1; of several rows a list. Their texts are joined by a slash."""
    columns: Annotated[dict[Heading, AnySheetColumn], Field(min_length=1)]  # type: ignore[assignment] # narrower
    """Heading → what the column holds. Every column that holds something is named."""
    ids: dict[FieldPath, dict[CellText, Id]] = Field(default_factory=dict)
    """Field → what is in a cell → the id that is meant, where the records have no such id, name or code.
    ``left-out``: rows with it are left out."""
    marks: dict[CellText, Mark] = Field(default_factory=dict)
    """What is behind a number, without brackets → what it says."""
    hidden: Literal["left-out", "included"] = "left-out"
    """Whether rows and columns that are hidden are imported as well."""
    acknowledged: dict[Id, Text] = Field(default_factory=dict)
    """Problem code → why figures that have this problem are kept as they are all the same. The reason is added to each
    of them, and to no others."""
    id_from: FieldPath | None = None
    """The field that ids are made of, where no column holds them: ``name``, ``codes.iso3``."""
