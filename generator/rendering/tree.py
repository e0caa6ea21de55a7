"""A release → all files of the site in one language."""

from __future__ import annotations

from collections.abc import Iterator

from generator.disclosure.door import Release
from generator.model.text import Language
from generator.rendering.downloads.figures import figures_csv
from generator.rendering.downloads.tables import tables_csv
from generator.rendering.files import SiteFile
from generator.rendering.jobs import PageJob, render_page
from generator.rendering.pages.front import front_job
from generator.rendering.pages.indexes import index_jobs
from generator.rendering.pages.measure import measure_job
from generator.rendering.pages.organization import organization_job
from generator.rendering.pages.period import period_job
from generator.rendering.pages.scope import Scope


def render(release: Release, language: Language, *, charts: bool = True) -> Iterator[SiteFile]:
    """Every page and asset of the site in one language, in an order that depends on the records only.

    :param charts: False leaves the charts out; the tables next to them stay.
    """
    for job in page_jobs(Scope(release, language, charts=charts)):
        yield render_page(job)
        yield from tables_csv(job)
    yield figures_csv(release)


def page_jobs(scope: Scope) -> Iterator[PageJob]:
    """Every page of the site, not yet rendered."""
    yield front_job(scope)
    yield from index_jobs(scope)
    for organization in scope.catalogue.organizations:
        yield organization_job(scope, organization)
    for measure in scope.catalogue.measures:
        yield measure_job(scope, measure)
    for period in sorted({figure.key.period for figure in scope.release.tables.figures}):
        yield period_job(scope, period)
