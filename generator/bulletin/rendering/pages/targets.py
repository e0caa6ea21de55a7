"""The page of targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bulletin.analysis import Reason, Standing
from bulletin.analysis.tables import TargetFigure
from bulletin.model.records import Basis
from bulletin.rendering import links
from bulletin.rendering.exhibits.drafts import TableDraft
from bulletin.rendering.exhibits.outlook_tables import cascade_table, outlook_table, target_findings
from bulletin.rendering.exhibits.progress_cells import towards
from bulletin.rendering.exhibits.target_tables import targets_table
from bulletin.rendering.jobs import Context, PageJob
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.messages import REASONS, Labels, Paces, Phrases
from bulletin.rendering.views import Cell, Table


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


def _summary(scope: Scope, targets: Sequence[TargetFigure]) -> Table | None:
    """How many stand how; of those of which nothing can be said, how many why."""
    assessed = [towards(scope, target).assessment for target in targets]
    standings, reasons = Counter(one.standing for one in assessed), Counter(one.reason for one in assessed)
    columns = (Labels.standing, Labels.count)
    draft = TableDraft(scope, "summary", scope.say(Labels.targets_by_standing), columns)
    for standing in filter(standings.__getitem__, Standing):
        draft.add(*_counted(scope, scope.standing(standing), standings[standing]))
        if standing is Standing.NOT_ASSESSABLE:
            for reason in filter(reasons.__getitem__, Reason):
                why = scope.say(Paces.of_which, reason=scope.say(REASONS[reason]))
                draft.add(*_counted(scope, why, reasons[reason]), depth=1)
    return draft.finish()


def _counted(scope: Scope, words: str, number: int) -> tuple[Cell, Cell]:
    return Cell(words[0].upper() + words[1:]), Cell(scope.count(number), number=str(number))
