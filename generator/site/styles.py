"""Where the theme's overrides and the charts' style stand."""

from __future__ import annotations

from pathlib import Path

import generator.rendering

THEME = Path(__file__).parent / "theme"
"""What the bulletin changes of the theme: overridden templates, and assets."""

CHART_STYLE = Path(generator.rendering.__file__).parent / "charts" / "chart.css"
"""The style of the charts, which are drawn without one."""

CHART_STYLE_URI = "assets/stylesheets/chart.css"
"""Where the site publishes it."""
