"""When the engine cannot make a site, and what it said."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from bulletin.errors import BulletinError


class SiteError(BulletinError):
    """The engine could not make a site: its configuration is wrong, or it warned and warnings are errors."""


@contextmanager
def complaints() -> Iterator[list[str]]:
    """What MkDocs warns of while the block runs. It logs them; the error that it raises only counts them."""
    messages: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
