"""A preview follows the templates of articles while they are edited."""

from __future__ import annotations

from pathlib import Path

from bulletin.rendering.markup import page_templates
from bulletin.website.templating import TemplateFiles


def test_compiled_templates_are_forgotten_when_a_file_changes(tmp_path: Path) -> None:
    """After a template was saved, added or removed, the next build compiles them anew."""
    template = tmp_path / "page.md.jinja"
    template.write_text("before")
    files = TemplateFiles(tmp_path)

    def forgets() -> bool:
        before = page_templates("vi", ())
        files.follow()
        return page_templates("vi", ()) is not before

    assert [forgets(), forgets()] == [False, False]
    template.write_text("after, and longer")
    assert [forgets(), forgets()] == [True, False]
    (tmp_path / "new.md.jinja").write_text("new")
    assert [forgets(), forgets()] == [True, False]
    template.unlink()
    assert [forgets(), forgets()] == [True, False]
