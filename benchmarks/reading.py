"""Measure the reading of records' YAML: ``python -m benchmarks.reading WAY PROJECT``; both ways keep all they read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import yaml
from bulletin.reading.yaml_parser import parse

from benchmarks.measuring import Stages

WAYS: dict[str, Callable[[Path], object]] = {
    "bulletin": lambda path: parse(str(path), path.read_text(encoding="utf-8")),
    "CSafeLoader": lambda path: yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader),
}


def main(way: str, project: str) -> None:
    """Read every file of records; ``start`` is what the process held before."""
    stages = Stages()
    paths = sorted(Path(project).rglob("*.yml"))
    with stages.stage("start"):
        kept: list[object] = []
    with stages.stage(way):
        kept.extend(map(WAYS[way], paths))
    stages.report()


if __name__ == "__main__":
    main(*sys.argv[1:])
