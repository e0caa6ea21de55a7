"""First and last days are only where they are known, on the front page and on those of periods. SYNTHETIC."""

from __future__ import annotations

from datetime import date

import pytest
from bulletin.localization.formats import day_text
from bulletin.localization.messages import _, translate
from bulletin.model.periods import between
from bulletin.model.text import Language
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.front import FrontContext, front_job
from bulletin.rendering.pages.period import PeriodContext, period_job

from tests.rendering.samples import period, released
from tests.sites import LANGUAGES


def page_context(language: Language) -> PageContext:
    """The synthetic bulletin."""
    return PageContext.of(released(), language, charts=False)


def days_on_page(notation: str, language: Language) -> list[str]:
    """What the page of a period says of its first and last day."""
    context = period_job(page_context(language), period(notation)).context
    assert isinstance(context, PeriodContext)
    return [fact.text for fact in context.facts if fact.label == translate(_("First – last day"), language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_page_says_of_its_earliest_figure_the_year_only(language: Language) -> None:
    """Its first day may be the one on which a year begins, or counted back from the length of a span."""
    made = page_context(language)
    context = front_job(made).context
    assert isinstance(context, FrontContext)
    (covers,) = (fact.text for fact in context.facts if fact.label == translate(_("Period covered"), language))
    figures = made.release.tables.figures
    first, dash, last = covers.partition(" – ")
    assert (first, dash) == (str(min(figure.key.period.start for figure in figures).year), " – ")
    assert last == day_text(max(min(figure.key.period.end, figure.reported) for figure in figures), language)


@pytest.mark.parametrize("notation", ["2020", "2020-05", "2020/2021", "2020/2021-06", "2020/2022-09-28"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_day_is_stated_of_a_period_typed_without_it(notation: str, language: Language) -> None:
    """Its page is headed by what was typed."""
    assert days_on_page(notation, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_are_stated_where_the_name_does_not_say_them(language: Language) -> None:
    """A quarter has the days of its months."""
    first, last = date(2020, 1, 1), date(2020, 3, 31)
    displayed = f"{day_text(first, language)} – {day_text(last, language)}"
    assert days_on_page(between(first, last).text, language) == [displayed]
