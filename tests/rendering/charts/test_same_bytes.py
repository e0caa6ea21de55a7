"""The same spec gives the same text: twice, in another process, in another place, under other settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import pytest
from bulletin.rendering.charts import draw

from tests.rendering.charts.specimens import SPECS
from tests.sites import ROOT

PROGRAM = """
import sys
from bulletin.rendering.charts import draw
from tests.rendering.charts.specimens import SPECS
sys.stdout.buffer.write("".join(map(draw, SPECS)).encode())
assert "matplotlib.pyplot" not in sys.modules
"""


def _drawn_elsewhere(home: Path, **environment: str) -> bytes:
    """Draw all specimens in a fresh process."""
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(home), **environment}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM], cwd=ROOT, env=surroundings, capture_output=True, check=True
    ).stdout


@pytest.mark.slow
def test_bytes_do_not_depend_on_the_process(tmp_path: Path) -> None:
    """Hash order, time zone, locale, date and a user's own matplotlib settings leave no trace; pyplot stays out."""
    settings = (
        "font.size: 30\nsvg.fonttype: path\nlines.scale_dashes: False\nhatch.linewidth: 5\npath.sketch: 1, 100, 2\n"
    )
    (tmp_path / "matplotlibrc").write_text(settings)
    here = "".join(map(draw, SPECS)).encode()
    assert _drawn_elsewhere(tmp_path, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C") == here
    assert (
        _drawn_elsewhere(
            tmp_path,
            PYTHONHASHSEED="2",
            TZ="Asia/Ho_Chi_Minh",
            LC_ALL="C.UTF-8",
            SOURCE_DATE_EPOCH="1",
            MATPLOTLIBRC=str(tmp_path),
        )
        == here
    )


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.frame.id)
def test_drawing_leaves_no_settings_behind(spec: object) -> None:
    """Drawing a chart changes none of matplotlib's settings."""
    before = dict(mpl.rcParams)
    draw(spec)  # type: ignore[arg-type]
    assert dict(mpl.rcParams) == before
