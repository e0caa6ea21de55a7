"""Build a site in one language, without charts, as one process: ``python -m benchmarks.whole PROJECT SITE``."""

from __future__ import annotations

import sys
from pathlib import Path

from bulletin.website.build import build_draft_site

from tests.sites import VI

if __name__ == "__main__":
    build_draft_site(Path(sys.argv[1]), Path(sys.argv[2]), [VI], charts=False)
