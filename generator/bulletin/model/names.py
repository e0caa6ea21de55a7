"""Names that distinguish things: those that share a name are shown with more than the name, language by language.

Names are the same for readers whatever their case, their spacing and the form of their characters. Where a name is the
only one of its kind, it is shown as it is.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate, chain, count

from bulletin.model.records import Organization, OrganizationKind
from bulletin.model.text import Language

_APOSTROPHES = dict.fromkeys((0x2019, 0x2018, 0x02BC, 0x0060, 0x00B4), "'")


def name_key(name: str) -> str:
    """What all spellings of a name share: ``ward 1`` of ``Ward 1`` and ``WARD  1``.

    Unicode's compatibility caseless match (D146), and whatever blanks and apostrophes there are.
    """
    name = name.translate(_APOSTROPHES)
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFD", name).casefold()).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def distinct(names: Mapping[str, str], qualifiers: Callable[[str], Iterable[str]]) -> dict[str, str]:
    """What each of several things is called, so that no two are called the same.

    The first qualifier that makes a name one of its own is put behind it in parentheses; the id is the last resort.

    :param names: the name of each thing, by its id.
    :param qualifiers: what may distinguish a thing, of that id, from others of its name, the most helpful first.
    """
    shared = Counter(map(name_key, names.values()))
    called = {thing: name for thing, name in names.items() if shared[name_key(name)] == 1}
    waiting = {
        thing: chain(filter(None, qualifiers(thing)), _repeated(thing)) for thing in names if thing not in called
    }
    while waiting:
        proposed = {thing: f"{names[thing]} ({next(left)})" for thing, left in waiting.items()}
        proposals = Counter(map(name_key, chain(called.values(), proposed.values())))
        accepted = {thing: name for thing, name in proposed.items() if proposals[name_key(name)] == 1}
        called |= accepted
        waiting = {thing: left for thing, left in waiting.items() if thing not in accepted}
    return called


def _repeated(own: str) -> Iterator[str]:
    """The id; then again and again, in case that something else has the name and the id for its name."""
    return (", ".join([own] * times) for times in count(1))


class OrganizationNames:
    """What organizations are called where nothing around them says which of several of one name is meant."""

    def __init__(self, organizations: Mapping[str, Organization], kinds: Mapping[str, OrganizationKind]) -> None:
        self._organizations = organizations
        self._kinds = kinds
        self._called: dict[Language, Mapping[str, str]] = {}

    def localized(self, language: Language) -> Mapping[str, str]:
        """The name of each organization in a language, by id."""
        if language not in self._called:
            names = {unit: record.name.localized(language) for unit, record in self._organizations.items()}
            self._called[language] = distinct(names, lambda unit: self._qualifiers(unit, language))
        return self._called[language]

    def _qualifiers(self, unit: str, language: Language) -> Iterator[str]:
        """The short name, the organizations above from the parent on, the kind, the official codes."""
        record = self._organizations[unit]
        own = name_key(record.name.localized(language))
        if record.short is not None and name_key(record.short.localized(language)) != own:
            yield record.short.localized(language)
        above = [name for name in self._above(record, language) if name_key(name) != own]
        yield from accumulate(above, "{}, {}".format)
        kind = self._kinds[record.kind].name.localized(language)
        yield from accumulate((kind, *above), "{}, {}".format)
        yield from (f"{scheme} {code}" for scheme, code in record.codes.items())

    def _above(self, record: Organization, language: Language) -> Iterator[str]:
        """The names of the organizations above, the short ones where they have one."""
        while record.parent is not None:
            record = self._organizations[record.parent]
            yield (record.short or record.name).localized(language)
