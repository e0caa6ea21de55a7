"""Publishing: look at what is published, decide, check, build what is new in a staging place, and switch once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol

from bulletin.analysis.vintages import Vintages
from bulletin.model.text import Language
from bulletin.problems import Severity
from bulletin.publishing.address import is_loopback, site_address
from bulletin.publishing.assembly import DamagedError, editions_in, finish, keep_what_is_out
from bulletin.publishing.building import BuildSettings, UnknownEditionError, build_editions
from bulletin.publishing.changes.unchanged import unchanged
from bulletin.publishing.changes.values import edition_values
from bulletin.publishing.manifest import edition_of
from bulletin.publishing.origin import origin_of, why_no_commit
from bulletin.publishing.plan import Step, StepKind, plan
from bulletin.publishing.refusal import RefusedError
from bulletin.publishing.stores import FolderStore, PublicationStore, manifests, published_folders
from bulletin.publishing.verify import verify_list
from bulletin.publishing.words import Refusals
from bulletin.reading import languages_of
from bulletin.validation import validate
from bulletin.website.build import address_of
from bulletin.website.pipeline import RecordsError, editions_of
from bulletin.website.staging import Finish


class Target(Protocol):
    """A place to publish to."""

    @property
    def store(self) -> PublicationStore:
        """What is published there now."""
        ...

    def refuse_foreign(self) -> None:
        """Raise when something else than a published site is there, which would be lost."""
        ...

    def renew(self, build: Callable[[Path], None], finish: Finish, message: str, /) -> None:
        """Switch to a new site, in one step.

        :param build: builds new editions into an empty folder.
        :param finish: takes that folder, or a copy of it, and the site published by then; completes it, or raises.
        :param message: what is done, for a history.
        """
        ...


@dataclass(frozen=True)
class Order:
    """What is asked for."""

    project: Path
    """The folder that holds ``records/`` and ``mkdocs.yml``."""
    editions: tuple[str, ...] = ()
    """None asks for every edition that is due and not out yet."""
    address: str | None = None
    """Where the site is published; None takes what ``mkdocs.yml`` says."""
    dry_run: bool = False
    """Whether everything is to be done but the switch."""


class _NothingNewError(Exception):
    """There is no need to switch."""


def publish(order: Order, target: Target, today: date) -> tuple[Step, ...]:
    """Publish what is asked for; give what became of each edition. Doing it again does nothing.

    :param today: decides which editions are due.
    :raises UnknownEditionError: when an edition is asked for that is not there.
    :raises RecordsError: when the records are wrong, or would change what is published without a correction.
    :raises RefusedError: when it must not be published as things stand.
    :raises NotOursError, BranchError: when something else than a published site is there.
    :raises OtherBytesError: when an edition that was asked for is out, and would now have other files.
    :raises DamagedError: when what is published is not as it was published.
    :raises ManifestError, ValuesError: when what is published cannot be read.
    :raises SiteError: when MkDocs fails.
    :raises OSError: when the disk is full, or the like.
    """
    target.refuse_foreign()
    out = target.store
    vintages, settings = _checked(order), _settings(order)
    corpus = vintages.corpus
    still = partial(_refuse_to_change, order, vintages, settings.address)
    still(out)
    languages = _languages(out)
    steps = plan(corpus.catalogue, _by_edition(languages), today, order.editions)
    for step in steps if order.editions else ():
        _refuse_step(step, set(settings.languages) - languages.get(step.version, set()))
    wanted = [step for step in steps if step.comes_out or (order.editions and step.kind is StepKind.OUT)]
    new = [step.version for step in wanted if step.comes_out]
    if new and (refusal := why_no_commit(order.project)):
        raise refusal
    if wanted:
        chosen = {step.edition for step in wanted}
        releases = [release for release in editions_of(vintages) if release.edition in chosen]
        _renew(order, target, partial(build_editions, settings, releases), still, f"Publish {', '.join(new)}")
    return steps


def _checked(order: Order) -> Vintages:
    """The records, when nothing is wrong with them."""
    validation = validate(order.project)
    if validation.accepted is None:
        raise RecordsError(validation.problems)
    known = validation.accepted.corpus.catalogue.editions
    for name in order.editions:
        if name not in known:
            raise UnknownEditionError(name, known)
    return validation.accepted.vintages


def _refuse_to_change(order: Order, vintages: Vintages, address: str, out: PublicationStore) -> None:
    """Publish nothing beside what is published if that was damaged, stands elsewhere, or would be changed silently."""
    if faults := verify_list(out):
        raise DamagedError(faults)
    _refuse_other_address(address, out)
    problems = unchanged(order.project, vintages, edition_values(out))
    if any(problem.kind.severity is Severity.ERROR for problem in problems):
        raise RecordsError(problems)


def _settings(order: Order) -> BuildSettings:
    languages = languages_of(order.project)
    address = site_address(order.address or address_of(order.project, languages[0]))
    if is_loopback(address):
        raise RefusedError(Refusals.loopback, address=address)
    return BuildSettings(order.project, languages, address, origin_of(order.project))


def _refuse_other_address(address: str, out: PublicationStore) -> None:
    for manifest in manifests(out, published_folders(out)).values():
        if manifest.address != address:
            raise RefusedError(Refusals.other_address, address=address, out=manifest.address)


def _refuse_step(step: Step, missing: AbstractSet[Language]) -> None:
    """Refuse what is asked for by name and cannot be had.

    A version is published in all languages at once; a language that is added later begins with the next version.

    :param missing: the languages in which it is not published.
    """
    if step.kind is StepKind.LATER:
        raise RefusedError(Refusals.not_due, edition=step.edition, day=step.day)
    if step.kind is StepKind.OUT and missing:
        raise RefusedError(Refusals.further_language, version=step.version, languages=", ".join(sorted(missing)))


def _languages(out: PublicationStore) -> Mapping[str, AbstractSet[str]]:
    """In which languages each version is out."""
    found: dict[str, set[str]] = {}
    for place in published_folders(out):
        found.setdefault(place.version, set()).add(place.language)
    return found


def _by_edition(versions: Iterable[str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for version in versions:
        found.setdefault(edition_of(version), []).append(version)
    return found


def _renew(
    order: Order, target: Target, build: Callable[[Path], None], still: Callable[[PublicationStore], None], message: str
) -> None:
    """Switch to a site with new editions.

    :param still: is asked once more about what is published at the last moment: others may have published meanwhile.
    """

    def end(new: Path, old: Path) -> None:
        still(FolderStore(old))
        keep_what_is_out(new, old)
        if _names(new) == _names(old):
            raise _NothingNewError
        finish(new)
        if order.dry_run:
            raise _NothingNewError

    try:
        target.renew(build, end, message)
    except _NothingNewError:
        return


def _names(directory: Path) -> set[str]:
    return {folder.relative_to(directory).as_posix() for folder in editions_in(directory)}
