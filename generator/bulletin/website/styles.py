"""Where the theme's overrides, the charts' style and the templates stand."""

from __future__ import annotations

from pathlib import Path

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
"""The style of everything else, which stands in the theme and is published with it."""

TEMPLATES = _RENDERING / "templates"
"""The templates of the articles."""

SOURCES = (THEME, CHART_STYLE, TEMPLATES)
"""What a preview follows besides the records."""
