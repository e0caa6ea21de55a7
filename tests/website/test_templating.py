"""A preview remembers pages, and forgets them when a template changes."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from bulletin.rendering.files import PageJob
from bulletin.website import templating
from bulletin.website.templating import RenderedPages


def test_page_is_made_once_until_a_template_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same job is rendered once, and once more after a template was saved, added or removed."""
    made: list[str] = []
    monkeypatch.setattr(templating, "render_page", made.append)
    template = tmp_path / "page.md.jinja"
    template.write_text("before")
    pages = RenderedPages(tmp_path)

    def makes(job: str) -> int:
        before = len(made)
        pages.follow_templates()
        pages.page(cast("PageJob", job))
        return len(made) - before

    assert [makes("job"), makes("job"), makes("another")] == [1, 0, 1]
    template.write_text("after, and longer")
    assert [makes("job"), makes("job")] == [1, 0]
    (tmp_path / "new.md.jinja").write_text("new")
    assert [makes("job"), makes("job")] == [1, 0]
    template.unlink()
    assert [makes("job"), makes("job")] == [1, 0]
