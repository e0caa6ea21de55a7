"""Whether what is to be hidden can be: disclosure control of every edition and of the draft, for ``bulletin check``.

Builds say only that something cannot be hidden, since their logs have more readers than the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeAlias

from bulletin.analysis.figures import Figure
from bulletin.analysis.tables import Tables, group_by
from bulletin.disclosure import Release, Series
from bulletin.disclosure.policy import Known
from bulletin.disclosure.unprotected import Computable, Sum, UnprotectedError, UnsolvedPolicyError
from bulletin.disclosure.withheld import computable_withheld
from bulletin.memory import keeping_everything
from bulletin.model.keys import ObservationKey
from bulletin.model.places import NOWHERE, Place
from bulletin.problems import Problem, kinds, with_text
from bulletin.reading.documents import Path as FieldPath
from bulletin.reading.files import RECORDS
from bulletin.reading.source_lines import SourceLines, is_rule_for
from bulletin.validation import Accepted
from bulletin.validation.check import path_of
from bulletin.website.pipeline import seen_by

_DRAFT = "draft"
"""The code of the draft among the editions."""
_FIGURE = ("organization", "measure", "period", "part")
"""The details that name a figure."""
_MOST = 5
"""So many equations, and so many parts of each, are written out."""
_ELSE = "…"
"""What a total has besides, and whatever is not written out."""
_Failure: TypeAlias = UnprotectedError | UnsolvedPolicyError


@keeping_everything()
def protection_problems(
    project: Path, everything: Accepted, series: Series | None = None, more: Sequence[Path] = ()
) -> tuple[Problem, ...]:
    """What audiences that do not see everything could compute though it is to be hidden from them.

    Of each audience this is what fails in its first edition that does; else what follows from its draft.

    :param project: the folder that holds ``records/``, whose lines problems quote.
    :param everything: the records.
    :param series: the releases for an audience beside what is published for it; others are released by themselves.
    :param more: folders of further records that are among them.
    """
    catalogue, lines = everything.corpus.catalogue, SourceLines(project, more)
    audiences = catalogue.bulletin.audience_ids
    beside = {} if series is None else {series.audience or audiences[0]: series}
    found = (
        problem
        for name in audiences[:-1] or audiences
        for problem in _of_audience(lines, everything, name, beside.get(name))
    )
    return tuple(with_text(once(found), catalogue.bulletin.languages))


def once(problems: Iterable[Problem]) -> Iterable[Problem]:
    """Each figure's problem in an edition once, though several audiences have it.

    Figures that no line states, such as sums, are at the same place: that of the policy.
    """
    return {
        (problem.place, problem.code, *map(problem.details.get, ("edition", *_FIGURE))): problem for problem in problems
    }.values()


def _of_audience(lines: SourceLines, everything: Accepted, audience: str, series: Series | None) -> Iterator[Problem]:
    seen = seen_by(everything, audience)
    series = series or Series(seen.vintages, audience)
    made = _released(seen, series)
    if isinstance(made, Release):
        about = _Problems(lines, everything, {"audience": audience}, everything.tables)
        found = computable_withheld(everything.corpus.catalogue, everything.tables, made)
        yield from (about.computable(figure, of) for figure, of in found)
        yield from about.weaker(series.weaker)
    else:
        about = _Problems(lines, everything, {"edition": made.edition, "audience": audience}, made.tables)
        yield from about.of(made.failure)


class _Failed(NamedTuple):
    """A release that cannot be made."""

    edition: str
    tables: Tables
    failure: _Failure


def _released(seen: Accepted, series: Series) -> Release | _Failed:
    """The draft; or the first edition whose release fails."""
    name, tables = _DRAFT, seen.tables
    try:
        for version in series.versions if seen.is_anything_hidden else ():
            name, tables = version.edition, seen.vintages.of(version.edition)[1]
            series.until(version)
        name, tables = _DRAFT, seen.tables
        return series.draft(tables)
    except (UnprotectedError, UnsolvedPolicyError) as failure:
        return _Failed(name, tables, failure)


class _Problems:
    """The problems of a release that failed."""

    def __init__(self, lines: SourceLines, everything: Accepted, details: dict[str, str], tables: Tables) -> None:
        self._lines = lines
        self._everything = everything
        self._details = details
        self._tables = tables

    def of(self, failure: _Failure) -> Iterator[Problem]:
        """What is wrong: a problem for each figure, or one for the whole policy."""
        if isinstance(failure, UnprotectedError):
            yield from map(self._unprotected, failure.figures)
        else:
            yield self._unsolved(failure)

    def _unprotected(self, found: Computable) -> Problem:
        sums = "; ".join(map(self._sum, found.sums[:_MOST]))
        details = {**self._about(found.key), "interval": _written(*found.interval), "sums": sums}
        figure = self._tables.by_key.get(found.key)
        if figure is None or figure.place == NOWHERE:
            return Problem(kinds.DISCLOSURE_UNPROTECTED, self._policy, details)
        return self._lines.problem(kinds.DISCLOSURE_UNPROTECTED, figure.place, path_of(figure), details)

    def computable(self, figure: Figure, of: Sum) -> Problem:
        """A figure that is marked for others, and follows from a sum."""
        details = {**self._about(figure.key), "sum": self._sum(of)}
        return self._lines.problem(kinds.AUDIENCE_COMPUTABLE, figure.place, path_of(figure), details)

    def weaker(self, known: Mapping[ObservationKey, Known]) -> Iterator[Problem]:
        """A problem for each rule that asks for more than what is published leaves."""
        for path, keys in group_by(known, lambda key: self._rule(key.measure)).items():
            figures = [f"{self._named(key)}: {_written(*known[key].interval)}" for key in keys]
            details = {**self._details, "count": str(len(keys)), "figures": _listed(figures)}
            yield self._lines.problem(kinds.DISCLOSURE_LEFT_LESS, self._policy, path, details)

    def _rule(self, measure: str) -> FieldPath:
        """The path to the rule of a measure in the policy; to the policy itself where it has none."""
        if self._everything.corpus.catalogue.disclosure is None:
            return ()
        return self._lines.path_of_item(self._policy, "rules", partial(is_rule_for, measure))

    def _about(self, key: ObservationKey) -> dict[str, str]:
        """What a figure is, and what marks another for those who see everything."""
        return {
            **self._details,
            "organization": key.organization,
            "measure": key.measure,
            "period": key.period.text,
            "part": f" ({key.breakdown}: {key.category})" if key.breakdown else "",
            "mark": self._everything.corpus.catalogue.bulletin.audience_ids[-1],
        }

    @property
    def _policy(self) -> Place:
        """Where the policy is; where there is none, where it would be."""
        policy = self._everything.corpus.catalogue.disclosure
        return Place(f"{RECORDS}/disclosure.yml", 1, 1) if policy is None else policy.place

    def _sum(self, of: Sum) -> str:
        parts = [self._named(part) for part in of.parts[:_MOST]]
        return f"{self._named(of.whole)} = {' + '.join([*parts, _ELSE] if len(of.parts) > _MOST else parts)}"

    def _named(self, key: ObservationKey | None) -> str:
        """A figure in short, and where it is stated."""
        if key is None:
            return _ELSE
        name = " ".join(filter(None, (key.organization, key.period.text, key.category)))
        figure = self._tables.by_key.get(key)
        return name if figure is None or figure.place == NOWHERE else f"{name} ({figure.place.at_line})"

    def _unsolved(self, failure: UnsolvedPolicyError) -> Problem:
        details = {
            **self._details,
            "count": str(len(failure.figures)),
            "measures": _listed(key.measure for key in failure.figures),
            "organizations": _listed(key.organization for key in failure.figures),
        }
        return self._lines.problem(kinds.DISCLOSURE_UNSOLVED, self._policy, (), details)


def _written(lower: object, upper: object) -> str:
    """An interval: a number, or the least and the greatest."""
    if lower is not None and lower == upper:
        return str(lower)
    return "–".join(_ELSE if limit is None else str(limit) for limit in (lower, upper))


def _listed(names: Iterable[str]) -> str:
    found = list(dict.fromkeys(names))
    return ", ".join([*found[:_MOST], _ELSE] if len(found) > _MOST else found)
