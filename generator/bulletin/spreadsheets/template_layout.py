"""Where a template has what, for its writer and its reader alike. Rows and columns are counted from 0.

What the program reads is in hidden cells, by ids: the first columns of each sheet to be filled in have the unit and the
period of each row, the row above the headings has the field of each column, and the first cell says which sheet it is.
So sheets, rows and columns may be renamed, sorted and moved without a figure going elsewhere. A hidden sheet, whose
rows begin with their :class:`Entry`, has the rest: what the template is of, and what its cells said when it was made.
"""

from __future__ import annotations

from enum import StrEnum

VERSION = "1"
"""Version of this layout. A reader knows its own and those before it."""
HIDDEN_SHEET = "bulletin-template"
"""Name of the hidden sheet, by which a template is known to be one."""

SHEET_KEY = (0, 0)
"""The cell that says which sheet it is."""
INSTRUCTIONS = "instructions"
"""The key of the sheet with the instructions."""
REPORT_DAY = (3, 2)
"""The cell of the instructions that takes the day of the report."""

ORGANIZATION, PERIOD, PARENT, UNIT_NAME, PERIOD_NAME, FIRST_VALUE = range(6)
"""Columns of a sheet to be filled in: three hidden ones, what they are called, and then the values."""
FIELDS, HEADINGS, FIRST_ROW = 3, 4, 5
"""Rows of a sheet to be filled in: the hidden fields, the headings, and the first one to be filled in."""


class Field(StrEnum):
    """The field of a column, besides the values: ``value``, ``by.sex.women``."""

    ORGANIZATION = "organization"
    PERIOD = "period"
    UNIT_NAME = "organization-name"
    PERIOD_NAME = "period-name"
    REASON = "reason"
    """Why there is no figure."""
    STATUS = "status"
    NOTE = "note"


class Entry(StrEnum):
    """What a row of the hidden sheet says; the meaning of its further cells."""

    VERSION = "version"
    """The version of the layout; that of the program."""
    BULLETIN = "bulletin"
    """The title of the bulletin in its first language."""
    LANGUAGE = "language"
    """The language of the workbook."""
    SOURCE = "source"
    """The id of the source that the figures will be of."""
    SOURCE_TITLE = "source-title"
    """A language; the title of the source in it."""
    SHEET = "sheet"
    """The key of a sheet; its measure; its population; the definition of the measure."""
    HEADING = "heading"
    """The key of a sheet; a field, or nothing for a column to be read only; what the heading of its column says."""
    ROW = "row"
    """The key of a sheet; organization; period; what its cells call the unit and the period."""
    ABSENCE = "absence"
    """A reason why there is no figure; its word in drop-down lists."""
    STATUS = "status"
    """How final a figure is; its word in drop-down lists."""
