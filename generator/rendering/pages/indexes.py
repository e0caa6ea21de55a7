"""The lists of organizations, measures, periods and sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.rendering import links
from generator.rendering.jobs import Context, PageJob
from generator.rendering.pages.scope import Scope
from generator.rendering.text.collation import collation_key
from generator.rendering.text.messages import Labels, Message
from generator.rendering.views import Link


@dataclass(frozen=True)
class IndexContext(Context):
    """A list of pages."""

    template = "index"

    entries: tuple[Link, ...]
    """The pages, in the order of their names or of time."""


def index_jobs(scope: Scope) -> Iterable[PageJob]:
    """The index pages."""
    catalogue = scope.catalogue
    at = scope.at(links.ORGANIZATIONS)
    yield _job(at, Labels.organizations, _sorted(map(at.to_organization, catalogue.organizations)))
    at = scope.at(links.MEASURES)
    yield _job(at, Labels.measures, _sorted(map(at.to_measure, catalogue.measures)))
    at = scope.at(links.SOURCES)
    yield _job(at, Labels.sources, _sorted(map(at.to_source, catalogue.sources)))
    at = scope.at(links.PERIODS)
    periods = sorted({figure.key.period for figure in scope.release.tables.figures})
    yield _job(at, Labels.periods, map(at.to_period, periods))


def _sorted(entries: Iterable[Link]) -> list[Link]:
    return sorted(entries, key=lambda link: collation_key(link.text))


def _job(scope: Scope, title: Message, entries: Iterable[Link]) -> PageJob:
    name = scope.say(title)
    return PageJob(scope.page, name, name, (), IndexContext(tuple(entries)), scope.language)
