"""Steps of a site on a dask cluster: ``bulletin build --executor``.

Whoever can reach a scheduler that is not encrypted can run programs through it, and whoever runs a scheduler can do so
on the machines of all who use it. So there is no way to one of another machine but TLS, by which both sides have
certificates of the same authority.
"""

from __future__ import annotations

import ipaddress
import logging
import uuid
from asyncio import CancelledError
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bulletin.errors import BulletinError, RequestError
from bulletin.localization.messages import Message, _
from bulletin.model.differences import differences
from bulletin.rendering.tree import Step
from bulletin.website import cluster_worker
from bulletin.website.cluster_worker import OtherVersionsError, SiteJob
from bulletin.website.pipeline import MadeStep, Source
from bulletin.website.processes import barred_here

if TYPE_CHECKING:  # only the extra [cluster] brings it
    from distributed import Client, Future

_CONNECT_SECONDS = 10
_ANSWER_SECONDS = 10
"""So long a scheduler may take to answer."""
_QUIET_SECONDS = 5.0
"""After so long without a result, the scheduler is asked whether it is still there."""
_WITHOUT_WORKERS_SECONDS = 60
"""So long there may be no worker: those that are killed are started anew by their nannies."""
_CHUNKS_EACH = 8
"""Into so many chunks the work of each worker is cut, so that all end at about the same time."""
_MOST_STEPS = 10
"""Steps in a chunk: what a worker sends at once, and what is done again where one is killed."""
_GONE = {"lost", "pending"}
"""The states of what was made by a worker that is gone before it was fetched."""
_AHEAD = 3
"""Chunks of a worker that are on their way: being made, waiting for it, and coming back. All of them fit in memory."""

_NOT_INSTALLED = _("--executor needs dask, which the extra “cluster” brings: pip install 'bulletin-generator[cluster]'")
_NO_ADDRESS = _(
    "--executor: “{given}” is no address of a scheduler. For one on this machine it is dask://HOST:PORT, for any other "
    "tls://HOST:PORT."
)
_UNENCRYPTED = _(
    "--executor: {given} is not encrypted, and whoever can reach such a scheduler can run programs through it, here as "
    "well. dask:// is for this machine only (127.0.0.1, ::1, localhost); for any other, give it TLS: tls://{place}"
)
_EXPOSED = _(
    "The scheduler at {address} has a part that others than this machine can reach without encryption: {exposed}. "
    "Start the scheduler and its workers with --host 127.0.0.1, or give them TLS."
)
_NO_CERTIFICATE = _(
    "tls:// needs a certificate: --tls-ca-file, --tls-cert and --tls-key, or the same in dask's configuration "
    "(distributed.comm.tls)."
)
_UNREACHABLE = _("There is no answer from a scheduler at {address}: {failure}")
_NO_WORKERS = _("The scheduler at {address} has no workers. Start some: dask worker {address}")
_OTHER_VERSIONS = _(
    "The cluster at {address} would make other pages, or cannot be understood, since it has other versions than are "
    "here. Install the same there, and start its scheduler and workers anew:\n{differences}"
)
_LOST = _("The scheduler at {address} is gone, or cannot be reached any more. Nothing was built.")
_CANCELLED = _("At the scheduler {address}, somebody cancelled the work or restarted the workers. Nothing was built.")
_WORKERS_LOST = _(
    "The scheduler at {address} has had no worker for {seconds} s. Nothing was built. Last in work: {steps}"
)
_DEADLY = _(
    "Each worker that was to make this ended while it did: {step}. It may need more memory than a worker has. Nothing "
    "was built."
)


class AddressError(RequestError):
    """There is no scheduler by such an address, or not one that may be used."""


class ClusterError(BulletinError):
    """A cluster cannot do the work, or not any more."""


@dataclass(frozen=True)
class Cluster:
    """A dask cluster by the address of its scheduler."""

    address: str
    """``tcp://127.0.0.1:8786``, or with ``tls://``"""
    ca_file: Path | None = None
    """The certificate of the authority of the cluster. None: what dask's own configuration says, as for the others."""
    certificate: Path | None = None
    key: Path | None = None
    build: str = field(default_factory=lambda: uuid.uuid4().hex)
    """The name of what is built, by which workers know the releases of its languages."""

    @classmethod
    def at(
        cls, given: str, ca_file: Path | None = None, certificate: Path | None = None, key: Path | None = None
    ) -> Cluster:
        """The cluster of a scheduler.

        :param given: ``dask://HOST:PORT`` on this machine, ``tls://HOST:PORT`` on any.
        :raises AddressError: when that is no address, or leads to another machine without encryption.
        """
        scheme, place = _parts(given)
        if scheme == "dask" and not is_loopback(given):
            raise AddressError(_UNENCRYPTED, given=given, place=place)
        return cls(f"{'tcp' if scheme == 'dask' else scheme}://{place}", ca_file, certificate, key)

    def check(self) -> None:
        """Connect, and compare the versions.

        :raises ClusterError: when there is no scheduler, no worker, or one that is not as it has to be.
        """
        with self._connected() as client:
            self._compare(client)

    def made(self, source: Source, steps: Mapping[int, Step]) -> Iterator[MadeStep]:
        """What each step gives, as it comes.

        :raises ClusterError: when the cluster cannot make them, or not any more.
        :raises Exception: the first that a step raised.
        """
        name = f"bulletin-{self.build}-{source.released.version}"
        about = source.language, source.charts, source.address
        job = SiteJob(name, *about, tuple(cluster_worker.versions().items()), barred_here())
        with self._connected() as client:
            workers = self._compare(client)
            release = client.submit(
                cluster_worker.same, cluster_worker.packed(source.released), key=f"{name}-{source.language}"
            )
            run = _Run(self, client, release, job, steps)
            weights = {number: step.weight for number, step in steps.items()}
            yield from run.results(chunks(weights, workers), workers * _AHEAD)
            with suppress(OSError):  # whoever is gone has forgotten it
                client.run(cluster_worker.forget, job, on_error="ignore")

    @contextmanager
    def _connected(self) -> Iterator[Client]:
        try:
            import distributed
        except ImportError:
            raise ClusterError(_NOT_INSTALLED) from None
        for logger in ("distributed", "distributed.client", "tornado", "tornado.application"):
            logging.getLogger(logger).setLevel(logging.CRITICAL)  # what there is to say is said here
        try:
            security = self._security()
            client = distributed.Client(
                self.address, timeout=_CONNECT_SECONDS, security=security, set_as_default=False, name="bulletin"
            )
        except OSError as error:
            raise ClusterError(_UNREACHABLE, address=self.address, failure=error) from None
        try:
            yield client
        finally:
            with suppress(TimeoutError):  # it takes back what is on its way, which ends with the connection in any case
                client.close(timeout=_ANSWER_SECONDS)

    def _security(self) -> Any:
        from distributed.security import Security

        if not self.address.startswith("tls:"):
            return Security(require_encryption=False)
        files = {"tls_ca_file": self.ca_file, "tls_client_cert": self.certificate, "tls_client_key": self.key}
        given = {name: str(path) for name, path in files.items() if path}
        security = Security(require_encryption=True, **given)
        if not all((security.tls_ca_file, security.tls_client_cert, security.tls_client_key)):
            raise ClusterError(_NO_CERTIFICATE)
        return security

    def _compare(self, client: Client) -> int:
        """Refuse a cluster that others can reach, and one of other versions; say how many workers it has."""
        threads = client.nthreads()
        addresses = (client.scheduler_info(n_workers=0)["address"], *threads)
        if exposed := [each for each in addresses if not (each.startswith("tls:") or is_loopback(each))]:
            raise ClusterError(_EXPOSED, address=self.address, exposed=", ".join(exposed))
        if not threads:
            raise ClusterError(_NO_WORKERS, address=self.address)
        here, found = cluster_worker.versions(), self._versions(client)
        if differing := [f"{where}: {line}" for where, there in found.items() for line in differences(there, here)]:
            raise ClusterError(_OTHER_VERSIONS, address=self.address, differences="\n".join(differing))
        return len(threads)

    def _versions(self, client: Client) -> Mapping[str, Mapping[str, str]]:
        """The versions of the scheduler and of each worker, by where they are."""
        try:
            at_scheduler = client.run_on_scheduler(cluster_worker.versions)
            return {"scheduler": at_scheduler, **client.run(cluster_worker.versions)}
        except OSError:
            raise ClusterError(_LOST, address=self.address) from None
        except Exception as error:  # what older programs do with a function that they do not have is up to them
            failure = f"{type(error).__name__}: {error}"
            raise ClusterError(_OTHER_VERSIONS, address=self.address, differences=failure) from error


def _parts(given: str) -> tuple[str, str]:
    """The scheme and the place of an address."""
    try:
        parts = urlsplit(given)
        is_complete = parts.scheme in {"dask", "tls"} and parts.hostname and parts.port
    except ValueError:  # of the port
        is_complete = None
    if not is_complete or parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        raise AddressError(_NO_ADDRESS, given=given)
    return parts.scheme, parts.netloc


def is_loopback(address: str) -> bool:
    """Whether an address with a scheme is one that only this machine can reach."""
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


Chunk = tuple[int, ...]
"""The numbers of steps that a worker makes one after the other."""


def chunks(weights: Mapping[int, float], workers: int) -> list[Chunk]:
    """Cut steps into chunks of about the same weight, the heaviest first, so that all workers end at the same time.

    :param weights: about how long each step takes, in any unit, by number.
    """
    most = sum(weights.values()) / (workers * _CHUNKS_EACH)
    cut: list[list[int]] = []
    weight = 0.0
    for number in sorted(weights, key=lambda number: -weights[number]):
        if not cut or len(cut[-1]) == _MOST_STEPS or weight + weights[number] > most:
            cut.append([])
            weight = 0.0
        cut[-1].append(number)
        weight += weights[number]
    return [tuple(chunk) for chunk in cut]


class _Run:
    """The chunks of one site, on their way to a cluster and back."""

    def __init__(
        self, cluster: Cluster, client: Client, release: Future, job: SiteJob, steps: Mapping[int, Step]
    ) -> None:
        self._cluster, self._client, self._release, self._job, self._steps = cluster, client, release, job, steps
        self._ready: SimpleQueue[Future] = SimpleQueue()
        self._last_worker = monotonic()

    def results(self, todo: Iterable[Chunk], most: int) -> Iterator[MadeStep]:
        """What the steps give.

        Where workers were killed over a chunk, its steps are made again after all others, one at a time: that which
        kills workers is then the only one that is being made.
        """
        suspects: list[Chunk] = []
        yield from self._spread(todo, most, suspects.append)
        yield from self._spread(((number,) for chunk in suspects for number in chunk), 1, self._give_up)

    def _spread(self, todo: Iterable[Chunk], most: int, killed: Callable[[Chunk], None]) -> Iterator[MadeStep]:
        waiting = deque(todo)
        sent: dict[str, tuple[Future, Chunk]] = {}
        while waiting or sent:
            while waiting and len(sent) < most:
                future = self._send(waiting[0])
                sent[future.key] = future, waiting.popleft()
            future, chunk = sent.pop(self._next(sent).key)
            if future.status in _GONE:  # dask would say again and again, and at once, that it has ended
                waiting.appendleft(chunk)
                future.release()
            elif (made := self._fetched(future, chunk)) is not None:
                yield from made
            else:
                killed(chunk)

    def _send(self, chunk: Chunk) -> Future:
        key = f"{self._job.release}-{self._job.language}-{uuid.uuid4().hex}"
        future = self._client.submit(cluster_worker.made, self._release, self._job, chunk, key=key, pure=False)
        future.add_done_callback(self._ready.put)
        return future

    def _next(self, sent: Mapping[str, tuple[Future, Chunk]]) -> Future:
        """The next that has ended, however it did."""
        while True:
            try:
                ended = self._ready.get(timeout=_QUIET_SECONDS)
            except Empty:
                self._refuse_silence([number for _future, chunk in sent.values() for number in chunk])
            else:
                self._last_worker = monotonic()
                return ended

    def _refuse_silence(self, sent: Iterable[int]) -> None:
        if self._workers():
            self._last_worker = monotonic()
        elif (seconds := round(monotonic() - self._last_worker)) > _WITHOUT_WORKERS_SECONDS:
            raise self._error(_WORKERS_LOST, seconds=seconds, steps=", ".join(map(self._named, sent)))

    def _workers(self) -> int:
        try:
            return len(self._client.sync(self._client.scheduler.ncores, callback_timeout=_ANSWER_SECONDS))
        except OSError:
            raise self._error(_LOST) from None

    def _fetched(self, future: Future, chunk: Chunk) -> Sequence[MadeStep] | None:
        """What a chunk gave; None where workers were killed over it.

        Even what is finished may have been lost with its worker meanwhile, so that another one makes it again.
        """
        from distributed import KilledWorker

        if future.status not in {"finished", "error"}:
            raise self._error(_CANCELLED if self._client.status == "running" else _LOST)
        is_failed = future.status == "error"
        try:
            fetched = self._result(future, chunk)
        except KilledWorker:
            return None
        except OtherVersionsError as error:
            raise self._error(_OTHER_VERSIONS, differences=error) from None
        except (OSError, CancelledError):
            if is_failed:  # it is what a step raised
                raise
            raise self._error(_LOST) from None
        return fetched

    def _result(self, future: Future, chunk: Chunk) -> Sequence[MadeStep]:
        """What was made, however long it takes to come, unless it is lost and nobody is there to make it again."""
        seconds = _QUIET_SECONDS
        while True:
            try:
                return future.result(timeout=seconds)  # type: ignore[no-any-return]
            except TimeoutError:
                if future.status == "error":  # since then, or with an error of this kind
                    return future.result()  # type: ignore[no-any-return]
            self._refuse_silence(chunk)
            seconds *= 2

    def _give_up(self, chunk: Chunk) -> None:
        raise self._error(_DEADLY, step=", ".join(map(self._named, chunk)))

    def _named(self, number: int) -> str:
        return f"{self._steps[number].name} ({self._job.language})"

    def _error(self, message: Message, **details: object) -> ClusterError:
        return ClusterError(message, address=self._cluster.address, **details)
