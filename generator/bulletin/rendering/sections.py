"""The pages that readers find from everywhere, and those that answer a question about all that there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from bulletin.localization.messages import Message
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Page, PageJob
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages import audit, changes_since, downloads, methods, policies, sources
from bulletin.rendering.pages.comparisons import comparisons_intro, comparisons_job, to_comparisons
from bulletin.rendering.pages.indexes import measures_job, organizations_job, periods_job, sources_job
from bulletin.rendering.pages.quality import has_findings, quality_job
from bulletin.rendering.pages.rankings import rankings_intro, rankings_job, to_rankings
from bulletin.rendering.pages.target_board import board_intro, board_job, to_board
from bulletin.rendering.pages.targets import targets_job
from bulletin.rendering.views import Fact, Link


class Section(NamedTuple):
    """A page that readers find from everywhere."""

    title: Message
    job: Callable[[PageContext], PageJob | None]
    """Makes it; None without content."""
    has_content: Callable[[PageContext], bool] = lambda _: True
    """Whether it has any, which is known without making it."""
    grows: bool = False
    """Whether it takes longer the more figures there are."""


SECTIONS: Mapping[str, Section] = {
    links.ORGANIZATIONS: Section(Labels.organizations, organizations_job, grows=True),
    links.PERIODS: Section(Labels.periods, periods_job, lambda page: bool(page.tables.periods)),
    links.MEASURES: Section(Labels.measures, measures_job),
    links.TARGETS: Section(Labels.targets, targets_job, lambda page: bool(page.tables.targets), grows=True),
    links.DECISIONS: Section(sources.DECISIONS, sources.decisions_job, lambda page: bool(page.catalogue.decisions)),
    links.SOURCES: Section(Labels.sources, sources_job, lambda page: bool(page.catalogue.sources)),
    links.CHANGES: Section(changes_since.TITLE, changes_since.changes_job, changes_since.has_changes, grows=True),
    links.QUALITY: Section(Labels.quality, quality_job, has_findings, grows=True),
    links.DISCLOSURE: Section(audit.TITLE, audit.audit_job, lambda page: page.release.audit is not None, grows=True),
    links.METHODS: Section(methods.TITLE, methods.methods_job),
    links.POLICIES: Section(policies.TITLE, policies.policies_job, lambda page: bool(policies.policy_links(page))),
    links.DOWNLOADS: Section(downloads.TITLE, downloads.downloads_job),
}
"""By source path, in the order of the navigation."""


class Question(NamedTuple):
    """A list of pages that answer a question about all that there is."""

    job: Callable[[PageContext], PageJob | None]
    """Makes it; None without content."""
    link: Callable[[PageContext], tuple[Link, ...]]
    """A link to it, without it being made; nothing where it has no content."""
    intro: Callable[[PageContext], str]
    """What it is about."""


QUESTIONS: Mapping[str, Question] = {
    links.RANKINGS: Question(rankings_job, to_rankings, rankings_intro),
    links.BOARD: Question(board_job, to_board, board_intro),
    links.COMPARISONS: Question(comparisons_job, to_comparisons, comparisons_intro),
}
"""By source path. Readers find them from the front page, and from what they are about."""
LISTS: Mapping[str, Callable[[PageContext], PageJob | None]] = {
    **{path: section.job for path, section in SECTIONS.items()},
    **{path: question.job for path, question in QUESTIONS.items()},
}
"""What makes each of these pages, by source path; None without content."""


def section_links(page: PageContext) -> tuple[Link, ...]:
    """Links to the sections that there are."""
    return tuple(page.links.to(path, section.title) for path, section in _with_content(page))


def _with_content(page: PageContext) -> Iterator[tuple[str, Section]]:
    return ((path, section) for path, section in SECTIONS.items() if section.has_content(page))


def placeholders(page: PageContext) -> tuple[Page, ...]:
    """The pages of the navigation without what is on them, for a site that has some of the other pages only."""
    titles = {links.HOME: page.words.text(page.catalogue.bulletin.title)}
    titles |= {path: page.words.say(section.title) for path, section in _with_content(page)}
    return tuple(Page(path, title, description="", markdown="", html="") for path, title in titles.items())


def questions(page: PageContext) -> tuple[Fact, ...]:
    """Links to the lists of pages that answer a question, each with what it is about."""
    ways = ((question, question.link(page)) for question in QUESTIONS.values())
    return tuple(Fact("", question.intro(page), way) for question, way in ways if way)
