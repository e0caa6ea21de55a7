"""How to cite an edition, its pages and their tables: ready text, with the source where there is but one.

The parts are those of the statistical offices' own recommendations: who published it, what, in which edition and
version, released when, and an address that keeps what was cited (that of the version, never ``latest/``). The day of
access is left out, since what is at the address of a version never changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bulletin.localization.messages import Message, _
from bulletin.model.periods import Period
from bulletin.model.records import Edition
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import PageJob, tables_of, with_tables
from bulletin.rendering.views import Fact, Table

_WHOLE = _("{publisher}: {edition}.")
_CITED = _("{publisher}: “{title}”, {edition}.")
_TABLE = _("{publisher}: “{table}”, in “{page}”, {edition}.")


def citing(page: PageContext) -> Callable[[PageJob], PageJob]:
    """Give a function that lets a page say how to cite it and its tables; in a draft, that it is not to be cited.

    :param page: the context of any page.
    """
    edition = CitedEdition.of(page)
    label = page.words.say(_("How to cite this page"))
    draft = Fact(label, page.words.say(_("This is a draft. Do not cite it.")))

    def cited(job: PageJob) -> PageJob:
        if edition is None:
            return replace(job, citation=draft)
        context = with_tables(job.context, lambda table: replace(table, citation=edition.table(job, table)))
        return replace(job, citation=Fact(label, edition.page(job)), context=context)

    return cited


@dataclass(frozen=True, eq=False)
class CitedEdition:
    """A version of an edition, in the words in which it is cited."""

    context: PageContext
    edition: Edition

    @classmethod
    def of(cls, page: PageContext) -> CitedEdition | None:
        """The edition of a release; None for a draft."""
        return cls(page, page.catalogue.editions[page.release.edition]) if page.release.edition else None

    @cached_property
    def url(self) -> str:
        """The address of the version in the language, which stays what it is."""
        return f"{self.context.address}{self.context.language}/{self.version}/"

    @property
    def version(self) -> str:
        """The name of the version: 2023-Q1.1."""
        return self.context.release.version

    @property
    def day(self) -> Period:
        """When the version was published: the day of its last correction, or of the release, as far as known."""
        corrections = self.context.catalogue.corrections_of(self.edition.id)
        return corrections[-1].date if corrections else self.edition.released

    @cached_property
    def publisher(self) -> str:
        """Who published it."""
        return self.context.words.text(self.context.catalogue.bulletin.publisher)

    @cached_property
    def title(self) -> str:
        """The bulletin and the edition."""
        words = self.context.words
        bulletin, edition = words.text(self.context.catalogue.bulletin.title), words.text(self.edition.title)
        return words.say(_("{bulletin}: {edition}"), bulletin=bulletin, edition=edition)

    @cached_property
    def name(self) -> str:
        """The bulletin, the edition, its version, and when that was released and corrected."""
        words, released = self.context.words, self.edition.released
        details = {"title": self.title, "version": self.version, "released": words.date(released)}
        if self.day is released:
            return words.say(_("{title}, version {version}, released {released}"), **details)
        corrected = _("{title}, version {version}, released {released}, corrected {corrected}")
        return words.say(corrected, **details, corrected=words.date(self.day))

    @cached_property
    def whole(self) -> str:
        """How to cite the whole edition."""
        return f"{self._text(_WHOLE)} {self.url}"

    def page(self, job: PageJob) -> str:
        """How to cite a page."""
        sources = self._own_source(job) or _sources(tables_of(job.context))
        several = _("Original sources: see below each table.")
        text = self._text(_WHOLE) if job.path == links.HOME else self._text(_CITED, title=job.title)
        return _joined(text, self._original(sources, several), self._url(job))

    def table(self, job: PageJob, table: Table) -> str:
        """How to cite a table."""
        if job.path == links.HOME:
            text = self._text(_CITED, title=table.title)
        else:
            text = self._text(_TABLE, table=table.title, page=job.title)
        sources = self._own_source(job) or _sources([table])
        original = self._original(sources, _("Original sources: see below the table."))
        return _joined(text, original, f"{self._url(job)}#table-{table.id}")

    def _text(self, message: Message, **details: str) -> str:
        return self.context.words.say(message, publisher=self.publisher, edition=self.name, **details)

    def _url(self, job: PageJob) -> str:
        return f"{self.url}{links.served(job.path)}"

    def _own_source(self, job: PageJob) -> list[str]:
        """The source that a page is about, which its tables need not name."""
        name = self._source_pages.get(job.path)
        return [self.context.words.source_in_full(name)] if name else []

    @cached_property
    def _source_pages(self) -> Mapping[str, str]:
        return {links.source_page(name): name for name in self.context.catalogue.sources}

    def _original(self, sources: list[str], several: Message) -> str:
        """The original source; of several, where they are named."""
        if len(sources) == 1:
            return self.context.words.say(_("Original source: {source}."), source=sources[0])
        return self.context.words.say(several) if sources else ""


def _sources(tables: Iterable[Table]) -> list[str]:
    """The sources of tables, each once."""
    return list(dict.fromkeys(source.text for table in tables for source in table.sources))


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))
