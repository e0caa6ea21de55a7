"""Commands about sites that are made in shards: ``bulletin build --shard`` and ``bulletin assemble``."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

import click

from bulletin.cli.group import main
from bulletin.cli.options import (
    Folder,
    audience_option,
    language_option,
    option,
    project_option,
    published_store,
    records_option,
    wanted_audience,
)
from bulletin.cli.terminal import progressing, say
from bulletin.localization.messages import _, n_

SITE_DIR = _("Where the site goes; by default site/ in the project.")
PUBLISHED = _("Take the versions published here as they are: what they hide, and what they have made known.")


def report_warnings(count: int, project: Path, more: Sequence[Path]) -> None:
    """Say how many warnings there are about the records of a project, and by which command to read them."""
    if count:
        counted = n_(
            "{count} warning about the records. To read it: {command}",
            "{count} warnings about the records. To read them: {command}",
        )
        named = () if project == Path() else ("--project", str(project))
        folders = (part for folder in more for part in ("--records", str(folder)))
        command = shlex.join(("bulletin", "check", *named, *folders))
        click.echo(say(counted, count=count, command=command), err=True)


@main.command(help=_("Lay out a site whose pages were made in shards by build --shard."))
@click.argument("shards", metavar="DIR...", nargs=-1, required=True, type=Folder(exists=True))
@project_option
@option("--site-dir", type=Folder(), metavar="DIR", help=SITE_DIR)
@option("--published", metavar="DIR|BRANCH", help=PUBLISHED)
@audience_option
@records_option
@language_option
def assemble(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    shards: tuple[Path, ...],
    project: Path,
    site_dir: Path | None,
    published: str | None,
    audience: str | None,
    more: tuple[Path, ...],
) -> None:
    """Assemble a site of its shards."""
    from bulletin.publishing.shards import assemble as assemble_shards
    from bulletin.website.configuration import CONFIG, site_dir_of

    store = published_store(project, published)
    target = site_dir or site_dir_of(project / CONFIG)
    with progressing(say(_("Building"))):
        readers = wanted_audience(project, audience)
        built = assemble_shards(project, shards, target, audience=readers, more=more, published=store)
    report_warnings(built.warnings, project, more)
    click.echo(target)
