"""What corrections tell of figures that are not shown: the value that was wrong is not told again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bulletin.analysis.tables import Tables, TargetFigure, is_suppressed, value_key
from bulletin.model.keys import ValueKey, value_key_of_correction
from bulletin.model.records import CorrectedFigure, Correction
from bulletin.model.values import Absence


def without_wrong_values(corrections: Mapping[str, Correction], shown: Tables) -> Mapping[str, Correction]:
    """The corrections, without the wrong values of figures and targets that ``shown`` suppresses.

    Nor do they tell the wrong value of anything in whose place a suppressed target stood: who corrects a target as if
    it was a figure must not give it away.
    """
    if not corrections:
        return corrections
    hidden = {value_key(figure).unspecific for figure in shown.figures if is_suppressed(figure)}
    for target in filter(is_suppressed, shown.targets):
        hidden.update(_places_of(target))
    targets = frozenset(target.id for target in shown.targets if is_suppressed(target))
    return {name: _withheld(correction, hidden, targets) for name, correction in corrections.items()}


def _places_of(target: TargetFigure) -> Iterator[ValueKey]:
    """The slots of the figures that are to reach a target: of one year, and of all of its years."""
    for slot in (value_key(target), ValueKey.of_observation(target.key)):
        yield slot.unspecific._replace(target=None)


def _withheld(correction: Correction, hidden: set[ValueKey], targets: frozenset[str]) -> Correction:
    figures = tuple(
        _hushed(figure) if figure.target in targets or value_key_of_correction(figure) in hidden else figure
        for figure in correction.figures
    )
    return correction if figures == correction.figures else correction.model_copy(update={"figures": figures})


def _hushed(figure: CorrectedFigure) -> CorrectedFigure:
    return figure.model_copy(update={"was": Absence.SUPPRESSED})
