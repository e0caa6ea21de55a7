"""What is read of tables is recorded, whoever looks, and has the same digest in every process."""

from __future__ import annotations

from dataclasses import fields
from functools import cached_property

import pytest
from bulletin.analysis.dependencies import ALL, Dependencies, Digests, RecordedIndex, digest
from bulletin.analysis.recorded_tables import RecordedTables
from bulletin.analysis.tables import Tables
from bulletin.disclosure import Release

from tests.rendering.samples import released
from tests.sites import said_by_hash_seeds

READ_AT_ONCE = {"latest_end", "latest_report", "periods", "figures", "targets"}
INDEXES = sorted(name for name, value in vars(Tables).items() if isinstance(value, cached_property))


def recorded_release() -> tuple[Release, Dependencies]:
    """The sample, whose tables record what is read."""
    reads = Dependencies()
    return released().recorded(reads), reads


@pytest.mark.parametrize("name", sorted({*INDEXES, *(field.name for field in fields(Tables))}))
def test_nothing_is_read_of_tables_without_being_recorded(name: str) -> None:
    """Every index of tables records what is looked up in it, each time: a new one needs a line there, too."""
    release, reads = recorded_release()
    tables = release.tables
    for _ in range(2):
        with reads.recorded() as read:
            found = getattr(tables, name)
            if name not in READ_AT_ONCE:
                assert isinstance(found, RecordedIndex)
                dict(found)
        assert any(group == ALL for _lookup, group in read)


@pytest.mark.parametrize("name", sorted({*INDEXES} - READ_AT_ONCE))
def test_what_is_looked_up_is_what_was_there(name: str) -> None:
    """An index that records gives what the plain one does, and says that nothing is there where nothing is."""
    release, reads = recorded_release()
    plain, found = getattr(released().tables, name), getattr(release.tables, name)
    digests = Digests(release.lookups, reads)
    assert dict(found) == plain
    assert len(found) == len(plain)
    for key in plain:
        with reads.recorded() as read:
            assert found[key] == plain[key]
            assert found.get(key) == plain[key]
            assert key in found
        ((lookup, group),) = read
        if group != ALL:
            assert digests.of((lookup, group)) != digests.of((lookup, "no-such thing"))


def test_what_is_read_for_one_thing_was_read_for_what_is_around_it() -> None:
    """And nothing of what is around it is read for the thing itself."""
    reads = Dependencies()
    with reads.recorded() as outer:
        reads.add("by_organization", "north")
        with reads.recorded() as inner:
            reads.add("by_organization", "south")
        with reads.unrecorded():
            reads.add("by_organization", "west")
    assert inner == {("by_organization", "south")}
    assert outer == {("by_organization", "north"), ("by_organization", "south")}


def test_the_digest_changes_with_the_figures_and_with_nothing_else() -> None:
    """Two releases of the same records have the same digests; one with a figure less has another where it was."""
    first, other = released().tables, released().tables
    gone = first.figures[0]
    fewer = Tables(tuple(figure for figure in first.figures if figure != gone), first.targets)
    digests = []
    for tables in (first, other, fewer):
        reads = Dependencies()
        now = Digests(RecordedTables(tables, reads).lookups, reads)
        organizations = sorted(first.by_organization)
        digests.append({name: now.of(("by_organization", name)) for name in organizations})
    assert digests[0] == digests[1]
    assert [name for name, value in digests[2].items() if value != digests[0][name]] == [gone.key.organization]


def test_a_digest_does_not_depend_on_the_order_of_a_set() -> None:
    """Sets have an order that differs from process to process."""
    names = [f"name-{number}" for number in range(50)]
    assert digest((1, frozenset(names))) == digest((1, frozenset(reversed(names))))
    assert digest((1, frozenset(names))) != digest((1, frozenset(names[1:])))


@pytest.mark.slow
def test_digests_are_the_same_in_every_process() -> None:
    """Whatever the seed is with which Python hashes texts."""
    program = (
        "from tests.rendering.samples import released\n"
        "from bulletin.analysis.dependencies import digest\n"
        "print(digest(released().tables.figures).hex(), digest(released().catalogue).hex())\n"
    )
    assert len(said_by_hash_seeds(program)) == 1
