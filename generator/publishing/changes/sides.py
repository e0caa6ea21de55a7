"""What ``bulletin diff`` compares: editions, git revisions, editions as a revision had them, folders of records."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import TypeAdapter, ValidationError

from generator.disclosure import Release, release
from generator.model.corpus import Corpus
from generator.model.records import EditionId
from generator.problems import Problem
from generator.publishing import git
from generator.reading.nearest import Nearest
from generator.review import review
from generator.statistics import compile_tables
from generator.statistics.known import known_to

RECORDS = "records"
"""The folder of a project that holds its records."""
_EDITION: TypeAdapter[str] = TypeAdapter(EditionId)


class SideError(Exception):
    """There is nothing of the name that was given."""

    def __init__(self, given: str, known: tuple[str, ...], meant: str | None) -> None:
        """Tell what there is instead.

        :param known: the editions there are.
        :param meant: what may have been meant; None where nothing is much alike.
        """
        super().__init__(given)
        self.given = given
        self.known = known
        self.meant = meant


class SideRecordsError(Exception):
    """The records of a side cannot be compiled as they are."""

    def __init__(self, given: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(given)
        self.given = given
        self.problems = problems


class Sides:
    """Finds the sides of a comparison, as they are named beside one project."""

    def __init__(self, project: Path) -> None:
        self._project = project

    def release_of(self, given: str) -> Release:
        """What a side shows: an edition what it knew, everything else all that is in its records.

        A folder that holds records is that folder; else an edition of the project is that edition; else the name is
        that of a git revision, or of one with a colon and an edition behind it. The work tree is left alone.

        :raises SideError: when it is none of these.
        :raises SideRecordsError: when something is wrong with the records.
        """
        if given and (Path(given) / RECORDS).is_dir():
            return _release(_corpus(given, Path(given)), None)
        if _is_edition_id(given) and given in self._here.catalogue.editions:
            return _release(self._here, given)
        return self._at_revision(given)

    def _at_revision(self, given: str) -> Release:
        revision, colon, edition = given.rpartition(":") if ":" in given else (given, "", "")
        commit = git.commit_of(self._project, revision)
        if commit is None:
            known = self._editions
            raise SideError(given, known, Nearest((*known, *git.revisions(self._project))).to(given))
        with TemporaryDirectory() as folder:
            git.write_out(self._project, commit, RECORDS, Path(folder))
            corpus = _corpus(given, Path(folder))
        if colon and edition not in corpus.catalogue.editions:
            meant = Nearest(corpus.catalogue.editions).to(edition)
            raise SideError(given, tuple(corpus.catalogue.editions), f"{revision}:{meant}" if meant else None)
        return _release(corpus, edition or None)

    @cached_property
    def _here(self) -> Corpus:
        """The records of the project as they are."""
        return _corpus(str(self._project), self._project)

    @property
    def _editions(self) -> tuple[str, ...]:
        """The editions of the project; none while something is wrong with its records."""
        try:
            return tuple(self._here.catalogue.editions)
        except SideRecordsError:
            return ()


def _is_edition_id(given: str) -> bool:
    """Whether an edition could be named so; only then is it worth reading the records."""
    try:
        _EDITION.validate_python(given)
    except ValidationError:
        return False
    return True


def _corpus(given: str, folder: Path) -> Corpus:
    reviewed = review(folder)
    if reviewed.accepted is None:
        raise SideRecordsError(given, reviewed.problems)
    return reviewed.accepted[0]


def _release(corpus: Corpus, edition: str | None) -> Release:
    known = corpus if edition is None else known_to(corpus, corpus.catalogue.editions[edition])
    return release(known, compile_tables(known), edition=edition)
