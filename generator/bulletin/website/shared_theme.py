"""The scripts and styles of the theme, once for all editions and languages, in a folder named by its contents.

Pages of two editions that were built with the same theme refer to the same folder, and whatever a later theme has is in
another one, so that nothing that is published changes. See decision 0065.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from jinja2 import pass_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from bulletin.rendering.charts import STYLESHEET
from bulletin.website.templating import CHART_STYLE_URI

FOLDER = "theme"
"""The folder above all languages in which each theme has one of its own."""
_TOP = "assets/"
_SHARED = re.compile(r"assets/(?:javascripts|stylesheets)/.+")
_LUNR = "assets/javascripts/lunr/"
ANY_LANGUAGE = "mul"
"""The name under which the theme's search finds the script that folds words of whatever language."""
_SEGMENTERS = {"ja": "tinyseg.js", "hi": "wordcut.js", "th": "wordcut.js"}
"""What the search needs to find words of a language."""
_VERSION = re.compile(r"\.[0-9a-f]{8}(?=\.min\.(?:js|css)$)")
"""What the theme has in the names of its files, which then are others in each of its versions."""
_MAPPED = re.compile(rb"\s*(?://|/\*)# sourceMappingURL=[^\n]*\s*\Z")
_DIGITS = 16
"""Of the hash in a folder's name: enough that no two themes ever have the same one."""


@dataclass(frozen=True)
class SharedTheme:
    """The files of a theme that all pages built with it share."""

    files: Mapping[str, bytes]
    """By their paths below the theme's folder: ``javascripts/bundle.min.js``."""
    names: Mapping[str, str]
    """The same paths by those that the theme's templates have: ``assets/javascripts/bundle.a5f9d56c.min.js``."""

    @classmethod
    def taken_from(cls, files: Files, config: MkDocsConfig) -> SharedTheme:
        """Take the files out of those that MkDocs would write into each edition; source maps are left out of both."""
        given = {CHART_STYLE_URI: STYLESHEET.read_bytes()}
        languages = _search_languages(config)
        for file in [file for file in files if _is_shared(file, config)]:
            files.remove(file)
            if _is_needed(file.src_uri, languages):
                given[file.src_uri] = _MAPPED.sub(b"\n", file.content_bytes)
        names = {path: _VERSION.sub("", path.removeprefix(_TOP)) for path in given}
        return cls({names[path]: given[path] for path in sorted(given)}, names)

    @cached_property
    def folder(self) -> str:
        """The theme's folder below the top of the site: ``theme/0123456789abcdef``."""
        digest = hashlib.sha256()
        for path, hashed in sorted(self._hashes.items()):
            digest.update(f"{path} {hashed}\n".encode())
        return f"{FOLDER}/{digest.hexdigest()[:_DIGITS]}"

    @cached_property
    def _hashes(self) -> Mapping[str, str]:
        return {path: hashlib.sha256(content).hexdigest() for path, content in self.files.items()}

    @property
    def hashes(self) -> Mapping[str, str]:
        """The SHA-256 of each file by its path below the top of the site."""
        return {f"{self.folder}/{path}": hashed for path, hashed in self._hashes.items()}

    def write(self, site: Path) -> None:
        """Write the folder, unless another language has: files appear whole, since builds run side by side."""
        for path, content in self.files.items():
            target = site / self.folder / path
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                _write_whole(target, content)

    def url_filter(self, original: Callable[[Any, str], str], depth: int) -> Callable[[Any, str], str]:
        """The filter of templates that makes addresses, for which the shared files are where they are.

        :param original: that of MkDocs.
        :param depth: of the folder of a language's site below the top of the whole.
        """

        @pass_context
        def url(context: Any, value: str) -> str:
            path = self.names.get(str(value))
            return original(context, value if path is None else f"{'../' * depth}{self.folder}/{path}")

        return url


def _is_shared(file: File, config: MkDocsConfig) -> bool:
    """Whether a file is a script or a style of the theme, rather than of the project's own pages."""
    return file.src_dir in config.theme.dirs and _SHARED.fullmatch(file.src_uri) is not None


def _search_languages(config: MkDocsConfig) -> tuple[str, ...]:
    search = config.plugins.get("material/search")
    return () if search is None else tuple(search.config["lang"] or ())


def _is_needed(path: str, languages: tuple[str, ...]) -> bool:
    """Whether pages load a file: no source map, and of what the search has for languages only what it uses."""
    if path.endswith(".map"):
        return False
    return not path.startswith(_LUNR) or path.removeprefix(_LUNR) in set(_of_languages(languages))


def _of_languages(languages: tuple[str, ...]) -> Iterator[str]:
    yield from (f"min/lunr.{name}.min.js" for name in ("stemmer.support", "multi", ANY_LANGUAGE, *languages))
    yield from (_SEGMENTERS[name] for name in languages if name in _SEGMENTERS)


def _write_whole(path: Path, content: bytes) -> None:
    descriptor, name = mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    Path(name).chmod(0o644)
    Path(name).replace(path)
