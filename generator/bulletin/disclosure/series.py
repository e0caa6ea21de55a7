"""The editions of a bulletin for an audience, each released by what those before it have published."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from bulletin.analysis.audiences import corpus_for
from bulletin.analysis.comparison import compare
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.tables import CompiledTables, Flag, Tables, sorted_flags
from bulletin.analysis.vintages import Vintages
from bulletin.disclosure.audit import audited
from bulletin.disclosure.policy import PolicyHistory
from bulletin.disclosure.release import Release, ReleasedTables, release
from bulletin.disclosure.suppression import suppressed_figures
from bulletin.memory import keeping_everything
from bulletin.model.corpus import Corpus
from bulletin.model.keys import ObservationKey


class Series:
    """The releases of a bulletin's editions for an audience, each made once.

    Every method that releases raises UnprotectedError when a sensitive figure cannot be protected, and SolverError when
    finding out what has to be hidden takes too long.
    """

    def __init__(self, vintages: Vintages, audience: str | None = None) -> None:
        """Release nothing yet.

        :param vintages: of the records that the audience may see.
        :param audience: its id; None for the public.
        """
        self.vintages, self.audience = vintages, audience
        self._names = [edition.id for edition in vintages.corpus.catalogue.editions_in_order]
        self._released: list[Release] = []
        self._history = PolicyHistory()
        public = _public_part(vintages.corpus, audience)
        self._public = None if public is None else Series(Vintages(public))
        """The same editions for the public, for whoever sees more and is to know what."""

    @property
    def corpus(self) -> Corpus:
        """All records that the audience may see."""
        return self.vintages.corpus

    def editions(self) -> tuple[Release, ...]:
        """Release the vintage of each edition, the oldest first."""
        return self._until(len(self._names))

    def edition(self, name: str) -> Release:
        """Release the vintage of an edition, and of those before it.

        :param name: the id of an edition of the corpus.
        """
        return self._until(self._names.index(name) + 1)[-1]

    @keeping_everything()
    def draft(self, tables: CompiledTables) -> Release:
        """Release all that is in the records, as the next edition would: what is hidden depends on what is published.

        :param tables: compiled of all of them.
        """
        if self.corpus.catalogue.disclosure is not None or suppressed_figures(tables):
            self.editions()
        released = release(self.corpus, tables, audience=self.audience, history=self._history)
        if self._public is None:
            return released
        public = compile_tables(self._public.corpus)
        return self._public.audit(self._public.draft(public), public, self.corpus, released)

    @keeping_everything()
    def _until(self, number: int) -> tuple[Release, ...]:
        while len(self._released) < number:
            self._released.append(self._next())
        return tuple(self._released[:number])

    def _next(self) -> Release:
        name = self._names[len(self._released)]
        corpus, tables = self.vintages.of(name)
        released = release(corpus, tables, audience=self.audience, edition=name, history=self._history)
        if self._public is not None and name in self._public.corpus.catalogue.editions:
            public = self._public.vintages.of(name)[1]
            released = self._public.audit(self._public.edition(name), public, corpus, released)
        return with_changes(released, self._released[-1]) if self._released else released

    def audit(self, last: Release, compiled: CompiledTables, corpus: Corpus, released: Release) -> Release:
        """A release for whoever sees everything, with what readers of this series do not see.

        The figures among that are flagged.

        :param last: what was released last of this series.
        :param compiled: the tables that it was made of.
        :param corpus: all records of the release.
        """
        audit = audited(corpus, released.tables, compiled, last.tables, self._history)
        return replace(released, audit=audit, tables=ReleasedTables(_flagged(released.tables, audit.figures)))


def _flagged(tables: Tables, confidential: Container[ObservationKey]) -> Tables:
    """The tables, in which some figures are flagged as confidential."""
    flagged = (
        replace(f, flags=sorted_flags((*f.flags, Flag.CONFIDENTIAL))) if f.key in confidential else f
        for f in tables.figures
    )
    return Tables(tuple(flagged), tables.targets)


def with_changes(released: Release, previous: Release) -> Release:
    """The release with what changed since the edition before; it is stated of released figures only."""
    return replace(released, changes=compare(previous, released))


def _public_part(corpus: Corpus, audience: str | None) -> Corpus | None:
    """What the public may see of a corpus; None where the audience does not see more, or nothing is withheld."""
    catalogue = corpus.catalogue
    first = catalogue.bulletin.audience_ids[0]
    sees_more = audience is not None and catalogue.withholds_from(first) and not catalogue.withholds_from(audience)
    return corpus_for(corpus, first) if sees_more else None
