"""The page context: what every builder of a page is given: the release, words, links, claims and corrections."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial, wraps
from typing import Any, NamedTuple, TypeVar

from bulletin.analysis.claims.checking import checked
from bulletin.analysis.claims.verdicts import CheckedClaim
from bulletin.analysis.dependencies import ALL, Dependencies, Dependency, Digests, Lookups, RecordedIndex
from bulletin.analysis.figures import Figure
from bulletin.analysis.revisions import Affected, affected
from bulletin.analysis.tables import Tables, group_by
from bulletin.disclosure.release import Release
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey, observation_key
from bulletin.rendering.audience import AudienceView, titled
from bulletin.rendering.links import PageLinks
from bulletin.rendering.localizer import Localizer

Thing = TypeVar("Thing")
Made = TypeVar("Made")


_CLAIMS, _CORRECTED, _DOUBTS = "claims", "corrected", "doubts"
_BY_ORGANIZATION, _BY_SOURCE = "claims-by-organization", "claims-by-source"
"""The lookups of what follows from a release."""


class CheckedRelease:
    """What follows from a release besides its tables, made once: its claims checked, and its figures corrected."""

    def __init__(self, release: Release, reads: Dependencies) -> None:
        """Say what can be read of it.

        :param release: what does not record what is read: what follows from it has digests of its own.
        """
        self._release = release
        self._reads = reads

    @property
    def lookups(self) -> Lookups:
        """What is found of it, for its digest."""
        return {
            _CLAIMS: lambda _: self._claims,
            _BY_ORGANIZATION: lambda group: self._by_organization.get(group) if group else self._claims,
            _BY_SOURCE: lambda group: self._by_source.get(group) if group else self._claims,
            _CORRECTED: lambda _: self._corrected,
            _DOUBTS: lambda _: tuple(self._doubts.values()),
        }

    @property
    def claims_by_organization(self) -> Mapping[str, tuple[CheckedClaim, ...]]:
        """The claims about each organization."""
        return RecordedIndex(self._reads, _BY_ORGANIZATION, lambda: self._by_organization, str)

    @property
    def claims_by_source(self) -> Mapping[str, tuple[CheckedClaim, ...]]:
        """The claims of each source."""
        return RecordedIndex(self._reads, _BY_SOURCE, lambda: self._by_source, str)

    @property
    def doubts(self) -> Mapping[ObservationKey, tuple[CheckedClaim, ...]]:
        """The claims that contradict the figures, by the figure that they are about."""
        return RecordedIndex(self._reads, _DOUBTS, lambda: self._doubts, lambda _: ALL)

    @property
    def claims(self) -> tuple[CheckedClaim, ...]:
        """Every claim, checked against the released figures."""
        self._reads.add(_CLAIMS)
        return self._claims

    @property
    def corrected(self) -> tuple[Affected, ...]:
        """The figures that the edition's corrections change, and the totals computed from these; empty in a draft."""
        self._reads.add(_CORRECTED)
        return self._corrected

    def corrections_of_figure(self, figure: Figure) -> Sequence[Affected]:
        """The corrections of a figure. Most sites have no corrections, and looking a key up takes its time."""
        return self._corrected_by_key.get(figure.key, ()) if self.corrected else ()

    @cached_property
    def _claims(self) -> tuple[CheckedClaim, ...]:
        release = self._release
        return tuple(checked(release.catalogue, release.tables, release.claims).values())

    @cached_property
    def _by_organization(self) -> dict[str, tuple[CheckedClaim, ...]]:
        return group_by(self._claims, lambda checked: checked.claim.organization)

    @cached_property
    def _by_source(self) -> dict[str, tuple[CheckedClaim, ...]]:
        return group_by(self._claims, lambda checked: checked.claim.source)

    @cached_property
    def _corrected(self) -> tuple[Affected, ...]:
        edition, catalogue = self._release.edition, self._release.catalogue
        corrections = catalogue.corrections_of(edition) if edition else ()
        return affected(corrections, self._release.tables, catalogue.measures)

    @cached_property
    def _corrected_by_key(self) -> dict[ObservationKey, tuple[Affected, ...]]:
        return group_by(self._corrected, lambda affected: affected.figure.key)

    @cached_property
    def _doubts(self) -> dict[ObservationKey, tuple[CheckedClaim, ...]]:
        doubting = (checked for checked in self._claims if checked.verdict.doubts)
        return group_by(doubting, lambda checked: observation_key(checked.claim))


_DERIVED: dict[str, Callable[[PageContext], Mapping[str, object]]] = {}
"""What :func:`derived` declares, by name."""


class _Remembered(NamedTuple):
    """What was made of something."""

    of: object
    """What it was made of, which is kept so that no other value takes its identity."""
    made: Any
    read: frozenset[Dependency]
    """What was read for it, which whoever is given it has read, too."""


_Place = tuple[object, str, int]
_REMEMBERED = 250_000
"""So many things are remembered at least, those that were used last; at most twice as many, some 350 MB a process."""


class _Memo:
    """What was made of figures and other values; what was not used for the longest time is forgotten."""

    def __init__(self) -> None:
        self._new: dict[_Place, _Remembered] = {}
        self._old: dict[_Place, _Remembered] = {}

    def get(self, place: _Place) -> _Remembered | None:
        """What is remembered; None if nothing is."""
        if (known := self._new.get(place)) is None and (known := self._old.pop(place, None)) is not None:
            self.put(place, known)
        return known

    def put(self, place: _Place, made: _Remembered) -> None:
        """Remember something. To keep two halves costs less than to keep the order of all."""
        if len(self._new) >= _REMEMBERED:
            self._old, self._new = self._new, {}
        self._new[place] = made


@dataclass(frozen=True, eq=False)
class PageContext:
    """The release, the words of its language, the links as seen from the page, and what follows from the release."""

    release: Release
    catalogue: Catalogue
    """The records that the figures refer to."""
    words: Localizer
    links: PageLinks
    checked: CheckedRelease
    reads: Dependencies
    """What is read of the release."""
    memo: _Memo
    """What was made of figures and other values, for all pages; see :func:`memoized`."""
    charts: bool = True
    """Whether pages have charts."""
    address: str = ""
    """Where the site of all editions is published, with a slash at its end; empty for a draft."""
    audience: AudienceView | None = None
    """Whom the site is for; None for the public."""

    @classmethod
    def of(cls, release: Release, language: str, *, charts: bool = True, address: str = "") -> PageContext:
        """The context of the front page."""
        audience, reads = AudienceView.of(release, language), Dependencies()
        catalogue, bulletin = release.catalogue, titled(release)
        if bulletin is not catalogue.bulletin:
            catalogue = replace(catalogue, bulletin=bulletin)
        words = Localizer(catalogue, language)
        names_records = audience is not None or bulletin.records_audience is not None
        links = PageLinks(words, names_records=names_records, file_prefix=f"{audience.id}-" if audience else "")
        checked = CheckedRelease(release, reads)
        return cls(release.recorded(reads), catalogue, words, links, checked, reads, _Memo(), charts, address, audience)

    @property
    def digests(self) -> Digests:
        """The digest of each thing that can be read of the release."""
        derived = {name: partial(_group, index(self)) for name, index in _DERIVED.items()}
        return Digests({**self.release.lookups, **self.checked.lookups, **derived}, self.reads)

    def at(self, path: str) -> PageContext:
        """The context of another page of the same site.

        :param path: the page's source path.
        """
        return replace(self, links=self.links.at(path))

    def marked(self, title: str) -> str:
        """A title that names the audience, unless that is the public."""
        return self.audience.marked(title) if self.audience else title

    @property
    def tables(self) -> Tables:
        """The released figures and targets."""
        return self.release.tables

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.words.language

    @property
    def path(self) -> str:
        """Source path of the page; links are relative to it."""
        return self.links.path

    @property
    def main_measures(self) -> tuple[str, ...]:
        """Ids of the bulletin's main measures."""
        return self.catalogue.bulletin.main_measures

    @property
    def other_measures(self) -> tuple[str, ...]:
        """Ids of the measures that are no main ones, in the order of the vocabulary."""
        return tuple(measure for measure in self.catalogue.measures if measure not in self.main_measures)

    @property
    def measures(self) -> tuple[str, ...]:
        """Ids of all measures, the main ones first."""
        return self.main_measures + self.other_measures

    def of_measure(self, table: str, measure: str) -> str:
        """The id of a table that a page may have for each measure; that of the first main one is not named after it."""
        return table if measure == self.main_measures[0] else f"{table}-{measure}"


def memoized(make: Callable[[PageContext, Thing], Made]) -> Callable[[PageContext, Thing], Made]:
    """Memoize what is made of a figure or a target for all pages of the site.

    ``make`` may use the words and the figures of the context, but nothing that differs by page, such as links.
    """
    return _memoized(make, by_depth=False)


def memoized_by_depth(make: Callable[[PageContext, Thing], Made]) -> Callable[[PageContext, Thing], Made]:
    """Memoize what holds links: for all pages of one depth in the site, whose relative links are the same."""
    return _memoized(make, by_depth=True)


def _memoized(make: Callable[[PageContext, Thing], Made], *, by_depth: bool) -> Callable[[PageContext, Thing], Made]:
    """Memoize by identity, as the hash of an observation key costs more than most of what is made of a figure.

    What ``make`` returns must have read all that it needs.
    """

    @wraps(make)
    def made_once(page: PageContext, thing: Thing) -> Made:
        place = make, page.links.upwards if by_depth else "", id(thing)
        if (known := page.memo.get(place)) is None:
            with page.reads.recorded() as read:
                made = make(page, thing)
            known = _Remembered(thing, made, page.reads.shared(read))
            page.memo.put(place, known)
        else:
            page.reads.add_all(known.read)
        remembered: Made = known.made
        return remembered

    return made_once


def derived(make: Callable[[PageContext], Mapping[str, Made]]) -> Callable[[PageContext], Mapping[str, Made]]:
    """Memoize what follows from everything, in groups that have digests of their own.

    Whoever looks a group up depends on what is found, and not on all that it follows from.
    """
    name = make.__name__

    @memoized
    def made_of(page: PageContext, _: Catalogue) -> Mapping[str, Made]:
        return make(page)

    def content(page: PageContext) -> Mapping[str, Made]:
        with page.reads.unrecorded():
            return made_of(page, page.catalogue)

    @wraps(make)
    def index(page: PageContext) -> Mapping[str, Made]:
        return RecordedIndex(page.reads, name, partial(content, page), str)

    _DERIVED[name] = index
    return index


def _group(index: Mapping[str, object], group: str) -> object:
    return tuple(index.items()) if group == ALL else index.get(group)
