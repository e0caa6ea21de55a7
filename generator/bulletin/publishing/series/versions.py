"""``versions.json``: what the version menu offers, in mike's format, which the theme reads."""

from __future__ import annotations

import json
from html import escape

from bulletin.publishing.series.volumes import Series, Volume
from bulletin.rendering.files import Asset
from bulletin.rendering.links import LATEST


def versions_file(series: Series) -> Asset:
    """All versions, the newest edition first; superseded ones are hidden, and tell which stands instead."""
    versions = [_version(series, volume) for volume in series.volumes]
    return Asset(
        f"{series.language}/versions.json", json.dumps(versions, ensure_ascii=False, indent=2).encode() + b"\n"
    )


def _version(series: Series, volume: Volume) -> dict[str, object]:
    superseding = series.superseding(volume)
    version: dict[str, object] = {
        "version": volume.version,
        "title": escape(volume.edition.name),  # the theme's menu takes it for HTML
        "aliases": [LATEST] if volume is series.newest else [],
    }
    properties = {"hidden": True, "superseded-by": superseding.version} if superseding else {}
    return {**version, "properties": properties} if properties else version
