"""Identifiers are made of names in any script."""

from __future__ import annotations

import re

import pytest
from bulletin.project_template.identifiers import LONGEST, identifier
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("New members", "new-members"),
        ("Đảng viên mới kết nạp", "dang-vien-moi-ket-nap"),
        ("Nombre d'adhérents", "nombre-d-adherents"),
        ("Œuvres & œuvre", "oeuvres-oeuvre"),
        ("Straße, Ø, ł", "strasse-o-l"),
        ("Число членов профсоюза", "chislo-chlenov-profsoyuza"),
        ("عدد الأعضاء", "dd-alada"),
        ("Μέλη", "meli"),
        ("成员", "fallback-1"),
        ("2025", "fallback-1"),
        ("true", "fallback-1"),
        ("!?", "fallback-1"),
    ],
)
def test_names_of_several_scripts(name: str, expected: str) -> None:
    assert identifier(name, "fallback-1") == expected


@given(st.text(max_size=300))
def test_whatever_the_name_is(name: str) -> None:
    """Valid, and short enough for two of them and a year in one."""
    found = identifier(name, "fallback-1")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found)
    assert len(found) <= LONGEST
