"""The page of targets, and the tables of targets: their status, the rest of their periods, and how they go together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeVar

from bulletin.analysis.progress import Progress, RunRate, projection, run_rate
from bulletin.analysis.quantities import round_half_up
from bulletin.analysis.tables import Tables, TargetFigure
from bulletin.analysis.target_status import StatusReason, TargetStatus
from bulletin.analysis.targets import FarApart, OffTerm, TargetRollup, far_apart, off_term, target_rollups
from bulletin.localization.messages import _, n_
from bulletin.model.places import NOWHERE
from bulletin.model.records import Basis
from bulletin.model.values import Quantity
from bulletin.rendering import columns, figure_cells, links
from bulletin.rendering.context import PageContext, memoized
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import REASONS, Labels
from bulletin.rendering.links import target_anchor
from bulletin.rendering.tables import ROWS_SHOWN, Column, TableBuilder
from bulletin.rendering.target_cells import is_of_own_period, no_figure_text, progress_for, ratio_cell
from bulletin.rendering.text import MINUS, digits, fraction_text, until_text
from bulletin.rendering.views import Cell, Formula, Link, Table

_TARGETS_INTRO = n_(
    "{count} target, {inferred} of them inferred from a percentage that a source states.",
    "{count} targets, {inferred} of them inferred from a percentage that a source states.",
)
_COMPARISONS_INTRO = n_(
    "A target for every year has a row for each of its years up to that of the bulletin's newest report, years "
    "without a figure among them, which makes {count} comparison in all.",
    "A target for every year has a row for each of its years up to that of the bulletin's newest report, years "
    "without a figure among them, which makes {count} comparisons in all.",
)
_FAR_APART = _(
    "{organization}, {measure}: yearly targets far apart: {targets}. All are shown; none is averaged or preferred."
)
_OFF_TERM = _(
    "{organization}, {measure}: the yearly targets add to {total} ({targets}), {relation} the target of {term}"
    " for the {period}."
)
_SHORT = _(
    "{organization}, {measure} {period}: the targets of all {count} units below add to {total}, less than its "
    "own target of {target}."
)
_MORE_TARGETS = _("This page shows {shown} of {total} rows; the page of targets has them all.")
_OUTLOOK_NOTE = _("A projection is no figure: no source states it, and no file of figures holds it.")


Item = TypeVar("Item")


@dataclass(frozen=True)
class TargetsContext(Context):
    """All targets with their status."""

    template = "targets"

    intro: str
    """How many there are, how many of them were inferred, and how many comparisons they make."""
    summary: Table | None
    """The number of targets by status; None without targets."""
    findings: tuple[str, ...]
    """Targets that do not go together, a sentence each."""
    targets: Table | None
    """The targets in force; None where there are none."""
    outlook: Table | None
    """What the rest of their periods takes, and projections; None where nothing is under way."""
    rollup: Table | None
    """The targets of units against those of the units below them; None where there are not both."""
    superseded: Table | None
    """The targets that others took the place of; None where there are none."""


def targets_job(page: PageContext) -> PageJob:
    """The page of targets."""
    page = page.at(links.TARGETS)
    targets = page.tables.targets
    current = [target for target in targets if target.superseded_by is None]
    superseded = [target for target in targets if target.superseded_by is not None]
    intro = _intro(page, targets)
    return PageJob(
        path=page.path,
        title=page.words.say(Labels.targets),
        description=intro,
        trail=(),
        context=TargetsContext(
            intro=intro,
            summary=_summary(page, targets),
            findings=target_findings(page),
            targets=targets_table(page, "targets", page.words.say(_("Targets", "in force")), current),
            outlook=outlook_table(page, current),
            rollup=rollup_table(page),
            superseded=targets_table(page, "superseded", page.words.say(_("Superseded targets")), superseded),
        ),
        language=page.language,
    )


def _intro(page: PageContext, targets: Sequence[TargetFigure]) -> str:
    """How many targets there are and, where a target for every year makes several, how many comparisons."""
    bases = {target.id: target.basis for target in targets}
    inferred = sum(basis is Basis.INFERRED for basis in bases.values())
    intro = page.words.say(_TARGETS_INTRO, count=len(bases), inferred=page.words.count(inferred))
    if len(bases) == len(targets):
        return intro
    compared = page.words.say(_COMPARISONS_INTRO, count=len(targets))
    return f"{intro} {compared}"


class StatusCount(NamedTuple):
    """How many targets have a status, or a reason why it is not assessable."""

    name: str
    targets: int
    depth: int = 0


def _summary(page: PageContext, targets: Sequence[TargetFigure]) -> Table | None:
    """The number of targets by status; of those that are not assessable, by reason."""
    table = TableBuilder(page, "summary", page.words.say(_("Comparisons with targets by status")))
    shown: tuple[Column[StatusCount], ...] = (
        columns.text(table, Labels.status, lambda row: page.words.capitalized(row.name)),
        columns.count(table, Labels.count, lambda row: row.targets),
    )
    return table.build(shown, _counted(page, targets), depth=lambda row: row.depth)


def _counted(page: PageContext, targets: Sequence[TargetFigure]) -> Iterator[StatusCount]:
    assessed = [progress_for(page, target).assessment for target in targets]
    statuses, reasons = Counter(each.status for each in assessed), Counter(each.reason for each in assessed)
    for status in filter(statuses.__getitem__, TargetStatus):
        yield StatusCount(page.words.target_status(status), statuses[status])
        if status is TargetStatus.NOT_ASSESSABLE:
            for reason in filter(reasons.__getitem__, StatusReason):
                yield StatusCount(
                    page.words.say(_("of which: {reason}"), reason=page.words.say(REASONS[reason])), reasons[reason], 1
                )


# --- targets that do not go together


def target_findings(page: PageContext, organization: str | None = None) -> tuple[str, ...]:
    """What is odd about targets, a sentence each.

    :param organization: only what is about this one's targets.
    """
    found = _found(page, page.tables)
    return tuple(text for about, text in found if organization in (None, about))


@memoized
def _found(page: PageContext, _: Tables) -> tuple[tuple[str, str], ...]:
    """All that is odd, each with the organization that it is about."""
    return tuple(_findings(page))


def _findings(page: PageContext) -> Iterator[tuple[str, str]]:
    catalogue, tables = page.catalogue, page.tables
    for apart in far_apart(catalogue, tables):
        yield apart.targets[0].key.organization, _far_apart(page, apart)
    for off in off_term(catalogue, tables):
        yield off.term.key.organization, _off_term(page, off)
    for rollup in target_rollups(catalogue, tables):
        if rollup.is_short:
            yield rollup.above.key.organization, _short_of(page, rollup)


def _names_of(page: PageContext, target: TargetFigure) -> dict[str, str]:
    return {
        "organization": page.words.organization(target.key.organization),
        "measure": page.words.lowered(page.words.measure(target.key.measure)),
    }


def _far_apart(page: PageContext, found: FarApart) -> str:
    return page.words.say(_FAR_APART, **_names_of(page, found.targets[0]), targets=_listed(page, found.targets))


def _off_term(page: PageContext, found: OffTerm) -> str:
    return page.words.say(
        _OFF_TERM,
        **_names_of(page, found.term),
        total=fraction_text(found.total, page.language),
        targets=_listed(page, tuple({target.id: target for target in found.yearly}.values())),
        relation=page.words.say(_("more than") if found.is_more else _("less than")),
        term=page.words.amount(found.term.value, found.term.key.measure),
        period=page.words.period_name(found.term.key.period),
    )


def _short_of(page: PageContext, found: TargetRollup) -> str:
    return page.words.say(
        _SHORT,
        **_names_of(page, found.above),
        period=page.words.period_inside(found.above.key.period),
        count=page.words.count(len(found.below)),
        total=fraction_text(found.total, page.language),
        target=page.words.amount(found.above.value, found.above.key.measure),
    )


def _listed(page: PageContext, targets: Sequence[TargetFigure]) -> str:
    return ", ".join(_named(page, target) for target in targets)


def _named(page: PageContext, target: TargetFigure) -> str:
    phrase = _("{value} ({period}, inferred)") if target.basis is Basis.INFERRED else _("{value} ({period})")
    return page.words.say(phrase, value=_value(page, target), period=_when(page, target))


def _value(page: PageContext, target: TargetFigure) -> str:
    return page.words.value(target.value, target.key.measure)


def _when(page: PageContext, target: TargetFigure) -> str:
    if target.years is None:
        return page.words.period_name(target.key.period)
    return page.words.say(_("every year, {period}"), period=page.words.period_name(target.years))


# --- tables of targets


def targets_table(
    page: PageContext,
    table_id: str,
    caption: str,
    targets: Sequence[TargetFigure],
    *,
    of_one_organization: bool = False,
) -> Table | None:
    """Targets, one a row, each with its status and the figure that covers most of it.

    Above the row limit, tables link to the page of all targets.

    :param of_one_organization: leaves the organization out.
    """
    limit = len(targets) if page.path == links.TARGETS else ROWS_SHOWN
    rows = [progress_for(page, target) for target in targets[:limit]]
    table = TableBuilder(
        page, table_id, caption, unit=figure_cells.shared_unit(_unit(page, row.target) for row in rows)
    )
    shown: tuple[Column[Progress] | None, ...] = (
        None if of_one_organization else columns.organization(table, lambda row: row.target.key),
        _measure(table, lambda row: row.target),
        columns.period(table, lambda row: row.target.key, header=_("Target's period")),
        columns.status(table, lambda row: row),
        columns.target_column(
            table,
            lambda row: columns.target_cell(table, row.target, canonical=_is_canonical(page, row.target)),
        ),
        columns.column(table, Labels.value, lambda row: _figure(table, row), numeric=True, unit=table.unit),
        columns.unit(table, lambda row: _unit(page, row.target)),
        columns.progress(table, lambda row: row, rows, unknown=False),
        columns.elapsed(table, lambda row: (row.elapsed, row.target.key.period)),
        columns.column(table, _("Set by"), lambda row: _decision(page, row.target), wide=True),
        columns.column(table, Labels.source, lambda row: _source(table, row.target)),
    )
    return table.build(
        shown,
        rows,
        anchor=lambda row: target_anchor(row.target) if _is_canonical(page, row.target) else "",
        more=_more(page, len(targets)) if len(targets) > limit else None,
    )


def _more(page: PageContext, total: int) -> Link:
    counts = {"shown": page.words.count(ROWS_SHOWN), "total": page.words.count(total)}
    return Link(page.words.say(_MORE_TARGETS, **counts), page.links.href(links.TARGETS))


def _is_canonical(page: PageContext, target: TargetFigure) -> bool:
    return page.path == links.organization_page(target.key.organization)


def _unit(page: PageContext, target: TargetFigure) -> str:
    return "%" if target.share else page.words.unit_of(target.key.measure)


def _measure(table: TableBuilder, of: Callable[[Item], TargetFigure]) -> Column[Item]:
    """What a target is set for."""
    return columns.column(
        table, Labels.measure, lambda item: measure_cell(table.page, of(item)), detail=Labels.population
    )


def measure_cell(page: PageContext, target: TargetFigure) -> Cell:
    """What a target is set for: a measure or the share of a part of it, with the population."""
    key = target.key
    population = page.words.narrowed(key.population)
    if key.breakdown is None or key.category is None:
        return figure_cells.linked(page.links.to_measure(key.measure), detail=population)
    part = page.words.lowered(page.words.category(key.breakdown, key.category))
    return Cell(
        page.words.say(_("{whole}: share of {part}"), part=part, whole=page.words.measure(key.measure)),
        detail=population,
    )


def _figure(table: TableBuilder, row: Progress) -> Cell:
    """The figure that is compared with the target or its share, with its period where that is another."""
    if row.figure is None:
        return Cell(no_figure_text(table.page, row))
    period = "" if is_of_own_period(row) else table.page.words.period_name(row.figure.key.period)
    figure = table.figure(row.figure)
    if row.target.share is None:
        return figure._replace(detail=period)
    share = _share(table.page, row)
    details = "; ".join(filter(None, (share.detail, period)))
    to_part = table.page.links.to_figure(row.figure, share.text)
    formula = share.formula.within(details) if share.formula else None
    return share._replace(links=(to_part,), detail=details, formula=formula, flags=figure.flags, notes=figure.notes)


def _share(page: PageContext, row: Progress) -> Cell:
    if row.share is None:
        return Cell(page.words.outcome(row.attained))
    wanted = row.target.value
    return ratio_cell(page, row.share, Fraction(100), wanted.fraction if isinstance(wanted, Quantity) else None)


def _decision(page: PageContext, target: TargetFigure) -> Cell:
    return figure_cells.linked(page.links.to_decision(target.decision)) if target.decision else figure_cells.EMPTY


def _source(table: TableBuilder, target: TargetFigure) -> Cell:
    """The source; in the canonical row also the record, and the stated value that a target was inferred from."""
    page, sources = table.page, table.sources((target.source,))
    if not _is_canonical(page, target):
        return sources
    claim = page.release.claims.get(target.claim or "")
    if claim is not None and target.basis is Basis.INFERRED and isinstance(claim.value, Quantity):
        name = page.words.say(_("inferred from the stated {value}"), value=page.words.percentage(claim.value))
        to_claim = Link(name, page.links.href(links.QUALITY, links.claim_anchor(claim.id)))
        sources = sources._replace(links=(*sources.links, to_claim))
    return sources if target.place == NOWHERE else sources._replace(record=page.links.to_record(target.place))


# --- the rest of the periods


class Outlook(NamedTuple):
    """A target under way, and the run rate that it still takes."""

    progress: Progress
    rest: RunRate


def outlook_table(
    page: PageContext, targets: Iterable[TargetFigure], *, of_one_organization: bool = False
) -> Table | None:
    """What is missing of each count to reach, the run rate that takes, and a projection where one may be made.

    :param of_one_organization: leaves the organization out.
    """
    table = TableBuilder(page, "outlook", page.words.say(_("The rest of the period: what is needed, projection")))
    shown: tuple[Column[Outlook] | None, ...] = (
        None if of_one_organization else columns.organization(table, lambda row: row.progress.target.key),
        _measure(table, lambda row: row.progress.target),
        columns.period(table, lambda row: row.progress.target.key, header=_("Target's period")),
        columns.column(table, _("Missing"), lambda row: _missing(page, row), detail=Labels.workings),
        columns.text(
            table, _("Needed in the rest"), lambda row: _run_rate(page, row.progress.target.key.measure, row.rest)
        ),
        columns.column(table, _("Projection for the whole period"), lambda row: _projection(table, row.progress)),
    )
    rates = ((progress, run_rate(progress)) for progress in (progress_for(page, target) for target in targets))
    return table.build(shown, [Outlook(progress, rest) for progress, rest in rates if rest is not None])


def _missing(page: PageContext, row: Outlook) -> Cell:
    """The target less the figure."""
    progress, needed = row.progress, row.rest.needed
    cell = Cell(_amount(page, progress.target.key.measure, Fraction(needed)), number=str(needed))
    ends = [number for number in (progress.target, progress.figure) if number is not None]
    operands = tuple(page.links.to_row(number, figure_cells.number_text(page, number)) for number in ends)
    return figure_cells.with_formula(cell, Formula(operands, sign=f" {MINUS} "))


def _run_rate(page: PageContext, measure: str, rest: RunRate) -> str:
    """The amount a month that the rest of a period takes, or in all where less than a month is left."""
    until = until_text(rest.until, page.language)
    if rest.months < 1:
        return page.words.say(_("{amount} {until}"), amount=_amount(page, measure, Fraction(rest.needed)), until=until)
    return page.words.say(
        _("{amount} a month {until}"), amount=_amount(page, measure, Fraction(rest.per_month)), until=until
    )


def _projection(table: TableBuilder, progress: Progress) -> Cell:
    page, projected = table.page, projection(progress)
    if projected is None:
        return figure_cells.EMPTY
    number = round_half_up(projected.number, 0)
    basis = (
        _("projection: if the rest goes as in earlier years")
        if projected.is_seasonal
        else _("projection: if the rest goes on evenly")
    )
    return Cell(
        _amount(page, progress.target.key.measure, Fraction(number)),
        detail=page.words.say(basis),
        notes=(table.note(page.words.say(_OUTLOOK_NOTE)),),
    )


def _amount(page: PageContext, measure: str, number: Fraction) -> str:
    return page.words.amount(Quantity(Decimal(number.numerator) / Decimal(number.denominator)), measure)


# --- targets of units below


def rollup_table(page: PageContext) -> Table | None:
    """The targets of the units below (roll-up) against that of the unit above, where both exist."""
    table = TableBuilder(page, "cascade", page.words.say(_("Targets of the units below against the unit above")))
    shown: tuple[Column[TargetRollup], ...] = (
        columns.organization(table, lambda row: row.above.key),
        _measure(table, lambda row: row.above),
        columns.period(table, lambda row: row.above.key, header=_("Target's period")),
        columns.target_column(table, lambda row: columns.target_cell(table, row.above)),
        columns.column(table, _("Sum of their targets"), lambda row: _sum_below(page, row), detail=Labels.workings),
        columns.difference(table, _("Difference"), lambda row: row.difference, numeric=False),
        columns.text(table, _("Units with a target"), lambda row: _units(page, row)),
    )
    return table.build(shown, target_rollups(page.catalogue, page.tables))


def _sum_below(page: PageContext, row: TargetRollup) -> Cell:
    cell = Cell(fraction_text(row.total, page.language), number=digits(row.total))
    return figure_cells.with_formula(cell, figure_cells.addition(page, row.below, figure_cells.by_organization))


def _units(page: PageContext, row: TargetRollup) -> str:
    count = page.words.count(len(row.below))
    if row.expected is None:
        return page.words.say(_("{count} of an unknown number"), count=count)
    return page.words.say(_("{count}/{expected}"), count=count, expected=page.words.count(row.expected))
