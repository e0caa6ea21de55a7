"""What is remarked on: the rules of the bulletin, as far as the record of a measure does not tune them."""

from __future__ import annotations

from fractions import Fraction

from bulletin.analysis.figures import Figure, Number
from bulletin.model.corpus import Catalogue
from bulletin.model.records import Tuning


def is_remarked_on(catalogue: Catalogue, code: str, number: Number) -> bool:
    """Whether a remark is looked for at a figure or target: not where the record of its measure switches it off."""
    tuning = _tuning(catalogue, code, number)
    return tuning is None or not tuning.off


def remark_ratio(catalogue: Catalogue, code: str, number: Number, usual: Fraction) -> Fraction:
    """From which ratio on a figure or target is remarked on: that of the record of its measure, else the usual one."""
    tuning = _tuning(catalogue, code, number)
    return usual if tuning is None or tuning.ratio is None else Fraction(tuning.ratio)


def _tuning(catalogue: Catalogue, code: str, number: Number) -> Tuning | None:
    measure = catalogue.measures[number.key.measure]
    if not measure.remarks:
        return None
    sources = number.sources if isinstance(number, Figure) else (number.source,)
    return measure.tuning_of(code, number.key.organization, sources)
