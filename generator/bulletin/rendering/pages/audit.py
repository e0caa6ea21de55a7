"""The page of the disclosure audit: what the public does not see, why, and how closely readers can know it.

It is in no site for an audience from which something may be withheld.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bulletin.analysis.tables import group_by
from bulletin.disclosure.sensitivity import SENSITIVE, HiddenReason
from bulletin.localization.messages import Message, _
from bulletin.rendering import columns, links
from bulletin.rendering.context import PageContext
from bulletin.rendering.export.disclosure_csv import disclosure_columns
from bulletin.rendering.figure_cells import count_cell, linked
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.downloads import columns_table
from bulletin.rendering.pages.hidden_figures import (
    REASONS,
    Hidden,
    intervals_table,
    known_paragraphs,
    narrowest_table,
)
from bulletin.rendering.pages.withheld_records import marked_table, withheld_intro, withheld_table
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.text import percent_text
from bulletin.rendering.views import Cell, Fact, Link, Table

TITLE = _("Disclosure control")
_INTRO = _(
    "What the public does not see of these figures, why, and how closely whoever reads all public editions so far can "
    "compute it. In the tables of this site, each such figure has the flag [c]: whoever passes it on, discloses it."
)

_DOWNLOAD = _("All figures that the public does not see (CSV)")
_COLUMNS = _("Columns of disclosure.csv")


@dataclass(frozen=True)
class AuditContext(Context):
    """What the public does not see."""

    template = "audit"

    intro: str
    """What the page is about, and for whom it is."""
    facts: tuple[Fact, ...]
    """How many figures there are, and how many of them the public does not see."""
    file: Link | None
    """All of these figures as a file; None where there are none."""
    columns: Table | None
    """What the columns of that file hold; it is folded away."""
    columns_title: str
    """What that table is called."""
    reasons: Table | None
    """How many figures are hidden for which reason; None where none is."""
    measures: Table | None
    """How many figures of each measure are hidden, and why; None where none is."""
    intervals: Table | None
    """How closely readers know the sensitive figures of each measure; None without any."""
    known: tuple[str, ...]
    """How the intervals are computed, and of how many sensitive figures there are any; empty without intervals."""
    narrowest: Table | None
    """The sensitive figures of which readers know most; None without any."""
    withheld_intro: str
    """How many records are withheld."""
    withheld: Table | None
    """How many of each kind; None where there are none."""
    marked: Table | None
    """The marked records that have names, with what depends on them; None without any."""


def audit_job(page: PageContext) -> PageJob | None:
    """The page of the disclosure audit; None where nothing may be withheld from the public, or the site is for it."""
    page, audit = page.at(links.DISCLOSURE), page.release.audit
    if audit is None:
        return None
    by_key = page.tables.by_key
    hidden = [Hidden(by_key[key], each) for key, each in audit.figures.items()]
    intro = page.words.say(_INTRO)
    return PageJob(
        path=page.path,
        title=page.words.say(TITLE),
        description=intro,
        trail=(),
        context=AuditContext(
            intro=intro,
            facts=tuple(_facts(page, hidden)),
            file=page.links.to(links.DISCLOSURE_CSV, _DOWNLOAD) if hidden else None,
            columns=columns_table(page, "columns", _COLUMNS, disclosure_columns(page.catalogue)) if hidden else None,
            columns_title=page.words.say(_COLUMNS),
            reasons=_reasons_table(page, hidden),
            measures=_measures_table(page, hidden),
            known=tuple(known_paragraphs(page, hidden)),
            intervals=intervals_table(page, hidden),
            narrowest=narrowest_table(page, hidden),
            withheld_intro=withheld_intro(page, audit),
            withheld=withheld_table(page, audit),
            marked=marked_table(page, audit),
        ),
        language=page.language,
    )


def _facts(page: PageContext, hidden: list[Hidden]) -> Iterator[Fact]:
    total = len(page.tables.figures)
    yield Fact(page.words.say(_("All figures")), page.words.count(total))
    yield Fact(page.words.say(_("The public does not see")), _share(page, len(hidden), total))
    if page.catalogue.disclosure is not None:
        sensitive = sum(each.audit.is_sensitive for each in hidden)
        yield Fact(page.words.say(_("Sensitive by the policy")), _share(page, sensitive, total))
        rules = page.links.href(links.METHODS, "disclosure")
        yield Fact(page.words.say(_("Policy")), links=(Link(page.words.say(_("Figures that are not shown")), rules),))


def _share(page: PageContext, count: int, total: int) -> str:
    """A count, with how much of all it is."""
    if not total:
        return page.words.count(count)
    share = percent_text(Fraction(count, total), page.language, 1)
    return page.words.say(_("{value} ({remark})"), value=page.words.count(count), remark=share)


# --- what is hidden, and why


def _reasons_table(page: PageContext, hidden: list[Hidden]) -> Table | None:
    counts, total = Counter(each.audit.reason for each in hidden), len(page.tables.figures)
    table = TableBuilder(page, "reasons", page.words.say(_("Figures that the public does not see, by reason")))
    name, share = Cell(page.words.say(Labels.whole)), Cell(_percent(page, len(hidden), total))
    shown: tuple[Column[HiddenReason], ...] = (
        columns.text(table, _("Reason"), lambda row: page.words.say(REASONS[row][0])).with_totals([name]),
        columns.count(table, _("Figures"), counts.__getitem__).with_totals([count_cell(page, len(hidden))]),
        columns.column(
            table, _("Of all figures"), lambda row: Cell(_percent(page, counts[row], total)), numeric=True
        ).with_totals([share]),
        columns.text(table, Labels.meaning, lambda row: page.words.say(REASONS[row][1]), wide=True),
    )
    return table.build(shown, filter(counts.__contains__, REASONS)) if hidden else None


def _percent(page: PageContext, count: int, total: int) -> str:
    return percent_text(Fraction(count, total), page.language, 1) if total else ""


def _measures_table(page: PageContext, hidden: list[Hidden]) -> Table | None:
    by_measure = group_by(hidden, lambda each: each.figure.key.measure)
    reasons = {measure: Counter(each.audit.reason for each in of) for measure, of in by_measure.items()}
    table = TableBuilder(page, "measures", page.words.say(_("Figures that the public does not see, by measure")))

    def number(name: Message, *counted: HiddenReason) -> Column[str] | None:
        """How many are hidden for one of these reasons, where any is."""
        if not any(each[reason] for each in reasons.values() for reason in counted):
            return None
        return columns.count(table, name, lambda row: sum(reasons[row][reason] for reason in counted))

    others = (HiddenReason.COMPLEMENTARY, HiddenReason.DERIVED, HiddenReason.RECORD, HiddenReason.ROUNDED)
    shown: tuple[Column[str] | None, ...] = (
        columns.column(table, Labels.measure, lambda row: linked(page.links.to_measure(row))),
        columns.count(table, _("All figures"), lambda row: len(page.tables.by_measure[row])),
        columns.count(table, _("Not seen"), lambda row: len(by_measure[row])),
        columns.column(
            table,
            _("Share"),
            lambda row: Cell(_percent(page, len(by_measure[row]), len(page.tables.by_measure[row]))),
            numeric=True,
        ),
        number(_("Sensitive"), *SENSITIVE),
        *(number(REASONS[reason][0], reason) for reason in others),
        number(_("Marks"), HiddenReason.AUDIENCE, HiddenReason.PART),
    )
    return table.build(shown, filter(by_measure.__contains__, page.measures))
