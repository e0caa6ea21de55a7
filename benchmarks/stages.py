"""Measure each stage of a site in one language, with every chart: ``python -m benchmarks.stages PROJECT SITE``."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

from bulletin.analysis.compilation import compile_tables
from bulletin.disclosure import release
from bulletin.rendering.tree import Step
from bulletin.validation import validate_records
from bulletin.website.configuration import CONFIG, configuration, plugin_of
from bulletin.website.pipeline import RecordsError, publication
from mkdocs.commands.build import build as build_with_mkdocs

from benchmarks.measuring import Stages
from tests.sites import VI


def main(project: Path, site: Path) -> None:
    """Run the packages of the data flow in order, and measure each."""
    stages = Stages()
    with stages.stage("read"):
        reading = validate_records(project)
    if reading.corpus is None:
        raise RecordsError(reading.problems)
    with stages.stage("compile"):
        tables = compile_tables(reading.corpus)
    with stages.stage("release"):
        released = release(reading.corpus, tables)
    with stages.stage("render"):
        published = publication(released, VI, charts=True)
        files = tuple(published.files)  # all of them, which no build keeps, so that the next stage is the layout alone
    with stages.stage("mkdocs build"):
        config = configuration(project / CONFIG, VI, site)
        plugin_of(config).publication = replace(published, steps=(Step("all", partial(iter, files)),))
        build_with_mkdocs(config)
    stages.report()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
