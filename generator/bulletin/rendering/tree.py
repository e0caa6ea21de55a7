"""A release → all files of the site in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bulletin.disclosure.door import Release
from bulletin.model.text import Language
from bulletin.rendering.api import api_files
from bulletin.rendering.downloads.claims import claims_csv
from bulletin.rendering.downloads.figures import figures_csv
from bulletin.rendering.downloads.tables import tables_csv
from bulletin.rendering.files import Page, Redirect, SiteFile
from bulletin.rendering.jobs import PageJob, render_page
from bulletin.rendering.links import organization_page
from bulletin.rendering.pages.decisions import decisions_job
from bulletin.rendering.pages.downloads import downloads_job
from bulletin.rendering.pages.front import front_job
from bulletin.rendering.pages.indexes import index_jobs
from bulletin.rendering.pages.measure import measure_job
from bulletin.rendering.pages.methods import methods_job
from bulletin.rendering.pages.organization import organization_job
from bulletin.rendering.pages.period import period_job
from bulletin.rendering.pages.quality import quality_job
from bulletin.rendering.pages.sources import source_job
from bulletin.rendering.pages.targets import targets_job
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.messages import Reorganizations


def render(
    release: Release, language: Language, *, charts: bool = True, make: Callable[[PageJob], Page] = render_page
) -> Iterator[SiteFile]:
    """Every page and asset of the site in one language, in an order that depends on the records only.

    :param charts: False leaves the charts out; the tables next to them stay.
    :param make: makes a page; the same as :func:`render_page`, but perhaps from memory.
    """
    scope = Scope.of(release, language, charts=charts)
    for job in page_jobs(scope):
        yield make(job)
        yield from tables_csv(job, release.version)
    yield from redirects(scope)
    yield figures_csv(release)
    yield claims_csv(release, scope.shelf.claims)
    yield from api_files(release, scope.shelf.claims)


def redirects(scope: Scope) -> Iterator[Redirect]:
    """From the pages of ids that organizations had before to those that they have now."""
    for organization in scope.catalogue.organizations.values():
        name = scope.organization(organization.id)
        for former in organization.former_ids:
            path, to = organization_page(former), organization_page(organization.id)
            yield Redirect(path, to, name, scope.say(Reorganizations.found_elsewhere), scope.language)


def page_jobs(scope: Scope) -> Iterator[PageJob]:
    """Every page of the site, not yet rendered."""
    yield front_job(scope)
    yield from index_jobs(scope)
    yield targets_job(scope)
    yield decisions_job(scope)
    yield quality_job(scope)
    yield methods_job(scope)
    yield downloads_job(scope)
    yield from (organization_job(scope, organization) for organization in scope.catalogue.organizations)
    yield from (measure_job(scope, measure) for measure in scope.catalogue.measures)
    yield from (source_job(scope, source) for source in scope.catalogue.sources)
    yield from (period_job(scope, period) for period in scope.shelf.periods.values())
