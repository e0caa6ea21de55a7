"""A hook of MkDocs that draws a chart for each page with pyplot, as a project without a generator for charts would."""

from __future__ import annotations

import io

import matplotlib as mpl

mpl.use("svg")
from matplotlib import pyplot as plt


def on_page_markdown(markdown: str, **_: object) -> str:
    """Put a bar chart of twenty numbers, which follow from the page's length, before the page."""
    figure, axes = plt.subplots()
    axes.bar(range(20), [len(markdown) % (place + 7) for place in range(20)])
    drawn = io.StringIO()
    figure.savefig(drawn)
    plt.close(figure)
    return f"{drawn.getvalue()[drawn.getvalue().index('<svg') :]}\n\n{markdown}"
