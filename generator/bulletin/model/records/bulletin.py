"""What holds for the whole bulletin."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, StringConstraints, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from bulletin.model.colours import Colour
from bulletin.model.licences import AnyLicence
from bulletin.model.periods import AnyPeriod
from bulletin.model.records.parts import EVERYTHING, Id, Part, Record, TextOrUrl, Url
from bulletin.model.text import AvailableLanguage, Text

LogoFile = Annotated[
    str, StringConstraints(pattern=r"^docs(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+\.(svg|png)$", max_length=200)
]
"""The path of a picture in the project."""


class Term(Part):
    """A term of office."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z0-9]+)+$", max_length=80)]
    """Begins with a letter, so that no term looks like a date: ``term-2015-2020``."""
    name: Text
    """What it is called in sentences and tables."""
    period: AnyPeriod
    """First to last day."""
    dates_known: bool = True
    """Whether the first and the last day are known; ``false`` where only the years are, so that no share of the time
    elapsed, no pace and no projection is computed over the term."""
    source: Id | None = None
    """Where the bulletin learnt of it: editions that knew that source know the term, and so do those with a period
    that is named by it. None: all of them do."""
    note: Text | None = None
    """For the reader; says, for instance, which years are known, and from where."""


class Contact(Part):
    """Whom readers write to."""

    name: Text
    """A person or an office."""
    email: Annotated[str, StringConstraints(pattern=r"^[^\s@<>\"'&]+@[^\s@<>\"'&]+$", max_length=200)] | None = None
    """Shown on every page, so an address that may be known."""


class Headline(Part):
    """A figure of the front page."""

    organization: Id
    """Whose figure it is."""
    measure: Id
    period: AnyPeriod
    population: Id = EVERYTHING


class Frequency(StrEnum):
    """How often a report is due."""

    YEAR = "year"
    HALF_YEAR = "half-year"
    QUARTER = "quarter"
    MONTH = "month"

    @property
    def months(self) -> int:
        """Length of a period."""
        return {"year": 12, "half-year": 6, "quarter": 3, "month": 1}[self.value]


class Expectation(Part):
    """An entry of the reporting calendar: what is to be reported, how often and by whom."""

    id: Id
    """A name for the entry."""
    measure: Id
    population: Id = EVERYTHING
    every: Frequency
    """How often they report."""
    since: AnyPeriod
    """The first report is for the first whole period that begins no earlier than this does."""
    until: AnyPeriod | None = None
    """The last report is for the last period that ends no later than this does. None: it goes on."""
    kinds: tuple[Id, ...] = ()
    """Kinds of organizations that report. Without ``kinds`` and ``organizations`` every organization does."""
    organizations: tuple[Id, ...] = ()
    """Organizations that report, besides those of the kinds."""
    of: Literal["targeted"] | None = None
    """``targeted``: of these, whoever has a target of the measure for the period."""
    due_days: Annotated[int, Field(ge=0, le=3660)] | None = None
    """Days after the end of a period by which its report is due. None: not known, so that nobody is late."""
    note: Text | None = None
    """For the reader; says, for instance, which document asks for the reports."""


class Pace(Part):
    """When pace is spoken of, and what is behind or ahead. The page on methods publishes these numbers."""

    band: Annotated[int, Field(ge=0, le=100)] = 10
    """How far from what was to be expected a count may be and still be on pace; in percent of that. Shares and
    durations are compared with the target itself."""
    least_elapsed: Annotated[int, Field(ge=0, le=100)] = 20
    """How much of a period has to be over before its pace is spoken of; in percent. A quarter of a year is enough."""
    least_expected: Annotated[int, Field(ge=0)] = 10
    """How many have to be expected by then. With ten and a band of 10 %, one case more or less never turns the
    verdict from ahead to behind. Towards a target with a baseline: by how many the figure has to have changed by
    then."""
    least_compared: Annotated[int, Field(ge=0)] = 50
    """How many have to be counted both in the baseline and in the figure, for targets that ask for a change in percent:
    of fewer, chance alone makes such changes. With fifty and fifty, chance moves the change by 20 percentage points."""
    seasons: Annotated[int, Field(ge=0)] = 2
    """From how many years right before, known in full and up to the same point, a year's course is taken rather than
    as even; 0 for never."""
    apart: Annotated[int, Field(ge=1)] = 2
    """How many times another yearly target of the same figure a yearly target may be before that is remarked on."""


class Policies(Part):
    """What the publisher holds to, each as a text or as the address of one. A blank line parts paragraphs."""

    revisions: TextOrUrl | None = None
    """When and why published figures change, planned revisions and corrections of mistakes."""
    confidentiality: TextOrUrl | None = None
    """How it is made sure that no figure says anything of a single person or firm."""
    release_practice: TextOrUrl | None = None
    """When editions are released, and who sees their figures before."""


class Audience(Part):
    """Some who read the bulletin. Each audience sees all that those before it see, and more."""

    id: Id
    """By which records are marked: ``internal``."""
    name: Text
    """What pages call it."""


PUBLIC, INTERNAL = "public", "internal"
"""The audiences of a bulletin that names none of its own."""


class ReplacedWords(Part):
    """Words in the place of headings that do not suit a bulletin, as headings: with a capital."""

    organizations: Text | None = None
    """Such as Countries; also on the front page, and in sentences."""
    organization: Text | None = None
    """One of them: the head of a column."""
    periods: Text | None = None
    period: Text | None = None
    measures: Text | None = None
    """Such as Indicators."""
    measure: Text | None = None
    targets: Text | None = None
    target: Text | None = None
    decisions: Text | None = None
    """Such as Laws."""
    sources: Text | None = None
    source: Text | None = None
    populations: Text | None = None
    population: Text | None = None
    data_quality: Text | None = None
    methods: Text | None = None
    policies: Text | None = None
    downloads: Text | None = None


def _typed_with_zero(given: object) -> object:
    """A month as numbers of months are typed: ``09`` is text in YAML, as octal numbers have no nine."""
    return int(given) if isinstance(given, str) and _MONTH.fullmatch(given) else given


_MONTH = re.compile(r"0[1-9]|[1-9]|1[0-2]", re.ASCII)
_MONTH_SCHEMA = {
    "anyOf": [{"type": "integer", "minimum": 1, "maximum": 12}, {"type": "string", "pattern": f"^({_MONTH.pattern})$"}]
}


class _OneOrSeveral:
    """Adds an item that is typed by itself to the JSON Schema of a list."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        several = handler(schema)
        return {"anyOf": [several["items"], several]}


FirstMonth = Annotated[int, BeforeValidator(_typed_with_zero), Field(ge=1, le=12), WithJsonSchema(_MONTH_SCHEMA)]
"""The month in which years begin."""


MainMeasures = Annotated[
    tuple[Id, ...],
    Field(min_length=1, max_length=6),
    BeforeValidator(lambda typed: (typed,) if isinstance(typed, str) else typed),
    _OneOrSeveral(),
]
"""Ids of measures: one that is typed by itself, or a list."""


class Bulletin(Record):
    """``records/bulletin.yml``: what holds for the whole bulletin."""

    title: Text
    """What the bulletin is called, on every page."""
    description: Text
    """What it is about, in a sentence or two: under the title, and in the results of search engines."""
    publisher: Text
    """Who answers for it."""
    contact: Contact
    """Whom readers ask, and write to about mistakes."""
    licence: AnyLicence | None = None
    """Under which the published figures may be used: an SPDX id such as ``CC-BY-4.0``, or the https address of the
    licence. Pages, downloads, feeds and answers of the api state it. None: they say that none is stated."""
    policies: Policies | None = None
    """What the publisher holds to; a page of the bulletin says so, where there is anything to say."""
    words: ReplacedWords | None = None
    """Words in the place of headings that do not suit the bulletin."""
    languages: Annotated[tuple[AvailableLanguage, ...], Field(min_length=1)]
    """Those that pages are in, each text of the records too; one is enough. The first is that of the editors, by whose
    alphabet names are sorted."""
    audiences: Annotated[tuple[Audience, ...], Field(max_length=6)] = ()
    """Who reads the bulletin, the public first: each sees all that those before it see. The first is whom sites are
    for unless another is asked for. Left out: the public, and an internal audience that sees everything."""
    records_audience: Id | None = None
    """Who may read the files of records themselves, so that pages may name and link them. Left out: who sees all."""
    terms: tuple[Term, ...] = ()
    """The terms of office, by which periods may be named."""
    years_begin: FirstMonth = 1
    """The month in which years begin that are not those of the calendar, such as 9 for school years: they are typed and
    shown as ``2023/24``. Without it, or with 1, there are none. ``2023`` is the calendar year always."""
    main_measure: MainMeasures
    """The measure the bulletin exists for, or a list of several: ranked on the front page, first on every
    organization's page."""
    headlines: Annotated[tuple[Headline, ...], Field(min_length=2, max_length=6)]
    """The figures of the front page, in this order."""
    calendar: tuple[Expectation, ...] = ()
    """The reporting calendar: a table of the page on data quality for each entry."""
    calendar_note: Text | None = None
    """What the calendar rests on, for the reader."""
    time_zone: Annotated[str, StringConstraints(max_length=60)] | None = None
    """The time zone by which the day of an edition's release begins, by its name in the IANA database:
    ``Asia/Ho_Chi_Minh``. None: that of the machine that publishes, which on those of forges is UTC."""
    records_url: Url | None = None
    """Address under which the records can be edited; the path of a file is appended."""
    colour: Colour | None = None
    """The colour of headers, links and bars: # and six hexadecimal digits, ``#7a1f1f``. Where it has to be lighter or
    darker to be read, on a light page or a dark one, that follows from it. None: a dark blue."""
    logo: LogoFile | None = None
    """The file of the logo, an SVG or PNG below ``docs/``: ``docs/logo.svg``. It is in the header of pages, and is the
    icon of the site. None: that of a chart."""
    notices: tuple[Text, ...] = ()
    """Shown on top of the front page of every edition and of the draft, before those of the edition. Editions that are
    published stay as they are."""
    pace: Pace = Pace()
    """The thresholds for the status of targets."""

    @property
    def audience_ids(self) -> tuple[str, ...]:
        """The ids of the audiences, the public first, and last who sees everything."""
        return tuple(audience.id for audience in self.audiences) or (PUBLIC, INTERNAL)

    @property
    def main_measures(self) -> tuple[str, ...]:
        """The ids of the main measures, at least one."""
        return self.main_measure
