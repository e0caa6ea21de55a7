"""Dataclasses of which hundreds of thousands are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

Class = TypeVar("Class")


@dataclass_transform(frozen_default=True)
def unchanging(declared: type[Class]) -> type[Class]:
    """Declare a dataclass that only the type checker holds frozen.

    What Python checks of frozen ones whenever one is made takes four times as long as all the rest.
    """
    return dataclass(slots=True, unsafe_hash=True)(declared)
