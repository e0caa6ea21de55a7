"""The files of a new project, rendered from templates in the languages of its bulletin."""

from __future__ import annotations

import platform
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bulletin.localization.messages import Message, _, n_
from bulletin.model.text import OTHER
from bulletin.project_template import pins
from bulletin.project_template.answers import Answers
from bulletin.project_template.identifiers import identifier
from bulletin.project_template.texts import Words, comment, counted, said, yaml_forms, yaml_text, yaml_words
from bulletin.reading.files import ENDING, RECORDS, content_of
from bulletin.reading.json_schema import json_schemas
from bulletin.rendering.encoders import markdown

_TEMPLATES = Path(__file__).parent / "templates"
_RECORDS = ("bulletin", "organizations/fictional", "sources/fictional", "observations/fictional", "targets/fictional")
"""The files of records; each has the template of its kind of record."""
_VOCABULARY = ("vocabulary/measures", "vocabulary/units", "vocabulary/organization-kinds")
"""The same of a vocabulary that is new."""
_OTHERS = {
    "mkdocs.yml": "mkdocs.yml",
    "docs/README.md": "docs.md",
    ".gitignore": "gitignore",
    "requirements.txt": "requirements.txt",
    "README.md": "README.md",
    ".github/workflows/proposal.yml": "proposal.yml",
    ".github/workflows/publish.yml": "publish.yml",
    ".gitlab-ci.yml": "gitlab-ci.yml",
}
"""The other files, each with its template."""
_SCHEMAS = "schemas"
_OFFICES = n_("Office", "Offices")
_UNITS = (_("Fictional Office A"), _("Fictional Office B"))
_VALUES = (80, 60)
"""The figures of the sample units in the last year: such that a share, a sum and an amount of money can have them."""
_GOAL = 90
_SOURCE = _("Fictional report")
_EDITION = _("Edition {year} (fictional)")
_DEFINITION = _("What exactly is counted as “{measure}” is to be written here.")
_NOTICE = _("This is an example: units, figures, target and source are fictional.")
_NOTE = _("Fictional example.")
_FICTIONAL = _("Fictional: made up by bulletin init as an example, to be replaced by real records.")


@dataclass(frozen=True)
class Subject:
    """What the sample figures are of: ids of records in the vocabulary, which is new or an existing bulletin's."""

    measure: str
    kind: str
    """The kind of the sample units."""
    unit: str = ""
    """What the measure is counted in; used where the vocabulary is new."""
    is_dated: bool = False
    """Whether figures are of a day, the last of their year, rather than of the year."""
    kept: str = ""
    """Further fields of the bulletin's record, in YAML."""
    origin: Words | None = None
    """The title of the bulletin that the vocabulary is from; None where the vocabulary is new."""
    copied: Mapping[str, bytes] = field(default_factory=dict)
    """Files of an existing bulletin, by path; they take the place of those that are rendered."""

    def period(self, year: int) -> str:
        """The period of a figure, as it is typed."""
        return f"{year}-12-31" if self.is_dated else str(year)


@dataclass(frozen=True)
class Named:
    """A sample record."""

    id: str
    name: Words
    values: tuple[int, ...] = ()
    """Its figures of each year."""


def new_subject(answers: Answers) -> Subject:
    """The ids of a vocabulary that is made from answers."""
    first = answers.languages[0]
    return Subject(
        measure=identifier(answers.measure[first], "measure-1"),
        unit=identifier(_single(answers.unit[first]), "unit-1"),
        kind=identifier(_single(counted(_OFFICES, [first])[first]), "kind-1"),
    )


def _single(forms: Mapping[str, str]) -> str:
    return forms.get("one", forms[OTHER])


def files_of(answers: Answers, subject: Subject, today: date) -> dict[str, bytes]:
    """Every file of a new project, by its path.

    :param today: the day on which the sample source is published, the sample edition with it.
    """
    environment, context = _environment(answers), _context(answers, subject, today)
    names = (*_RECORDS, *(() if subject.origin else _VOCABULARY), f"editions/{answers.years[-1]}")
    records = {path: _kind(path) for path in (f"{RECORDS}/{name}{ENDING}" for name in names)}
    wanted = {path: f"{RECORDS}/{kind}{ENDING}" for path, kind in records.items()} | _OTHERS
    texts = {path: environment.get_template(f"{name}.jinja").render(context) for path, name in wanted.items()}
    texts |= {path: f"{_modeline(path, kind)}\n{texts[path]}" for path, kind in records.items()}
    texts |= {f"{_SCHEMAS}/{name}": text for name, text in json_schemas(answers.languages).items()}
    return {path: text.encode() for path, text in texts.items()} | dict(subject.copied)


def _kind(path: str) -> str:
    """The kind of records of a file."""
    content = content_of(path, ())
    if content is None:
        raise ValueError(path)
    return content.folder.kind


def _modeline(path: str, kind: str) -> str:
    """The comment by which editors that know YAML find the schema of a file."""
    return f"# yaml-language-server: $schema={'../' * path.count('/')}{_SCHEMAS}/{kind}.json"


def _environment(answers: Answers) -> Environment:
    environment = Environment(  # noqa: S701 - no HTML; what was typed passes through filters
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "comment": comment,
        "words": yaml_words,
        "forms": yaml_forms,
        "yaml": yaml_text,
        "markdown": lambda text: markdown(str(text)),
        "shell": lambda text: shlex.quote(str(text)),
    }
    environment.globals["_"] = lambda source, context=None: said(Message(source, context), answers.languages)
    return environment


def _context(answers: Answers, subject: Subject, today: date) -> dict[str, Any]:
    """What the templates show."""
    say = partial(said, languages=answers.languages)
    source = say(_SOURCE)
    units = _units(answers)
    return {
        **answers._asdict(),
        "subject": subject,
        "definition": say(_DEFINITION).format(measure=answers.measure),
        "kind": counted(_OFFICES, answers.languages),
        "units": units,
        "source": Named(identifier(str(source), "source-1"), source),
        "target": f"{units[0].id}-{subject.measure}-{answers.years[-1]}",
        "goal": _GOAL,
        "edition": say(_EDITION).format(year=str(answers.years[-1])),
        "notice": say(_NOTICE),
        "note": say(_NOTE),
        "fictional": say(_FICTIONAL),
        "today": today,
        "pin": pins.installed(),
        "python": ".".join(platform.python_version_tuple()[:2]),
    }


def _units(answers: Answers) -> list[Named]:
    """The sample units, whose figures were a little smaller in each year before the last."""
    names = [said(message, answers.languages) for message in _UNITS]
    years = len(answers.years)
    return [
        Named(
            id=identifier(str(name), f"unit-{number}"),
            name=name,
            values=tuple(value - min(years - 1 - place, 20) for place in range(years)),
        )
        for number, (name, value) in enumerate(zip(names, _VALUES, strict=True), start=1)
    ]
