"""Output for terminals: its language, its colours, and a progress bar for what takes long.

The language is that of ``--language``; else the first of the bulletin, where there is one; else that of the terminal by
LANGUAGE, LC_ALL, LC_MESSAGES and LANG; else English.
"""

from __future__ import annotations

import gettext
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click
import yaml
from babel import negotiate_locale
from click.core import ParameterSource

from bulletin.localization.languages import LANGUAGES, LOCALES, SOURCE_LANGUAGE
from bulletin.localization.messages import Message, _, n_, translate

if TYPE_CHECKING:  # a check must not wait for what only a build needs
    from rich.progress import Progress

    from bulletin.problems.report import Paint


_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that name a terminal's language, in the precedence of GNU gettext."""


def write_whatever_comes(stream: TextIO) -> None:
    """Let a stream take any text: what a terminal cannot show is escaped, and what is no terminal gets UTF-8.

    Windows would give files and pipes an older encoding of its own, which has no Vietnamese.
    """
    if hasattr(stream, "reconfigure"):
        encoding = "utf-8" if sys.platform == "win32" and not stream.isatty() else None
        stream.reconfigure(encoding=encoding, errors="backslashreplace")


def language_of_arguments(arguments: Sequence[str]) -> str:
    """The language of the output, from the arguments of the command, before they are parsed."""
    chosen = _value(arguments, "--language")
    if chosen in LANGUAGES:
        return chosen
    return _of_bulletin(Path(_value(arguments, "--project") or ".")) or language_of_terminal()


def _value(arguments: Sequence[str], option: str) -> str | None:
    for argument, following in zip_longest(arguments, arguments[1:]):
        name, equals, value = argument.partition("=")
        if name == option:
            return value if equals else following
    return None


def _of_bulletin(project: Path) -> str | None:
    """The first language of a bulletin; None where there is no bulletin, or it cannot be read.

    The file is not read as a record, since even ``--help`` waits for this.
    """
    file = project / "records" / "bulletin.yml"
    try:
        content = file.read_bytes() if file.is_file() else None  # a named pipe would be waited for
    except OSError:
        return None
    return None if content is None else _first_of_list(content, "languages", LANGUAGES)


def _first_of_list(content: bytes, key: str, allowed: Sequence[str]) -> str | None:
    """The first allowed item of a list at the top of a YAML file; None where it has none."""
    depth, is_within = 0, False
    try:
        for event in yaml.parse(content, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                is_within = is_within and isinstance(event, yaml.SequenceStartEvent)
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.ScalarEvent) and depth == 1:
                is_within = event.value == key
            elif isinstance(event, yaml.ScalarEvent) and depth == 2 and is_within and event.value in allowed:
                return event.value
    except (yaml.YAMLError, ValueError):
        pass
    return None


def language_of_terminal() -> str:
    """The language of the terminal's locale; English where there is no translation into it."""
    named = next(filter(None, map(os.environ.get, _VARIABLES)), "")
    preferred = [locale.partition(".")[0].partition("@")[0].replace("_", "-") for locale in named.split(":")]
    return negotiate_locale(preferred, LANGUAGES, sep="-") or SOURCE_LANGUAGE


def output_language() -> str:
    """The language of the output of the running command."""
    context = click.get_current_context(silent=True)
    return context.find_root().obj if context else SOURCE_LANGUAGE


def say(message: Message, **details: object) -> str:
    """A message in the language of the running command."""
    return translate(message, output_language(), **details)


@contextmanager
def click_in(language: str) -> Iterator[None]:
    """Let click use a language. It translates by gettext, which takes the language from the environment."""
    gettext.bindtextdomain("bulletin", LOCALES)
    gettext.textdomain("bulletin")
    before = os.environ.get("LANGUAGE")
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        os.environ.pop("LANGUAGE")
        if before is not None:
            os.environ["LANGUAGE"] = before


def speak(language: str) -> None:
    """Go on in another language, that of click's own messages included, unless ``--language`` has chosen one."""
    context = click.get_current_context()
    chosen = (above.get_parameter_source("language") for above in (context, context.find_root()))
    if ParameterSource.COMMANDLINE not in chosen:
        context.find_root().obj = os.environ["LANGUAGE"] = language


CLICK = (
    _("Usage:"),
    _("Options"),
    _("Commands"),
    _("Show this message and exit."),
    _("default: {default}"),
    _("Error: {message}"),
    _("Try '{command} {option}' for help."),
    _("Aborted!"),
    _("Missing command."),
    _("Missing argument"),
    _("Missing option"),
    _("No such command {name!r}."),
    _("No such option {name!r}."),
    _("Invalid value: {message}"),
    _("Invalid value for {param_hint}: {message}"),
    _("Option {name!r} does not take a value."),
    _("{value} is not in the range {range}."),
    _("{value!r} is not a valid {number_type}."),
    n_("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    n_("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    n_("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    n_("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
)
"""Messages of click that users may see, declared so that they are in the catalogues."""


PATIENCE = 2.0
"""Seconds before a progress bar is shown."""


def paint(stream: TextIO) -> Paint:
    """Colours for a terminal; none where NO_COLOR asks for none, or the stream is no terminal."""
    from bulletin.problems.report import Role, plain

    if os.environ.get("NO_COLOR") or not stream.isatty():
        return plain
    styles: dict[Role, dict[str, Any]] = {
        Role.PLACE: {"bold": True},
        Role.ERROR: {"fg": "red", "bold": True},
        Role.WARNING: {"fg": "yellow", "bold": True},
        Role.CARET: {"fg": "red", "bold": True},
        Role.HINT: {"fg": "green"},
    }
    return lambda text, role: click.style(text, **styles[role])


@contextmanager
def progressing(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar while the block takes long, on a terminal only.

    :return: a function that takes how many of how many steps are done.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    bar = _Bar(what)
    timer = threading.Timer(PATIENCE, bar.show)
    timer.daemon = True
    timer.start()
    try:
        yield bar.update
    finally:
        timer.cancel()
        timer.join()
        bar.hide()


class _Bar:
    """A progress bar on stderr that is gone when it is done."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._process = os.getpid()
        self._done: tuple[int, int | None] = 0, None
        self._live: Progress | None = None
        self._task: Any = None

    def show(self) -> None:
        from rich.console import Console
        from rich.progress import Progress

        live = Progress(console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False)
        self._task = live.add_task(self._what, completed=self._done[0], total=self._done[1])
        live.start()
        self._live = live

    def update(self, done: int, total: int) -> None:
        if os.getpid() != self._process:  # a forked one, which has the bar's locks without who would release them
            return
        self._done = done, total
        if self._live is not None:
            self._live.update(self._task, completed=done, total=total)

    def hide(self) -> None:
        if self._live is not None:
            self._live.stop()
