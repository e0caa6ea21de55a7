"""Exit codes, and the one place where exceptions are mapped to them and to what is printed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

import click

from bulletin.cli.language import talk
from bulletin.cli.terminal import paint
from bulletin.errors import BulletinError, RejectedError, RequestError
from bulletin.localization.messages import translate

if TYPE_CHECKING:  # a check must not wait for what only a build needs
    from bulletin.model.text import Language
    from bulletin.problems import Problem

WRONG_RECORDS, FAILED, INTERRUPTED = 1, 3, 130
"""The exit codes, besides 0 for success and 2 for wrong usage, which is click's own."""
SHOWN_FILES = 10
"""How many files are listed where many differ."""


def fail(message: str, code: int = FAILED) -> NoReturn:
    """Print why the command stops to stderr, and end it with an exit code."""
    click.echo(message, err=True)
    raise click.exceptions.Exit(code)


def end_with(error: BulletinError, context: click.Context) -> NoReturn:
    """End a command as an exception demands: with its message, and with the exit code of its class.

    :raises click.UsageError: for a wrong request, with exit code 2; click adds how the command is used.
    :raises click.exceptions.Exit: for everything else.
    """
    message = _message(error, talk())
    if isinstance(error, RequestError):
        raise click.UsageError(message, context)
    fail(message, WRONG_RECORDS if isinstance(error, RejectedError) else FAILED)


def _message(error: BulletinError, language: Language) -> str:
    """The message of an exception; some list problems, files or faults."""
    if not isinstance(error, RejectedError):
        return error.text(language)
    from bulletin.publishing.assembly import DamagedError, OtherBytesError
    from bulletin.publishing.changes.sides import SideRecordsError
    from bulletin.publishing.words import FAULTS, Refusals
    from bulletin.website.pipeline import RecordsError

    match error:
        case RecordsError():
            return _report(error.problems, language)
        case SideRecordsError():
            return f"{error.given}:\n{_report(error.problems, language)}"
        case OtherBytesError():
            details = {"folder": error.folder, "count": len(error.files), "files": some_lines(error.files)}
            return translate(Refusals.other_bytes, language, **details)
        case DamagedError():
            faults = [
                translate(FAULTS[fault.kind], language, path=fault.path, told=fault.told) for fault in error.faults
            ]
            return translate(Refusals.damaged, language, files=some_lines(faults))
    return error.text(language)


def _report(problems: tuple[Problem, ...], language: Language) -> str:
    from bulletin.problems.report import Format, report

    return report(problems, Format.TEXT, language, paint(sys.stderr))


def some_lines(lines: Sequence[str]) -> str:
    """The first lines of many, and how many more there are, without control characters."""
    from bulletin.model.plain_text import one_line

    more = [f"  … +{len(lines) - SHOWN_FILES}"] if len(lines) > SHOWN_FILES else []
    return "\n".join([*(f"  {one_line(line)}" for line in lines[:SHOWN_FILES]), *more])
