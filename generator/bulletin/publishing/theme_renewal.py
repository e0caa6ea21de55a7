"""Renewal of themes: other scripts and styles for versions that are published, whose content stays as it is.

A hole in a script must not stay in old editions for ever. So the files of a theme may be replaced by those of the same
names that a later theme has, in the open: the site's manifest says when, why and with which program. See decision 0065.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bulletin.publishing.manifest import Generator, Renewal
from bulletin.publishing.stores import FolderStore, PublicationStore
from bulletin.website.shared_theme import FOLDER


@dataclass(frozen=True)
class ThemeRenewal:
    """What takes the place of the themes of published versions."""

    on: date
    reason: str
    """Why, in a line."""
    generator: Generator
    """The program whose theme it is."""
    files: Mapping[str, bytes]
    """Its files, by their paths below a theme's folder."""

    def differing(self, store: PublicationStore) -> tuple[str, ...]:
        """The files of published themes that would be replaced, by path.

        One that the newer theme does not have stays, as pages still load it; one that only the newer theme has is of no
        use to them.
        """
        paths = {path: name for path in store.paths() if (name := _name(path)) in self.files}
        return tuple(path for path, content in store.read(paths).items() if content != self.files[paths[path]])

    def applied(self, site: Path) -> Renewal | None:
        """Replace the files of all themes in a site; give the record of it, or None where there is nothing to replace.

        :param site: a new site, whose files may be those of the published one by hard links: these stay as they are.
        :raises OSError: when the disk is full, or the like.
        """
        replaced = {path: self._replace(site, path) for path in self.differing(FolderStore(site))}
        return Renewal(self.on, self.reason, replaced, self.generator) if replaced else None

    def _replace(self, site: Path, path: str) -> str:
        content = self.files[_name(path)]
        (site / path).unlink()  # rather than written over: it may be the same file as that of the site that is public
        (site / path).write_bytes(content)
        return hashlib.sha256(content).hexdigest()


def _name(path: str) -> str:
    """The path of a theme's file below the theme's folder; empty for other files of a site."""
    return "/".join(path.split("/")[2:]) if path.startswith(f"{FOLDER}/") else ""
