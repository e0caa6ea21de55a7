"""Options of commands: their class, and those that commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bulletin.cli.terminal import output_language, say
from bulletin.localization.languages import LANGUAGES
from bulletin.localization.messages import Message, _

if TYPE_CHECKING:  # a check must not wait for what only a build needs
    from bulletin.model.text import Language
    from bulletin.publishing.stores import PublicationStore
    from bulletin.website.cluster import Cluster

Command = TypeVar("Command", bound=Callable[..., Any])


class Option(click.Option):
    """An option whose help is a message."""

    def __init__(self, *names: Any, help: Message, **settings: Any) -> None:  # noqa: A002 - click's own name
        super().__init__(*names, **settings | {"help": help.source})
        self._message = help

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help, for a list of options."""
        self.help = say(self._message)
        return super().get_help_record(ctx)


class Folder(click.Path):
    """The path of a folder; what is wrong with it is a message, while click's own words for it are always English."""

    def __init__(self, *, exists: bool = False) -> None:
        super().__init__(exists=exists, file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, unless a file is there, or nothing where there has to be a folder."""
        if Path(value).is_file():
            self.fail(say(_("“{given}” is a file, and no folder."), given=value), param, ctx)
        if self.exists and not Path(value).exists():
            self.fail(say(_("There is no folder “{given}”."), given=value), param, ctx)
        return super().convert(value, param, ctx)


option = partial(click.option, cls=Option)
"""Give a command an option whose help is a message."""


def published_store(project: Path, given: str | None) -> PublicationStore | None:
    """The site in a folder, or on a branch of the project's repository; None where none was named.

    :raises click.UsageError: when there is none of that name.
    :raises GitError: when git cannot say.
    """
    from bulletin.publishing.stores import store_of

    if not given:
        return None
    store = store_of(project, given)
    if store is None:
        raise click.UsageError(say(_("No folder or branch “{published}”."), published=given))
    return store


def project_option(command: Command) -> Command:
    """Give a command the option that says where the records are."""
    text = _("Folder that holds records/; by default this one.")
    return option("--project", type=Folder(exists=True), default=".", metavar="DIR", help=text)(command)


def language_option(command: Command) -> Command:
    """Give a command the option that chooses the language of its messages, which is read before all others."""
    text = _("Language of messages; by default the bulletin's first.")
    return option("--language", type=click.Choice(LANGUAGES), help=text, expose_value=False)(command)


def languages_option(command: Command) -> Command:
    """Give a command the option that says which languages of the site to make."""
    text = _("Language of the site, repeatable; all by default.")
    return option("--language", "languages", multiple=True, type=click.Choice(LANGUAGES), help=text)(command)


def audience_option(command: Command) -> Command:
    """Give a command the option that says for which audience of the bulletin it is."""
    text = _("For whom, by the id of an audience of the bulletin; by default the first, the public.")
    return option("--audience", metavar="ID", help=text)(command)


def records_option(command: Command) -> Command:
    """Give a command the option that names further folders of records."""
    text = _("Folder of further records, repeatable, such as internal ones in a repository of their own.")
    return option("--records", "more", multiple=True, type=Folder(exists=True), metavar="DIR", help=text)(command)


_TLS_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def executor_options(command: Command) -> Command:
    """Give a command a ``cluster`` that makes the pages, by the options that dask has; None without an address."""

    @wraps(command)
    def with_cluster(
        *arguments: Any,
        executor: str | None,
        tls_ca_file: Path | None,
        tls_cert: Path | None,
        tls_key: Path | None,
        **options: Any,
    ) -> Any:
        return command(*arguments, cluster=_cluster(executor, tls_ca_file, tls_cert, tls_key), **options)

    address = _("Make pages on the dask cluster of this scheduler: dask://HOST:PORT on this machine, tls://HOST:PORT.")
    for give in (
        option("--tls-key", type=_TLS_FILE, metavar="FILE", help=_("The key of this certificate.")),
        option("--tls-cert", type=_TLS_FILE, metavar="FILE", help=_("The certificate by which the cluster knows you.")),
        option("--tls-ca-file", type=_TLS_FILE, metavar="FILE", help=_("The authority of the cluster's certificates.")),
        option("--executor", metavar="ADDRESS", help=address),
    ):
        with_cluster = give(with_cluster)
    return with_cluster  # type: ignore[return-value]  # a command is called by the names of its options


def _cluster(executor: str | None, *tls: Path | None) -> Cluster | None:
    if executor is None:
        if any(tls):
            raise click.UsageError(say(_("--tls-ca-file, --tls-cert, --tls-key: for --executor tls://HOST:PORT only.")))
        return None
    from bulletin.website.cluster import Cluster

    return Cluster.at(executor, *tls)


def address_option(command: Command) -> Command:
    """Give a command the option that says where the site is published."""
    text = _("Where the site is published; by default as in mkdocs.yml.")
    return option("--site-url", "--address", "address", metavar="URL", callback=canonical_address, help=text)(command)


def canonical_address(_context: click.Context, parameter: click.Parameter, given: str | None) -> str | None:
    """The canonical form of a site URL, with a slash at its end."""
    from bulletin.errors import RejectedError
    from bulletin.publishing.site_url import site_address

    try:
        return None if given is None else site_address(given, parameter.opts[0])
    except RejectedError as error:
        raise click.BadParameter(error.text(output_language())) from None


def wanted_audience(project: Path, given: str | None) -> str | None:
    """The id of the audience of a site; None for the public, by its id too."""
    from bulletin.reading import audiences_of

    return None if given == audiences_of(project)[0] else given


def wanted_languages(project: Path, chosen: Sequence[str]) -> tuple[Language, ...]:
    """The languages of the site: as chosen, else those of the bulletin.

    Where those are not valid, no site is made; messages about it are in the language of the output.
    """
    from bulletin.reading import languages_of

    declared = languages_of(project) or (output_language(),)
    if missing := [language for language in chosen if language not in declared]:
        names = ", ".join(missing)
        text = _("The bulletin has no such language ({names}); see languages: in bulletin.yml.")
        raise click.UsageError(say(text, names=names))
    return tuple(dict.fromkeys(chosen)) or declared
