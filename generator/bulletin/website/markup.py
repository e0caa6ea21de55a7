"""Small templates, apart from the theme's: everything in them is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

OWN = Path(__file__).parent / "templates"


@cache
def templates(folder: Path = OWN) -> Environment:
    """The environment of a folder of templates; by default of ``generator/bulletin/website/templates``."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
