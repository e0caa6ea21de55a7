"""Publishing into a folder, from which any host serves a static site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bulletin.publishing.outlets import Folder, Outlet
from bulletin.website.staging import PUBLISHED_TEXT, Finish, refuse_foreign, staged


@dataclass(frozen=True)
class FolderTarget:
    """A site in a folder."""

    directory: Path

    @property
    def outlet(self) -> Outlet:
        """What is out now."""
        return Folder(self.directory)

    def refuse_foreign(self) -> None:
        """Leave alone what is no published site.

        :raises NotOursError: when the folder holds anything else.
        """
        refuse_foreign(self.directory, PUBLISHED_TEXT)

    def renew(self, build: Callable[[Path], None], finish: Finish, _message: str) -> None:
        """Have the new site made beside the folder, and let the two change places."""
        with staged(self.directory, finish, PUBLISHED_TEXT) as new:
            build(new)


@contextmanager
def folder_target(directory: Path) -> Iterator[FolderTarget]:
    """Publish into a folder. It need not be there yet; if it holds anything, that has to be a site of ours."""
    yield FolderTarget(directory)
