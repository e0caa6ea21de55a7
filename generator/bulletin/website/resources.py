"""Where templates, themes and styles are, and the environment of the small templates, apart from the theme."""

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


_HERE = Path(__file__).parent
_RENDERING = _HERE.parent / "rendering"

THEME = _HERE / "theme"
"""What the bulletin changes of the theme: overridden templates, and assets."""

CHART_STYLE = _RENDERING / "charts" / "chart.css"
"""The style of the charts, which are drawn without one."""

CHART_STYLE_URI = "assets/stylesheets/chart.css"
"""Where the site publishes it."""

PAGE_STYLE_URI = "assets/stylesheets/bulletin.css"
PAGE_STYLE = THEME / PAGE_STYLE_URI
"""The style of everything else, which is part of the theme and published with it."""

TEMPLATES = _RENDERING / "templates"
"""The templates of the articles."""

SOURCES = (THEME, CHART_STYLE, TEMPLATES)
"""What a preview follows besides the records."""
