"""References: every id that a record names belongs to a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from bulletin.model.records import (
    EVERYTHING,
    Breakdown,
    Bulletin,
    Claim,
    Correction,
    Decision,
    Edition,
    Measure,
    Observation,
    Organization,
    OrganizationKind,
    Population,
    Record,
    Source,
    Target,
    Unit,
)
from bulletin.model.text import Text
from bulletin.problems import kinds
from bulletin.reading.documents import Data, Entry, Path, named
from bulletin.reading.folders import HOMES, RECORDS
from bulletin.reading.hints import did_you_mean
from bulletin.reading.nearest import Nearest
from bulletin.reading.record_store import Finding, RecordStore
from bulletin.validation.check import check

_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_EDITION_ID: Final = re.compile(r"[0-9]{4}(-[0-9A-Za-z]+)*", re.ASCII)
"""What cannot be an id was told of already."""
_MOST_GUESSES: Final = 500
"""So many different unknown ids of a kind get a guess; where there are more, a whole file is missing."""
_FEW: Final = 12
"""So many known ids are listed where none of them is near."""
_EACH: Final = "*"
"""In a path: every item of the list."""
_KEYS: Final = "#"
"""At a path's end: every key of the mapping."""

_FIGURE: Mapping[str, type[Record]] = {
    "organization": Organization,
    "measure": Measure,
    "population": Population,
}
_PART: Mapping[str, type[Record]] = {**_FIGURE, "breakdown": Breakdown}
_REFERENCES: Mapping[type[Record], Mapping[str, type[Record]]] = {
    Measure: {"unit": Unit, "breakdowns/*": Breakdown},
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
        "terms/*/source": Source,
        **{f"headlines/*/{field}": model for field, model in _FIGURE.items()},
        "calendar/*/measure": Measure,
        "calendar/*/population": Population,
        "calendar/*/kinds/*": OrganizationKind,
        "calendar/*/organizations/*": Organization,
    },
    Edition: {f"headlines/*/{field}": model for field, model in _FIGURE.items()},
    Correction: {"editions/*": Edition, **{f"figures/*/{field}": model for field, model in _PART.items()}},
}
"""Which fields of a kind hold ids of another."""


@check(kinds.REFERENCE_UNKNOWN)
def references(store: RecordStore) -> Iterator[Finding]:
    """Every id that is named exists; records that are themselves not valid are looked at as well."""
    finders = {model: _Finder(store, model) for model in HOMES}
    for model, fields in _REFERENCES.items():
        steps = [(tuple(path.split("/")), finders[named]) for path, named in fields.items()]
        for entry in store.typed(model):
            for path, finder in steps:
                for at, name in _named(entry.data, path):
                    if name not in finder.known:
                        yield from finder.unknown(entry, at, name)


def _named(data: Data, steps: tuple[str, ...], at: Path = ()) -> Iterator[tuple[Path, str]]:
    """The ids that a path leads to, each with its own path."""
    if not steps:
        if (name := named(data)) is not None:
            yield at, name
        return
    step, *rest = steps
    if step == _EACH and isinstance(data, list):
        for number, item in enumerate(data):
            yield from _named(item, tuple(rest), (*at, number))
    elif isinstance(data, dict):
        if step == _KEYS:
            yield from (((*at, key), key) for key in data)
        elif step in data:
            yield from _named(data[step], tuple(rest), (*at, step))


def _this_or_new(meant: str) -> Text:
    """The hint that a known id was meant, unless the unknown one is of something new."""
    guess = did_you_mean(meant)
    return Text(
        vi=f"{guess.localized('vi')} Nếu là mã mới: thêm bản ghi “{{given}}” vào {{kind}} trước.",
        en=f"{guess.localized('en')} If it is a new one, add a record “{{given}}” to {{kind}} first.",
    )


_ONE_OF_FEW: Final = Text(
    vi="Các mã đã có: {known}. Nếu là mã mới: thêm bản ghi “{given}” vào {kind} trước.",
    en="The ids that there are: {known}. If it is a new one, add a record “{given}” to {kind} first.",
)

_ONE_OF_THESE: Final = Text(vi="Các mã đã có: {known}.", en="The ids that there are: {known}.")


class _Finder:
    """Knows the ids of a kind."""

    def __init__(self, store: RecordStore, model: type[Record]) -> None:
        self.known = frozenset(store.ids(model)) | ({EVERYTHING} if model is Population else set())
        self._complete = store.is_complete(model)
        self._folder = HOMES[model].name
        self._shape = _EDITION_ID if model is Edition else _ID
        self._may_be_new = model is not Edition  # only what is out already can be corrected
        self._nearest = Nearest(filter(self._shape.fullmatch, self.known))
        self._meant: dict[str, str | None] = {}
        self._listed = ", ".join(sorted(self.known)) if len(self.known) <= _FEW else ""
        self._one_of_few = (_ONE_OF_FEW if self._may_be_new else _ONE_OF_THESE) if self._listed else None

    def unknown(self, entry: Entry, path: Path, name: str) -> Iterator[Finding]:
        """The problem that an id is not known; nothing where the ids of a file are missing, or it cannot be an id."""
        if not self._complete or self._shape.fullmatch(name) is None:
            return
        if name not in self._meant and len(self._meant) < _MOST_GUESSES:
            self._meant[name] = self._nearest.to(name)
        meant = self._meant.get(name)
        hint = self._guess(meant) if meant else self._one_of_few
        key = path[:1] == ("by",) or path[-2:-1] == ("shares",)
        details = {"given": name, "kind": f"{RECORDS}/{self._folder}", "known": self._listed}
        yield Finding(entry.problem(kinds.REFERENCE_UNKNOWN, path, details, key=key, hint=hint))

    def _guess(self, meant: str) -> Text:
        return _this_or_new(meant) if self._may_be_new else did_you_mean(meant)
