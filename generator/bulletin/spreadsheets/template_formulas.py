"""Formulas of a template: what a cell accepts, and whether figures fit together, said in words.

They stay within what every spreadsheet program computes alike. Numbers are compared up to a millionth, as decimals are
not exact there.
"""

from __future__ import annotations

from fractions import Fraction

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from bulletin.localization.messages import _
from bulletin.model.records import Breakdown, Measure
from bulletin.rendering.localizer import Localizer
from bulletin.rendering.text import digits
from bulletin.spreadsheets.template import ValueColumn
from bulletin.spreadsheets.template_columns import Columns
from bulletin.spreadsheets.template_layout import FIRST_ROW, ORGANIZATION, PARENT, PERIOD

FITS = _("fits", "cell of a check")
_PARTS_DIFFER = _("The parts add up to {added}, the whole is {whole}.")
_PART_EXCEEDS = _("A part is more than the whole of {whole}: {added}.")
_UNITS_DIFFER = _("The units below add up to {added}, the figure here is {whole}.")
_SHARE_LIMIT = 100


def accepts(columns: Columns, row: int, value: ValueColumn, reasons: str) -> str:
    """A formula that is true of what may be typed as a value.

    :param reasons: the cells with the words for why there is no figure, which a category takes in place of a number.
    """
    cell = xl_rowcol_to_cell(row, columns.of(value))
    conditions = _limits(columns.plan.measure, cell)
    if value.breakdown and columns.plan.measure.has_bounded_parts:
        whole = xl_rowcol_to_cell(row, columns.whole)
        conditions.append(f"OR(NOT(ISNUMBER({whole})),{cell}<={whole})")
    is_number = f"IF(ISNUMBER({cell}),AND({','.join(conditions or ['TRUE'])}),FALSE)"
    return f"=OR({is_number},ISNUMBER(MATCH({cell},{reasons},0)))" if value.breakdown else f"={is_number}"


def _limits(measure: Measure, cell: str) -> list[str]:
    limits = [] if measure.may_be_negative else [f"{cell}>=0"]
    if measure.is_part_of_hundred:
        limits.append(f"{cell}<={_SHARE_LIMIT}")
    return [*limits, f"{cell}=INT({cell})"] if measure.is_counted else limits


def parts_check(columns: Columns, row: int, breakdown: Breakdown) -> str:
    """A formula that compares the categories of a breakdown with the whole, once both are filled in."""
    whole = xl_rowcol_to_cell(row, columns.whole)
    parts = [xl_rowcol_to_cell(row, columns.of(ValueColumn(breakdown.id, part.id))) for part in breakdown.categories]
    given, added = f"COUNT({','.join(parts)})", f"SUM({','.join(parts)})"
    if breakdown.overlapping:
        added = f"MAX({','.join(parts)})"
    excess = f"ROUND({added}-{whole},6)>{_margin(columns.plan.measure, whole)}"
    if breakdown.exhaustive and not breakdown.overlapping:
        differs = f"ROUND(ABS({added}-{whole}),6)>{_margin(columns.plan.measure, whole)}"
        is_bounded = columns.plan.measure.has_bounded_parts
        excess = f"IF({given}={len(parts)},{differs},{excess if is_bounded else 'FALSE'})"
    words = columns.words.say(_PART_EXCEEDS if breakdown.overlapping else _PARTS_DIFFER, added="\0", whole="\1")
    return _compared(columns.words, whole, given, excess, _joined(words, added, whole))


def units_check(columns: Columns, row: int, expected: int) -> str:
    """A formula that compares the figures of the units below with that of a unit, once both are filled in.

    :param expected: how many units below have rows; where all of them are filled in, they have to add up.
    """
    whole = xl_rowcol_to_cell(row, columns.whole)
    numbers, parents, periods = (
        xl_range_abs(FIRST_ROW, column, columns.last_row, column) for column in (columns.whole, PARENT, PERIOD)
    )
    is_below = f"({parents}={xl_rowcol_to_cell(row, ORGANIZATION, row_abs=True, col_abs=True)})"
    is_then = f"({periods}={xl_rowcol_to_cell(row, PERIOD, row_abs=True, col_abs=True)})"
    given = f"SUMPRODUCT({is_below}*{is_then}*ISNUMBER({numbers}))"
    added = f"SUMPRODUCT({is_below}*{is_then},{numbers})"
    differs = f"ROUND(ABS({added}-{whole}),6)>{_margin(columns.plan.measure, whole)}"
    differs = f"AND({given}={expected},{differs})"
    words = columns.words.say(_UNITS_DIFFER, added="\0", whole="\1")
    return _compared(columns.words, whole, given, differs, _joined(words, added, whole))


def _compared(words: Localizer, whole: str, given: str, differs: str, finding: str) -> str:
    fits = _quoted(words.say(FITS))
    return f'=IF(OR(NOT(ISNUMBER({whole})),{given}=0),"",IF({differs},{finding},{fits}))'


def _margin(measure: Measure, whole: str) -> str:
    """How far a sum may be from the whole, as the measure allows."""
    absolute = digits(Fraction(measure.tolerance.absolute or 0), 6)
    if not measure.tolerance.percent:
        return absolute
    return f"MAX({absolute},ABS({whole})*{digits(Fraction(measure.tolerance.percent), 6)}/100)"


def _joined(words: str, added: str, whole: str) -> str:
    """Words with cells in the place of what they leave open, as a formula joins them."""
    pieces = words.replace("\0", "\n\0\n").replace("\1", "\n\1\n").split("\n")
    cells = {"\0": added, "\1": whole}
    return "&".join(cells.get(piece) or _quoted(piece) for piece in pieces if piece)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
