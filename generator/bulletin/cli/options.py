"""Options that commands share, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bulletin.cli.language import option, say, talk
from bulletin.localization.languages import LANGUAGES
from bulletin.localization.messages import _

if TYPE_CHECKING:  # a check must not wait for what only a build needs
    from bulletin.model.text import Language

Command = TypeVar("Command", bound=Callable[..., Any])


def project_option(command: Command) -> Command:
    """Give a command the option that says where the records are."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    text = _("Folder that holds records/; by default this one.")
    return option("--project", type=folder, default=".", metavar="DIR", help=text)(command)


def language_option(command: Command) -> Command:
    """Give a command the option that chooses the language of its messages, which is read before all others."""
    text = _("Language of messages; by default the bulletin's first.")
    return option("--language", type=click.Choice(LANGUAGES), help=text, expose_value=False)(command)


def languages_option(command: Command) -> Command:
    """Give a command the option that says which languages of the site to make."""
    text = _("Language of the site, repeatable; all by default.")
    return option("--language", "languages", multiple=True, type=click.Choice(LANGUAGES), help=text)(command)


def address_option(command: Command) -> Command:
    """Give a command the option that says where the site is published."""
    text = _("Where the site is published; by default as in mkdocs.yml.")
    return option("--site-url", "--address", "address", metavar="URL", callback=_address, help=text)(command)


def _address(_context: click.Context, _parameter: click.Parameter, given: str | None) -> str | None:
    """A web address with a slash at its end, so that pages stand below it."""
    from bulletin.publishing.address import site_address
    from bulletin.publishing.refusal import RefusedError

    try:
        return None if given is None else site_address(given)
    except RefusedError as error:
        raise click.BadParameter(error.text(talk())) from None


def wanted_languages(project: Path, chosen: Sequence[str]) -> tuple[Language, ...]:
    """The languages of the site: as chosen, else those of the bulletin."""
    from bulletin.reading import languages_of

    declared = languages_of(project)
    if missing := [language for language in chosen if language not in declared]:
        names = ", ".join(missing)
        text = _("The bulletin has no such language ({names}); see languages: in bulletin.yml.")
        raise click.UsageError(say(text, names=names))
    return tuple(dict.fromkeys(chosen)) or declared
