"""Figures as JSON: written once, for the answer about their organization and for that about their measure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from bulletin.analysis.tables import Figure
from bulletin.disclosure.release import Release
from bulletin.rendering.api.encoding import figure_entry
from bulletin.rendering.api.entries import FigureEntry
from bulletin.rendering.api.mentions import Mention, mentioned
from bulletin.rendering.api.writing import lines_json


class Block(NamedTuple):
    """The figures of one measure for one organization."""

    organization: str
    measure: str
    lines: bytes
    """The items of a JSON list, one a line."""
    mentions: set[Mention]
    """The ids in them."""


def figure_blocks(release: Release) -> Iterator[Block]:
    """Every released figure, in the order of the tables."""
    for (organization, measure), figures in groupby(release.tables.figures, _about):
        entries = [figure_entry(release.catalogue, figure) for figure in figures]
        yield Block(organization, measure, lines_json(FigureEntry, entries), mentioned(FigureEntry, entries))


def _about(figure: Figure) -> tuple[str, str]:
    return figure.key.organization, figure.key.measure
