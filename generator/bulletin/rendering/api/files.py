"""A release → the files of ``api/``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple, TypeVar

from bulletin.analysis.claims import CheckedClaim
from bulletin.analysis.progress import Progress, progress_towards
from bulletin.disclosure.release import Release
from bulletin.model.corpus import Catalogue
from bulletin.rendering.api.answers import (
    SCHEMA_VERSION,
    ClaimsAnswer,
    MeasureAnswer,
    MeasureEntry,
    OrganizationAnswer,
    OrganizationEntry,
)
from bulletin.rendering.api.blocks import Block, figure_blocks
from bulletin.rendering.api.encoding import claim_entry, target_entry
from bulletin.rendering.api.entries import ClaimEntry, TargetEntry
from bulletin.rendering.api.glossary import Glossary
from bulletin.rendering.api.identities import measure_entry, organization_entry
from bulletin.rendering.api.mentions import Mention, mentioned
from bulletin.rendering.api.writing import answer_json, lines_json, schema_json
from bulletin.rendering.files import Asset
from bulletin.rendering.links import API_SCHEMA, CLAIMS_JSON, measure_json, organization_json

T = TypeVar("T")


def api_files(release: Release, claims: Sequence[CheckedClaim]) -> Iterator[Asset]:
    """The answers about every organization and every measure, and their schema: the same in every language.

    :param claims: those of the release, with their verdicts.
    """
    glossary = Glossary(release.catalogue)
    blocks = tuple(figure_blocks(release))
    targets = tuple(progress_towards(release.catalogue, release.tables, target) for target in release.tables.targets)
    said = {
        about: _Statements(release.catalogue, blocks, targets, claims, about) for about in ("organization", "measure")
    }
    yield from _organizations(release, said["organization"], glossary)
    yield from _measures(release, said["measure"], glossary)
    yield _claims(release, [claim_entry(release.catalogue, one) for one in claims], glossary)
    yield Asset(API_SCHEMA, schema_json(release.catalogue.bulletin.languages))


def _organizations(release: Release, statements: _Statements, glossary: Glossary) -> Iterator[Asset]:
    for record in release.catalogue.organizations.values():
        identity, said = organization_entry(release.catalogue, record), statements.about(record.id)
        answer: OrganizationAnswer = {
            "schema_version": SCHEMA_VERSION,
            "edition": release.version or None,
            "organization": identity,
            "targets": said.targets,
            "claims": said.claims,
            "vocabulary": glossary.vocabulary(said.mentions | mentioned(OrganizationEntry, [identity])),
            "figures": (),
        }
        yield Asset(organization_json(record.id), answer_json(OrganizationAnswer, answer, said.lines))


def _measures(release: Release, statements: _Statements, glossary: Glossary) -> Iterator[Asset]:
    for record in release.catalogue.measures.values():
        identity, said = measure_entry(record), statements.about(record.id)
        answer: MeasureAnswer = {
            "schema_version": SCHEMA_VERSION,
            "edition": release.version or None,
            "measure": identity,
            "targets": said.targets,
            "claims": said.claims,
            "vocabulary": glossary.vocabulary(said.mentions | mentioned(MeasureEntry, [identity])),
            "figures": (),
        }
        yield Asset(measure_json(record.id), answer_json(MeasureAnswer, answer, said.lines))


def _claims(release: Release, claims: Sequence[ClaimEntry], glossary: Glossary) -> Asset:
    vocabulary = glossary.vocabulary(mentioned(ClaimEntry, claims))
    answer: ClaimsAnswer = {
        "schema_version": SCHEMA_VERSION,
        "edition": release.version or None,
        "vocabulary": vocabulary,
        "claims": (),
    }
    lines = [lines_json(ClaimEntry, claims)] if claims else []
    return Asset(CLAIMS_JSON, answer_json(ClaimsAnswer, answer, lines))


class _Said(NamedTuple):
    """What was released about one organization, or of one measure."""

    targets: tuple[TargetEntry, ...]
    claims: tuple[ClaimEntry, ...]
    lines: list[bytes]
    """The figures, written already."""
    mentions: set[Mention]


class _Statements:
    """What was released, by what it is about."""

    def __init__(
        self,
        catalogue: Catalogue,
        blocks: Iterable[Block],
        targets: Iterable[Progress],
        claims: Iterable[CheckedClaim],
        about: str,
    ) -> None:
        self._catalogue = catalogue
        self._targets = _grouped(targets, f"target.key.{about}")
        self._claims = _grouped(claims, f"claim.{about}")
        self._blocks = _grouped(blocks, about)

    def about(self, identity: str) -> _Said:
        """What was released about an id."""
        targets = tuple([target_entry(self._catalogue, held) for held in self._targets.get(identity, ())])
        claims = tuple([claim_entry(self._catalogue, one) for one in self._claims.get(identity, ())])
        blocks = self._blocks.get(identity, ())
        mentions = mentioned(TargetEntry, targets) | mentioned(ClaimEntry, claims)
        return _Said(targets, claims, [b.lines for b in blocks], mentions.union(*(b.mentions for b in blocks)))


def _grouped(things: Iterable[T], attribute: str) -> Mapping[str, list[T]]:
    """The things by an attribute, each group in their order."""
    groups: defaultdict[str, list[T]] = defaultdict(list)
    of = attrgetter(attribute)
    for thing in things:
        groups[of(thing)].append(thing)
    return groups
