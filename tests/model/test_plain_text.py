"""Text of unknown origin is sanitized for the place where it is shown."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from bulletin.model.plain_text import one_line, visible, xml_text
from hypothesis import given
from hypothesis import strategies as st

ANY = st.text() | st.text(
    st.sampled_from("\0\x1b\x7f\x85\u2028\u202e\u200b\ud800\ufffe\ufdd0\U0001ffff\t\n\u00a0\u0111 ")
)


@given(ANY)
def test_xml_text_is_fit_for_xml(text: str) -> None:
    """After cleaning, any text can be put in an element and is read back the same; cleaning twice changes nothing."""
    clean = xml_text(text)
    element = ET.Element("t")
    element.text = clean
    assert (ET.fromstring(ET.tostring(element, encoding="unicode")).text or "") == clean
    assert xml_text(clean) == clean
    clean.encode()


@given(ANY)
def test_no_terminal_obeys_text_that_was_sanitized(text: str) -> None:
    """It is one line without control characters and invisible formats, and as long as before."""
    assert one_line(text).isprintable()
    for clean in (visible(text), one_line(text)):
        assert len(clean) == len(text)
        assert not set("\x00\x1b\n\u202e\u200b\ud800") & set(clean)


@given(st.text(st.characters(categories=["L", "Nd", "Po"])))
def test_ordinary_text_is_left_alone(text: str) -> None:
    """Cleaning changes no letter, digit or sign."""
    assert xml_text(text) == visible(text) == one_line(text) == text


@pytest.mark.parametrize(("text", "clean"), [("a\x00b", "a\ufffdb"), ("a\nb", "a b")])
def test_removed_characters_leave_a_trace(text: str, clean: str) -> None:
    """A control character is not dropped in silence, so that two different texts do not look alike."""
    assert xml_text(text) == clean
