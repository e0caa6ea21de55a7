"""The folders and files of a project that its site depends on."""

from __future__ import annotations

from bulletin.reading.files import RECORDS

GENERATOR = "generator"
"""Where a project brings its own generator, which runs as it lies there."""
FOLDERS = (RECORDS, "docs", GENERATOR)
"""What a site depends on, with the files of :data:`CONFIGS`."""
CONFIGS = "mkdocs*.yml"
