"""What the tests of the answers share: releases, and their answers as a program reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.dependencies import Dependencies
from bulletin.disclosure import Release, release
from bulletin.rendering.context import CheckedRelease
from bulletin.rendering.export.api import Answers as ApiAnswers
from bulletin.rendering.export.rows import entries_of
from bulletin.rendering.links import CLAIMS_JSON
from bulletin.validation import validate_records
from jsonschema import Draft202012Validator

from tests.rendering.export.specimens import POLICY, everything
from tests.sites import SAMPLE

Json = Any
SCHEMA = "api/schema.json"
SORTS = {"figures": "FigureEntry", "targets": "TargetEntry", "claims": "ClaimEntry"}
"""The entries that come in rows, and what the schema calls them."""


@dataclass(frozen=True)
class Answers:
    """Everything that ``api/`` answers about a release."""

    release: Release
    files: Mapping[str, bytes]
    """By path."""

    @cached_property
    def schema(self) -> Json:
        return json.loads(self.files[SCHEMA])

    @cached_property
    def validator(self) -> Draft202012Validator:
        return Draft202012Validator(self.schema, format_checker=Draft202012Validator.FORMAT_CHECKER)

    def about(self, folder: str) -> dict[str, Json]:
        """The answers of a folder, by the id in their path."""
        begin, end = f"api/{folder}/", ".json"
        paths = (path for path in self.files if path.startswith(begin))
        return {path[len(begin) : -len(end)]: with_entries(json.loads(self.files[path])) for path in paths}

    @property
    def all(self) -> list[Json]:
        return [*self.about("organizations").values(), *self.about("measures").values(), self.claims]

    @cached_property
    def as_written(self) -> list[Json]:
        """All answers as they are in their files: with rows in the place of entries."""
        return [json.loads(content) for path, content in self.files.items() if path != SCHEMA]

    @cached_property
    def claims(self) -> Json:
        """The answer that holds all claims."""
        return with_entries(json.loads(self.files[CLAIMS_JSON]))


def with_entries(answer: Json) -> Json:
    """An answer with its entries, as a program puts them together of common fields and rows."""
    return {name: entries_of(answer, name) if name in SORTS else value for name, value in answer.items()}


def files_of(released: Release) -> dict[str, bytes]:
    """The files of all answers, by path."""
    made, catalogue = ApiAnswers(released, CheckedRelease(released, Dependencies())), released.catalogue
    about = (*map(made.of_organization, catalogue.organizations), *map(made.of_measure, catalogue.measures))
    return {file.path: file.content for file in (*about, *made.others())}


def answers(released: Release) -> Answers:
    return Answers(released, files_of(released))


@cache
def sample() -> Answers:
    """The answers about the sample bulletin."""
    corpus = validate_records(SAMPLE).corpus
    assert corpus is not None
    return answers(release(corpus, compile_tables(corpus)))


@cache
def synthetic() -> Answers:
    """The answers of an edition of a synthetic sample, which has what the sample bulletin happens not to have.

    It has a policy of disclosure control, and is for the audience that sees everything all the same.
    """
    corpus = everything()
    corpus = replace(corpus, catalogue=replace(corpus.catalogue, disclosure=POLICY))
    return answers(release(corpus, compile_tables(corpus), audience="internal", edition="2023-Q1"))


def objects(json_value: Json) -> Iterator[dict[str, Json]]:
    """Every object in a JSON value, itself first."""
    if isinstance(json_value, dict):
        yield json_value
    for inner in json_value.values() if isinstance(json_value, dict) else json_value:
        if isinstance(inner, (dict, list)):
            yield from objects(inner)


def scalars(json_value: Json) -> Iterator[Json]:
    """Every value that is neither an object nor a list."""
    if isinstance(json_value, (dict, list)):
        for inner in json_value.values() if isinstance(json_value, dict) else json_value:
            yield from scalars(inner)
    else:
        yield json_value
