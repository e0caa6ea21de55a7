"""Build a site in one language, with or without charts: ``python -m benchmarks.whole PROJECT SITE [charts]``."""

from __future__ import annotations

import sys
from pathlib import Path

from bulletin.website.build import build_draft_site

from tests.sites import VI

if __name__ == "__main__":
    build_draft_site(Path(sys.argv[1]), Path(sys.argv[2]), [VI], charts=sys.argv[3:] == ["charts"])
