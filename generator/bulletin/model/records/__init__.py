"""The records, as editors write them: one frozen class a kind.

Each class is at once the validator of a record, its type in the code and its JSON Schema for editors. Field names are
written with hyphens in YAML (``over-time``) and underscores here.
"""

from bulletin.model.periods import AnyPeriod
from bulletin.model.records.bulletin import (
    Bulletin,
    Contact,
    Expectation,
    FirstMonth,
    Frequency,
    Headline,
    LogoFile,
    Pace,
    Policies,
    ReplacedWords,
    Term,
)
from bulletin.model.records.documents import (
    TO_BE_ANNOUNCED,
    CorrectedFigure,
    Correction,
    Decision,
    Edition,
    EditionId,
    Source,
)
from bulletin.model.records.figures import (
    Basis,
    Categories,
    Claim,
    ClaimForm,
    FigureRef,
    Observation,
    ShareOf,
    Status,
    Target,
)
from bulletin.model.records.formulas import Formula, Operand, Operation
from bulletin.model.records.measure_kinds import MeasureKind, Points
from bulletin.model.records.organizations import Allocation, Event, EventKind, Organization, Subordinates
from bulletin.model.records.parts import EVERYTHING, Id, Margin, Part, Record, Url, is_address
from bulletin.model.records.vocabulary import (
    Breakdown,
    Category,
    Counted,
    Direction,
    Measure,
    OrganizationKind,
    Population,
    Rule,
    Tolerance,
    Tuning,
    Unit,
)
from bulletin.model.values import AnyValue

__all__ = [
    "EVERYTHING",
    "TO_BE_ANNOUNCED",
    "Allocation",
    "AnyPeriod",
    "AnyValue",
    "Basis",
    "Breakdown",
    "Bulletin",
    "Categories",
    "Category",
    "Claim",
    "ClaimForm",
    "Contact",
    "CorrectedFigure",
    "Correction",
    "Counted",
    "Decision",
    "Direction",
    "Edition",
    "EditionId",
    "Event",
    "EventKind",
    "Expectation",
    "FigureRef",
    "FirstMonth",
    "Formula",
    "Frequency",
    "Headline",
    "Id",
    "LogoFile",
    "Margin",
    "Measure",
    "MeasureKind",
    "Observation",
    "Operand",
    "Operation",
    "Organization",
    "OrganizationKind",
    "Pace",
    "Part",
    "Points",
    "Policies",
    "Population",
    "Record",
    "ReplacedWords",
    "Rule",
    "ShareOf",
    "Source",
    "Status",
    "Subordinates",
    "Target",
    "Term",
    "Tolerance",
    "Tuning",
    "Unit",
    "Url",
    "is_address",
]
