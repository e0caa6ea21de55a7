"""The way from records to a publication leaves the process as it was."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from bulletin.website.pipeline import RecordsError, publication, release_of

from benchmarks.city import City, write
from tests.sites import VI


@pytest.mark.parametrize("looks", [True, False])
def test_garbage_is_looked_for_as_before(tmp_path: Path, *, looks: bool) -> None:
    """Whether all went well or the records are wrong, and whether or not anybody looked for garbage before."""
    city = write(City(10, quarters=4), tmp_path / "city")
    seen: list[bool] = []
    (gc.enable if looks else gc.disable)()
    try:
        publication(release_of(city, lambda _: seen.append(gc.isenabled())), VI, charts=False)
        seen.append(gc.isenabled())
        (city / "records" / "bulletin.yml").write_text("title: 1\n", encoding="utf-8")
        with pytest.raises(RecordsError):
            release_of(city)
        seen.append(gc.isenabled())
    finally:
        gc.enable()
    assert seen == [False, looks, looks]
