"""Options that commands share, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bulletin.localization.languages import LANGUAGES
from bulletin.localization.messages import translate

if TYPE_CHECKING:  # a check must not wait for what only a build needs
    from bulletin.model.text import Language

Command = TypeVar("Command", bound=Callable[..., Any])


def project_option(command: Command) -> Command:
    """Give a command the option that says where the records are."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    text = "Thư mục chứa records/; mặc định là thư mục này. · Folder that holds records/; by default this one."
    return click.option("--project", type=folder, default=".", metavar="DIR", help=text)(command)


def language_option(command: Command) -> Command:
    """Give a command the option that chooses the language of its messages."""
    text = "Ngôn ngữ của thông báo; mặc định theo bulletin.yml. · Language of messages; by default bulletin.yml's."
    return click.option("--language", type=click.Choice(LANGUAGES), help=text)(command)


def languages_option(command: Command) -> Command:
    """Give a command the option that says which languages of the site to make."""
    text = "Ngôn ngữ của trang, có thể lặp lại; mặc định là tất cả. · Language of the site, repeatable; all by default."
    return click.option("--language", "languages", multiple=True, type=click.Choice(LANGUAGES), help=text)(command)


def address_option(command: Command) -> Command:
    """Give a command the option that says where the site is published."""
    text = "Địa chỉ của trang khi phát hành; mặc định theo mkdocs.yml. · Where the site is published; by default as in "
    return click.option(
        "--site-url", "--address", "address", metavar="URL", callback=_address, help=f"{text}mkdocs.yml."
    )(command)


def _address(_context: click.Context, _parameter: click.Parameter, given: str | None) -> str | None:
    """A web address with a slash at its end, so that pages stand below it."""
    from bulletin.publishing.address import site_address
    from bulletin.publishing.refusal import RefusedError

    try:
        return None if given is None else site_address(given)
    except RefusedError as error:
        both = [translate(error.reason, language, **error.details) for language in LANGUAGES]
        raise click.BadParameter(" · ".join(both)) from None


def message_language(project: Path, chosen: str | None) -> Language:
    """The language of messages: as chosen, else the first of the bulletin."""
    from bulletin.reading import languages_of

    return chosen or languages_of(project)[0]


def language_of_command(context: click.Context) -> Language:
    """The language of messages for a command that failed, from its options."""
    parameters = context.params
    chosen = parameters.get("language") or next(iter(parameters.get("languages") or ()), None)
    return message_language(parameters["project"], chosen)


def wanted_languages(project: Path, chosen: Sequence[str]) -> tuple[Language, ...]:
    """The languages of the site: as chosen, else those of the bulletin."""
    from bulletin.reading import languages_of

    declared = languages_of(project)
    if missing := [language for language in chosen if language not in declared]:
        names = ", ".join(missing)
        text = f"Bản tin không có ngôn ngữ này ({names}); xem languages: trong bulletin.yml. · "
        raise click.UsageError(f"{text}The bulletin has no such language ({names}); see languages: in bulletin.yml.")
    return tuple(dict.fromkeys(chosen)) or declared
