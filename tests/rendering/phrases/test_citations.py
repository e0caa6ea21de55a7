"""A draft says on each page that it is not to be cited. Synthetic records."""

from __future__ import annotations

from bulletin.analysis.compilation import compile_tables
from bulletin.disclosure import release
from bulletin.rendering import render
from bulletin.rendering.files import Page

from tests.rendering.export.specimens import everything
from tests.sites import EN


def test_a_draft_is_not_to_be_cited() -> None:
    """No page of it has a citation, nor has any table, and there is no entry for reference managers."""
    corpus = everything()
    files = list(render(release(corpus, compile_tables(corpus)), EN, charts=False))
    pages = [file for file in files if isinstance(file, Page)]
    assert pages
    assert [page.path for page in pages if "This is a draft. Do not cite it." not in page.html] == []
    assert [page.path for page in pages if "Cite this table" in page.html] == []
    assert [file.path for file in files if file.path.endswith(".bib")] == []
