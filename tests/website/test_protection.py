"""Problems of what cannot be hidden: as many as there are figures, however many audiences have them."""

from __future__ import annotations

from bulletin.model.places import Place
from bulletin.problems import Problem, kinds
from bulletin.website.protection import once

POLICY = Place("records/disclosure.yml", 1, 1)


def problem(audience: str, period: str, part: str = "") -> Problem:
    """A problem of a figure that no line states."""
    figure = {"organization": "central", "measure": "visits", "period": period, "part": part}
    return Problem(kinds.DISCLOSURE_UNPROTECTED, POLICY, {"edition": "2024", "audience": audience, **figure})


def test_every_figure_has_its_problem() -> None:
    """Also those that are at one place, as sums are, which no line states; a build that fails counts as many."""
    found = [problem("public", "2023"), problem("public", "2024"), problem("public", "2024", " (sex: women)")]
    assert list(once(found)) == found


def test_audiences_that_have_the_same_figure_share_its_problem() -> None:
    """What is to be mended is the same for both."""
    assert len(list(once([problem("public", "2023"), problem("members", "2023")]))) == 1
