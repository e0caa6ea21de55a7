"""Names sort by the alphabet that Vietnamese declares: as its readers look them up."""

from __future__ import annotations

import random
import unicodedata

import pytest
from bulletin.localization.collation import collation_key
from hypothesis import given
from hypothesis import strategies as st

ORDERED = [
    ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "h", "i", "k", "l", "m", "n", "o", "ô", "ơ", "p", "q", "r"],
    ["r", "s", "t", "u", "ư", "v", "x", "y"],
    ["ma", "mà", "mả", "mã", "má", "mạ", "mái"],
    ["an", "án", "ăn", "ân", "ấn"],
    ["Dư Hàng Kênh", "Dương Kinh", "Đồ Sơn", "Đống Đa", "Hà Nội"],
    ["Quận 2", "Quận 12", "Quận Bình Thạnh"],
    ["Bình", "Bình Tân", "Bình Thạnh", "Bìnha"],
    ["Hồ Nam", "Hồ-Nam", "Hồ Nam 2"],
    ["Le Chan", "Lê Chân"],
    ["Hoà", "Hòa"],
    ["A", "a"],
    ["Ba", "ba", "Bà", "bà"],
]
VIETNAMESE = st.text(st.sampled_from("aăâbdđeêoôơuưyAĐàảãáạẦ 12-"), max_size=8)


@pytest.mark.parametrize("names", ORDERED)
def test_known_orders(names: list[str]) -> None:
    """Base letters first, then tones, then case; numbers by size."""
    shuffled = names[:]
    random.Random(1).shuffle(shuffled)
    assert sorted(shuffled, key=collation_key) == names


@given(VIETNAMESE)
def test_the_form_of_unicode_does_not_matter(name: str) -> None:
    """Composed and decomposed letters sort in the same place."""
    composed, decomposed = (collation_key(unicodedata.normalize(form, name)) for form in ("NFC", "NFD"))
    assert composed[:2] == decomposed[:2]


@given(st.text(max_size=10), st.text(max_size=10))
def test_only_equal_names_share_a_place(name: str, other: str) -> None:
    """The order of two different names never depends on where they came from."""
    assert (collation_key(name) == collation_key(other)) == (name == other)
