"""What a preview remembers from one build to the next, so that only what has changed is made anew."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from bulletin.rendering.files import Page
from bulletin.rendering.jobs import PageJob, render_page
from bulletin.rendering.markup import environments
from bulletin.website.styles import TEMPLATES

_PAGES = 10_000


class RenderedPages:
    """Pages by the job they were made from: the same job makes the same page until a template changes."""

    def __init__(self, templates: Path = TEMPLATES) -> None:
        self._templates = templates
        self._seen = self._state()
        self._render = lru_cache(maxsize=_PAGES)(render_page)

    def page(self, job: PageJob) -> Page:
        """The page of a job."""
        return self._render(job)

    def follow_templates(self) -> None:
        """Forget all pages if a template was saved since they were made."""
        if (state := self._state()) != self._seen:
            self._seen = state
            self._render.cache_clear()
            environments.page_templates.cache_clear()
            environments.blocks.cache_clear()

    def _state(self) -> frozenset[tuple[Path, int]]:
        return frozenset((path, path.stat().st_mtime_ns) for path in self._templates.rglob("*.jinja"))


class CompiledTemplates(BytecodeCache):
    """The theme's templates as compiled code, which Jinja checks against their text."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template, where it is known."""
        if (code := self._code.get(bucket.key)) is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember the code of a template."""
        self._code[bucket.key] = bucket.bytecode_to_string()


RENDERED = RenderedPages()
COMPILED = CompiledTemplates()
