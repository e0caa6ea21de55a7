"""The headline figures, in which a bulletin says what matters most."""

from __future__ import annotations

from bulletin.analysis.tables import Figure
from bulletin.model.keys import observation_key
from bulletin.rendering.context import PageContext
from bulletin.rendering.text.messages import Labels


def headline_figures(page: PageContext) -> tuple[Figure, ...]:
    """Those of the edition; of a draft, those of the bulletin. One that is not known yet is left out."""
    by_key, edition = page.release.tables.by_key, page.release.edition
    listed = page.catalogue.editions[edition].headlines if edition else page.catalogue.bulletin.headlines
    keys = map(observation_key, listed)
    found = (by_key.get(key) or by_key.get(key._replace(annual=True)) for key in keys)
    return tuple(figure for figure in found if figure is not None)


def headline_period(page: PageContext, figure: Figure) -> str:
    """What its period is called after a comma; and whether the value is that of every year of it."""
    period = page.words.period_name(figure.key.period)
    return f"{period}, {page.words.say(Labels.every_year)}" if figure.key.annual else period
