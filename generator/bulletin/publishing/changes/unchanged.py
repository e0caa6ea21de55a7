"""Records beside what is published of them: what would change, and whether a reason is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from bulletin.analysis.comparison import ids_today, value_key_today
from bulletin.analysis.tables import Figure, Number, Origin, TargetFigure, reported_value, value_key
from bulletin.analysis.vintages import Vintages
from bulletin.disclosure import Release, release
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ValueKey, value_key_of_correction
from bulletin.model.places import Place
from bulletin.model.records import EVERYTHING, CorrectedFigure, Correction, Edition
from bulletin.model.values import Value
from bulletin.problems import Problem, ProblemKind, kinds
from bulletin.publishing.changes.statements import (
    Restatement,
    once,
    restated_correction,
    restated_edition,
    restated_measures,
)
from bulletin.publishing.changes.values import EditionValues
from bulletin.publishing.changes.values_file import published_key
from bulletin.reading.documents import Document
from bulletin.reading.documents import Path as DataPath
from bulletin.reading.files import read_text
from bulletin.reading.yaml_parser import parse
from bulletin.validation.check import path_of, shown


def unchanged(project: Path, vintages: Vintages, editions: Iterable[EditionValues]) -> tuple[Problem, ...]:
    """Every published value that the records change or drop without a correction that is still to be published.

    A total that changed because of a part of it is not reported besides the part, and the same problem of several
    editions is reported once.

    :param project: the folder that holds ``records/``, whose lines problems quote.
    """
    return _together(problem for edition in editions for problem in _problems(project, vintages, edition))


def _together(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The same problem of several editions as one that names them all."""
    alike: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        rest = tuple(item for item in problem.details.items() if item[0] != "edition")
        alike.setdefault((problem.code, problem.place, rest), []).append(problem)
    return tuple(_of_all(group) for group in alike.values())


def _of_all(group: list[Problem]) -> Problem:
    editions = ", ".join(problem.details["edition"] for problem in group if "edition" in problem.details)
    details = {**group[0].details, **({"edition": editions} if editions else {})}
    return replace(group[0], details=details)


def _problems(project: Path, vintages: Vintages, out: EditionValues) -> Iterator[Problem]:
    record = vintages.corpus.catalogue.editions.get(out.id)
    if record is None:
        yield Problem(kinds.PUBLISHED_EDITION_GONE, Place(f"records/editions/{out.id}.yml", 1, 1), {"given": out.id})
        return
    known, tables = vintages.of(out.id)
    now = release(known, tables, edition=out.id)
    corrections = known.catalogue.corrections_of(out.id)
    yield from _Comparing(_Typed(project), _today(out, known.catalogue), record, corrections, now).problems()


def _today(out: EditionValues, catalogue: Catalogue) -> EditionValues:
    """What is published, under the ids that organizations have by now."""
    ids = ids_today({slot.organization for slot in out.values}, catalogue)
    return replace(out, values={value_key_today(slot, ids): value for slot, value in out.values.items()})


class _Typed:
    """Values as they were typed; of the files only those are read again in which something is wrong."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._documents: dict[str, Document] = {}

    def problem(self, kind: ProblemKind, record: Place, path: DataPath, details: dict[str, str]) -> Problem:
        """A problem at a value of a record, with the line in which it stands."""
        document = self._document(record.file)
        found = (entry.place_of(path) for entry in document.records() if entry.place == record)
        if (place := next(found, None)) is None:  # the file was written to since it was read
            return Problem(kind, record, details)
        return Problem(kind, place, details, document.line(place.line))

    def _document(self, file: str) -> Document:
        if file not in self._documents:
            text = read_text(self._project, file)
            self._documents[file], _ = parse(file, text if isinstance(text, str) else "")
        return self._documents[file]


class _Comparing:
    """An edition as it is out, beside what the records make of it now."""

    def __init__(
        self, typed: _Typed, out: EditionValues, record: Edition, corrections: Iterable[Correction], now: Release
    ) -> None:
        self._typed = typed
        self._out = out
        self._record = record
        self._release = now
        self._corrections = {correction.id: correction for correction in corrections}
        numbers: Iterable[Number] = chain(now.tables.figures, now.tables.targets)
        self._now = {published_key(number): number for number in numbers}

    def problems(self) -> Iterator[Problem]:
        """All that is wrong, each record once."""
        for name in self._out.corrections:
            if name not in self._corrections:
                details = {"given": name, "edition": self._out.id}
                yield self._typed.problem(kinds.PUBLISHED_CORRECTION_GONE, self._record.place, (), details)
        yield from self._restated()
        for correction in self._new:
            for index, figure in enumerate(correction.figures):
                yield from self._quoted(correction, index, figure)
        told_of: set[Place] = set()
        for slot, was in self._out.values.items():
            number = self._now.get(slot)
            if number is None:
                yield from self._gone(slot, was)
            elif self._differs(slot):
                yield from self._changed(slot, was, number, told_of)
        yield from self._added(told_of)

    def _restated(self) -> Iterator[Problem]:
        """What the edition says otherwise of itself, of published corrections and of what it measures."""
        is_corrected = any(True for _ in self._new)
        for restated in once(restated_edition(self._out, self._record, self._release)):
            if not (restated.is_open and is_corrected):
                yield self._said(kinds.PUBLISHED_EDITION_CHANGED, restated)
        for name in self._out.corrections:
            if (correction := self._corrections.get(name)) is not None:
                for restated in once(restated_correction(self._out, correction, self._release)):
                    yield self._said(kinds.PUBLISHED_CORRECTION_CHANGED, restated, name)
        for restated in () if is_corrected else restated_measures(self._out, self._release):
            yield self._said(kinds.PUBLISHED_MEASURE_CHANGED, restated)

    def _said(self, kind: ProblemKind, restated: Restatement, given: str = "") -> Problem:
        details = {"edition": self._out.id, "given": given, "was": restated.was, "now": restated.now}
        details |= {"field": ".".join(map(str, restated.path))}
        hint = kinds.BY_CORRECTION if kind is kinds.PUBLISHED_EDITION_CHANGED and restated.is_open else None
        return replace(self._typed.problem(kind, restated.record, restated.path, details), hint=hint)

    def _quoted(self, correction: Correction, index: int, figure: CorrectedFigure) -> Iterator[Problem]:
        """A value that a correction calls wrong, and that is not what was published."""
        named, path = value_key_of_correction(figure), ("figures", index)
        published = [was for slot, was in self._out.values.items() if self._names(named, slot)]
        unlike = next((was for was in published if was != figure.was), None)
        if unlike is not None:
            details = {"edition": self._out.id, "was": shown(figure.was), "published": shown(unlike)}
            yield self._typed.problem(kinds.CORRECTION_WAS_UNLIKE, correction.place, (*path, "was"), details)
        elif not published and any(value_key(number).unspecific == named for number in self._now.values()):
            details = {"edition": self._out.id, "organization": named.organization, "measure": named.measure}
            details |= {"period": named.period}
            yield self._typed.problem(kinds.CORRECTED_FIGURE_MISSING, correction.place, path, details)

    def _gone(self, slot: ValueKey, was: Value) -> Iterator[Problem]:
        if not self._is_corrected(slot):
            details = self._details(slot, was)
            yield self._typed.problem(kinds.PUBLISHED_VALUE_GONE, self._record.place, (), details)

    def _changed(self, slot: ValueKey, was: Value, number: Number, told_of: set[Place]) -> Iterator[Problem]:
        if isinstance(number, Figure) and any(map(self._differs, map(ValueKey.of_observation, number.parts))):
            return
        root = self._added_part(number)
        if root.place in told_of or self._is_corrected(slot) or self._is_corrected(published_key(root)):
            return
        told_of.add(root.place)
        details = {**self._details(slot, was), "now": shown(reported_value(number))}
        yield self._typed.problem(kinds.PUBLISHED_VALUE_CHANGED, root.place, path_of(root), details)

    def _added(self, told_of: set[Place]) -> Iterator[Problem]:
        """Figures that the edition would have now."""
        for slot, number in self._now.items():
            is_stated = isinstance(number, TargetFigure) or number.origin is Origin.REPORTED
            if slot in self._out.values or not is_stated or number.place in told_of or self._is_corrected(slot):
                continue
            told_of.add(number.place)
            details = {"edition": self._out.id}
            yield self._typed.problem(kinds.PUBLISHED_VALUE_ADDED, number.place, path_of(number), details)

    def _added_part(self, number: Number) -> Number:
        """What a total has in it that it did not have when it was published; else the number itself."""
        for key in number.parts if isinstance(number, Figure) else ():
            slot = ValueKey.of_observation(key)
            if slot not in self._out.values and slot in self._now:
                return self._added_part(self._now[slot])
        return number

    def _differs(self, slot: ValueKey) -> bool:
        """Whether a value that is published is another now."""
        return (
            slot in self._out.values and slot in self._now and reported_value(self._now[slot]) != self._out.values[slot]
        )

    def _is_corrected(self, slot: ValueKey) -> bool:
        """Whether a correction that is not published yet names it."""
        return any(self._names(value_key_of_correction(figure), slot) for figure in self._wrong)

    def _names(self, named: ValueKey, slot: ValueKey) -> bool:
        """Whether a correction names what is published in a slot. Of a target that is gone, nobody knows the years."""
        if slot in self._now or slot.target is None:
            return named == self._about(slot)
        return named == self._about(slot)._replace(period=named.period)

    def _about(self, slot: ValueKey) -> ValueKey:
        """As a correction has to name it: the years of a yearly target together."""
        return (value_key(self._now[slot]) if slot in self._now else slot).unspecific

    @property
    def _new(self) -> Iterator[Correction]:
        """The corrections that are not published yet."""
        return (one for name, one in self._corrections.items() if name not in self._out.corrections)

    @cached_property
    def _wrong(self) -> tuple[CorrectedFigure, ...]:
        """What corrections that are not published yet call wrong."""
        return tuple(figure for correction in self._new for figure in correction.figures)

    def _details(self, slot: ValueKey, was: Value) -> dict[str, str]:
        about = self._about(slot)
        named = {"organization": about.organization, "measure": about.measure, "period": about.period}
        more = {"population": "" if about.population == EVERYTHING else about.population, "target": about.target or ""}
        more |= {"breakdown": about.breakdown or "", "category": about.category or "", "was": shown(was)}
        figure = ", ".join(f"{name}: {value}" for name, value in {**named, **more}.items() if value)
        return {**named, "edition": self._out.id, "was": shown(was), "figure": f"{{{figure}}}"}
