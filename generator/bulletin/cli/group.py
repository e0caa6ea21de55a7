"""The command ``bulletin`` itself, which groups all others, and how each of them ends when something stops it."""

from __future__ import annotations

import sys
import traceback
from typing import Any

import click

from bulletin.cli.errors import INTERRUPTED, end_with, fail
from bulletin.errors import BulletinError

LINE = 100
"""Columns that help and explanations are broken into."""


class BulletinCommand(click.Command):
    """A command that ends with a message and an exit code where an expected failure stops it."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BulletinError as error:
            end_with(error, ctx)


class BulletinGroup(click.Group):
    """Ends with one line and the right exit code whatever stops a command."""

    command_class = BulletinCommand

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run on whatever terminal there is."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")  # what a terminal cannot show must not stop us
        return super().main(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; failures of the machine and defects of the program become a message and an exit code, too."""
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
        except Exception:  # noqa: BLE001 - a defect of the program must not look like a problem in records
            fail(f"{traceback.format_exc()}Lỗi của chương trình. · This is a fault of the program.")


@click.group(cls=BulletinGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": LINE})
def main() -> None:
    """Bản tin thống kê từ các bản ghi YAML · A statistical bulletin from YAML records."""
