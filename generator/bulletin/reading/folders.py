"""Which file holds which kind of record.

==========================================  ============================================================
``records/bulletin.yml``                    the bulletin itself, one record
``records/vocabulary/measures.yml``         units, measures, breakdowns, organization-kinds, populations
``records/organizations/…``                 organizations, sources, decisions, observations, targets, claims, …
``records/visits/…``                        observations of the measure ``visits``, if there is one
==========================================  ============================================================

A folder may hold further folders; a kind that fits in one file may be one: ``records/sources.yml``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bulletin.model.records import (
    Breakdown,
    Bulletin,
    Claim,
    Correction,
    Decision,
    Edition,
    Measure,
    Observation,
    Organization,
    OrganizationKind,
    Population,
    Record,
    Source,
    Target,
    Unit,
)

RECORDS = "records"
"""Name of the folder of records within a project."""
ENDING = ".yml"
"""The one ending of their files."""


@dataclass(frozen=True)
class Folder:
    """The folder of one kind of record."""

    name: str
    """Below ``records/``, as it is shown to editors: ``vocabulary/measures``."""
    model: type[Record]
    """What its records are."""

    @property
    def kind(self) -> str:
        """The kind's name, the last part of the folder's."""
        return self.name.rpartition("/")[2]


_MODELS: Mapping[str, type[Record]] = {
    "bulletin": Bulletin,
    "vocabulary/units": Unit,
    "vocabulary/measures": Measure,
    "vocabulary/breakdowns": Breakdown,
    "vocabulary/organization-kinds": OrganizationKind,
    "vocabulary/populations": Population,
    "organizations": Organization,
    "sources": Source,
    "decisions": Decision,
    "observations": Observation,
    "targets": Target,
    "claims": Claim,
    "editions": Edition,
    "corrections": Correction,
}
FOLDERS: Mapping[str, Folder] = {name: Folder(name, model) for name, model in _MODELS.items()}
"""Every folder by its name."""
FOLDER_OF: Mapping[type[Record], Folder] = {folder.model: folder for folder in FOLDERS.values()}
"""Every folder by the kind of its records."""
BULLETIN = f"{RECORDS}/bulletin{ENDING}"
"""The file of the bulletin itself."""


@dataclass(frozen=True)
class FileContent:
    """What a file holds."""

    folder: Folder
    measure: str | None = None
    """The measure of its observations, where the folder is named after one."""


def content_of(file: str, measures: Collection[str]) -> FileContent | None:
    """What a file holds; None where no kind of record belongs there.

    :param file: its path relative to the project.
    :param measures: the ids of all measures.
    """
    parts = file.removesuffix(ENDING).split("/")[1:]
    if file == BULLETIN:
        return FileContent(FOLDERS["bulletin"])
    if parts[0] == "bulletin":
        return None
    for depth in (1, 2):
        if (folder := FOLDERS.get("/".join(parts[:depth]))) is not None:
            return FileContent(folder)
    return FileContent(FOLDERS["observations"], parts[0]) if parts[0] in measures else None
