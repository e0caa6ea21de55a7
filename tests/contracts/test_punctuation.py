"""Between a name and what it is there is punctuation from the catalogues, since languages space it differently."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bulletin.localization.messages import Message, gettext_for, template

from tests.sites import ROOT

TEMPLATES = sorted((ROOT / "generator/bulletin").rglob("*.html"))
TYPED = re.compile(r"(?:\}\}|%\}): ?(?:<|\{\{)")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_types_a_colon_itself(path: Path) -> None:
    """Nothing that is filled in is followed by a colon of the template's own."""
    assert not TYPED.findall(path.read_text(encoding="utf-8"))


def test_french_has_a_space_before_a_colon() -> None:
    """The separator of templates is the one that sentences have."""
    assert gettext_for("fr")(": ", "separator") == "\N{NO-BREAK SPACE}: "


@pytest.mark.parametrize(
    "source",
    [
        "Added up over the units below",
        "Units below, as stated",
        "Units with a target",
        "Figures of the units below are added",
        "Not compared: other units reported then.",
    ],
)
def test_units_are_no_organizations_in_french(source: str) -> None:
    """What the source text calls a unit stays general, so that a bulletin may have its own word for organizations."""
    translated = template(Message(source), "fr")
    assert translated != source
    assert "organisation" not in translated.lower()
