"""One figure made of several."""

from __future__ import annotations

from collections.abc import Sequence

from bulletin.analysis.tables import FINALITY, Coverage, Figure, Origin, sorted_flags
from bulletin.model.keys import ObservationKey
from bulletin.model.values import Qualifier, Quantity


def may_be_part(figure: Figure) -> bool:
    """Whether the figure may be a part of a computed one.

    It must be an exact quantity. A partial total is not added to anything: what is missing in it would be missing in
    the larger total too, where its coverage could no longer say so. Nor is a value that stands for each of several
    years.
    """
    is_exact = isinstance(figure.value, Quantity) and figure.value.qualifier is Qualifier.EXACT
    return is_exact and not figure.key.annual and (figure.coverage is None or figure.coverage.is_complete)


def combined(
    key: ObservationKey, value: Quantity, origin: Origin, parts: Sequence[Figure], coverage: Coverage
) -> Figure:
    """The figure that ``parts`` make: no more final, no earlier known and no less flagged than any of them."""
    statuses, flags = {part.status for part in parts}, {flag for part in parts for flag in part.flags}
    return Figure(
        key=key,
        value=value,
        status=min(statuses, key=FINALITY.__getitem__) if len(statuses) > 1 else parts[0].status,
        flags=sorted_flags(flags) if flags else (),
        origin=origin,
        reported=max([part.reported for part in parts]),
        sources=tuple(dict.fromkeys([source for part in parts for source in part.sources])),
        place=parts[0].place,
        coverage=coverage,
        parts=tuple([part.key for part in parts]),
        breaks=tuple(dict.fromkeys([reason for part in parts for reason in part.breaks])),
    )
