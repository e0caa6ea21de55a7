"""Specs of charts are small values that travel between processes, and know no library."""

from __future__ import annotations

import math
import pickle
import subprocess
import sys

import pytest
from bulletin.rendering.charts.specs import Bar, CompositionSpec, Spec, TargetMark
from hypothesis import given, settings

from tests.rendering.charts.specimens import COMPOSITION, SPECS, frame, specs
from tests.sites import ROOT


@settings(max_examples=30)
@given(specs)
def test_specs_survive_pickling(spec: Spec) -> None:
    """A spec that comes back from another process is equal to the one sent, and hashes alike."""
    back = pickle.loads(pickle.dumps(spec))
    assert back == spec
    assert hash(back) == hash(spec)


@pytest.mark.slow
def test_specs_do_not_import_matplotlib() -> None:
    """Whoever only writes specs, as the pages do, does not wait for matplotlib."""
    program = "import sys, bulletin.rendering.charts, bulletin.rendering; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize("name", ["", "1st", "a b", 'a"b', "đ", "a#b", "a\n"])
def test_ids_are_fit_for_html(name: str) -> None:
    """An id that would break an attribute or a reference is refused."""
    with pytest.raises(ValueError, match="not an id"):
        frame(name)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_geometry_is_finite(number: float) -> None:
    """No bar, tick or whole is at no place."""
    with pytest.raises(ValueError, match="finite"):
        Bar(label="", value=number, value_label="")
    with pytest.raises(ValueError, match="finite"):
        TargetMark(position=number, label="")
    with pytest.raises(ValueError, match="finite"):
        CompositionSpec(frame=frame(), legend=COMPOSITION.legend, whole=number, whole_label="", parts=())


@pytest.mark.parametrize(("value", "upper"), [(None, 1.0), (2.0, 1.0)])
def test_ranges_end_above_their_start(value: float | None, upper: float) -> None:
    """A range has a lower end, and it is the lower one."""
    with pytest.raises(ValueError, match="range"):
        Bar(label="", value=value, value_label="", upper=upper)


@pytest.mark.parametrize("whole", [0.0, -1.0])
def test_wholes_hold_something(whole: float) -> None:
    """Nothing is a share of nothing."""
    with pytest.raises(ValueError, match="whole"):
        CompositionSpec(frame=frame(), legend=COMPOSITION.legend, whole=whole, whole_label="", parts=())


def test_specimens_cover_all_charts() -> None:
    """The specimens of the other tests hold every kind of chart."""
    assert {type(spec) for spec in SPECS} == set(Spec.__args__)
