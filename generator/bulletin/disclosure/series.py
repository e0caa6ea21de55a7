"""The editions of a bulletin for an audience, each released by what those before it have published."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from bulletin.analysis.audiences import corpus_for
from bulletin.analysis.comparison import compare
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.figures import Flag, sorted_flags
from bulletin.analysis.tables import CompiledTables, Tables
from bulletin.analysis.vintages import Vintages
from bulletin.disclosure.audit import Learnt, audited
from bulletin.disclosure.policy import Known, PolicyHistory
from bulletin.disclosure.publications import PublishedVersion, Version, versions_in_order
from bulletin.disclosure.release import Release, ReleasedTables, release
from bulletin.disclosure.superseded import superseded_versions
from bulletin.disclosure.suppression import suppressed_figures
from bulletin.memory import keeping_everything
from bulletin.model.corpus import Corpus
from bulletin.model.keys import ObservationKey
from bulletin.model.values import Absence


class Series:
    """The releases of a bulletin's editions for an audience, each made once.

    Versions are released in the order in which they are published. What one hides that is published already is taken
    from what it shows, so that it hides the same by any program and any policy.

    Every method that releases raises UnprotectedError when a sensitive figure cannot be protected, and SolverError when
    finding out what has to be hidden takes too long.
    """

    def __init__(
        self,
        vintages: Vintages,
        audience: str | None = None,
        published: Iterable[PublishedVersion] = (),
        *,
        is_audited: bool = False,
    ) -> None:
        """Release nothing yet.

        :param vintages: of the records that the audience may see.
        :param audience: its id; None for the public.
        :param published: the versions that are published for this audience.
        :param is_audited: whether somebody is to know what readers learn of what is hidden, which takes time.
        """
        self.vintages, self.audience = vintages, audience
        self.versions = versions_in_order(vintages.corpus.catalogue, published)
        """All versions of the editions, in the order in which they are published."""
        self._editions = vintages.corpus.catalogue.editions_in_order
        self._next = 0
        self._newest: dict[str, Release] = {}
        self._superseded: dict[str, tuple[Tables, ...]] = {}
        """Of each edition the versions before its corrections, until the newest is released."""
        self._compared: dict[str, Release] = {}
        self._shown_against: dict[str, frozenset[ObservationKey]] = {}
        self._history = PolicyHistory()
        self._is_audited = is_audited
        self.learnt: dict[str, Learnt] = {}
        """What readers learn of what each edition hides, of those that were released so far."""
        public = _public_part(vintages.corpus, audience)
        self._public = None if public is None else Series(Vintages(public), is_audited=True)
        """The same editions for the public, for whoever sees more and is to know what."""

    @property
    def corpus(self) -> Corpus:
        """All records that the audience may see."""
        return self.vintages.corpus

    @property
    def weaker(self) -> Mapping[ObservationKey, Known]:
        """What readers know of figures by what is published, where the policy asks for more protection.

        Of the versions that have been released so far.
        """
        return self._history.weaker

    @property
    def is_anything_hidden(self) -> bool:
        """Whether any of the versions that have been released so far hides anything, or might have."""
        return self._history.is_anything_followed

    def editions(self) -> tuple[Release, ...]:
        """Release the vintage of each edition, the oldest first."""
        return tuple(self.edition(edition.id) for edition in self._editions)

    @keeping_everything()
    def edition(self, name: str) -> Release:
        """Release the vintage of an edition, and all versions that are published before it.

        :param name: the id of an edition of the corpus.
        """
        if name not in self._compared:
            released = self.newest(name)
            place = [edition.id for edition in self._editions].index(name)
            before = self.newest(self._editions[place - 1].id) if place else None
            self._compared[name] = released if before is None else with_changes(released, before)
        return self._compared[name]

    def until(self, version: Version) -> None:
        """Release the versions that are published before one, and that one."""
        while self._next <= self.versions.index(version):
            self._release(self.versions[self._next])
            self._next += 1

    def shown_against_policy(self, name: str) -> frozenset[ObservationKey]:
        """What the newest version of an edition shows, being published, though the policy hides or rounds it.

        :param name: the id of the edition.
        """
        self.newest(name)
        return self._shown_against[name]

    @keeping_everything()
    def draft(self, tables: CompiledTables) -> Release:
        """Release all that is in the records, as the next edition would: what is hidden depends on what is published.

        :param tables: compiled of all of them.
        """
        if self.corpus.catalogue.disclosure is not None or suppressed_figures(tables) or self._is_any_hidden:
            self.editions()
        released = release(self.corpus, tables, audience=self.audience, history=self._history)
        if self._public is None:
            return released
        public = compile_tables(self._public.corpus)
        last = self._public.draft(public)
        return _with_audit(released, last, public, self.corpus, self._public.learnt_last())

    @property
    def _is_any_hidden(self) -> bool:
        """Whether a published version hides anything."""
        published = (version.published for version in self.versions)
        return any(Absence.SUPPRESSED in version.values.values() for version in published if version)

    def newest(self, name: str) -> Release:
        """Release the newest version of an edition, without what changed since the edition before.

        :param name: the id of the edition.
        """
        if name not in self._newest:
            self.until(next(each for each in self.versions if each.edition == name and each.is_newest))
        return self._newest[name]

    def _release(self, version: Version) -> None:
        name = version.edition
        corpus, newest = self.vintages.of(name)
        corrections = corpus.catalogue.corrections_of(name)
        if name not in self._superseded:
            self._superseded[name] = superseded_versions(corrections, newest, corpus.catalogue.measures)
        before = self._superseded[name][version.corrections :]
        tables = CompiledTables(before[0]) if before else newest
        known = tuple(each.published.name for each in self.versions[: self._next] if each.published)
        released = release(corpus, tables, audience=self.audience, edition=name, history=self._history, version=version)
        if before:
            self._history.correct(corrections[version.corrections], tables)
            return
        del self._superseded[name]
        if self._public is not None and name in self._public.corpus.catalogue.editions:
            released = self._audited(self._public, name, released)
        if self._is_audited:
            self.learnt[name] = self.learnt_last()
        is_influenced = self._history.is_anything_followed
        self._newest[name] = replace(released, published_before=known if is_influenced else ())
        self._shown_against[name] = self._history.shown_against

    def learnt_last(self) -> Learnt:
        """What readers learn of what the last version hides that was released."""
        return Learnt(self._history.last, self._history.known())

    def _audited(self, public: Series, name: str, released: Release) -> Release:
        """A release of an edition for whoever sees everything, with what readers of the public series do not see."""
        last = public.newest(name)
        return _with_audit(released, last, public.vintages.of(name)[1], self.vintages.of(name)[0], public.learnt[name])


def _with_audit(released: Release, last: Release, compiled: CompiledTables, corpus: Corpus, learnt: Learnt) -> Release:
    """A release for whoever sees everything, with what the public does not see. The figures among that are flagged.

    :param last: what the public sees.
    :param compiled: the tables that it was made of.
    :param corpus: all records of the release.
    """
    audit = audited(corpus, released.tables, compiled, last.tables, learnt)
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
