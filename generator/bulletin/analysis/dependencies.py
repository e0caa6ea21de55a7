"""What the steps of a site read of a release, by which is known whether what they make would still be the same.

Everything that a step reads of the tables is recorded while it runs: the figures of an organization, a measure, a
period, or all there are. What is read only in passing from the records of the vocabulary, the tree and the documents is
not: a change of these makes every step anew. A step whose reads have the same digests as when it last ran gives the
same files. Mokhov, Mitchell and Peyton Jones call that a verifying trace (“Build systems a la carte”, 2018).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from hashlib import sha256
from typing import Any, TypeVar

from pydantic import BaseModel

Key = TypeVar("Key")
Value = TypeVar("Value")

ALL = ""
"""The group of everything; no id and no notation is empty."""


Dependency = tuple[str, str]
"""Something that was read: what was looked up in, and what was looked up there, an id or :data:`ALL`. There are
millions, and objects of a class of their own would take a twentieth of the time of a page."""


class Dependencies:
    """Records what is read."""

    def __init__(self) -> None:
        self._read: set[Dependency] = set()
        self._shared: dict[frozenset[Dependency], frozenset[Dependency]] = {}

    def add(self, lookup: str, group: str = ALL) -> None:
        """Record that something was read."""
        self._read.add((lookup, group))

    def add_all(self, read: AbstractSet[Dependency]) -> None:
        """Record what was read for something that is remembered."""
        self._read |= read

    @contextmanager
    def recorded(self) -> Iterator[set[Dependency]]:
        """Record apart what is read within the block; whatever is around it has read that as well."""
        around, self._read = self._read, set()
        try:
            yield self._read
        finally:
            around |= self._read
            self._read = around

    @contextmanager
    def unrecorded(self) -> Iterator[None]:
        """Let what is read within the block go unrecorded, as the result itself has a digest."""
        around, self._read = self._read, set()
        try:
            yield
        finally:
            self._read = around

    def shared(self, read: AbstractSet[Dependency]) -> frozenset[Dependency]:
        """The same, as the only set of its members that is kept."""
        frozen = frozenset(read)
        return self._shared.setdefault(frozen, frozen)


Lookups = Mapping[str, Callable[[str], object]]
"""What is found by each lookup: a function of a group, whose value has all of it in its ``repr``."""


class Digests:
    """The digest of each thing that can be read, as it is now.

    It is apart from what records, or that would hold what it records the reads of, and neither be freed in time.
    """

    def __init__(self, lookups: Lookups, reads: Dependencies) -> None:
        """Give digests of what is found by these lookups.

        :param reads: what records the reads of them, which are nobody's.
        """
        self._lookups = lookups
        self._reads = reads
        self._known: dict[Dependency, bytes] = {}
        self._items: dict[int, tuple[object, bytes]] = {}

    def of(self, dependency: Dependency) -> bytes:
        """The digest of what is there to be read."""
        if (known := self._known.get(dependency)) is None:
            name, group = dependency
            lookup = self._lookups.get(name)
            with self._reads.unrecorded():
                value = lookup(group) if lookup else None
            known = self._known[dependency] = self._of_value(value)
        return known

    def _of_value(self, value: object) -> bytes:
        if not isinstance(value, tuple) or hasattr(value, "_fields"):
            return digest(value)
        return sha256(b"".join(map(self._of_item, value))).digest()

    def _of_item(self, item: object) -> bytes:
        """Of a figure, once for all that read it; it is kept, so that no other one takes its identity."""
        if (known := self._items.get(id(item))) is None:
            known = self._items[id(item)] = item, digest(item)
        return known[1]


def digest(value: object) -> bytes:
    """The digest of a value of which ``repr`` shows everything; it is the same in every process."""
    text = repr(value)
    if "set({" in text:  # whose order differs from process to process
        text = repr(_sorted(value))
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


def _sorted(value: Any) -> object:
    """A value in the same words, with the members of sets in order."""
    if isinstance(value, AbstractSet):
        return sorted(repr(_sorted(each)) for each in value)
    if is_dataclass(value):
        return type(value).__name__, [_sorted(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, BaseModel):
        return type(value).__name__, [(name, _sorted(each)) for name, each in value]
    if isinstance(value, Mapping):
        return [(repr(key), _sorted(each)) for key, each in value.items()]
    if isinstance(value, tuple | list):
        return [_sorted(each) for each in value]
    return repr(value)


class RecordedIndex(Mapping[Key, Value]):
    """An index that records what is looked up in it; whoever goes through all of it has read everything."""

    def __init__(
        self,
        reads: Dependencies,
        lookup: str,
        content: Callable[[], Mapping[Key, Value]],
        group_of: Callable[[Key], str] = str,
    ) -> None:
        self._reads = reads
        self._lookup = lookup
        self._content = content
        self._group_of = group_of

    def __getitem__(self, key: Key) -> Value:
        """What the index has under a key."""
        self._reads.add(self._lookup, self._group_of(key))
        return self._content()[key]

    def __contains__(self, key: object) -> bool:
        """Whether it has anything under a key."""
        self._reads.add(self._lookup, self._group_of(key))  # type: ignore[arg-type]
        return key in self._content()

    def __iter__(self) -> Iterator[Key]:
        """All keys."""
        self._reads.add(self._lookup)
        return iter(self._content())

    def __len__(self) -> int:
        """How many keys there are."""
        self._reads.add(self._lookup)
        return len(self._content())
