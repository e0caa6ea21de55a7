"""The page of targets: all targets with their status, and which do not go together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from bulletin.analysis.figures import TargetFigure
from bulletin.analysis.quantities import sum_of
from bulletin.analysis.tables import Tables, group_by
from bulletin.analysis.target_consistency import FarApart, OffTerm, OffWay, far_apart, off_term, off_way
from bulletin.analysis.target_rollups import ABOVE_PARENT, TargetRollup, rollups_off
from bulletin.analysis.target_status import StatusReason, TargetStatus
from bulletin.localization.messages import _, n_
from bulletin.model.records import Basis
from bulletin.model.values import Quantity
from bulletin.rendering import columns, links
from bulletin.rendering.context import PageContext, derived, memoized
from bulletin.rendering.figure_cells import count_cell
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import REASONS, Labels
from bulletin.rendering.pages.target_board import to_board
from bulletin.rendering.pages.target_kind_table import kind_table
from bulletin.rendering.pages.target_lists import lists_table, status_count
from bulletin.rendering.pages.target_rollup_table import rollup_table
from bulletin.rendering.pages.target_tables import outlook_table, targets_table
from bulletin.rendering.pages.target_way_table import way_table
from bulletin.rendering.pages.trend_table import trend_table
from bulletin.rendering.phrases.figures import value_in_cell, value_with_unit
from bulletin.rendering.status_cells import in_unit_of
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.target_cells import progress_for
from bulletin.rendering.views import Cell, ChartedTable, Link, Table

_TARGETS = n_("{count} target.", "{count} targets.")
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
_COMPARISONS_OF_MANY = n_(
    "A target for every year has a row for each of its years, one with milestones a row for each of them, and one for "
    "each organization of a kind a row for each of these, which makes {count} comparison in all.",
    "A target for every year has a row for each of its years, one with milestones a row for each of them, and one for "
    "each organization of a kind a row for each of these, which makes {count} comparisons in all.",
)
_FAR_APART = _(
    "{organization}, {measure}: yearly targets far apart: {targets}. All are shown; none is averaged or preferred."
)
_OFF_TERM = _(
    "{organization}, {measure}: the yearly targets add to {total} ({targets}), {relation} the target of {term}"
    " for the {period}."
)
_OFF_WAY = _(
    "{organization}, {measure}: the milestone of {period} is {value}, which is not between {before} before it and the "
    "target of {target}."
)
_SHORT = n_(
    "{organization}, {measure} {period}: the target of {count} unit below is {total}, less than its own target of "
    "{target}.",
    "{organization}, {measure} {period}: the targets of all {count} units below add to {total}, less than its "
    "own target of {target}.",
)


_EXCEEDING = n_(
    "{organization}, {measure} {period}: the target of {count} unit below is {total}, more than its own target of "
    "{target}.",
    "{organization}, {measure} {period}: the targets of {count} units below add to {total}, more than its own target "
    "of {target}.",
)


@dataclass(frozen=True)
class TargetsContext(Context):
    """All targets with their status."""

    template = "targets"

    intro: str
    """How many there are, how many of them were inferred, and how many comparisons they make."""
    board: tuple[Link, ...]
    """Where all of them are by unit and target; empty where there is no such board."""
    summary: Table | None
    """The number of targets by status; None without targets."""
    by_kind: Table | None
    """How many organizations have which status, of targets for each of a kind; None without any."""
    by_status: ChartedTable | None
    """The organizations of each status, and how many they are; None without targets in force."""
    findings: tuple[str, ...]
    """Targets that do not go together, a sentence each."""
    targets: Table | None
    """The targets in force; None where there are none."""
    way: Table | None
    """How far figures have come from the baselines of targets; None where no target has one."""
    outlook: Table | None
    """What the rest of their periods takes, and projections; None where nothing is under way."""
    trend: Table | None
    """Growth since baselines, and where trends lead; None where no target has a baseline."""
    rollup: Table | None
    """The targets of units against those of the units below them; None where there are not both."""
    superseded: Table | None
    """The targets that others took the place of; None where there are none."""


def targets_job(page: PageContext) -> PageJob | None:
    """The page of targets; None without any."""
    page, targets = page.at(links.TARGETS), page.tables.targets
    if not targets:
        return None
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
            board=to_board(page),
            summary=_summary(page, targets),
            by_kind=kind_table(page, current),
            by_status=lists_table(page, current),
            findings=target_findings(page),
            targets=targets_table(page, "targets", page.words.say(_("Targets", "in force")), current),
            way=way_table(page, current),
            outlook=outlook_table(page, current),
            trend=trend_table(page, current),
            rollup=rollup_table(page, current),
            superseded=targets_table(page, "superseded", page.words.say(_("Superseded targets")), superseded),
        ),
        language=page.language,
    )


def _intro(page: PageContext, targets: Sequence[TargetFigure]) -> str:
    """How many targets there are and, where a target for every year makes several, how many comparisons."""
    bases = {target.id: target.basis for target in targets}
    inferred = sum(basis is Basis.INFERRED for basis in bases.values())
    words = _TARGETS_INTRO if inferred else _TARGETS
    intro = page.words.say(words, count=len(bases), inferred=page.words.count(inferred))
    if len(bases) == len(targets):
        return intro
    is_of_many = any(target.is_milestone or target.organization_kind for target in targets)
    compared = page.words.say(_COMPARISONS_OF_MANY if is_of_many else _COMPARISONS_INTRO, count=len(targets))
    return f"{intro} {compared}"


class StatusCount(NamedTuple):
    """How many targets have a status, or a reason why it is not assessable."""

    name: str
    targets: int
    status: TargetStatus | None = None
    """None of a reason, which is a part of the row above."""


def _summary(page: PageContext, targets: Sequence[TargetFigure]) -> Table | None:
    """The number of targets by status; of those that are not assessable, by reason."""
    table = TableBuilder(page, "summary", page.words.say(_("Comparisons with targets by status")))
    shown: tuple[Column[StatusCount], ...] = (
        columns.text(table, Labels.status, lambda row: page.words.capitalized(row.name)),
        columns.column(table, Labels.count, lambda row: _count(page, row), numeric=True),
    )
    return table.build(shown, _counted(page, targets), depth=lambda row: row.status is None)


def _count(page: PageContext, row: StatusCount) -> Cell:
    return count_cell(page, row.targets) if row.status is None else status_count(page, row.status, row.targets)


def _counted(page: PageContext, targets: Sequence[TargetFigure]) -> Iterator[StatusCount]:
    assessed = [progress_for(page, target).assessment for target in targets]
    statuses, reasons = Counter(each.status for each in assessed), Counter(each.reason for each in assessed)
    for status in filter(statuses.__getitem__, TargetStatus):
        yield StatusCount(page.words.target_status(status), statuses[status], status)
        if status is TargetStatus.NOT_ASSESSABLE:
            for reason in filter(reasons.__getitem__, StatusReason):
                yield StatusCount(
                    page.words.say(_("of which: {reason}"), reason=page.words.say(REASONS[reason])), reasons[reason]
                )


# --- targets that do not go together


def target_findings(page: PageContext, organization: str | None = None) -> tuple[str, ...]:
    """What is odd about targets, a sentence each.

    :param organization: only what is about this one's targets.
    """
    if organization is not None:
        return findings_by_organization(page).get(organization, ())
    return tuple(text for _, text in _found(page, page.tables))


@derived
def findings_by_organization(page: PageContext) -> Mapping[str, tuple[str, ...]]:
    """What is odd about the targets of each organization, a sentence each."""
    found = group_by(_found(page, page.tables), itemgetter(0))
    return {organization: tuple(text for _, text in of) for organization, of in found.items()}


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
    for off_path in off_way(catalogue, tables):
        yield off_path.target.key.organization, _off_way(page, off_path)
    for rollup in rollups_off(catalogue, tables):
        yield rollup.above.key.organization, _off_parent(page, rollup)


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
        total=page.words.exact(found.total, found.term.key.measure),
        targets=_listed(page, tuple({target.id: target for target in found.yearly}.values())),
        relation=page.words.say(_("more than") if found.is_more else _("less than")),
        term=value_with_unit(page.words, found.term),
        period=page.words.period_name(found.term.key.period),
    )


def _off_way(page: PageContext, found: OffWay) -> str:
    numbers = {"value": found.number, "before": found.before, "target": found.goal}
    return page.words.say(
        _OFF_WAY,
        **_names_of(page, found.target),
        period=page.words.period_name(found.milestone),
        **{name: in_unit_of(page, found.target, Quantity(number)) for name, number in numbers.items()},
    )


def _off_parent(page: PageContext, found: TargetRollup) -> str:
    return page.words.say(
        _EXCEEDING if found.remark == ABOVE_PARENT else _SHORT,
        **_names_of(page, found.above),
        period=page.words.period_inside(found.above.key.period),
        count=len(found.below),
        total=page.words.exact(sum_of(found.below), found.above.key.measure),
        target=value_with_unit(page.words, found.above),
    )


def _listed(page: PageContext, targets: Sequence[TargetFigure]) -> str:
    return page.words.commas(_named(page, target) for target in targets)


def _named(page: PageContext, target: TargetFigure) -> str:
    phrase = _("{value} ({period}, inferred)") if target.basis is Basis.INFERRED else _("{value} ({period})")
    return page.words.say(phrase, value=value_in_cell(page.words, target), period=_when(page, target))


def _when(page: PageContext, target: TargetFigure) -> str:
    if target.years is None:
        return page.words.period_name(target.key.period)
    return page.words.say(_("every year, {period}"), period=page.words.period_name(target.years))
