"""What ``bulletin diff`` compares: editions, git revisions, editions as a revision had them, folders."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from pydantic import TypeAdapter, ValidationError

from bulletin.disclosure import Release, release
from bulletin.errors import RejectedError, RequestError
from bulletin.localization.messages import _
from bulletin.model.records import EditionId
from bulletin.problems import Problem
from bulletin.publishing import git
from bulletin.reading.hints import Nearest
from bulletin.validation import Accepted, validate

RECORDS = "records"
"""The folder of a project that holds its records."""
_BULLETIN = "bulletin.yml"
"""The file by which a folder of records is known."""
_EDITION: TypeAdapter[str] = TypeAdapter(EditionId)
_UNKNOWN = _("“{given}” is no edition, git revision or folder of records.")
_MEANT = _("“{given}” is no edition, git revision or folder of records. Did you mean “{meant}”?")
_KNOWN = _("“{given}” is no edition, git revision or folder of records. Editions: {known}.")
_PUBLISHED_VERSION = _(
    "“{given}” is a published version and stands in the published site; bulletin diff compares records. As of now: "
    "{edition}; before a correction: COMMIT:{edition}, with the commit in that version's manifest.json."
)


class SideError(RequestError):
    """There is nothing of the name that was given."""

    def __init__(self, given: str, known: tuple[str, ...], meant: str | None, version_of: str | None = None) -> None:
        """Tell what there is instead.

        :param known: the editions there are.
        :param meant: what may have been meant; None where nothing is much alike.
        :param version_of: the edition of which a published version was named; None where it was not.
        """
        reason = _UNKNOWN
        if version_of:
            reason = _PUBLISHED_VERSION
        elif meant:
            reason = _MEANT
        elif known:
            reason = _KNOWN
        super().__init__(reason, given=given, known=", ".join(known), meant=meant, edition=version_of)


class SideRecordsError(RejectedError):
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

        A folder that holds records, or is a folder of records, is that folder; else an edition of the project is that
        edition; else the name is that of a git revision, or of one with a colon and an edition behind it. The work tree
        is left alone.

        :raises SideError: when it is none of these.
        :raises SideRecordsError: when something is wrong with the records.
        """
        if given and (Path(given) / RECORDS).is_dir():
            return _release(_accepted(given, Path(given)), None)
        if given and (Path(given) / _BULLETIN).is_file():
            return _release(_accepted_records(given), None)
        if _is_edition_id(given) and given in self._here.corpus.catalogue.editions:
            return _release(self._here, given)
        return self._at_revision(given)

    def _at_revision(self, given: str) -> Release:
        revision, colon, edition = given.rpartition(":") if ":" in given else (given, "", "")
        commit = git.commit_of(self._project, revision)
        if commit is None:
            known = self._editions
            meant = Nearest((*known, *git.revisions(self._project))).to(given)
            raise SideError(given, known, meant, _version_of(given, known))
        with TemporaryDirectory() as folder:
            git.write_out(self._project, commit, RECORDS, Path(folder))
            accepted = _accepted(given, Path(folder))
        if colon and edition not in accepted.corpus.catalogue.editions:
            meant = Nearest(accepted.corpus.catalogue.editions).to(edition)
            raise SideError(given, tuple(accepted.corpus.catalogue.editions), f"{revision}:{meant}" if meant else None)
        return _release(accepted, edition or None)

    @cached_property
    def _here(self) -> Accepted:
        """The records of the project as they are."""
        return _accepted(str(self._project), self._project)

    @property
    def _editions(self) -> tuple[str, ...]:
        """The editions of the project; none while something is wrong with its records."""
        try:
            return tuple(self._here.corpus.catalogue.editions)
        except SideRecordsError:
            return ()


def _is_edition_id(given: str) -> bool:
    """Whether an edition could be named so; only then is it worth reading the records."""
    try:
        _EDITION.validate_python(given)
    except ValidationError:
        return False
    return True


def _version_of(given: str, known: tuple[str, ...]) -> str | None:
    """The edition of which a version is named, such as 2019 by ``2019.1``; None where none is."""
    edition, _, number = given.rpartition(".")
    return edition if edition in known and number.isdecimal() else None


def _accepted_records(given: str) -> Accepted:
    """The records of a folder, whatever its name; read from a copy, in a project of its own."""
    with TemporaryDirectory() as folder:
        copytree(given, Path(folder) / RECORDS, symlinks=True)
        return _accepted(given, Path(folder))


def _accepted(given: str, folder: Path) -> Accepted:
    validation = validate(folder)
    if validation.accepted is None:
        raise SideRecordsError(given, validation.problems)
    return validation.accepted


def _release(accepted: Accepted, edition: str | None) -> Release:
    known = (accepted.corpus, accepted.tables) if edition is None else accepted.vintages.of(edition)
    return release(*known, edition=edition)
