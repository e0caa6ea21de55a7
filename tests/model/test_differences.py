"""Lines say in what two mappings differ."""

from __future__ import annotations

from bulletin.model.differences import differences
from hypothesis import given
from hypothesis import strategies as st

NESTED = st.recursive(
    st.dictionaries(st.text(), st.integers()),
    lambda inner: st.dictionaries(st.text(), st.integers() | inner),
    max_leaves=8,
)


@given(NESTED, NESTED)
def test_equal_mappings_alone_have_no_differences(there: dict[str, object], here: dict[str, object]) -> None:
    assert list(differences(there, there)) == []
    assert (list(differences(there, here)) == []) == (there == here)
    assert len(list(differences(there, here))) == len(list(differences(here, there)))


def test_both_values_are_in_the_line() -> None:
    there = {"same": 1, "charts": True, "records": {"a.yml": "a" * 64, "b.yml": "b" * 40}, "commit": None}
    here = {"same": 1, "charts": False, "records": {"a.yml": "c" * 64}, "commit": "0123456789abc"}
    assert list(differences(there, here)) == [
        "charts: True ≠ False",
        "commit: – ≠ 0123456789abc",
        f"a.yml: {'a' * 12} ≠ {'c' * 12}",
        f"b.yml: {'b' * 12} ≠ –",
    ]
