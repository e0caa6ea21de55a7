"""A site made in shards by machines that know nothing of each other, as jobs of a CI matrix, and put together after.

Each shard has the files of some steps, and a manifest: what was asked for, of what records, by what versions. Whoever
puts them together reads the records anew and lays the site out, but makes none of these files.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bulletin.analysis.dependencies import digest
from bulletin.disclosure import Release
from bulletin.errors import BulletinError, RequestError
from bulletin.installation import program
from bulletin.localization.messages import _
from bulletin.model.differences import differences
from bulletin.model.plain_text import first_lines
from bulletin.model.text import Language
from bulletin.operating_system import is_regular, sha256
from bulletin.problems import Problem
from bulletin.publishing.build import build_site, releases_to_build
from bulletin.publishing.origin import Origin, origin_of
from bulletin.publishing.record_folders import with_further
from bulletin.publishing.site_url import site_address
from bulletin.publishing.stores import PublicationStore
from bulletin.publishing.version_names import NAME
from bulletin.rendering.files import SiteFile
from bulletin.rendering.tree import Step
from bulletin.website.build import build_draft_site
from bulletin.website.build_cache import DamagedError, packed_files, read_packed, unpacked_files, write_packed
from bulletin.website.configuration import CONFIG, address_of, refuse_unusable
from bulletin.website.pipeline import MadeStep, Publication, Source, publication, release_of
from bulletin.website.processes import barred_folders, in_order, side_by_side
from bulletin.website.resources import Built, Resources
from bulletin.website.staging import marked, staged

MANIFEST = "shard.json"
MARK = b"This directory holds a shard of a site, made by bulletin build --shard. bulletin assemble needs all.\n"
_DRAFT = "draft"
"""The name of the folder of a draft; no version has it."""

_NO_SHARD = _("--shard: “{given}” is none: K/N is the K-th of N shards, such as 3/8.")
_NOT_A_SHARD = _("{folder}: It holds no shard of a site that bulletin build --shard made.")
_TWICE = _("Shard {shard} is there twice: {first}, {second}")
_MISSING = _("Not all shards are there, since these are missing: {missing}")
_UNLIKE = _("{first} and {second} are shards of different sites. They differ in: {what}")
_FOR_PUBLIC = _(
    "The shards are for the public, but assemble was asked for a site for the audience “{wanted}” (--audience)."
)
_NOT_FOR_PUBLIC = _(
    "The shards are for the audience “{theirs}”, but assemble was asked for a site for the public (--audience)."
)
_OTHER_AUDIENCE = _(
    "The shards are for the audience “{theirs}”, but assemble was asked for a site for “{wanted}” (--audience)."
)
_OTHER_INPUTS = _("The shards were not made of what is here. Make them anew of the same commit. What differs:\n{what}")
_OTHER_VERSIONS = _("The shards were made by other versions than are installed here:\n{what}")
_DAMAGED = _("{file}: It is not what was made there. Copy the shard again, or make it anew.")
_OTHER_STEPS = _("The shards do not have the files of {step}. Make them anew.")


class ShardError(RequestError):
    """There is no such shard, or not all shards are there."""


class UnlikeShardsError(BulletinError):
    """Shards do not make up a site together, or not the one that is to be made here."""


_MOST = 10_000
"""Shards of a site."""


@dataclass(frozen=True)
class Shard:
    """A part of a site, one of several."""

    number: int
    """From 1 on."""
    count: int

    @classmethod
    def of(cls, given: str) -> Shard:
        """The shard that ``K/N`` names.

        :raises ShardError: when it names none.
        """
        number, _slash, count = given.partition("/")
        if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count) <= _MOST):
            raise ShardError(_NO_SHARD, given=given)
        return cls(int(number), int(count))

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    def share(self, weights: Sequence[float], turn: int) -> list[int]:
        """Which steps of a site are in it, such that all shards weigh about the same: the heaviest go first.

        :param weights: about how long each step takes, in any unit.
        :param turn: how many sites came before, so that the heaviest steps of all are not in the same shard.
        """
        lightest = [(0.0, place) for place in range(self.count)]  # a heap already
        share = []
        for step in sorted(range(len(weights)), key=lambda step: -weights[step]):
            weight, place = lightest[0]
            heapq.heapreplace(lightest, (weight + weights[step], place))
            if (place + turn) % self.count == self.number - 1:
                share.append(step)
        return sorted(share)


@dataclass(frozen=True)
class Asked:
    """What was asked for, the same for all shards of a site."""

    languages: tuple[Language, ...]
    charts: bool = True
    draft: bool = False
    edition: str | None = None
    """The id of the only edition."""
    address: str | None = None
    """Where the site is published; None: as the configuration says."""
    audience: str | None = None
    """The id of the audience; None for the public."""


@dataclass(frozen=True)
class Inputs:
    """What the files of a shard depend on, besides what was asked for."""

    commit: str | None
    """None where the records are in no commit as they are."""
    records: Mapping[str, str]
    """The hash of each file; of all together, where an audience may not know which files there are."""
    published: str
    """The digest of the manifests of the versions that are published already; empty where none were named."""
    address: str
    """Where the site is published, as asked for or configured; empty for a draft."""


@dataclass(frozen=True)
class StepEntry:
    """The files of a step, as a file of a shard."""

    file: str
    """``en/2024/12``: the language, the version or ``draft``, and the number of the step in that site."""
    step: str
    """The name of the step."""
    sha256: str


@dataclass(frozen=True)
class ShardManifest:
    """What a shard has, and what it was made of."""

    shard: str
    asked: Asked
    inputs: Inputs
    versions: Mapping[str, str]
    """Of the program, Python and all libraries."""
    steps: tuple[StepEntry, ...]


_ADAPTER = TypeAdapter(ShardManifest)


# --- a shard ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Job:
    """A shard of the sites of one language."""

    shard: Shard
    asked: Asked
    releases: Sequence[Release]
    language: Language
    address: str
    directory: Path
    resources: Resources


def build_shard(  # noqa: PLR0913 - what a site is made from and with
    project: Path,
    directory: Path,
    shard: Shard,
    asked: Asked,
    *,
    more: Sequence[Path] = (),
    published: PublicationStore | None = None,
    resources: Resources,
) -> int:
    """Make the files of a shard into a folder that is no site; give how many warnings there are about the records.

    :param more: folders of further records.
    :param published: where earlier versions are published for this audience.
    :param resources: whose workers are processes.
    :raises BulletinError: as :func:`~bulletin.publishing.build.build_site` does.
    """
    warnings: list[Problem] = []
    with staged(directory, mark=MARK) as folder:
        refuse_unusable(project / CONFIG, asked.languages)
        releases = _releases(project, asked, more, published, warnings.extend)
        barred = barred_folders(project, releases[0], more)
        inputs = _inputs(project, asked, more, published, is_private=bool(barred))
        address = "" if releases[0].edition is None else inputs.address
        each = resources.for_each(asked.languages)
        jobs = [_Job(shard, asked, releases, language, address, folder, each) for language in asked.languages]
        steps = [entry for entries in side_by_side(_make_language, jobs, barred=barred) for entry in entries]
        manifest = ShardManifest(str(shard), asked, inputs, program(), tuple(steps))
        (folder / MANIFEST).write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), encoding="utf-8")
    if resources.cache:
        resources.cache.trim()
    return len(warnings)


def _releases(
    project: Path,
    asked: Asked,
    more: Sequence[Path],
    published: PublicationStore | None,
    warn: Callable[[tuple[Problem, ...]], None],
) -> Sequence[Release]:
    if asked.draft:
        return (release_of(project, warn, asked.audience, more),)
    return releases_to_build(project, asked.edition, asked.audience, more, published, warn)


def _make_language(job: _Job) -> list[StepEntry]:
    first = job.asked.languages.index(job.language) * len(job.releases)
    return [entry for turn, released in enumerate(job.releases, first) for entry in _make_steps(job, released, turn)]


def _make_steps(job: _Job, released: Release, turn: int) -> Iterator[StepEntry]:
    asked = job.asked
    about = released, job.language
    site = publication(
        *about, languages=asked.languages, charts=asked.charts, address=job.address, resources=job.resources
    )
    share = job.shard.share([step.weight for step in site.steps], turn)
    workers = site.workers if isinstance(site.workers, int) else 1
    weights = [site.steps[number].weight for number in share]
    yield from in_order(lambda place: _make_step(job.directory, site, share[place]), weights, workers)


def _make_step(directory: Path, site: Publication, number: int) -> StepEntry:
    step = site.steps[number]
    name = f"{_folder(site.source)}/{number}"
    packed = packed_files(step.make()) if site.cache is None else site.cache.packed_files_of(step)
    write_packed(directory / name, packed)
    return StepEntry(name, step.name, sha256(directory / name))


def _folder(source: Source | None) -> str:
    if source is None:
        raise ValueError("nobody knows what it is made from")
    return f"{source.language}/{source.released.version or _DRAFT}"


def _inputs(
    project: Path, asked: Asked, more: Sequence[Path], published: PublicationStore | None, *, is_private: bool
) -> Inputs:
    origin = with_further(origin_of(project), project, more)
    records: Mapping[str, str] = origin.records
    if is_private:
        records = {"": digest(sorted(records.items())).hex()}
    address = "" if asked.draft else site_address(asked.address or address_of(project / CONFIG, asked.languages[0]))
    return Inputs(_commit(origin), records, _published_digest(published) if published else "", address)


def _commit(origin: Origin) -> str | None:
    """The commit of the project and of further folders."""
    return " ".join((origin.commit, *origin.further_commits.values())) if origin.commit else None


def _published_digest(store: PublicationStore) -> str:
    manifests = [path for path in store.paths() if path.endswith(f"/{NAME}")]
    return digest(sorted(store.read(manifests).items())).hex()


# --- all shards -------------------------------------------------------------------------------------------------------


def assemble(  # noqa: PLR0913 - what a site is made from and with
    project: Path,
    folders: Sequence[Path],
    site_dir: Path,
    *,
    audience: str | None = None,
    more: Sequence[Path] = (),
    published: PublicationStore | None = None,
) -> Built:
    """Lay out the site of all shards; an earlier site is replaced only when it is complete.

    :param folders: those of the shards, in any order.
    :param audience: the id of the audience that they have to be for; None for the public.
    :param more: folders of further records.
    :param published: where earlier versions are published for this audience.
    :raises ShardError: when one of them is no shard, is missing, or is there twice.
    :raises UnlikeShardsError: when they do not belong together, or not to what is here.
    :raises BulletinError: as :func:`~bulletin.publishing.build.build_site` does.
    """
    manifests = {folder: _manifest(folder) for folder in folders}
    _refuse_gaps(manifests)
    first = next(iter(manifests.values()))
    _refuse_unlike(manifests, first)
    _refuse_other_audience(first.asked.audience, audience)
    _refuse_others(first, _inputs(project, first.asked, more, published, is_private="" in first.inputs.records))
    entries = {entry.file: (folder, entry) for folder, manifest in manifests.items() for entry in manifest.steps}
    asked = first.asked
    about: dict[str, Any] = {"charts": asked.charts, "audience": audience, "more": more}
    about["resources"] = Resources(workers=Shards(entries))
    if asked.draft:
        return build_draft_site(project, site_dir, asked.languages, **about)
    about |= {"edition": asked.edition, "address": asked.address, "published": published}
    return build_site(project, site_dir, asked.languages, **about)


@dataclass(frozen=True)
class Shards:
    """The files of all shards, in place of workers that make them."""

    entries: Mapping[str, tuple[Path, StepEntry]]
    """By their names in the shards, with the folder of the shard."""

    def made(self, source: Source, steps: Mapping[int, Step]) -> Iterator[MadeStep]:
        """The files of each step.

        :raises UnlikeShardsError: when the shards do not have them as they were made.
        """
        for number, step in steps.items():
            folder, entry = self.entries.get(f"{_folder(source)}/{number}", (Path(), None))
            if entry is None or entry.step != step.name:
                raise UnlikeShardsError(_OTHER_STEPS, step=step.name)
            yield MadeStep(number, tuple(_files(folder / entry.file, entry)))


def _files(file: Path, entry: StepEntry) -> Iterable[SiteFile]:
    try:
        packed = read_packed(file) if is_regular(file) and sha256(file) == entry.sha256 else None
        content = None if packed is None else tuple(unpacked_files(packed))
    except DamagedError:
        content = None
    if content is None:
        raise UnlikeShardsError(_DAMAGED, file=file)
    return content


def _manifest(folder: Path) -> ShardManifest:
    file = folder / MANIFEST
    if marked(folder) != MARK or not is_regular(file):
        raise ShardError(_NOT_A_SHARD, folder=folder)
    try:
        return _ADAPTER.validate_json(file.read_bytes())
    except ValidationError:
        raise UnlikeShardsError(_DAMAGED, file=file) from None


def _refuse_gaps(manifests: Mapping[Path, ShardManifest]) -> None:
    """Refuse shards of which one is missing, or there twice."""
    known: dict[str, Path] = {}
    for folder, manifest in manifests.items():
        if (first := known.setdefault(manifest.shard, folder)) is not folder:
            raise ShardError(_TWICE, shard=manifest.shard, first=first, second=folder)
    counts = {Shard.of(manifest.shard).count for manifest in manifests.values()}
    missing = [f"{number}/{count}" for count in sorted(counts) for number in range(1, count + 1)]
    if missing := [shard for shard in missing if shard not in known]:
        raise ShardError(_MISSING, missing=", ".join(missing))


def _refuse_unlike(manifests: Mapping[Path, ShardManifest], first: ShardManifest) -> None:
    """Refuse shards that were asked for otherwise, or made of other records or by other versions than the first."""
    for folder, manifest in manifests.items():
        alike = replace(manifest, shard=first.shard, steps=first.steps)
        if alike != first:
            what = ", ".join(differences(asdict(alike), asdict(first)))
            raise UnlikeShardsError(_UNLIKE, first=next(iter(manifests)), second=folder, what=what)


def _refuse_other_audience(theirs: str | None, wanted: str | None) -> None:
    """Refuse shards for other eyes than whoever lays out the site expects; None is the public."""
    if theirs != wanted:
        message = _FOR_PUBLIC if theirs is None else _NOT_FOR_PUBLIC if wanted is None else _OTHER_AUDIENCE
        raise UnlikeShardsError(message, theirs=theirs, wanted=wanted)


def _refuse_others(manifest: ShardManifest, inputs: Inputs) -> None:
    """Refuse shards that were made of something else than what is here, or by other versions."""
    if manifest.inputs != inputs:
        what = list(differences(asdict(manifest.inputs), asdict(inputs)))
        raise UnlikeShardsError(_OTHER_INPUTS, what=first_lines(what))
    if manifest.versions != program():
        raise UnlikeShardsError(_OTHER_VERSIONS, what=first_lines(list(differences(manifest.versions, program()))))
