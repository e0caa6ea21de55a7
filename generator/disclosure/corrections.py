"""What corrections tell of figures that are not shown: the value that was wrong is not told again."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.records import CorrectedFigure, Correction
from generator.model.values import Absence
from generator.statistics.slots import Number, Slot, slot_of, slot_of_corrected
from generator.statistics.tables import Tables, Unreleased


def without_wrong_values(corrections: Mapping[str, Correction], shown: Tables[Unreleased]) -> Mapping[str, Correction]:
    """The corrections, without the wrong values of figures and targets that ``shown`` suppresses."""
    if not corrections:
        return corrections
    numbers: tuple[Number[Unreleased], ...] = (*shown.figures, *shown.targets)
    hidden = {slot_of(number).unspecific for number in numbers if number.value is Absence.SUPPRESSED}
    return {name: _withheld(correction, hidden) for name, correction in corrections.items()}


def _withheld(correction: Correction, hidden: set[Slot]) -> Correction:
    figures = tuple(_hushed(figure) if slot_of_corrected(figure) in hidden else figure for figure in correction.figures)
    return correction if figures == correction.figures else correction.model_copy(update={"figures": figures})


def _hushed(figure: CorrectedFigure) -> CorrectedFigure:
    return figure.model_copy(update={"was": Absence.SUPPRESSED})
