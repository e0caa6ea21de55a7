"""The bulletin as a tree of Markdown and assets, for any engine that makes sites of those."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml

from bulletin.localization.languages import LANGUAGES
from bulletin.model.text import Language
from bulletin.problems import Problem
from bulletin.rendering.files import Asset, Page, Redirect, SiteFile
from bulletin.website.pages import as_page
from bulletin.website.pipeline import SiteError, publication, release_of
from bulletin.website.resources import CHART_STYLE, CHART_STYLE_URI, PAGE_STYLE, PAGE_STYLE_URI
from bulletin.website.staging import staged


def write_markdown(
    project: Path, directory: Path, languages: Sequence[Language] = LANGUAGES, *, charts: bool = True
) -> tuple[Problem, ...]:
    """Write the tree, one folder a language; one that is there is replaced only when the new one is whole.

    :param project: the folder that holds ``records/``.
    :return: the warnings about the records.
    :raises RecordsError: when the records are wrong.
    :raises SiteError: when two files have the same path.
    :raises NotOursError: when ``directory`` holds something else than such a tree.
    :raises OSError: when the disk is full, or the like.
    """
    warnings: list[Problem] = []
    with staged(directory) as tree:
        released = release_of(project, warnings.extend)
        for language in languages:
            write_files(tree / language, publication(released, language, charts=charts).files)
    return tuple(warnings)


def write_files(directory: Path, files: Sequence[SiteFile]) -> None:
    """Write the files of one language, and the styles that they need.

    :raises SiteError: when one of them is there already.
    """
    styles = (Asset(CHART_STYLE_URI, CHART_STYLE.read_bytes()), Asset(PAGE_STYLE_URI, PAGE_STYLE.read_bytes()))
    for file in (*files, *styles):
        try:
            _write_new(directory / file.path, _content(file))
        except FileExistsError:
            raise SiteError(f"Two files have the path {file.path}.") from None


def _write_new(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)


def _content(file: SiteFile) -> bytes:
    if isinstance(file, Asset):
        return file.content
    return _source(as_page(file) if isinstance(file, Redirect) else file).encode()


def _source(page: Page) -> str:
    meta = yaml.safe_dump({"title": page.title, "description": page.description}, allow_unicode=True, sort_keys=False)
    return f"---\n{meta}---\n\n{page.markdown.lstrip()}"
