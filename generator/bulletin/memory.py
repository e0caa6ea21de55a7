"""Garbage collection, which is left out where nearly everything is kept."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def keeping_everything() -> Iterator[None]:
    """Run the block without garbage collection, and let later collections pass over what it leaves behind.

    It is for blocks that keep nearly all objects that they make: looking through these takes more than a tenth of their
    time. The next such block gives what became unreachable meanwhile back to the collector.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    gc.unfreeze()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
