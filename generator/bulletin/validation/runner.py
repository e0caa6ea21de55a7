"""The validation runner: runs the checks of a stage and settles what records acknowledge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.figures import is_suppressed
from bulletin.analysis.tables import CompiledTables, group_by
from bulletin.analysis.vintages import Vintages
from bulletin.memory import keeping_everything
from bulletin.model.corpus import Corpus
from bulletin.model.records import Bulletin, DisclosurePolicy, Observation
from bulletin.model.records.bulletin import INTERNAL, PUBLIC
from bulletin.problems import Problem, Severity, has_errors, kinds, with_text
from bulletin.reading import Progress, in_order, languages_in, read
from bulletin.reading.documents import MOST_PROBLEMS
from bulletin.reading.files import RECORDS
from bulletin.reading.logo import logo_problems
from bulletin.reading.misplaced_policy import misplaced_policy_problems
from bulletin.reading.record_store import RecordStore
from bulletin.validation import (
    acknowledgments,
    audiences,
    breakdowns,
    claims,
    disclosure,
    editions,
    figures,
    intervals,
    measures,
    names,
    organizations,
    references,
    target_paths,
    targets,
    totals,
    withheld_names,
    years,
)
from bulletin.validation.check import Check, CompiledRecords, Stage

_SUBJECTS = (
    references,
    breakdowns,
    measures,
    names,
    organizations,
    figures,
    intervals,
    years,
    totals,
    targets,
    target_paths,
    claims,
    editions,
    audiences,
    withheld_names,
    disclosure,
    acknowledgments,
)
"""The modules of checks."""
CHECKS = tuple(check for subject in _SUBJECTS for check in vars(subject).values() if isinstance(check, Check))
"""Every check that is declared in them; within a stage, their order does not matter."""


class Accepted(NamedTuple):
    """Records without an error, the tables compiled of them, and the vintages of their editions."""

    vintages: Vintages
    tables: CompiledTables
    """Of all records, whatever the cut-off."""

    @property
    def corpus(self) -> Corpus:
        """The records."""
        return self.vintages.corpus

    @property
    def may_hide(self) -> bool:
        """Whether anything may be hidden from anybody: withheld from an audience as well."""
        return self.is_anything_hidden or bool(self.corpus.catalogue.bulletin.audiences)

    @property
    def is_anything_hidden(self) -> bool:
        """Whether a figure is to be hidden from anybody: by a policy of disclosure control, or by its own record."""
        return self.corpus.catalogue.disclosure is not None or any(map(is_suppressed, self.tables.figures))


@dataclass(frozen=True)
class Validation:
    """The result of validating a project at both stages."""

    problems: tuple[Problem, ...]
    """Every error and warning, by file, line, column and code."""
    accepted: Accepted | None
    """None if any problem is an error."""
    is_complete: bool
    """Whether compiled figures were checked; not while records as typed have errors."""
    readers: tuple[str | None, ...] = (None,)
    """The ids of the audiences that may read the records, as typed; with None where the public may."""


@dataclass(frozen=True)
class RecordsValidation:
    """The result of validating records as typed (the first stage)."""

    problems: tuple[Problem, ...]
    """Every error and warning of this stage, by file, line, column and code."""
    corpus: Corpus | None
    """None if any problem is an error."""
    store: RecordStore = field(repr=False)


@keeping_everything()
def validate(
    project: Path, progress: Progress | None = None, *, alone: bool = False, more: Sequence[Path] = ()
) -> Validation:
    """Read and validate all records of a project, and compile their tables.

    :param project: the folder that holds ``records/``.
    :param alone: whether the records are apart from the other files of their project, such as the logo.
    :param more: folders of further records.
    :raises OSError: where the machine fails; whatever is wrong with the records is a problem.
    """
    records = validate_records(project, progress, more)
    beside = (
        () if alone else (*logo_problems(project, records.store), *misplaced_policy_problems(project, records.store))
    )
    return validate_figures(records, beside)


@keeping_everything()
def validate_figures(records: RecordsValidation, beside: Sequence[Problem] = ()) -> Validation:
    """Compile the tables of records that were validated as typed, and validate these.

    :param beside: what is wrong with other files of the project.
    """
    readers = _readers(records.store)
    if records.corpus is None:
        return Validation(in_order((*records.problems, *beside)), None, is_complete=False, readers=readers)
    records.store.free_typed()
    tables = compile_tables(records.corpus)
    vintages = Vintages(records.corpus)
    found = _run(Stage.COMPILED, CompiledRecords(records.store, vintages, tables), records.store)
    problems = _limited(in_order((*records.problems, *beside, *_with_text(records.store, found))))
    accepted = None if has_errors(problems) else Accepted(vintages, tables)
    return Validation(problems, accepted, is_complete=True, readers=readers)


def _readers(store: RecordStore) -> tuple[str | None, ...]:
    """The audiences that may read the records, by what is typed, right or wrong."""
    bulletin = next((entry.data for entry in store.typed(Bulletin) if isinstance(entry.data, dict)), {})
    entries = [entry for _folder, entry in store.entries()]
    is_marked = any(isinstance(entry.data, dict) and "audience" in entry.data for entry in entries)
    if not ("audiences" in bulletin or is_marked or store.typed(DisclosurePolicy)):
        return (None,)
    typed = bulletin.get("audiences")
    ids = [str(item.get("id")) for item in typed if isinstance(item, dict)] if isinstance(typed, list) else []
    ids = ids or [PUBLIC, INTERNAL]
    readers, is_apart = bulletin.get("records-audience"), any(not _is_own(entry.document.file) for entry in entries)
    if readers not in ids or is_apart:
        return (ids[-1],)
    return (*((None,) if readers == ids[0] else ()), *ids[ids.index(str(readers)) :])


def _is_own(file: str) -> bool:
    """Whether a file is in the folder of records of the project itself."""
    return file.startswith(f"{RECORDS}/")


def validate_records(project: Path, progress: Progress | None = None, more: Sequence[Path] = ()) -> RecordsValidation:
    """Read the records of a project and validate them as typed, without compiling tables.

    :param more: folders of further records.
    :raises OSError: where the machine fails.
    """
    reading = read(project, progress, more)
    if reading.is_empty:
        return RecordsValidation(reading.problems, None, reading.store)
    found = _without_followers(reading.store, _run(Stage.RECORDS, reading.store, reading.store))
    problems = _limited(in_order(_with_text(reading.store, [*reading.problems, *found])))
    return RecordsValidation(problems, None if has_errors(problems) else reading.store.corpus(), reading.store)


def _run(stage: Stage, data: RecordStore | CompiledRecords, store: RecordStore) -> list[Problem]:
    """Run every check of a stage; leave out what records acknowledge with a reason."""
    checks = [check for check in CHECKS if check.stage is stage]
    findings = [finding for check in checks for finding in check.run(data)]
    return acknowledgments.settle(store, findings, (kind for check in checks for kind in check.kinds))


def _limited(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The first problems of each kind in each file, and how many more there are; what many rows share is said once."""
    once = {(problem.place, problem.code, *problem.details.items()): problem for problem in problems}.values()
    shown: list[Problem] = []
    for (file, _), alike in group_by(once, lambda problem: (problem.place.file, problem.code)).items():
        shown += alike[:MOST_PROBLEMS]
        if file and len(alike) > MOST_PROBLEMS:
            more = {"count": str(len(alike) - MOST_PROBLEMS)}
            shown.append(Problem(kinds.PROBLEMS_LEFT_OUT, alike[MOST_PROBLEMS].place, more))
    return in_order(shown)


def _with_text(store: RecordStore, problems: list[Problem]) -> Iterator[Problem]:
    """The problems; what they propose for a text is typed as in the bulletin."""
    return with_text(problems, next((languages_in(entry.data) for entry in store.typed(Bulletin)), ()))


def _without_followers(store: RecordStore, problems: list[Problem]) -> list[Problem]:
    """Leave out headlines without a figure while there are errors in observations: theirs may be mistyped."""
    files = {entry.document.file for entry in store.typed(Observation)}
    wrong = any(problem.kind.severity is Severity.ERROR and problem.place.file in files for problem in problems)
    return [problem for problem in problems if problem.kind is not kinds.HEADLINE_WITHOUT_FIGURE] if wrong else problems
