"""The attack: read what a site publishes, write all equations, bound what is hidden, and say what becomes known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

from bulletin.disclosure.components import components
from bulletin.disclosure.intervals import ContradictionError, intervals_within
from bulletin.disclosure.linked_tables import Interval
from bulletin.errors import RejectedError
from bulletin.localization.messages import _, translate
from bulletin.model.plain_text import first_lines
from bulletin.model.values import Absence
from bulletin.publishing.attack.accounting import account
from bulletin.publishing.attack.corrections import corrected_figures
from bulletin.publishing.attack.findings import AttackReport, Bounded, Finding, FindingKind, advice_on
from bulletin.publishing.attack.other_files import search_files
from bulletin.publishing.attack.pages import search_pages
from bulletin.publishing.attack.protection import Protection
from bulletin.publishing.attack.published_tables import CellKey, PublishedTables
from bulletin.publishing.attack.quotients import derive
from bulletin.publishing.attack.relations import PublishedEquations, Relation, System
from bulletin.publishing.attack.site_reading import versions_of
from bulletin.publishing.attack.unknowns import HiddenCell, Unknowns

_GIVEN_AWAY = _("What is to be published gives away figures that it hides (bulletin attack):\n{findings}")
_HIDES = Absence.SUPPRESSED.value.encode()
TIME_LIMIT = 60.0
"""Seconds that the solver may take for one limit of one number."""


class DisclosingError(RejectedError):
    """A site gives away what it hides."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__(_GIVEN_AWAY)

    def text(self, language: str) -> str:
        """That it does, the first findings, and what to do about them, in a language."""
        findings = first_lines([finding.text(language) for finding in self.findings])
        return f"{translate(_GIVEN_AWAY, language, findings=findings)}\n{advice_on(self.findings, language)}"


def refuse_disclosing(site: Path, published: AbstractSet[str] = frozenset()) -> None:
    """Let no site be published that gives away what it hides, more than what is public of it already.

    :param site: the whole site as it is to be published, with all versions that stay.
    :param published: the versions that are public already, as language/version: their pages are not searched again.
    :raises DisclosingError: when it does.
    :raises SolverError: when that cannot be said in time.
    :raises OSError: when a file cannot be read.
    """
    hides = any(_HIDES in path.read_bytes() for path in sorted(site.glob("*/*/api/measures/*.json")))
    findings = attack(site, searched=published).findings if hides else ()
    if findings and published:
        findings = tuple(_not_public(findings, [v for v in versions_of(site) if _is_among(v, site, published)]))
    if findings:
        raise DisclosingError(findings)


def _is_among(version: PublishedTables, site: Path, published: AbstractSet[str]) -> bool:
    """Whether a version is public already."""
    return all(folder.relative_to(site).as_posix() in published for folder in version.folders)


def _not_public(findings: Iterable[Finding], published: Sequence[PublishedTables]) -> Iterator[Finding]:
    """The findings but for limits that readers of what is public already know to be as narrow.

    A rule that becomes stricter asks for more of figures than published versions leave of them.
    """
    known: dict[CellKey, list[Interval]] = {}
    for each in bounded(published, TIME_LIMIT)[0]:
        known.setdefault(each.cell, []).append(each.interval)
    for finding in findings:
        is_limit = finding.kind in {FindingKind.RECOVERED, FindingKind.NARROW} and finding.interval is not None
        if not (is_limit and any(_is_within(each, finding.interval) for each in known.get(finding.cell, ()))):
            yield finding


def _is_within(known: Interval, limits: Interval | None) -> bool:
    """Whether an interval is at least as narrow as another, on either side."""
    if limits is None:
        return False
    is_below = limits.lower is None or (known.lower is not None and known.lower >= limits.lower)
    return is_below and (limits.upper is None or (known.upper is not None and known.upper <= limits.upper))


def attack(site: Path, *, time_limit: float = TIME_LIMIT, searched: AbstractSet[str] = frozenset()) -> AttackReport:
    """Attack a site: all versions of all editions in its folder together, or a draft.

    :param time_limit: seconds that the solver may take for one limit of one number.
    :param searched: the versions whose files need no other search, as language/version.
    :raises UnreadableSiteError: when the folder holds no published figures, or not as the program writes them.
    :raises SolverError: when a limit takes longer: nothing is known then of how close readers come.
    :raises OSError: when a file cannot be read.
    """
    versions = versions_of(site)
    numbers, found = bounded(versions, time_limit)
    folders = [folder for version in versions for folder in version.folders]
    wanted = {folder for folder in folders if folder.relative_to(site).as_posix() not in searched}
    beside = (*search_files(versions, wanted), *search_pages(versions, wanted, numbers))
    return AttackReport(
        versions=tuple(version.version for version in versions),
        published=sum(figure.value.exact is not None for version in versions for figure in version.figures.values()),
        bounded=numbers,
        findings=(*_former_reports(versions), *found, *beside),
    )


class Limits(NamedTuple):
    """Between which limits a number is known to be, and from what."""

    interval: Interval | None
    """None where no numbers fit the equations."""
    relations: tuple[Relation, ...] = ()


def bounded(versions: Sequence[PublishedTables], time_limit: float) -> tuple[tuple[Bounded, ...], tuple[Finding, ...]]:
    """The limits of every hidden number, and what becomes known by them.

    Where versions contradict each other, a number was corrected without a new report: there each is on its own.
    """
    results = list(_results(Unknowns(versions, corrected_figures(versions)), time_limit))
    if apart := {cell.key for cell, known in results if known.interval is None}:
        results = [each for each in results if each[0].key not in apart]
        results += _results(Unknowns(versions, linked=False), time_limit, apart)
    numbers = (Bounded(cell.key, cell.version, known.interval) for cell, known in results if known.interval is not None)
    return tuple(numbers), tuple(_findings(versions, results))


def _results(
    unknowns: Unknowns, time_limit: float, apart: Container[CellKey] | None = None
) -> Iterator[tuple[HiddenCell, Limits]]:
    """The hidden numbers, each with its limits.

    :param apart: those that are wanted, if not all.
    """
    account(unknowns)
    derive(unknowns)
    cells = [each for each in unknowns.hidden() if apart is None or (each.key in apart and each.unknown is not None)]
    wanted = {cell.unknown for cell in cells if cell.unknown is not None}
    known = _limits(unknowns.system, wanted, time_limit=time_limit)
    for cell in cells:
        yield cell, Limits(cell.published) if cell.unknown is None else known[cell.unknown]


def _limits(system: System, wanted: Container[int], *, time_limit: float) -> Mapping[int, Limits]:
    """The limits of some of the unknown numbers, or why there are none.

    Where what sources state does not fit together, they are those by what is computed only.

    :param time_limit: seconds that a single program may take.
    :raises SolverError: when one takes longer: nothing is known then of how close readers come.
    """
    found = dict(_limits_by(system.equations(), wanted, time_limit))
    if contradictory := {unknown for unknown, known in found.items() if known.interval is None}:
        found.update(_limits_by(system.equations(without_assumptions=True), contradictory, time_limit))
    return found


def _limits_by(known: PublishedEquations, wanted: Container[int], time_limit: float) -> Iterator[tuple[int, Limits]]:
    for component in components(known.tables, known.tables.hidden):
        try:
            found = intervals_within(component, known.tables, wanted, time_limit=time_limit)
        except ContradictionError:
            reason = Limits(None, tuple(known.relations[equation] for equation in component.equations))
            yield from ((unknown, reason) for unknown in component.cells if unknown in wanted)
            continue
        for unknown, knowledge in found.items():
            relations = dict.fromkeys(known.relations[equation] for equation in knowledge.equations)
            yield unknown, Limits(knowledge.interval, tuple(relations))


def _findings(versions: Sequence[PublishedTables], results: Sequence[tuple[HiddenCell, Limits]]) -> Iterator[Finding]:
    intervals: defaultdict[str, dict[CellKey, Interval]] = defaultdict(dict)
    for cell, known in results:
        if cell.unknown is not None and known.interval is not None:
            intervals[cell.version][cell.key] = known.interval
    protections = {each.version: Protection(each, intervals[each.version]) for each in versions}
    for cell, (interval, relations) in results:
        if interval is None:
            yield Finding(FindingKind.CONTRADICTION, cell.key, cell.version, relations=relations)
            continue
        is_exact = interval.lower is not None and interval.lower == interval.upper
        if is_exact or protections[cell.version].is_too_narrow(cell.key, interval):
            if any(_is_stated(cell, interval, each, protections) for each in versions):
                continue
            if cell.unknown is None:
                yield Finding(FindingKind.ELSEWHERE, cell.key, cell.version, interval, place=cell.elsewhere)
            else:
                kind = FindingKind.RECOVERED if is_exact else FindingKind.NARROW
                yield Finding(kind, cell.key, cell.version, interval, relations)


def _is_stated(
    cell: HiddenCell, interval: Interval, later: PublishedTables, protections: Mapping[str, Protection]
) -> bool:
    """Whether a later version states a number that was hidden, and may, as its policy does not ask to hide it.

    A record that suppressed it states it by now, or its source is exempt.
    """
    figure = later.figures.get(cell.key)
    number = None if figure is None or cell.version >= later.version else figure.value.exact
    if number is None or protections[later.version].is_too_narrow(cell.key, Interval(number, number)):
        return False
    return (interval.lower is None or interval.lower <= number) and (interval.upper is None or number <= interval.upper)


def _former_reports(versions: Iterable[PublishedTables]) -> Iterator[Finding]:
    """What else was reported of a figure that is hidden now."""
    for version in versions:
        for key, figure in version.figures.items():
            for former in figure.earlier if figure.value.is_hidden else ():
                if former.exact is not None:
                    interval = Interval(former.exact, former.exact)
                    yield Finding(FindingKind.EARLIER_REPORT, key, version.version, interval)
