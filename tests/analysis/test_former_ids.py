"""A new id of an organization changes no figure where ``former-ids`` has the old one. All records are synthetic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bulletin.analysis.change_reasons import ChangeKind
from bulletin.analysis.comparison import ValueChange, compare, ids_today
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.tables import Tables
from bulletin.model.corpus import Catalogue
from bulletin.model.records import Claim, Organization
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import corpus, observed, organization, target

UNITS = ("a", "b", "c")
values = st.dictionaries(st.tuples(st.sampled_from(UNITS), st.sampled_from((2018, 2019))), st.integers(0, 50))


@dataclass(frozen=True)
class State:
    """Records and what they compile to."""

    catalogue: Catalogue
    tables: Tables
    claims: Mapping[str, Claim]


def state(figures: dict[tuple[str, int], int], new: dict[str, str], *, with_former: bool = True) -> State:
    """Figures and targets of the units, of which some have a new id; ``with_former``: with the former one."""
    tree: list[Organization] = []
    for name in ("top", *UNITS):
        renamed = organization(new.get(name, name), new.get("top", "top") if name != "top" else None)
        former = (name,) if with_former and name in new else ()
        tree.append(renamed.model_copy(update={"name": organization(name).name, "former_ids": former}))
    stated = [observed(new.get(unit, unit), year, value) for (unit, year), value in figures.items()]
    aims = [target(new.get(unit, unit), 2019, 5, name=f"aim-{unit}") for unit in UNITS]
    made = corpus(*stated, *aims, organizations=tree)
    return State(made.catalogue, compile_tables(made), made.claims)


@given(values, st.sets(st.sampled_from(("top", *UNITS))))
def test_a_new_id_alone_changes_no_value(figures: dict[tuple[str, int], int], renamed: set[str]) -> None:
    """Neither stated ones, nor totals, nor targets, whichever organizations have a new one."""
    new = {name: f"new-{name}" for name in renamed}
    comparison = compare(state(figures, {}), state(figures, new))
    assert comparison.changes == ()
    assert set(comparison.before.organizations) == set(comparison.after.organizations)


@given(values, values)
def test_under_a_new_id_every_other_change_is_listed_as_it_was(
    before: dict[tuple[str, int], int], after: dict[tuple[str, int], int]
) -> None:
    """With the same kinds and values."""
    plain = compare(state(before, {}), state(after, {}))
    renamed = compare(state(before, {}), state(after, {"a": "new-a"}))
    assert renamed.counts == plain.counts

    def values_of(changes: Iterable[ValueChange]) -> list[object]:
        return [
            (change.kind, change.before and change.before.value, change.after and change.after.value)
            for change in changes
        ]

    assert values_of(renamed.changes) == values_of(plain.changes)


def test_without_the_former_id_it_is_another_organization() -> None:
    figures = {("a", 2018): 5}
    kinds = compare(state(figures, {}), state(figures, {"a": "new-a"}, with_former=False)).counts
    assert kinds[ChangeKind.NEW] == kinds[ChangeKind.WITHDRAWN]


def test_no_two_organizations_become_one() -> None:
    """Where both ids were there, or two of one organization's, figures of different organizations stay apart."""
    today = state({}, {"a": "b", "b": "a"}).catalogue
    assert ids_today(("a", "b"), today) == {}
    both = organization("x").model_copy(update={"former_ids": ("a", "b")})
    assert ids_today(("a", "b"), corpus(organizations=[both]).catalogue) == {"a": "x"}
