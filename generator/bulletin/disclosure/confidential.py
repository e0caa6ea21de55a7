"""What the public does not see, for those who see everything: which figures, and why each is hidden."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace

from bulletin.analysis.tables import CompiledTables, Flag, Tables, sorted_flags
from bulletin.disclosure.policy import PolicyHistory
from bulletin.disclosure.release import Release, ReleasedTables
from bulletin.disclosure.sensitivity import HiddenReason
from bulletin.disclosure.suppression import suppressed_figures
from bulletin.model.corpus import Corpus
from bulletin.model.keys import ObservationKey


class Confidential:
    """What the public does not see of one edition after another."""

    def __init__(self) -> None:
        self._history = PolicyHistory()

    def of(
        self, everything: CompiledTables, public: Corpus, tables: CompiledTables
    ) -> dict[ObservationKey, HiddenReason]:
        """The figures of the next edition that the public does not see, each with the reason.

        :param everything: the tables of all records.
        :param public: the records that the public may see.
        :param tables: those that are compiled of them.
        :raises UnprotectedError, SolverError: as :func:`~bulletin.disclosure.release.release`.
        """
        policy, unknown = public.catalogue.disclosure, suppressed_figures(tables)
        hidden = self._history.hidden(public.catalogue, tables, policy, unknown).figures
        withheld = (figure.key for figure in everything.figures if figure.key not in tables.by_key)
        return {**dict.fromkeys(withheld, HiddenReason.AUDIENCE), **hidden}


def with_confidential(released: Release, confidential: Mapping[ObservationKey, HiddenReason]) -> Release:
    """The release for whoever sees everything, in which the figures that the public does not see are flagged."""
    if not confidential:
        return released
    tables = ReleasedTables(_flagged(released.tables, confidential))
    return replace(released, tables=tables, confidential=confidential)


def _flagged(tables: Tables, confidential: Container[ObservationKey]) -> Tables:
    flagged = (
        replace(f, flags=sorted_flags((*f.flags, Flag.CONFIDENTIAL))) if f.key in confidential else f
        for f in tables.figures
    )
    return Tables(tuple(flagged), tables.targets)
