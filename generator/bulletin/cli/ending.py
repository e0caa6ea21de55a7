"""How the command ends: with a line that says what stopped it, and the right code."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import click

from bulletin.cli.colours import paint

if TYPE_CHECKING:  # a check must not wait for what only a build needs
    from bulletin.model.text import Language

WRONG_RECORDS, FAILED, INTERRUPTED = 1, 3, 130
"""How the command ends, unless all is well (0) or it was called wrongly (2, which is click's own)."""


class Ending(click.Group):
    """Says in one line what stopped a command, and ends it with the right code."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run on whatever terminal there is."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")  # what a terminal cannot show must not stop us
        return super().main(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command, and turn what stopped it into a line and a code."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            fail("", INTERRUPTED)
        except BrokenPipeError:
            raise
        except OSError as error:
            fail(f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error))
        except MemoryError:
            fail("Không đủ bộ nhớ. · Out of memory.")
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception:  # noqa: BLE001 - a fault of the program must not look like one of the records
            fail(f"{traceback.format_exc()}Lỗi của chương trình. · This is a fault of the program.")


def fail(message: str, code: int = FAILED) -> NoReturn:
    """Say what stopped the command, and end it."""
    click.echo(message, err=True)
    raise click.exceptions.Exit(code)


@contextmanager
def failures(language: Language) -> Iterator[None]:
    """End with the right code, and all problems told, when the site cannot be made."""
    from bulletin.problems.report import Format, report
    from bulletin.publishing.building import UnknownEditionError
    from bulletin.publishing.refusal import RefusedError
    from bulletin.website.failures import SiteError
    from bulletin.website.pipeline import RecordsError
    from bulletin.website.staging import NotOursError

    try:
        yield
    except RecordsError as error:
        fail(report(error.problems, Format.TEXT, language, paint(sys.stderr)), WRONG_RECORDS)
    except UnknownEditionError as error:
        meant = f" Có phải “{error.meant}”? · Did you mean “{error.meant}”?" if error.meant else ""
        raise click.UsageError(f"Không có số “{error.given}”. · There is no edition “{error.given}”.{meant}") from None
    except RefusedError as error:
        fail(error.reason.in_(language, **error.details), WRONG_RECORDS)
    except NotOursError as error:
        raise click.UsageError(str(error)) from None
    except SiteError as error:
        fail(str(error))
