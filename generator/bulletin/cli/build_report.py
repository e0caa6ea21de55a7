"""The cache of a build, and what is said of what a build has taken."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import click

from bulletin.cli.terminal import output_language, say
from bulletin.errors import failure_text
from bulletin.localization.messages import Message, _, n_, template
from bulletin.model.plain_text import one_line
from bulletin.rendering.text import percent_text
from bulletin.website.build_cache import DEFAULT_SIZE, FOLDER, BuildCache, ForeignCacheError, usable
from bulletin.website.resources import LAYOUT, PAGES, RECORDS, Account

_MEGABYTE = 1_000_000
_STAGES: dict[str, Message] = {
    RECORDS: _("Records read, checked and compiled: {seconds} s"),
    PAGES: _("Pages and files made: {seconds} s"),
    LAYOUT: _("Pages laid out: {seconds} s"),
}


def opened_cache(project: Path, megabytes: int | None) -> BuildCache | None:
    """The cache of a project; None where it cannot be used, which is said.

    :param megabytes: how many it may have after the build; None: the usual.
    """
    size = DEFAULT_SIZE if megabytes is None else megabytes * _MEGABYTE
    return usable(BuildCache(project / FOLDER, size), _report_unusable)


def _report_unusable(error: ForeignCacheError | OSError) -> None:
    language = output_language()
    if isinstance(error, ForeignCacheError):
        reason = error.text(language)
    else:
        reason = f"{error.filename}: {failure_text(error, language)}"
    text = _("The build takes longer, as its cache cannot be used. {reason}")
    click.echo(one_line(say(text, reason=reason)), err=True)


def report_account(account: Account, *, in_full: bool) -> None:
    """Say what was wrong with the cache; in full, also how long each stage took, and what the cache had."""
    if account.is_unchanged:
        click.echo(say(_("Nothing has changed since this site was built.")), err=True)
    if account.damaged:
        damaged = n_(
            "{count} entry of the cache was damaged, and was made anew.",
            "{count} entries of the cache were damaged, and were made anew.",
        )
        click.echo(say(damaged, count=account.damaged), err=True)
    if account.trouble:
        reason = template(Message(account.trouble), output_language())
        click.echo(one_line(say(_("Nothing could be kept in the cache: {reason}"), reason=reason)), err=True)
    if in_full and not account.is_unchanged:
        _report_timings(account)


def _report_timings(account: Account) -> None:
    for stage, text in _STAGES.items():
        click.echo(say(text, seconds=f"{account.seconds.get(stage, 0):.1f}"), err=True)
    if account.available:
        idle = percent_text(Fraction(max(0.0, 1 - account.busy / account.available)), output_language(), 0)
        click.echo(say(_("Processes that make pages had nothing to do: {percent} of the time"), percent=idle), err=True)
    steps = n_("{count} step made, {cached} taken from the cache", "{count} steps made, {cached} taken from the cache")
    click.echo(say(steps, count=account.made, cached=account.cached), err=True)
