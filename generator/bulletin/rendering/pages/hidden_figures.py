"""Hidden figures as the page of the disclosure audit has them: why each is hidden, and what readers can know of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from bulletin.analysis.figures import Figure
from bulletin.analysis.tables import group_by
from bulletin.disclosure.audit import HiddenFigure
from bulletin.disclosure.linked_tables import Rational
from bulletin.disclosure.sensitivity import HiddenReason
from bulletin.localization.messages import Message, _, n_
from bulletin.model.values import Qualifier, Quantity, Value
from bulletin.rendering import columns
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import EMPTY, linked
from bulletin.rendering.labels import Labels
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.text import percent_text, value_text
from bulletin.rendering.views import Cell, Table

NARROWEST, OF_EACH = 25, 5
"""Of how many sensitive figures the page shows the intervals, and of how many of each measure; the file has all."""
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
_REQUIRED = _(
    "What must stay possible of a sensitive figure is what its rule asks for: every count below the threshold; of an "
    "amount, so much more and so much less. Where editions that are published left readers less than that, all that "
    "they left must stay possible, which may be less than the rule asks for now."
)
_WIDTH = _("Width in relation to the figure")
_KNOWN = n_(
    "{count} sensitive figure has an interval.",
    "{count} sensitive figures have an interval. The second table has those of which readers know most, a few of each "
    "measure: where the interval is narrowest in relation to the figure.",
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
        yield page.words.say(_REQUIRED)


def _sensitive(hidden: Iterable[Hidden]) -> list[Hidden]:
    """The sensitive figures that have intervals, the narrowest first."""
    found = [each for each in hidden if each.audit.is_sensitive and each.audit.interval is not None]
    return sorted(found, key=_by_width)


def _by_width(each: Hidden) -> tuple[bool, Fraction]:
    return each.width is None, each.width or Fraction()


def intervals_table(page: PageContext, hidden: Iterable[Hidden]) -> Table | None:
    """How closely readers know the sensitive figures of each measure; None without any."""
    by_measure = group_by(_sensitive(hidden), lambda each: each.figure.key.measure)
    table = TableBuilder(page, "intervals", page.words.say(_("How closely readers know sensitive figures, by measure")))
    shown: tuple[Column[str], ...] = (
        columns.column(table, Labels.measure, lambda row: linked(page.links.to_measure(row))),
        columns.count(table, _("Sensitive figures"), lambda row: len(by_measure[row])),
        columns.column(table, _("Narrowest interval"), lambda row: _known(page, by_measure[row][0]), numeric=True),
        columns.column(table, _WIDTH, lambda row: _width(page, by_measure[row][0]), numeric=True),
        columns.column(table, _("Median width"), lambda row: _width(page, _middle(by_measure[row])), numeric=True),
    )
    return table.build(shown, filter(by_measure.__contains__, page.measures))


def _middle(narrowest_first: Sequence[Hidden]) -> Hidden:
    return narrowest_first[(len(narrowest_first) - 1) // 2]


def narrowest_table(page: PageContext, hidden: Iterable[Hidden]) -> Table | None:
    """The sensitive figures of which readers know most, a few of each measure; None without any."""
    table = TableBuilder(page, "narrowest", page.words.say(_("Sensitive figures of which readers know most")))
    shown: tuple[Column[Hidden], ...] = (
        columns.organization(table, lambda row: row.figure.key),
        columns.measure(table, lambda row: row.figure.key),
        columns.period(table, lambda row: row.figure.key),
        columns.category(table, lambda row: row.figure.key),
        columns.value(table, lambda row: row.figure),
        columns.column(table, _("Readers know"), lambda row: _known(page, row), numeric=True),
        columns.column(table, _WIDTH, lambda row: _width(page, row), numeric=True),
        columns.column(
            table, _("Must stay possible"), lambda row: _required(page, row), numeric=True, detail=_("Reason")
        ),
    )
    by_measure = group_by(_sensitive(hidden), lambda each: each.figure.key.measure)
    few = (each for of in by_measure.values() for each in of[:OF_EACH])
    return table.build(shown, sorted(few, key=_by_width)[:NARROWEST])


def _known(page: PageContext, row: Hidden) -> Cell:
    text = _ends(page, row.figure, row.audit.interval)
    return Cell(text or "…", (page.links.to_figure(row.figure, text or "…"),), detail=_counted(page, row))


def _required(page: PageContext, row: Hidden) -> Cell:
    """What readers must still hold possible, and by which rule."""
    reason = page.words.say(REASONS[row.audit.reason][0])
    return Cell(_ends(page, row.figure, row.audit.protection), detail=page.words.lowered(reason))


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
