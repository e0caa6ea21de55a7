"""The policy of disclosure control for readers: what is hidden, why, and what that promises."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bulletin.localization.messages import _, n_
from bulletin.model.records import DisclosureRule, Exemption
from bulletin.rendering import columns
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import linked
from bulletin.rendering.markup import prose
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.text import percent_text
from bulletin.rendering.views import Cell, Table


def disclosure_paragraphs(page: PageContext) -> Iterator[str]:
    """Why figures are hidden, what stands for them, and what is promised; nothing where no rule is shown."""
    policy = page.catalogue.disclosure
    if policy is None or not policy.rules:
        return
    text = prose("methods", page.language)
    if not page.catalogue.withholds_from(page.release.audience):
        yield text["disclosure_everything"]
    yield page.words.text(policy.reason)
    yield text["disclosure"]
    if any(rule.rounding_base for rule in policy.rules):
        yield text["disclosure_rounding"]
    yield text["disclosure_promise"]


def rules_table(page: PageContext) -> Table | None:
    """What is sensitive of which measures; None without a rule."""
    policy = page.catalogue.disclosure
    table = TableBuilder(page, "disclosure-rules", page.words.say(_("What is sensitive")))
    shown: tuple[Column[DisclosureRule], ...] = (
        columns.column(table, _("Measures"), lambda row: Cell(links=tuple(map(page.links.to_measure, row.measures)))),
        columns.text(table, _("Rule"), lambda row: " ".join(_sentences(page, row)), wide=True),
        columns.text(table, _("Reason"), lambda row: page.words.text(row.reason), wide=True),
    )
    return table.build(shown, policy.rules if policy is not None else ())


def exemptions_table(page: PageContext) -> Table | None:
    """The sources whose figures are never hidden; None without any, or where no rule hides anything."""
    policy = page.catalogue.disclosure
    table = TableBuilder(page, "disclosure-exemptions", page.words.say(_("Sources whose figures are never hidden")))
    shown: tuple[Column[Exemption], ...] = (
        columns.column(table, _("Source"), lambda row: linked(page.links.to_source_in_full(row.source))),
        columns.text(table, _("Reason"), lambda row: page.words.text(row.reason), wide=True),
    )
    return table.build(shown, policy.exempt if policy is not None and policy.rules else ())


def _sentences(page: PageContext, rule: DisclosureRule) -> Iterator[str]:
    """What a rule says, a sentence for each of its parts."""
    yield from _of_counts(page, rule)
    yield from _of_amounts(page, rule)


def _of_counts(page: PageContext, rule: DisclosureRule) -> Iterator[str]:
    say = page.words.say
    if rule.threshold is not None:
        yield _below(page, rule.threshold, zero=rule.zero_discloses)
        if any(page.catalogue.measures[name].keeps_parts for name in rule.measures):
            yield say(_("Of a rate or a share this is said of its numerator."))
    if rule.rounding_base is not None:
        base = page.words.count(rule.rounding_base)
        yield say(_("Counts are rounded to the nearest multiple of {base}."), base=base)


def _below(page: PageContext, threshold: int, *, zero: bool) -> str:
    """Which counts are not shown."""
    if threshold == 2 and not zero:
        return page.words.say(_("A count of 1 is not shown."))
    message = _("Counts of 0 to {most} are not shown.") if zero else _("Counts of 1 to {most} are not shown.")
    return page.words.say(message, most=page.words.count(threshold - 1))


def _of_amounts(page: PageContext, rule: DisclosureRule) -> Iterator[str]:
    say = page.words.say
    if rule.dominance is not None:
        percent = percent_text(Fraction(rule.dominance.percent) / 100, page.language)
        message = n_(
            "A total is not shown where the largest contribution is more than {percent} of it.",
            "A total is not shown where its {count} largest contributions are more than {percent} of it.",
        )
        yield say(message, count=rule.dominance.largest, percent=percent)
    if rule.p_percent is not None:
        percent = percent_text(Fraction(rule.p_percent) / 100, page.language)
        message = _(
            "A total is not shown where whoever makes the second largest contribution could estimate the largest to "
            "within {percent} of it."
        )
        yield say(message, percent=percent)
    if rule.contributors is not None:
        least = page.words.count(rule.contributors)
        yield say(_("A total of fewer than {least} contributions is not shown."), least=least)
