"""Records compared with what is published of them: what would change, and whether a reason is given."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from bulletin.analysis.figures import Figure, FigureOrigin, Number, TargetFigure, reported_value, value_key
from bulletin.analysis.tables import Tables, group_by
from bulletin.disclosure import Release, Series
from bulletin.disclosure.publications import published_key, values_today
from bulletin.model.corpus import Catalogue, Corpus
from bulletin.model.keys import ValueKey, value_key_of_correction
from bulletin.model.places import Place
from bulletin.model.records import EVERYTHING, CorrectedFigure, Correction
from bulletin.model.values import Absence, Value
from bulletin.problems import Hint, Problem, ProblemKind, kinds, with_text
from bulletin.publishing.changes.hidden_by_now import HiddenByNow
from bulletin.publishing.changes.published_versions import EditionValues, PublishedSite
from bulletin.publishing.changes.rules_gone import RulesGone
from bulletin.publishing.changes.statements import (
    Restatement,
    once,
    restated_correction,
    restated_edition,
    restated_measures,
)
from bulletin.reading.documents import Path as FieldPath
from bulletin.reading.files import ENDING, RECORDS
from bulletin.reading.source_lines import SourceLines
from bulletin.validation.check import path_of
from bulletin.validation.editions import repeated_details
from bulletin.validation.typed_values import shown

_Typed: TypeAlias = tuple[Place, FieldPath]
"""Where a value is typed: its record, and the path within it."""


def unchanged(project: Path, series: Series, site: PublishedSite, more: Sequence[Path] = ()) -> tuple[Problem, ...]:
    """Every published value that the records change or drop without a correction that is still to be published.

    A total that changed because of a part of it is not reported besides the part, and the same problem of several
    editions is reported once.

    :param project: the folder that holds ``records/``, whose lines problems quote.
    :param series: for the audience that the editions are published for, beside what is published.
    """
    lines = SourceLines(project, more)
    hidden, gone = HiddenByNow(lines, series, [edition.id for edition in site.newest]), RulesGone(site, series)
    return _together(problem for edition in site.newest for problem in _problems(lines, series, edition, hidden, gone))


def unsettled(problems: Iterable[Problem], catalogue: Catalogue, site: PublishedSite) -> Iterator[Problem]:
    """Problems of records without what the published site answers: whether an edition had a figure that is gone.

    See :func:`unchanged`, which says of a figure that it did not have that this is wrong; nothing of corrections that
    its readers do not see.

    :param catalogue: what they see.
    """
    answered = {
        (edition.id, figure.organization, figure.measure, figure.period.text)
        for edition in site.newest
        for correction in catalogue.corrections_of(edition.id)
        for figure in correction.figures
    }
    for problem in problems:
        about = (str(problem.details.get(name)) for name in ("edition", "organization", "measure", "period"))
        if problem.kind is not kinds.CORRECTED_FIGURE_MISSING or tuple(about) not in answered:
            yield problem


def _together(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The same problem of several editions as one that names them all."""
    return tuple(_of_all(group) for group in group_by(problems, _without_edition).values())


def _without_edition(problem: Problem) -> tuple[object, ...]:
    """What equal problems of several editions share."""
    return problem.code, problem.place, tuple(item for item in problem.details.items() if item[0] != "edition")


def _of_all(group: Sequence[Problem]) -> Problem:
    editions = ", ".join(problem.details["edition"] for problem in group if "edition" in problem.details)
    details = {**group[0].details, **({"edition": editions} if editions else {})}
    return replace(group[0], details=details)


def _problems(
    lines: SourceLines, series: Series, published: EditionValues, hidden: HiddenByNow, gone: RulesGone
) -> Iterator[Problem]:
    name = published.id
    if name not in series.corpus.catalogue.editions:
        yield Problem(kinds.PUBLISHED_EDITION_GONE, Place(f"{RECORDS}/editions/{name}{ENDING}", 1, 1), {"given": name})
        return
    corpus, tables = series.vintages.of(name)
    now = series.edition(name)
    today = replace(published, values=values_today(published.values, corpus.catalogue))
    figures, lost = hidden.figures(today), gone.measures(published, corpus.catalogue)
    about_policy = {key for key in today.values if key.measure in lost}.union(figures)
    found = _EditionComparison(lines, today, corpus, tables, now).problems(except_for=about_policy)
    problems = (*gone.problems(name, lost, corpus.catalogue), *hidden.problems(name, figures), *found)
    yield from with_text(problems, now.catalogue.bulletin.languages)


def _numbers(tables: Tables) -> Iterator[Number]:
    return chain(tables.figures, tables.targets)


def _hint_of(number: Number) -> Hint | None:
    """What can be done about another value of a target, or of a partial total; None for that of any figure."""
    if isinstance(number, TargetFigure):
        return kinds.PUBLISHED_TARGET_CHANGED
    is_partial = number.origin is FigureOrigin.HIERARCHICAL_SUM and not number.is_complete
    return kinds.PUBLISHED_BOUND_CHANGED if is_partial else None


class _EditionComparison:
    """A published edition compared with the release that the records give now."""

    def __init__(
        self, lines: SourceLines, published: EditionValues, corpus: Corpus, tables: Tables, now: Release
    ) -> None:
        """Compare nothing yet.

        :param corpus: what the edition knows, with the places of records, which releases may be without.
        :param tables: those that are compiled of it.
        :param now: what is released of them.
        """
        self._lines = lines
        self._published = published
        self._catalogue = corpus.catalogue
        self._record = corpus.catalogue.editions[published.id]
        self._release = now
        corrections = corpus.catalogue.corrections_of(published.id)
        self._corrections = {correction.id: correction for correction in corrections}
        self._now = {published_key(number): number for number in _numbers(now.tables)}
        self._places = {published_key(number): number.place for number in _numbers(tables)}

    def problems(self, *, except_for: Container[ValueKey]) -> Iterator[Problem]:
        """All that is wrong, each value of a record once, so that one correction can name them all.

        :param except_for: values that another problem is about.
        """
        for name in self._published.corrections:
            if name not in self._corrections:
                details = {"given": name, "edition": self._published.id}
                yield self._lines.problem(kinds.PUBLISHED_CORRECTION_GONE, self._record.place, (), details)
        yield from self._restated()
        yield from self._repeated()
        for correction in self._new:
            for index, figure in enumerate(correction.figures):
                yield from self._misquoted(correction, index, figure)
        reported: set[_Typed] = set()
        for key, was in self._published.values.items():
            number = self._now.get(key)
            if key in except_for:
                continue
            if number is None:
                yield from self._gone(key, was)
            elif self._differs(key):
                yield from self._changed(key, was, number, reported)
        yield from self._added({place for place, _path in reported})

    def _restated(self) -> Iterator[Problem]:
        """Changed metadata of the edition, changed published corrections, and changed meanings of measures."""
        is_corrected = bool(self._new)
        for restated in once(restated_edition(self._published, self._record, self._release)):
            if not (restated.is_open and is_corrected):
                yield self._restatement(kinds.PUBLISHED_EDITION_CHANGED, restated)
        for name in self._published.corrections:
            if (correction := self._corrections.get(name)) is not None:
                for restated in once(restated_correction(self._published, correction, self._release)):
                    yield self._restatement(kinds.PUBLISHED_CORRECTION_CHANGED, restated, name)
        for restated in () if is_corrected else restated_measures(self._published, self._catalogue):
            yield self._restatement(kinds.PUBLISHED_MEASURE_CHANGED, restated)

    def _restatement(self, kind: ProblemKind, restated: Restatement, given: str = "") -> Problem:
        details = {"edition": self._published.id, "given": given, "was": restated.was, "now": restated.now}
        details |= {"field": ".".join(map(str, restated.path))}
        hint = None
        if kind is kinds.PUBLISHED_EDITION_CHANGED and restated.is_open:
            hint = kinds.BY_CORRECTION if restated.was else kinds.WITHOUT_FIELD
        return replace(self._lines.problem(kind, restated.record, restated.path, details), hint=hint)

    def _repeated(self) -> Iterator[Problem]:
        """Figures that two corrections name, of days however far apart, which are published in one version."""
        first: dict[ValueKey, tuple[Correction, int]] = {}
        for correction in self._new:
            for index, figure in enumerate(correction.figures):
                before, number = first.setdefault(value_key_of_correction(figure), (correction, index))
                if before is not correction:
                    path = ("figures", number)
                    place = self._lines.problem(kinds.CORRECTED_FIGURE_REPEATED, before.place, path, {}).place
                    details = repeated_details(figure, before.figures[number], place.at_line)
                    about = correction.place, ("figures", index), details
                    yield self._lines.problem(kinds.CORRECTED_FIGURE_REPEATED, *about)

    def _misquoted(self, correction: Correction, index: int, figure: CorrectedFigure) -> Iterator[Problem]:
        """A value that a correction calls wrong, and that is not what was published."""
        named, path = value_key_of_correction(figure), ("figures", index)
        published = [was for name in _names(named) for was in self._published_by_name.get(name, ())]
        released = self._release.catalogue.corrections[correction.id].figures[index].was
        unlike = next((was for was in published if was not in {figure.was, released, Absence.SUPPRESSED}), None)
        if unlike is not None:
            details = {"edition": self._published.id, "was": shown(figure.was), "published": shown(unlike)}
            yield self._lines.problem(kinds.CORRECTION_WAS_UNLIKE, correction.place, (*path, "was"), details)
        elif not published:
            details = {"edition": self._published.id, "organization": named.organization, "measure": named.measure}
            details |= {"period": named.period}
            yield self._lines.problem(kinds.CORRECTED_FIGURE_UNPUBLISHED, correction.place, path, details)

    def _gone(self, key: ValueKey, was: Value) -> Iterator[Problem]:
        if not self._is_corrected(key):
            details = self._details(key, was)
            yield self._lines.problem(kinds.PUBLISHED_VALUE_GONE, self._record.place, (), details)

    def _changed(self, key: ValueKey, was: Value, number: Number, reported: set[_Typed]) -> Iterator[Problem]:
        if isinstance(number, Figure) and any(map(self._has_changed, map(ValueKey.of_observation, number.parts))):
            return
        root = self._added_part(number)
        typed = self._places.get(published_key(root), root.place), path_of(root)
        if typed in reported or self._is_corrected(key) or self._is_corrected(published_key(root)):
            return
        reported.add(typed)
        details = {**self._details(key, was), "now": shown(reported_value(number))}
        problem = self._lines.problem(kinds.PUBLISHED_VALUE_CHANGED, *typed, details)
        yield replace(problem, hint=_hint_of(number) if root is number else kinds.PUBLISHED_TOTAL_CHANGED)

    def _added(self, reported: set[Place]) -> Iterator[Problem]:
        """Figures that the edition would have now."""
        for key, number in self._now.items():
            is_stated = isinstance(number, TargetFigure) or number.origin is FigureOrigin.REPORTED
            place = self._places.get(key, number.place)
            if key in self._published.values or not is_stated or place in reported or self._is_corrected(key):
                continue
            reported.add(place)
            details = {"edition": self._published.id}
            problem = self._lines.problem(kinds.PUBLISHED_VALUE_ADDED, place, path_of(number), details)
            hint = self._day_of_source(number.source) if isinstance(number, TargetFigure) else None
            yield replace(problem, hint=hint)

    def _day_of_source(self, name: str) -> Hint:
        """The hint for a target that is known from an earlier day than that on which the bulletin got it."""
        source = self._catalogue.sources[name].place
        place = self._lines.problem(kinds.PUBLISHED_VALUE_ADDED, source, ("published",), {}).place
        return replace(kinds.PUBLISHED_TARGET_ADDED, details={"place": place.at_line})

    def _added_part(self, number: Number) -> Number:
        """The part of a total that it did not have when it was published; else the number itself."""
        for key in map(ValueKey.of_observation, number.parts) if isinstance(number, Figure) else ():
            if key not in self._published.values and key in self._now:
                return self._added_part(self._now[key])
        return number

    def _differs(self, key: ValueKey) -> bool:
        """Whether a value that is published is another now."""
        return (
            key in self._published.values
            and key in self._now
            and reported_value(self._now[key]) != self._published.values[key]
        )

    def _has_changed(self, key: ValueKey) -> bool:
        """Whether the value of a part is another now, be it that neither is shown, so that its totals have changed."""
        number = self._now.get(key)
        parts = map(ValueKey.of_observation, number.parts) if isinstance(number, Figure) else ()
        return self._differs(key) or self._is_corrected(key) or any(map(self._has_changed, parts))

    def _is_corrected(self, key: ValueKey) -> bool:
        """Whether a correction that is not published yet names it."""
        return self._name(key) in self._wrong

    def _name(self, key: ValueKey) -> ValueKey:
        """What :func:`_names` has for a correction that names a published value; of a target that is gone, any year."""
        about = self._about(key)
        return about if key in self._now or key.target is None else about._replace(period=_ANY)

    def _about(self, key: ValueKey) -> ValueKey:
        """The key as a correction has to give it: the years of a yearly target together."""
        return (value_key(self._now[key]) if key in self._now else key).unspecific

    @cached_property
    def _published_by_name(self) -> Mapping[ValueKey, Sequence[Value]]:
        """What is published, by :meth:`_name`."""
        named = group_by(self._published.values.items(), lambda item: self._name(item[0]))
        return {name: [was for _key, was in found] for name, found in named.items()}

    @cached_property
    def _new(self) -> tuple[Correction, ...]:
        """The corrections that are not published yet."""
        published = self._published.corrections
        return tuple(correction for name, correction in self._corrections.items() if name not in published)

    @cached_property
    def _wrong(self) -> AbstractSet[ValueKey]:
        """The names of the figures that corrections call wrong that are not published yet."""
        figures = (figure for correction in self._new for figure in correction.figures)
        return {name for figure in figures for name in _names(value_key_of_correction(figure))}

    def _details(self, key: ValueKey, was: Value) -> dict[str, str]:
        about = self._about(key)
        named = {"organization": about.organization, "measure": about.measure, "period": about.period}
        more = {"population": "" if about.population == EVERYTHING else about.population, "target": about.target or ""}
        more |= {"breakdown": about.breakdown or "", "category": about.category or ""}
        figure, part = _fields({**named, **more, "was": shown(was)}), _fields(more)
        details = {**named, "edition": self._published.id, "was": shown(was), "figure": f"{{{figure}}}"}
        return details | {"part": f" ({part})" if part else ""}


_ANY = ""
"""In the place of a period: whatever it is."""


def _names(named: ValueKey) -> tuple[ValueKey, ValueKey]:
    """What a correction may name: a value of now, or one of a target that is gone."""
    return named, named._replace(period=_ANY)


def _fields(named: Mapping[str, str]) -> str:
    """Fields as they are typed; those that are blank are left out."""
    return ", ".join(f"{name}: {value}" for name, value in named.items() if value)
