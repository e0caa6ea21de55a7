"""Long prose, such as the page of methods: a template for each language, of texts that have a name and are a paragraph.

They stand in ``templates/prose/<name>.<tag>.md.jinja`` as ``{% set name %}…{% endset %}``, and may have ``{named}``
fields, as messages do. They are plain text, which is encoded like any other where it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from jinja2 import Environment, PackageLoader

from bulletin.localization.languages import SOURCE_LANGUAGE
from bulletin.model.text import Language


@cache
def prose(name: str, language: Language) -> Mapping[str, str]:
    """The paragraphs of a text in a language, by name; in the source language where it is not translated."""
    templates = [f"prose/{name}.{tag}.md.jinja" for tag in (language, SOURCE_LANGUAGE)]
    texts = vars(_environment().select_template(templates).module)
    return MappingProxyType({key: " ".join(text.split()) for key, text in texts.items() if not key.startswith("_")})


@cache
def _environment() -> Environment:
    loader = PackageLoader("bulletin.rendering", "templates")
    return Environment(loader=loader, autoescape=False)  # noqa: S701 - paragraphs are encoded where they are shown
