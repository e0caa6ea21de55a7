"""Values that are hard to believe beside the unit's own past, or beside its peers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import isfinite

from bulletin.analysis.arithmetic import round_half_up
from bulletin.analysis.outliers import Beside, examined
from bulletin.model.values import Quantity
from bulletin.problems import ProblemKind, kinds
from bulletin.reading.record_store import Finding
from bulletin.validation.check import CompiledRecords, Stage, check, typed

_KINDS: Mapping[Beside, ProblemKind] = {
    Beside.OWN_PAST: kinds.VALUE_UNLIKE_OWN_PAST,
    Beside.PEERS: kinds.VALUE_UNLIKE_PEERS,
}


@check(*_KINDS.values(), stage=Stage.COMPILED)
def implausible(data: CompiledRecords) -> Iterator[Finding]:
    """No value is far from what the unit reported before, or from what its peers report, without a reason."""
    for outlier in examined(data.corpus.catalogue, data.tables).outliers:
        figure, distance = outlier.figure, outlier.distance
        details = {
            "given": figure.value.number if isinstance(figure.value, Quantity) else "",
            "ratio": "∞" if distance.ratio is None else round_half_up(distance.ratio, 2),
            "median": typed(distance.median),
            "count": outlier.comparators,
            "score": round_half_up(Fraction(distance.score), 1) if isfinite(distance.score) else "∞",
        }
        yield data.stored_record_of(figure).find(_KINDS[outlier.beside], data.path_of(figure), details)
