"""Projects of SYNTHETIC records that tests type, with nothing else in them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.sites import ROOT


def typed_project(directory: Path, records: Mapping[str, Iterable[str]], **files: str) -> Path:
    """Make a project of these records.

    :param records: each as it is typed, by the name of its file below ``records/``, without ``.yml``.
    :param files: the text of other files of records by their names.
    """
    lists = {name: "".join(f"- {record}\n" for record in typed) for name, typed in records.items()}
    for name, text in {**lists, **files}.items():
        path = directory / "records" / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# SYNTHETIC: made up for tests.\n{text}", encoding="utf-8")
    shutil.copy(ROOT / "mkdocs.yml", directory)
    (directory / "docs").mkdir(exist_ok=True)
    return directory
