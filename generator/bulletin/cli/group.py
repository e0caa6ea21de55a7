"""The command ``bulletin`` itself, which groups all others, and how each of them ends when something stops it."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import click

from bulletin import __version__
from bulletin.cli.options import Option, language_option
from bulletin.cli.terminal import click_in, language_of_arguments, output_language, paint, say, write_whatever_comes
from bulletin.errors import BulletinError, RejectedError, RequestError, failure_text
from bulletin.localization.messages import Message, _

if TYPE_CHECKING:  # a check must not wait for what only a build needs
    from bulletin.model.text import Language


WRONG_RECORDS, FAILED, INTERRUPTED = 1, 3, 130
"""The exit codes, besides 0 for success and 2 for wrong usage, which is click's own."""
LINE = 100
"""Columns that help and explanations are broken into."""


def fail(message: str, code: int = FAILED) -> NoReturn:
    """Print why the command stops to stderr, and end it with an exit code."""
    click.echo(message, err=True)
    raise click.exceptions.Exit(code)


def end_with(error: BulletinError, context: click.Context) -> NoReturn:
    """End a command with the message of an exception, and with the exit code of its class.

    :raises click.UsageError: for a wrong request, with exit code 2; click adds how the command is used.
    :raises click.exceptions.Exit: for everything else.
    """
    message = _message(error, output_language())
    if isinstance(error, RequestError):
        raise click.UsageError(message, context)
    fail(message, WRONG_RECORDS if isinstance(error, RejectedError) else FAILED)


def _message(error: BulletinError, language: Language) -> str:
    """The message of an exception; that of wrong records is the report of their problems."""
    if not isinstance(error, RejectedError):
        return error.text(language)
    from bulletin.problems.report import Format, report
    from bulletin.website.pipeline import RecordsError

    if not isinstance(error, RecordsError):
        return error.text(language)
    problems = report(error.problems, Format.TEXT, language, paint(sys.stderr))
    return f"{error.side}:\n{problems}" if error.side else problems


class BulletinCommand(click.Command):
    """A command whose help is a message, and that ends with an exit code where an expected failure stops it."""

    def __init__(self, *arguments: Any, help: Message, **settings: Any) -> None:  # noqa: A002 - click's own name
        super().__init__(*arguments, **settings | {"help": help.source})
        self._message = help

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option ``--help``, whose own help click would keep in the language that it was first asked for in."""
        self._help_option = None
        return super().get_help_option(ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The help in a line, for the list of commands."""
        self.help = say(self._message)
        return super().get_short_help_str(limit)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help."""
        self.help = say(self._message)
        super().format_help_text(ctx, formatter)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BulletinError as error:
            end_with(error, ctx)


class BulletinGroup(BulletinCommand, click.Group):
    """Ends with one line and the right exit code whatever stops a command."""

    command_class = BulletinCommand

    def main(self, args: Sequence[str] | None = None, *others: Any, **extra: Any) -> Any:
        """Run on whatever terminal there is, in the language of the arguments."""
        for stream in (sys.stdout, sys.stderr):
            write_whatever_comes(stream)
        arguments = list(sys.argv[1:] if args is None else args)
        language = language_of_arguments(arguments)
        with click_in(language):
            return super().main(arguments, *others, obj=language, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; failures of the machine and defects of the program become a message and an exit code, too."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            fail("", INTERRUPTED)
        except BrokenPipeError:
            raise
        except OSError as error:
            failure = failure_text(error, output_language())
            fail(f"{error.filename}: {failure}" if error.filename else failure)
        except MemoryError:
            fail(say(_("Out of memory.")))
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception:  # noqa: BLE001 - a defect of the program must not look like a problem in records
            fail(traceback.format_exc() + say(_("This is a fault of the program.")))


@click.group(
    cls=BulletinGroup,
    help=_("A statistical bulletin from YAML records."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": LINE},
)
@click.version_option(
    __version__, prog_name="bulletin", message="%(prog)s %(version)s", cls=Option, help=_("Show the version and exit.")
)
@language_option
def main() -> None:
    """Group all commands."""
