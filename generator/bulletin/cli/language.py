"""The language that the command talks in, and its help and messages in it.

It is the one that ``--language`` names; else the first of the bulletin, where there is one; else that of the terminal,
which LANGUAGE, LC_ALL, LC_MESSAGES and LANG say; else English.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import click
from babel import negotiate_locale

from bulletin.localization.languages import LANGUAGES, LOCALES, SOURCE_LANGUAGE
from bulletin.localization.messages import Message, _, n_, translate

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where a terminal says its language, the most telling first, as for GNU gettext."""


def language_of_arguments(arguments: Sequence[str]) -> str:
    """The language to talk in, from the arguments of the command, before they are parsed."""
    chosen = _value(arguments, "--language")
    if chosen in LANGUAGES:
        return chosen
    return _of_bulletin(Path(_value(arguments, "--project") or ".")) or language_of_terminal()


def _value(arguments: Sequence[str], option: str) -> str | None:
    for argument, following in zip(arguments, [*arguments[1:], None], strict=True):
        name, equals, value = argument.partition("=")
        if name == option:
            return value if equals else following
    return None


def _of_bulletin(project: Path) -> str | None:
    """The first language of a bulletin; None where there is none, or it cannot be read."""
    try:
        if not (project / "records" / "bulletin.yml").is_file():
            return None
        from bulletin.reading import languages_of

        return languages_of(project)[0]
    except OSError:
        return None


def language_of_terminal() -> str:
    """The language of the terminal's locale; English where the program does not speak it."""
    named = next(filter(None, map(os.environ.get, _VARIABLES)), "")
    preferred = [locale.partition(".")[0].partition("@")[0] for locale in named.split(":")]
    return negotiate_locale(preferred, LANGUAGES) or SOURCE_LANGUAGE


def talk() -> str:
    """The language that the running command talks in."""
    context = click.get_current_context(silent=True)
    return context.find_root().obj if context else SOURCE_LANGUAGE


def say(message: Message, **details: object) -> str:
    """A message in the language of the running command."""
    return translate(message, talk(), **details)


class Option(click.Option):
    """An option whose help is a message."""

    def __init__(self, *names: Any, help: Message, **settings: Any) -> None:  # noqa: A002 - click's own name
        super().__init__(*names, **settings | {"help": help.source})
        self._message = help

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help, for a list of options."""
        self.help = say(self._message)
        return super().get_help_record(ctx)


option = partial(click.option, cls=Option)
"""Give a command an option whose help is a message."""


@contextmanager
def click_in(language: str) -> Iterator[None]:
    """Let click speak a language. It looks its words up by gettext, which takes the language from the environment."""
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
"""Words of click's own that readers may meet, declared so that they are in the catalogues."""
