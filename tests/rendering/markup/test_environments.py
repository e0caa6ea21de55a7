"""Whatever a template puts out is encoded, and encoded once."""

from __future__ import annotations

import pytest
from bulletin.rendering.markup import encoders
from bulletin.rendering.markup.environments import page_templates
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup

from tests.sites import VI

WAYS = {
    "{{ text }}": "{}",
    "{{ text if text else '' }}": "{}",
    "{% for one in [text, text] %}{{ one }}{% endfor %}": "{}{}",
    "{% macro shown(one) %}{{ one }}{% endmacro %}{{ shown(text) }}{{ shown(shown(text)) }}": "{}{}",
    "{% set kept %}{{ text }}{% endset %}{{ kept }}": "{}",
    "{{ finished }}{{ text }}": "<b>&amp;</b>{}",
}
"""Templates that show a text, and what they make of it."""


@given(st.text())
@example("<script>&amp;</script>")
@example("{{ 7 * 7 }}")
def test_what_is_put_out_is_encoded_once(text: str) -> None:
    """However a text reaches the output, the encoder sees it once; finished markup stays as it is."""
    environment = page_templates(VI)
    for template, made in WAYS.items():
        shown = environment.from_string(template).render(text=text, finished=Markup("<b>&amp;</b>"))
        encoded = encoders.markdown(text)
        assert shown == made.format(encoded, encoded), template


def test_numbers_are_encoded_as_texts() -> None:
    """The encoder has its say on whatever is put out, not only on texts."""
    assert page_templates(VI).from_string("{{ number }}").render(number=-1) == encoders.markdown("-1")


def test_undefined_names_are_errors() -> None:
    """A name that nobody defined is not put out as nothing."""
    with pytest.raises(UndefinedError):
        page_templates(VI).from_string("{{ nothing }}").render()
