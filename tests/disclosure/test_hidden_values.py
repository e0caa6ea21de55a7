"""Non-interference: whatever the figures are that the policy hides, the public site is the same, byte by byte.

Two projects are a pair where all that is published may be the same: other hidden values, the same published ones, and
the same figures hidden. Which figures have to be hidden does depend on hidden values, as in any cell suppression:
whether a count is small, and how far others may deviate. So moves after which others are hidden are no pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from bulletin.disclosure import Release, Series
from bulletin.disclosure.unprotected import UnprotectedError
from bulletin.website.pipeline import accepted, seen_by

from tests.disclosure.hidden_values import Moves, Values, drawn, pattern_of, project_of
from tests.disclosure.test_non_interference import ADDRESS, built, site_in
from tests.sites import differing

BASES = tuple(seed for seed in range(1, 23) if seed not in {5, 15})
"""Of the other two a revision or a correction would give a count away, so that they are refused."""
BASE = 4
"""The one of the short tests, of which moves of all kinds leave the same figures hidden."""
KINDS = ("complaints", "fees", "loans", "revised", "thefts")
SOME = 20
"""After so many pairs there are differences of all kinds but perhaps the revised, which few moves leave hidden."""
PAIRS = 10
"""Pairs of the long proof for each base; the first has charts, and every other one is a draft."""


def editions_of(values: Values) -> tuple[Release, ...]:
    """What the public sees of each edition."""
    with TemporaryDirectory() as directory:
        seen = seen_by(accepted(project_of(Path(directory), values)), None)
        return Series(seen.vintages).editions()


def pairs_of(seed: int) -> Iterator[Values]:
    """Other values that make the same public site, the later ones the more different."""
    base = values = drawn(seed)
    editions, random = editions_of(base), Random(seed)
    hidden = Moves(base, editions).hidden
    for kind in cycle(KINDS):
        atoms = [atom for atom in hidden if atom[0] == kind]
        moved = Moves(values, editions).moved(random, random.choice(atoms)) if atoms else None
        if moved and moved != base and _are_alike(moved, editions):
            values = moved
            yield values


def _are_alike(values: Values, editions: Iterable[Release]) -> bool:
    """Whether the same figures are hidden of these values."""
    with suppress(UnprotectedError):
        return pattern_of(editions_of(values)) == pattern_of(editions)
    return False


def test_what_is_released_is_the_same_whatever_is_hidden() -> None:
    """Pairs differ in counts, amounts, rounded ones and what was withdrawn."""
    base = drawn(BASE)
    released = editions_of(base)
    differ: set[str] = set()
    for values in islice(pairs_of(BASE), SOME):
        differ.update(atom[0] for atom in base if base[atom] != values[atom])
        assert editions_of(values) == released
    assert differ >= {"complaints", "fees", "loans", "thefts"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "least"),
    [(("--address", ADDRESS), 400), (("--draft", "--no-charts"), 100), (("--markdown", "site"), 100)],
    ids=["editions", "draft", "markdown"],
)
def test_the_command_makes_the_same_public_site_whatever_is_hidden(
    options: tuple[str, ...], least: int, tmp_path: Path
) -> None:
    """Files of all kinds, with charts and search, and what the command prints, which CI keeps."""
    expected = built(project_of(tmp_path / "base", drawn(BASE)), options)
    assert len(expected[2]) >= least
    *_, last = islice(pairs_of(BASE), SOME)
    found = built(project_of(tmp_path / "moved", last), options)
    assert found[:2] == expected[:2]
    assert differing(found[2], expected[2]) == set()


@pytest.mark.slow
@pytest.mark.disclosure
@pytest.mark.parametrize("base", BASES)
def test_no_hidden_value_changes_a_byte_of_the_public_site(base: int, tmp_path: Path) -> None:
    project = project_of(tmp_path / "base", drawn(base))
    kinds = [(number % 2 == 1, number == 0) for number in range(PAIRS)]
    expected = {kind: site_in(project, draft=kind[0], charts=kind[1]) for kind in kinds}
    for number, values in enumerate(islice(pairs_of(base), PAIRS)):
        draft, charts = kinds[number]
        moved = project_of(tmp_path / str(number), values)
        assert differing(site_in(moved, draft=draft, charts=charts), expected[draft, charts]) == set(), number
