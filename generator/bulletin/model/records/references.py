"""References: which fields of a record hold ids of others, and which of those are only mentions.

What a record refers to, it depends on: without its source or its organization there is no figure. A mention is dropped
without anything else being said: an organization that the reporting calendar names, a breakdown that figures of a
measure may have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from bulletin.model.records.bulletin import Bulletin, Headline
from bulletin.model.records.disclosure import DisclosurePolicy
from bulletin.model.records.documents import CorrectedFigure, Correction, Decision, Edition, Source
from bulletin.model.records.figures import Claim, Observation, Target
from bulletin.model.records.formulas import Operation
from bulletin.model.records.organizations import Organization
from bulletin.model.records.parts import Part, Record
from bulletin.model.records.vocabulary import Breakdown, Measure, OrganizationKind, Population, Unit

EACH: Final = "*"
"""In a path: every item of the list."""
KEYS: Final = "#"
"""At a path's end: every key of the mapping."""

_FIGURE: Mapping[str, type[Record]] = {
    "organization": Organization,
    "measure": Measure,
    "population": Population,
}
_PART: Mapping[str, type[Record]] = {**_FIGURE, "breakdown": Breakdown}
_OPERAND: Mapping[str, type[Record]] = {"measure": Measure, "breakdown": Breakdown}
_SCOPE: Mapping[str, type[Record]] = {"organizations": Organization, "sources": Source}
REFERENCES: Mapping[type[Record], Mapping[str, type[Record]]] = {
    Measure: {
        "unit": Unit,
        "breakdowns/*": Breakdown,
        **{f"formula/{operation}": Measure for operation in Operation},
        **{f"formula/{operation}/*": Measure for operation in Operation},
        **{f"formula/{operation}/{field}": model for operation in Operation for field, model in _OPERAND.items()},
        **{f"formula/{operation}/*/{field}": model for operation in Operation for field, model in _OPERAND.items()},
        **{f"remarks/*/{field}/*": model for field, model in _SCOPE.items()},
    },
    Breakdown: {"crosses/*": Breakdown},
    Population: {"part-of": Population},
    Organization: {
        "kind": OrganizationKind,
        "parent": Organization,
        "subordinates/*/kind": OrganizationKind,
        "subordinates/*/source": Source,
        "events/*/organizations/*": Organization,
        "events/*/allocations/*/shares/#": Organization,
        "events/*/allocations/*/measures/*": Measure,
        "events/*/allocations/*/source": Source,
        "source": Source,
    },
    Decision: {"organization": Organization, "source": Source},
    Observation: {**_FIGURE, "by/#": Breakdown, "source": Source},
    Target: {
        **_FIGURE,
        "organization-kind": OrganizationKind,
        "baseline/source": Source,
        "share/breakdown": Breakdown,
        "claim": Claim,
        "decision": Decision,
        "source": Source,
        "superseded-by": Target,
    },
    Claim: {
        **_PART,
        **{f"of/{field}": model for field, model in _PART.items()},
        **{f"parts/*/{field}": model for field, model in _PART.items()},
        "source": Source,
        "target": Target,
    },
    Bulletin: {
        "main-measure": Measure,
        "main-measure/*": Measure,
        "terms/*/source": Source,
        **{f"headlines/*/{field}": model for field, model in _FIGURE.items()},
        "calendar/*/measure": Measure,
        "calendar/*/population": Population,
        "calendar/*/kinds/*": OrganizationKind,
        "calendar/*/organizations/*": Organization,
    },
    Edition: {f"headlines/*/{field}": model for field, model in _FIGURE.items()},
    Correction: {"editions/*": Edition, **{f"figures/*/{field}": model for field, model in _PART.items()}},
    DisclosurePolicy: {"rules/*/measures/*": Measure, "exempt/*/source": Source},
}
"""Which fields of a kind hold ids of another."""

_MENTIONS: Mapping[type[Part], tuple[str, ...]] = {
    Measure: ("breakdowns", "remarks"),
    Organization: ("subordinates", "events"),
    Bulletin: ("main-measure", "terms", "headlines", "calendar"),
    Correction: ("editions", "figures"),
    DisclosurePolicy: ("rules", "exempt"),
}
"""The fields whose ids are mentions, together with all that is below them."""


_PARTS: Mapping[type[Part], Mapping[str, type[Record]]] = {
    Headline: _FIGURE,
    CorrectedFigure: {**_PART, "target": Target},
}
"""Those of parts of records that may be left out each by itself."""
_DEPENDENCIES: Final = {
    model: tuple(
        (tuple(field.replace("-", "_").split("/")), to)
        for field, to in fields.items()
        if field.split("/")[0] not in _MENTIONS.get(model, ())
    )
    for model, fields in (*REFERENCES.items(), *_PARTS.items())
}
"""Of each kind, the fields of which a record depends, step by step, and the kind whose ids they hold."""


def dependencies(record: Part) -> Iterator[tuple[type[Record], str]]:
    """What a record, a headline or a corrected figure depends on.

    That is the kind and the id of each record that it refers to rather than mentions.
    """
    for steps, to in _DEPENDENCIES.get(type(record), ()):
        for name in _ids_in(record, steps):
            yield to, name


def _ids_in(value: Any, steps: Sequence[str]) -> Iterator[str]:
    """The ids in a field of a record; none where the record has nothing there."""
    if not steps:
        if isinstance(value, str):
            yield value
    elif steps[0] == KEYS:
        yield from value
    elif steps[0] == EACH:
        for item in value if isinstance(value, tuple) else ():
            yield from _ids_in(item, steps[1:])
    elif isinstance(value, Part):
        yield from _ids_in(getattr(value, steps[0]), steps[1:])
