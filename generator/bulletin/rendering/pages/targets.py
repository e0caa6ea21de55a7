"""The page of targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bulletin.analysis import Reason, Standing
from bulletin.analysis.cascade import Cascade, cascades
from bulletin.analysis.consistency import FarApart, OffTerm, far_apart, off_term
from bulletin.analysis.tables import Tables, TargetFigure
from bulletin.model.records import Basis
from bulletin.rendering import columns, links
from bulletin.rendering.jobs import Context, PageJob
from bulletin.rendering.pages.target_tables import cascade_table, outlook_table, targets_table
from bulletin.rendering.scope import Scope, once
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.target_cells import progress_for
from bulletin.rendering.text.messages import REASONS, Labels, Paces, Phrases
from bulletin.rendering.text.number_formats import fraction_text
from bulletin.rendering.views import Table


@dataclass(frozen=True)
class TargetsContext(Context):
    """All targets and how they stand."""

    template = "targets"

    intro: str
    """How many there are, how many of them were inferred, and how many comparisons they make."""
    summary: Table | None
    """How many stand how; None without targets."""
    findings: tuple[str, ...]
    """Targets that do not go together, a sentence each."""
    targets: Table | None
    """The targets in force; None where there are none."""
    outlook: Table | None
    """What the rest of their periods takes, and projections; None where nothing is under way."""
    cascade: Table | None
    """The targets of units against those of the units below them; None where there are not both."""
    superseded: Table | None
    """The targets that others took the place of; None where there are none."""


def targets_job(scope: Scope) -> PageJob:
    """The page of targets."""
    scope = scope.at(links.TARGETS)
    targets = scope.release.tables.targets
    current = [target for target in targets if target.superseded_by is None]
    superseded = [target for target in targets if target.superseded_by is not None]
    intro = _intro(scope, targets)
    return PageJob(
        path=scope.page,
        title=scope.say(Labels.targets),
        description=intro,
        trail=(),
        context=TargetsContext(
            intro=intro,
            summary=_summary(scope, targets),
            findings=target_findings(scope),
            targets=targets_table(scope, "targets", scope.say(Labels.targets_in_force), current),
            outlook=outlook_table(scope, current),
            cascade=cascade_table(scope),
            superseded=targets_table(scope, "superseded", scope.say(Labels.targets_superseded), superseded),
        ),
        language=scope.language,
    )


def _intro(scope: Scope, targets: Sequence[TargetFigure]) -> str:
    """How many targets there are and, where a target for every year makes several, how many comparisons."""
    bases = {target.id: target.basis for target in targets}
    inferred = sum(basis is Basis.INFERRED for basis in bases.values())
    counts = {"count": scope.count(len(bases)), "inferred": scope.count(inferred)}
    intro = Phrases.targets_intro.in_(scope.language, len(bases), **counts)
    if len(bases) == len(targets):
        return intro
    compared = Phrases.comparisons_intro.in_(scope.language, len(targets), count=scope.count(len(targets)))
    return f"{intro} {compared}"


class StatusCount(NamedTuple):
    """How many targets have a status, or a reason why it is not assessable."""

    name: str
    targets: int
    depth: int = 0


def _summary(scope: Scope, targets: Sequence[TargetFigure]) -> Table | None:
    """The number of targets by status; of those that are not assessable, by reason."""
    table = TableBuilder(scope, "summary", scope.say(Labels.targets_by_standing))
    shown: tuple[Column[StatusCount], ...] = (
        columns.text(table, Labels.standing, lambda row: row.name[0].upper() + row.name[1:]),
        columns.count(table, Labels.count, lambda row: row.targets),
    )
    return table.build(shown, _counted(scope, targets), depth=lambda row: row.depth)


def _counted(scope: Scope, targets: Sequence[TargetFigure]) -> Iterator[StatusCount]:
    assessed = [progress_for(scope, target).assessment for target in targets]
    statuses, reasons = Counter(each.standing for each in assessed), Counter(each.reason for each in assessed)
    for status in filter(statuses.__getitem__, Standing):
        yield StatusCount(scope.standing(status), statuses[status])
        if status is Standing.NOT_ASSESSABLE:
            for reason in filter(reasons.__getitem__, Reason):
                yield StatusCount(scope.say(Paces.of_which, reason=scope.say(REASONS[reason])), reasons[reason], 1)


# --- targets that do not go together


def target_findings(scope: Scope, organization: str | None = None) -> tuple[str, ...]:
    """What is odd about targets, a sentence each.

    :param organization: only what is about this one's targets.
    """
    found = _found(scope, scope.release.tables)
    return tuple(text for about, text in found if organization in (None, about))


@once
def _found(scope: Scope, _: Tables) -> tuple[tuple[str, str], ...]:
    """All that is odd, each with the organization that it is about."""
    return tuple(_findings(scope))


def _findings(scope: Scope) -> Iterator[tuple[str, str]]:
    catalogue, tables = scope.catalogue, scope.release.tables
    for apart in far_apart(catalogue, tables):
        yield apart.targets[0].key.organization, _far_apart(scope, apart)
    for off in off_term(catalogue, tables):
        yield off.term.key.organization, _off_term(scope, off)
    for cascade in cascades(catalogue, tables):
        if cascade.is_short:
            yield cascade.above.key.organization, _short(scope, cascade)


def _names(scope: Scope, target: TargetFigure) -> dict[str, str]:
    return {
        "organization": scope.organization(target.key.organization),
        "measure": scope.lowered(scope.measure(target.key.measure)),
    }


def _far_apart(scope: Scope, found: FarApart) -> str:
    return scope.say(Paces.far_apart, **_names(scope, found.targets[0]), targets=_listed(scope, found.targets))


def _off_term(scope: Scope, found: OffTerm) -> str:
    return scope.say(
        Paces.off_term,
        **_names(scope, found.term),
        total=fraction_text(found.total, scope.language),
        targets=_listed(scope, tuple({one.id: one for one in found.yearly}.values())),
        relation=scope.say(Paces.more if found.is_more else Paces.less),
        term=scope.amount(found.term.value, found.term.key.measure),
        period=scope.period_name(found.term.key.period),
    )


def _short(scope: Scope, found: Cascade) -> str:
    return scope.say(
        Paces.short,
        **_names(scope, found.above),
        period=scope.period_inside(found.above.key.period),
        count=scope.count(len(found.below)),
        total=fraction_text(found.total, scope.language),
        target=scope.amount(found.above.value, found.above.key.measure),
    )


def _listed(scope: Scope, targets: Sequence[TargetFigure]) -> str:
    return ", ".join(_named(scope, target) for target in targets)


def _named(scope: Scope, target: TargetFigure) -> str:
    phrase = Paces.one_inferred if target.basis is Basis.INFERRED else Paces.one_target
    return scope.say(phrase, value=_value(scope, target), period=_when(scope, target))


def _value(scope: Scope, target: TargetFigure) -> str:
    return scope.value(target.value, target.key.measure)


def _when(scope: Scope, target: TargetFigure) -> str:
    if target.years is None:
        return scope.period_name(target.key.period)
    return scope.say(Paces.each_year_of, period=scope.period_name(target.years))
