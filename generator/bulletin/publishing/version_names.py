"""Names of published versions: of their folders, of the manifests in these, and of the editions that they are of."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

NAME = "manifest.json"
"""The name of the manifest in the folder of a version."""
LANGUAGE_PATTERN = r"[a-z]{2,3}(-[A-Za-z0-9]+)*"
"""A BCP 47 language tag, as it is the name of a folder: ``pt-BR``."""
VERSION_PATTERN = r"[0-9]{4}(-[0-9A-Za-z]+)*(\.[1-9][0-9]{0,3})?"
Version = Annotated[str, StringConstraints(pattern=rf"^{VERSION_PATTERN}$", max_length=50)]
"""An edition's id, and after a dot how often it has been corrected."""

Folder = Annotated[str, StringConstraints(pattern=rf"^{LANGUAGE_PATTERN}/{VERSION_PATTERN}$", max_length=60)]
"""The folder of a version in a language."""


def edition_of(version: str) -> str:
    """The id of the edition: ``2023-Q1`` of ``2023-Q1.1``."""
    return version.partition(".")[0]


def revision_of(version: str) -> int:
    """How often the edition had been corrected: 1 for ``2023-Q1.1``."""
    return int(version.partition(".")[2] or 0)
