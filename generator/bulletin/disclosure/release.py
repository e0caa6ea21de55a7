"""The release: the tables, claims and corrections that an audience may see, after disclosure control."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NewType

from bulletin.analysis.comparison import Comparison
from bulletin.analysis.compilation import with_all_derived
from bulletin.analysis.dependencies import Dependencies, Lookups
from bulletin.analysis.figures import FigureOrigin, is_suppressed
from bulletin.analysis.recorded_tables import RecordedTables
from bulletin.analysis.tables import CompiledTables, Tables
from bulletin.disclosure.audit import Audit
from bulletin.disclosure.places import catalogue_without_places, records_without_places, tables_without_places
from bulletin.disclosure.policy import PolicyHistory
from bulletin.disclosure.publications import Version, shown_as_published
from bulletin.disclosure.superseded import superseded_versions
from bulletin.disclosure.suppression import (
    rounded,
    suppress,
    suppress_claims,
    suppress_corrections,
    suppressed_figures,
)
from bulletin.model.corpus import Catalogue, Corpus
from bulletin.model.places import NOWHERE
from bulletin.model.records import Claim, Correction

ReleasedTables = NewType("ReleasedTables", Tables)
"""Tables of which an audience may see every figure."""


@dataclass(frozen=True)
class Release:
    """All that an audience may see."""

    catalogue: Catalogue
    tables: ReleasedTables
    claims: Mapping[str, Claim]
    """What sources state, by id; without the values of those that would disclose something suppressed."""
    audience: str
    """The id of the audience that may see it."""
    edition: str | None = None
    """Id of the edition; None for a draft, which shows everything that is in the records."""
    changes: Comparison | None = None
    """What changed since the edition before; None for the first one, and for a draft."""
    published_before: tuple[str, ...] = ()
    """The versions that are published and have an influence on what is hidden: those that came before it."""
    audit: Audit | None = None
    """What the public does not see, whose figures have a flag that says so. None where nothing may be withheld from the
    public, in a release for whoever does not see everything, and in an edition that the public does not see at all."""

    def recorded(self, reads: Dependencies) -> Release:
        """The same release, recording what is read of its tables."""
        return replace(self, tables=ReleasedTables(RecordedTables(self.tables, reads)))

    @property
    def lookups(self) -> Lookups:
        """What is found of its tables, for its digest; nothing where reads of them are not recorded."""
        return self.tables.lookups if isinstance(self.tables, RecordedTables) else {}

    @property
    def is_public(self) -> bool:
        """Whether it is for the public."""
        return self.audience == self.catalogue.bulletin.audience_ids[0]

    @property
    def version(self) -> str:
        """The name of the edition's version as it is now; empty for a draft."""
        return self.catalogue.version_of(self.edition) if self.edition else ""

    @property
    def last_report(self) -> date | None:
        """The last day on which a figure was reported; None without figures."""
        return max((figure.reported for figure in self.tables.figures), default=None)

    @property
    def hidden_figures(self) -> int:
        """How many figures the public does not see, or not with this value; without an audit, hidden ones."""
        return sum(map(is_suppressed, self.tables.figures)) if self.audit is None else len(self.audit.figures)

    @property
    def record_files(self) -> list[str]:
        """The files with the records of the release, by path; none where the audience may not read them.

        Those of later records and sources are not named, so that a manifest reveals nothing before its release.
        """
        catalogue, tables = self.catalogue, self.tables
        included = (r for r in catalogue.records if not isinstance(r, Correction) or _is_included(r, catalogue))
        places = [record.place for record in (*included, *self.claims.values())]
        places += [report.place for figure in tables.figures for report in (figure, *figure.other_reports)]
        places += [target.place for target in tables.targets]
        return sorted({place.file for place in places if place != NOWHERE})


def _is_included(correction: Correction, catalogue: Catalogue) -> bool:
    return any(edition in catalogue.editions for edition in correction.editions)


def release(  # noqa: PLR0913 - what is released of what, and for whom
    corpus: Corpus,
    tables: CompiledTables,
    *,
    audience: str | None = None,
    edition: str | None = None,
    history: PolicyHistory | None = None,
    version: Version | None = None,
) -> Release:
    """Apply the primary and secondary suppression of the bulletin's policy, and call the rest released.

    The policy (``records/disclosure.yml``) is applied for audiences that do not see everything. A figure that its own
    record suppresses keeps nothing that was reported before either, no claim and no correction discloses it, and
    whoever does not see everything cannot compute it. Where something is hidden, derived figures are computed again
    from what is shown.

    :param corpus: the records that the audience may see: see :func:`~bulletin.analysis.audiences.corpus_for`.
    :param audience: the id of the audience; None for the first, the public. Where it may not read the files of records,
        nothing that is released has a place.
    :param history: what the bulletin's policy let earlier editions publish, which is added to; None for the first.
    :param version: which of the edition's versions it is; None takes those that corrections superseded to have been
        published just before.
    :raises UnprotectedError: when a sensitive figure cannot be protected, whatever else is hidden.
    :raises SolverError: when finding out what has to be hidden takes too long.
    """
    audiences = corpus.catalogue.bulletin.audience_ids
    of = audience or audiences[0]
    rules = corpus.catalogue.disclosure if corpus.catalogue.withholds_from(of) else None
    unknown = suppressed_figures(tables) if of != audiences[-1] or of == audiences[0] else frozenset()
    history = history or PolicyHistory()
    for correction, was in _superseded(corpus.catalogue, tables, edition) if edition and version is None else ():
        history.hidden(corpus.catalogue, was, rules, unknown)
        history.correct(correction, was)
    published = version.published if version else None
    by_policy = history.hidden(corpus.catalogue, tables, rules, unknown, published)
    shown = suppress(tables, by_policy, history.published)
    if by_policy.rounded:
        shown = rounded(shown, by_policy.rounded, history.published)
    if shown is not tables:
        shown = _derived_anew(corpus.catalogue, shown)
    if published is not None:
        shown = shown_as_published(shown, tables, published)
    history.published.add(shown)
    corrections = suppress_corrections(corpus.catalogue.corrections, shown, history.wrong)
    catalogue = _in_force(replace(corpus.catalogue, corrections=corrections) if corrections else corpus.catalogue)
    released = Release(catalogue, ReleasedTables(shown), suppress_claims(corpus.claims, shown), of, edition)
    return _without_places(released) if catalogue.hides_files_from(of) else released


def _superseded(catalogue: Catalogue, tables: Tables, edition: str) -> Iterator[tuple[Correction, Tables]]:
    """The corrections of an edition, each with the figures of the version that it supersedes."""
    corrections = catalogue.corrections_of(edition)
    return zip(corrections, superseded_versions(corrections, tables, catalogue.measures), strict=True)


def _in_force(catalogue: Catalogue) -> Catalogue:
    """The catalogue without the rules of disclosure control that later ones replace."""
    policy = catalogue.disclosure and catalogue.disclosure.in_force(None)
    return catalogue if policy is catalogue.disclosure else replace(catalogue, disclosure=policy)


def _without_places(released: Release) -> Release:
    return replace(
        released,
        catalogue=catalogue_without_places(released.catalogue),
        tables=ReleasedTables(tables_without_places(released.tables)),
        claims=records_without_places(released.claims),
    )


def _derived_anew(catalogue: Catalogue, shown: Tables) -> Tables:
    """The tables with what is derived from the figures that they show, but for derived ones that are suppressed."""
    base = tuple(figure for figure in shown.figures if figure.origin is not FigureOrigin.DERIVED)
    hidden = {f.key for f in shown.figures if f.origin is FigureOrigin.DERIVED and is_suppressed(f)}
    return Tables(with_all_derived(catalogue, base, hidden), shown.targets)
