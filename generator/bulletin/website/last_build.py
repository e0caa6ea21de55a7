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
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from bulletin.analysis.dependencies import digest
from bulletin.installation import program
from bulletin.model.text import Language
from bulletin.operating_system import sha256 as hash_of
from bulletin.reading import logo_of
from bulletin.reading.files import RECORDS
from bulletin.website.build_cache import BuildCache
from bulletin.website.configuration import CONFIG, configuration, settings_of, sources_in
from bulletin.website.pipeline import SiteError
from bulletin.website.resources import Account, Built
from bulletin.website.staging import listing

_OWN_PLUGINS = frozenset({"search", "material/search", "bulletin"})
_PURE_EXTENSIONS = frozenset(
    {"abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables", "toc"}
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
        known = self._known()
        if known and before is not None and before == known.inputs and listing(self.site) == known.site:
            return Built(known.warnings, Account(is_unchanged=True))
        built = make()
        if before is not None and before == self._inputs():  # else nobody knows which of the two was built
            state = _State(before, built.listing, built.warnings)
            self.cache.remember(self._name, json.dumps(asdict(state)).encode())
        return built

    def _known(self) -> _State | None:
        try:
            return _State(**json.loads(self.cache.remembered(self._name) or b""))
        except (ValueError, TypeError):  # nothing, or nothing that this program has written
            return None

    def _inputs(self) -> str | None:
        """The digest of all that the site is made from; None where that is not known."""
        file = self.project / CONFIG
        try:
            settings = settings_of(file)  # with what it has of the environment
            configs = [configuration(file, language, self.site) for language in self.languages]
            if not all(map(_is_known, configs)):
                return None
            sources = {source: None for config in configs for source in sources_in(config)}
            logo = logo_of(self.project)
            records = [_files(place, hidden=False) for place in (self.project / RECORDS, *self.more)]
            others = [_files(place) for place in (*sources, *((self.project / logo,) if logo else ()))]
            hashes = [(str(path), hash_of(path)) for files in (*records, *others) for path in sorted(files)]
        except (SiteError, ConfigurationError, OSError, _LinkError):  # the build says what is wrong, if anything is
            return None
        return digest((repr(settings), hashes)).hex()

    @property
    def _name(self) -> str:
        about = dict(program()), str(self.site.resolve()), tuple(self.languages), tuple(map(str, self.more)), self.asked
        return sha256(repr(about).encode()).hexdigest()


class _LinkError(Exception):
    """A symbolic link leads to what is not known here."""


def _is_known(config: MkDocsConfig) -> bool:
    """Whether MkDocs reads nothing with a configuration but what it names: no other plugin, hook or extension."""
    extensions = set(config.markdown_extensions)
    return config.plugins.keys() <= _OWN_PLUGINS and not config.hooks and extensions <= _PURE_EXTENSIONS


def _files(place: Path, *, hidden: bool = True) -> Iterator[Path]:
    """The files of a folder, or a file itself.

    :param hidden: whether hidden files count, which templates and settings may name; of records nobody reads them.
    :raises _LinkError: when one of them is a link.
    """
    if place.is_symlink():
        raise _LinkError
    if place.is_file():
        yield place
    for folder, folders, names in os.walk(place):
        folders[:] = [name for name in folders if hidden or not name.startswith(".")]
        for path in (Path(folder, name) for name in (*folders, *names) if hidden or not name.startswith(".")):
            if path.is_symlink():
                raise _LinkError
            if path.is_file():
                yield path
