"""The command that attacks a published site, as a reader could who wants to know what it hides."""

from __future__ import annotations

from pathlib import Path

import click

from bulletin.cli.group import WRONG_RECORDS, main
from bulletin.cli.options import Folder, language_option, option, project_option
from bulletin.cli.terminal import output_language, progressing, say
from bulletin.localization.messages import _, n_

_HIDDEN = n_("{count} hidden number in {versions}", "{count} hidden numbers in {versions}")
_FINDINGS = n_("{count} finding", "{count} findings")


@main.command(help=_("Compute what readers can know of the figures that a site hides, from what it publishes alone."))
@click.argument("site", metavar="SITE", type=Folder(exists=True))
@project_option
@option("--json", "as_json", is_flag=True, help=_("Print every hidden number with its interval, for programs."))
@option(
    "--time-limit",
    default=60.0,
    show_default=True,
    type=click.FloatRange(min=0.0),
    metavar="SECONDS",
    help=_("How long the solver may take for one limit of one number."),
)
@language_option
def attack(site: Path, project: Path, as_json: bool, time_limit: float) -> None:  # noqa: ARG001 - the project says the language
    """Attack a site; what becomes known of hidden figures is a failure."""
    from bulletin.publishing.attack import attack as attack_site
    from bulletin.publishing.attack.findings import advice_on, report_json

    with progressing(say(_("Attacking"))):
        report = attack_site(site, time_limit=time_limit)
    if as_json:
        click.echo(report_json(report, output_language()))
    else:
        for finding in report.findings:
            click.echo(finding.text(output_language()))
    versions = ", ".join(version or say(_("draft")) for version in report.versions)
    click.echo(say(_HIDDEN, count=len(report.bounded), versions=versions), err=True)
    if report.findings:
        click.echo(say(_FINDINGS, count=len(report.findings)), err=True)
        click.echo(advice_on(report.findings, output_language()), err=True)
        raise click.exceptions.Exit(WRONG_RECORDS)
    click.echo(say(_("None of them becomes known.")), err=True)
