"""Commands about records: check and compare them, explain problems, write their schemas."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias

import click

from bulletin.cli.group import LINE, WRONG_RECORDS, fail, main
from bulletin.cli.options import (
    audience_option,
    language_option,
    option,
    project_option,
    published_store,
    records_option,
)
from bulletin.cli.terminal import output_language, paint, progressing, say
from bulletin.localization.messages import _

if TYPE_CHECKING:  # the help must not wait for what only a check needs
    from bulletin.disclosure import Series
    from bulletin.problems import Problem
    from bulletin.publishing.changes.published_versions import PublishedSite, ValuesError
    from bulletin.validation import Accepted

    _Site: TypeAlias = tuple[Series, PublishedSite]
    """A site, with the releases of the editions for those for whom it is."""


@main.command(help=_("Check the records, and build nothing."))
@project_option
@option(
    "--format",
    "style",
    type=click.Choice(("text", "json", "github", "gitlab")),
    default="text",
    help=_("text: for people; json: for programs; github, gitlab: annotations there."),
)
@option(
    "--published",
    metavar="DIR|BRANCH",
    help=_(
        "Compare the records with the site published here; by default on the branch origin/gh-pages or gh-pages, where "
        "there is one."
    ),
)
@records_option
@language_option
def check(project: Path, style: str, published: str | None, more: tuple[Path, ...]) -> None:
    """Validate the records, print problems in one of the report formats, and compare with what is published."""
    from bulletin.problems import has_errors
    from bulletin.problems.report import Format, report, tally
    from bulletin.publishing.git import GitError
    from bulletin.reading import in_order
    from bulletin.reading.files import as_opened
    from bulletin.validation import validate

    unread: GitError | None = None
    files = 0
    with progressing(say(_("Reading records"))) as progress:

        def count(done: int, total: int) -> None:
            nonlocal files
            files = total
            progress(done, total)

        validation = validate(project, count, more=more)
    found, site = validation.problems, None
    if validation.accepted is not None:
        try:
            site = _site(project, validation.accepted, published)
        except GitError as error:
            unread = error
        found = in_order((*found, *_unprotected(project, validation.accepted, site, more)))
    if site is not None and not has_errors(found):
        found = _compared(found, project, *site, more)
    found = as_opened(found, project, more)
    problems = report(found, Format(style), output_language(), paint(sys.stdout))
    if problems:
        click.echo(problems, color=True)
    if unread:
        unseen = _("What is published could not be looked at, so the records were not compared with it. {reason}")
        fail(say(unseen, reason=unread.text(output_language())))
    click.echo(tally(found, files, output_language(), is_complete=validation.is_complete), err=True)
    if has_errors(found):
        raise click.exceptions.Exit(WRONG_RECORDS)


def _unprotected(project: Path, everything: Accepted, site: _Site | None, more: Sequence[Path]) -> tuple[Problem, ...]:
    """Problems of what is to be hidden, where anything may be."""
    if not everything.may_hide:
        return ()  # before anything is imported that only a release needs
    from bulletin.website.protection import protection_problems

    return protection_problems(project, everything, site and site[0], more)


def _compared(
    found: Sequence[Problem], project: Path, series: Series, site: PublishedSite, more: Sequence[Path]
) -> tuple[Problem, ...]:
    """The problems of records, and those of what would change of published values, for whom they are published."""
    from bulletin.publishing.changes.published_versions import ValuesError
    from bulletin.publishing.changes.unchanged import unchanged, unsettled
    from bulletin.reading import in_order

    try:
        return in_order((*unsettled(found, series.corpus.catalogue, site), *unchanged(project, series, site, more)))
    except ValuesError as error:
        _fail_to_read(error)


def _fail_to_read(error: ValuesError) -> NoReturn:
    fail(say(_("The published site cannot be read. {reason}"), reason=error.text(output_language())))


def _site(project: Path, everything: Accepted, published: str | None) -> _Site | None:
    """What is published, with the releases of the editions for those for whom it is; None where there is no site."""
    from bulletin.publishing.git import refuse_submodules
    from bulletin.publishing.inputs import FOLDERS
    from bulletin.publishing.stores import default_store

    if published is None or not Path(published).is_dir():  # a folder is looked at without git
        refuse_submodules(project, *FOLDERS)
    store = default_store(project) if published is None else published_store(project, published)
    if store is None:
        return None  # before anything is imported that only a published site needs
    from bulletin.publishing.changes.published_versions import PublishedSite, ValuesError
    from bulletin.publishing.manifest import audience_of
    from bulletin.website.pipeline import seen_by

    try:
        audience, site = audience_of(store), PublishedSite.of(store)
    except ValuesError as error:
        _fail_to_read(error)
    return site.series(seen_by(everything, audience).vintages, audience), site


@main.command(
    help=_(
        "Compare two editions, git revisions or folders, with the reasons of changes.\n\n"
        "OLD, NEW: 2023-Q1, HEAD~1, v1:2023-Q1, ../other"
    )
)
@click.argument("old")
@click.argument("new")
@project_option
@audience_option
@option(
    "--format",
    "style",
    type=click.Choice(("text", "markdown", "json")),
    default="text",
    help=_("text: for people; markdown: for comments; json: for programs."),
)
@language_option
def diff(old: str, new: str, project: Path, audience: str | None, style: str) -> None:
    """Compare the releases of two editions, git revisions or folders."""
    from bulletin.publishing.changes.diff import Diff, DiffFormat, Sides

    sides = Sides(project, audience)
    found = Diff.of((old, sides.release_of(old)), (new, sides.release_of(new)))
    click.echo(found.written(DiffFormat(style), output_language()))


@main.command(help=_("Explain a problem by its code; without one, list all."))
@click.argument("code", required=False)
@project_option
@language_option
def explain(code: str | None, project: Path) -> None:
    """Explain a kind of problem, or list all kinds."""
    from bulletin.problems import text_as_typed
    from bulletin.problems.kinds import BY_CODE, KINDS
    from bulletin.problems.report import explanation, summary
    from bulletin.reading import languages_of
    from bulletin.reading.hints import Nearest

    if code is None:
        click.echo("\n".join(summary(kind, output_language()) for kind in KINDS))
    elif code in BY_CODE:
        text = text_as_typed(languages_of(project))
        click.echo(_wrapped(explanation(BY_CODE[code], output_language(), text)))
    else:
        meant = Nearest(BY_CODE).to(code)
        unknown = _("There is no code “{code}”.")
        with_meant = _("There is no code “{code}”. Did you mean “{meant}”?")
        raise click.UsageError(say(with_meant if meant else unknown, code=code, meant=meant))


@main.command(help=_("Write the records' JSON Schemas for editors."))
@project_option
@option("--check", "only_check", is_flag=True, help=_("Write nothing; fail when schemas/ is out of date."))
@language_option
def schema(project: Path, only_check: bool) -> None:
    """Write the JSON Schemas of the records to ``schemas/``, or check them."""
    from bulletin.reading import languages_of
    from bulletin.reading.json_schema import json_schemas

    folder, schemas = project / "schemas", json_schemas(languages_of(project) or (output_language(),))
    stale = [name for name, text in schemas.items() if not _holds(folder / name, text)]
    if only_check and stale:
        out_of_date = _("schemas/{name}: out of date, run bulletin schema.")
        fail("\n".join(say(out_of_date, name=name) for name in stale), WRONG_RECORDS)
    folder.mkdir(exist_ok=True)
    for name in stale:
        (folder / name).write_text(schemas[name], encoding="utf-8", newline="\n")
        click.echo(f"schemas/{name}")


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()


def _wrapped(text: str) -> str:
    """Paragraphs broken into lines; those that are indented stay as they are."""
    lines = (
        line if line.startswith(" ") else textwrap.fill(line, LINE, break_on_hyphens=False, break_long_words=False)
        for line in text.split("\n")
    )
    return "\n".join(lines)
