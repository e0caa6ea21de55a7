"""Hidden figures as the page of the disclosure audit has them: why each is hidden, and what readers can know of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from bulletin.analysis.tables import Figure
from bulletin.disclosure.audit import HiddenFigure
from bulletin.disclosure.linked_tables import Rational
from bulletin.disclosure.sensitivity import HiddenReason
from bulletin.localization.messages import Message, _, n_
from bulletin.model.values import Qualifier, Quantity, Value
from bulletin.rendering import columns
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import EMPTY
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.text import percent_text, value_text
from bulletin.rendering.views import Cell, Table

NARROWEST = 25
"""Of how many sensitive figures the page shows the intervals; the file has those of all."""
REASONS: dict[HiddenReason, tuple[Message, Message]] = {
    HiddenReason.THRESHOLD: (_("Threshold"), _("It counts too few.")),
    # Translators: name of the (n,k) rule of disclosure control
    HiddenReason.DOMINANCE: (_("Dominance"), _("Few contributions make most of it.")),
    HiddenReason.P_PERCENT: (
        # Translators: name of the p% rule of disclosure control
        _("p% rule"),
        _("Whoever makes the second largest contribution could estimate the largest too closely."),
    ),
    HiddenReason.CONTRIBUTORS: (_("Contributors"), _("Too few contribute to it.")),
    HiddenReason.COMPLEMENTARY: (_("Complementary suppression"), _("A hidden figure could be computed from it.")),
    HiddenReason.DERIVED: (_("Derived"), _("It is computed from a hidden figure by anything else than adding.")),
    HiddenReason.RECORD: (_("Its own record"), _("Its record suppresses it, or one that does would follow from it.")),
    HiddenReason.ROUNDED: (_("Rounding"), _("The public sees it rounded.")),
    HiddenReason.AUDIENCE: (
        _("Mark"),
        _("A record that it depends on is marked for an audience: the public has no such figure."),
    ),
    HiddenReason.PART: (
        _("Another value"),
        _("Something that it includes is marked for an audience, or hidden: the public sees another value."),
    ),
}
"""Why a figure is hidden: in a word, and in a sentence; in the order of the page."""
_EXACT = _(
    "The file has the interval that is left of each hidden figure: the least and the greatest value that fit all that "
    "the public editions so far show, taken together, and what readers know besides, such as that a count is a whole "
    "number. Intervals are computed exactly, by integer programming over all equations between the figures. That of a "
    "rate or a share is about its numerator. A figure that is derived from hidden ones has none of its own."
)
_KNOWN = n_(
    "{count} sensitive figure has an interval.",
    "{count} sensitive figures have an interval. The table has those of which readers know most: where the interval is "
    "narrowest in relation to the figure.",
)


class Hidden(NamedTuple):
    """A figure that the public does not see."""

    figure: Figure
    audit: HiddenFigure

    @property
    def width(self) -> Fraction | None:
        """How wide its interval is, relative to it."""
        return self.audit.width(self.figure)


def known_paragraphs(page: PageContext, hidden: Iterable[Hidden]) -> Iterator[str]:
    """How intervals are computed, and how many sensitive figures have any; nothing without intervals."""
    hidden = list(hidden)
    if any(each.audit.interval is not None for each in hidden):
        yield page.words.say(_EXACT)
    count = len(_sensitive(hidden))
    if count:
        yield page.words.say(_KNOWN, count=count)


def _sensitive(hidden: Iterable[Hidden]) -> list[Hidden]:
    """The sensitive figures that have intervals, the narrowest first."""
    found = [each for each in hidden if each.audit.is_sensitive and each.audit.interval is not None]
    return sorted(found, key=lambda each: (each.width is None, each.width or 0))


def narrowest_cell(page: PageContext, hidden: Iterable[Hidden]) -> Cell:
    """The narrowest interval of a sensitive figure, which its row leads to."""
    row = next((each for each in _sensitive(hidden) if each.width is not None), None)
    if row is None or row.width is None:
        return EMPTY
    text = _ends(page, row.figure, row.audit.interval)
    return Cell(links=(page.links.to_figure(row.figure, text),), detail=percent_text(row.width, page.language, 0))


def narrowest_table(page: PageContext, hidden: Iterable[Hidden]) -> Table | None:
    """The sensitive figures of which readers know most; None without any."""
    table = TableBuilder(page, "narrowest", page.words.say(_("Sensitive figures of which readers know most")))
    shown: tuple[Column[Hidden] | None, ...] = (
        columns.organization(table, lambda row: row.figure.key),
        columns.measure(table, lambda row: row.figure.key),
        columns.period(table, lambda row: row.figure.key),
        columns.category(table, lambda row: row.figure.key),
        columns.value(table, lambda row: row.figure),
        columns.unit(table, lambda row: page.words.unit_of(row.figure.key.measure)),
        columns.text(table, _("Reason"), lambda row: page.words.say(REASONS[row.audit.reason][0])),
        columns.column(
            table,
            _("Readers know"),
            lambda row: Cell(_ends(page, row.figure, row.audit.interval), detail=_counted(page, row)),
            numeric=True,
        ),
        columns.column(table, _("Width in relation to the figure"), lambda row: _width(page, row), numeric=True),
        columns.column(
            table,
            _("Must stay possible"),
            lambda row: Cell(_ends(page, row.figure, row.audit.protection)),
            numeric=True,
        ),
    )
    return table.build(shown, _sensitive(hidden)[:NARROWEST])


def _width(page: PageContext, row: Hidden) -> Cell:
    if row.width is None:
        return EMPTY
    return Cell(percent_text(row.width, page.language, 0), number=str(round(row.width * 100)))


def _counted(page: PageContext, row: Hidden) -> str:
    """What the interval is about, where that is not the figure's own value."""
    if row.audit.public_value is not None:
        value = _value(page, row.figure, row.audit.public_value)
        return page.words.say(_("of what the public's figure would be: {value}"), value=value)
    return "" if row.figure.numerator is None else page.words.say(_("of the numerator"))


def _ends(page: PageContext, figure: Figure, ends: tuple[Rational | None, Rational | None] | None) -> str:
    """An interval in words: ``1 to 6``, ``at least 1``; empty where there is none, or no end."""
    lower, upper = (None if end is None else Fraction(end) for end in ends or (None, None))
    if lower is None:
        return "" if upper is None else _value(page, figure, Quantity(upper, Qualifier.AT_MOST))
    if upper is None:
        return _value(page, figure, Quantity(lower, Qualifier.AT_LEAST))
    between = Quantity(lower) if lower == upper else Quantity(lower, Qualifier.BETWEEN, upper)
    return _value(page, figure, between)


def _value(page: PageContext, figure: Figure, value: Value) -> str:
    """What a figure may be; of a rate or a share, its numerator, which has another unit."""
    if figure.numerator is not None:
        return value_text(value, page.language)
    return page.words.value(value, figure.key.measure)
