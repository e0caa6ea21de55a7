"""``versions.json``: what the version menu offers, in mike's format, which the theme reads."""

from __future__ import annotations

import json
from html import escape

from mike.versions import VersionInfo  # type: ignore[import-untyped]

from generator.publishing.issues import Issue, Series
from generator.publishing.naming import title_of
from generator.rendering.files import Asset
from generator.rendering.links import LATEST


def versions_file(series: Series) -> Asset:
    """All versions, the newest edition first; superseded ones are hidden, and tell which stands instead."""
    versions = [_version(series, issue).to_json() for issue in series.issues]
    return Asset(
        f"{series.language}/versions.json", json.dumps(versions, ensure_ascii=False, indent=2).encode() + b"\n"
    )


def _version(series: Series, issue: Issue) -> VersionInfo:
    superseding = series.superseding(issue)
    return VersionInfo(
        issue.version,
        escape(title_of(issue)),  # the theme's menu takes it for HTML
        aliases=[LATEST] if issue is series.newest else [],
        properties={"hidden": True, "superseded-by": superseding.version} if superseding else None,
    )
