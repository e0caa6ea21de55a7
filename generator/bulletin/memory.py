"""Garbage collection, which is left out where nearly everything is kept, and rare where hardly any is to be found."""

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


_NEW = 200_000
"""So many new objects are looked through together."""


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Run the block, and the processes that are forked in it, with a garbage collector that looks far less often.

    It is for blocks that make many objects that go by themselves: of the time that it takes to make pages, looking
    through all that are remembered for the next ones takes a sixth otherwise, and finds hardly anything.
    """
    usual = gc.get_threshold()
    gc.set_threshold(_NEW, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
