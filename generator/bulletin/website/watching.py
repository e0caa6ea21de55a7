"""Watching files and folders for changes, also of folders that go away and come back, as in a checkout."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileModifiedEvent
from watchdog.observers.api import BaseObserver, EventEmitter
from watchdog.observers.polling import PollingObserver
from watchdog.utils.dirsnapshot import DirectorySnapshot, DirectorySnapshotDiff, EmptyDirectorySnapshot

POLLING_SECONDS = 0.25
"""Between two looks at what is watched."""
_LEAST_RATIO = 4
"""Of the time between two looks to the processor time of a look: a tenth of a second for 10,000 files."""


class _Poller(EventEmitter):
    """Reports changes of a file or folder, and goes on when that is gone for a while, as after a checkout in git.

    Watchdog's own emitter ends with the folder that it watches.
    """

    _seen: DirectorySnapshot | EmptyDirectorySnapshot = EmptyDirectorySnapshot()
    _took: float = 0
    """Processor time of the last look, in seconds: a look that has to wait, as during a build, is no longer one."""

    def on_thread_start(self) -> None:
        """Take the state that later ones are compared with."""
        self._seen = self._snapshot()

    def queue_events(self, timeout: float) -> None:
        """Report every file that changed since the last look, ``timeout`` seconds ago or more."""
        if self.stopped_event.wait(max(timeout, _LEAST_RATIO * self._took)):
            return
        begun = time.thread_time()
        before, self._seen = self._seen, self._snapshot()
        changes = DirectorySnapshotDiff(before, self._seen)
        moved = [path for both in changes.files_moved for path in both]
        for path in (*changes.files_created, *changes.files_modified, *changes.files_deleted, *moved):
            self.queue_event(FileModifiedEvent(path))
        self._took = time.thread_time() - begun

    def _snapshot(self) -> DirectorySnapshot | EmptyDirectorySnapshot:
        try:
            return DirectorySnapshot(self.watch.path, recursive=self.watch.is_recursive)
        except OSError:
            return EmptyDirectorySnapshot()


class _Observer(PollingObserver):
    """Observes paths that may go away and come back."""

    def __init__(self) -> None:
        BaseObserver.__init__(self, _Poller, timeout=POLLING_SECONDS)


def watch(server: LiveReloadServer, paths: Iterable[Path]) -> PollingObserver:
    """Let a server rebuild its site whenever something below these paths changes.

    :return: what observes them, which the caller starts and stops.
    """
    own, server.observer = server.observer, _Observer()
    for path in paths:
        server.watch(str(path))
    observer, server.observer = server.observer, own
    return observer
