"""Whether a site is as the last build left it, and all that it was made from as well: then there is nothing to do.

What a site is made from is compared by hashes, its own files by size and time. A configuration that may let MkDocs read
what is not known here, such as a hook, always builds.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path

from mkdocs.exceptions import ConfigurationError

from bulletin.analysis.dependencies import digest
from bulletin.installation import PACKAGE, package_hash, tools
from bulletin.model.text import Language
from bulletin.operating_system import is_regular
from bulletin.operating_system import sha256 as hash_of
from bulletin.reading import logo_of
from bulletin.reading.files import RECORDS
from bulletin.website.build_cache import BuildCache
from bulletin.website.configuration import CONFIG, Settings, plugins_of, settings_of, sources_of
from bulletin.website.pipeline import SiteError
from bulletin.website.resources import Account, Built

_OWN_PLUGINS = frozenset({"search", "material/search", "bulletin"})
_PURE_EXTENSIONS = frozenset(
    {"abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"}
)
"""Extensions of Markdown that read nothing but the page."""


@dataclass(frozen=True)
class _State:
    """What is kept of a build."""

    inputs: str
    """The digest of all that it was made from."""
    site: str
    """The digest of the sizes and times of its files."""
    warnings: int
    """How many there were about the records."""


@dataclass(frozen=True)
class LastBuild:
    """The last build of a site."""

    cache: BuildCache
    """Which remembers it."""
    project: Path
    site: Path
    languages: Sequence[Language]
    more: Sequence[Path]
    """Folders of further records."""
    asked: object
    """What else was asked for, all of which is in its ``repr``."""

    def unless_unchanged(self, make: Callable[[], Built]) -> Built:
        """Build the site, unless it is there and would be the same again.

        :param make: builds it.
        """
        before = self._inputs()
        if (
            before is not None
            and (known := self._known())
            and before == known.inputs
            and known.site == _listing(self.site)
        ):
            return Built(known.warnings, Account(is_unchanged=True))
        built = make()
        if before is not None:
            state = _State(before, _listing(self.site), built.warnings)
            self.cache.remember(self._name, json.dumps(asdict(state)).encode())
        return built

    def _known(self) -> _State | None:
        found = self.cache.remembered(self._name)
        return _State(**json.loads(found)) if found else None

    def _inputs(self) -> str | None:
        """The digest of all that the site is made from; None where that is not known."""
        file = self.project / CONFIG
        try:
            settings = settings_of(file)
            sources = [source for language in self.languages for source in sources_of(file, language)]
        except (SiteError, ConfigurationError, OSError):  # which the build says
            return None
        if not _is_known(settings):
            return None
        folders = {self.project / RECORDS, *self.more, *sources}
        if logo := logo_of(self.project):
            folders.add(self.project / logo)
        hashes = [(path, hash_of(Path(path))) for path in sorted(chain.from_iterable(map(_files, folders)))]
        return digest((package_hash(PACKAGE), tools(), repr(self.asked), repr(settings), hashes)).hex()

    @property
    def _name(self) -> str:
        return sha256(f"{self.site.resolve()}\0{self.asked!r}".encode()).hexdigest()


def _is_known(settings: Settings) -> bool:
    """Whether MkDocs reads nothing with these settings but what they name: no other plugin, hook or extension."""
    plugins = {name for name, _ in plugins_of(settings)}
    extensions = settings.get("markdown_extensions") or []
    names = {name for each in extensions for name in ([each] if isinstance(each, str) else each)}
    return plugins <= _OWN_PLUGINS and not settings.get("hooks") and names <= _PURE_EXTENSIONS


def _files(path: Path) -> Iterator[str]:
    """The files of a folder, or a file itself."""
    if is_regular(path):
        yield str(path)
    for folder, _, names in os.walk(path):
        yield from (str(each) for name in names if is_regular(each := Path(folder, name)))


def _listing(site: Path) -> str:
    """The digest of the names, sizes and times of the files of a site."""
    found = []
    for folder, _, names in os.walk(site):
        for name in names:
            about = (path := Path(folder, name)).lstat()
            found.append((str(path), about.st_size, about.st_mtime_ns))
    return digest(sorted(found)).hex()
