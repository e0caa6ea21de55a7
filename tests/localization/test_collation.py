"""Names sort by the alphabet of the bulletin's first language: as its readers look them up."""

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


FOREIGN = [
    (
        "en",
        ["Álvarez", "Alvord", "Đồ Sơn", "Dover", "Ěscu", "Etna", "Łódź", "London", "Øre", "Osa", "Zürich"],
    ),
    ("en", ["Zürich", "Ζάκυνθος", "Минск"]),
    ("en", ["Æon", "Aet", "Straße", "Strasz"]),
    ("fr", ["cote", "coté", "côte", "côté", "coteau", "élan", "Étude", "façade", "œuf", "offre", "zèle"]),
    ("es", ["nabo", "nube", "ñandú", "oca", "ópalo", "orilla"]),
    ("ru", ["Елец", "Ёлкин", "Елчин", "Жуков", "Иваново", "Йошкар-Ола", "Калуга", "Ялта", "Berlin", "Zürich"]),
    ("vi", ["Étienne", "Fès", "Gao", "Jean", "Kyoto", "Şan", "Ty", "Warszawa", "Yên", "Zürich"]),
]
"""Letters that the alphabet of the language does not have sort as those that it has, never behind its last one."""


def in_order(names: list[str], language: str) -> list[str]:
    """The names as they are listed, whatever order they were in."""
    shuffled = names[:]
    random.Random(1).shuffle(shuffled)
    return sorted(shuffled, key=lambda name: collation_key(name, language))


@pytest.mark.parametrize("names", ORDERED)
def test_known_orders(names: list[str]) -> None:
    """Base letters first, then tones, then case; numbers by size."""
    assert in_order(names, "vi") == names


@pytest.mark.parametrize(("language", "names"), FOREIGN)
def test_orders_of_other_languages(language: str, names: list[str]) -> None:
    """Accents that make no letter in a language are secondary there; other scripts follow its own."""
    assert in_order(names, language) == names


@given(st.text(max_size=10), st.sampled_from(["en", "fr", "es", "ru", "vi", "sw"]))
def test_a_mark_never_moves_a_name_behind_the_alphabet(name: str, language: str) -> None:
    """Without its marks, a name of Latin letters has the same place but for them."""
    bare = "".join(mark for mark in unicodedata.normalize("NFD", name) if not unicodedata.combining(mark))
    if bare.isascii() and not any(letter in LETTERS.get(language, "") for letter in name.lower()):
        assert collation_key(name, language)[0] == collation_key(bare, language)[0]


LETTERS = {"vi": "ăâđêôơưắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữự", "es": "ñ"}
"""Letters with marks that are letters of their own."""


@given(VIETNAMESE)
def test_the_form_of_unicode_does_not_matter(name: str) -> None:
    """Composed and decomposed letters sort in the same place."""
    composed, decomposed = (collation_key(unicodedata.normalize(form, name), "vi") for form in ("NFC", "NFD"))
    assert composed[:2] == decomposed[:2]


@given(st.text(max_size=10), st.text(max_size=10))
def test_only_equal_names_share_a_place(name: str, other: str) -> None:
    """The order of two different names never depends on where they came from."""
    assert (collation_key(name, "vi") == collation_key(other, "vi")) == (name == other)
