"""The vocabulary: what figures are about, declared once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import product
from math import prod
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    StrictBool,
    StrictInt,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from bulletin.localization.formats import lowered
from bulletin.localization.languages import is_language
from bulletin.model.periods import AnyPeriod
from bulletin.model.records.formulas import Formula
from bulletin.model.records.measure_kinds import MeasureKind
from bulletin.model.records.parts import Id, Margin, MarkedRecord, Part, Percent, crossed_id
from bulletin.model.text import WITHOUT_LANGUAGE, PluralText, Text, declared_languages
from bulletin.model.values import USUAL_LEVEL, ExactNumber, half_unit


class Direction(StrEnum):
    """Which way a measure should go."""

    MORE = "more"
    LESS = "less"
    NONE = "none"


class Rule(StrEnum):
    """How figures of a measure combine into one figure, over time or over the tree of organizations."""

    SUM = "sum"
    LAST = "last"
    MEAN = "mean"
    RATIO = "ratio"
    """The sum of the numerators over the sum of the denominators."""
    NONE = "none"


class Counted(MarkedRecord):
    """A record whose words are in the record itself, each under the tag of its language, with plural forms.

    ``{id: tree, en: {one: tree, other: trees}, ms: pokok}``; in a bulletin of one language also as a field ``name``:
    ``{id: tree, name: {one: tree, other: trees}}``.
    """

    id: Id
    """By which other records name it."""
    forms: PluralText
    """The words; never typed as a field of this name."""

    @model_validator(mode="wrap")
    @classmethod
    def _gather_forms(cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        """Read the words under the tags as the field ``forms``, so that errors keep the paths that were typed."""
        if not isinstance(data, dict) or isinstance(data.get(_FORMS), PluralText):
            return handler(data)
        own = {field.alias or name for name, field in cls.model_fields.items()}
        languages = declared_languages(info, [name for name in data if name not in own])
        typed = {name: data[name] for name in data if name in languages or (name not in own and is_language(str(name)))}
        is_alone = not typed and (len(languages) == 1 or NAME in data)
        rest = {name: value for name, value in data.items() if name not in typed and name != _FORMS}
        errors: list[Any] = []
        forms = PluralText.model_construct(root={})
        context = {**(info.context or {}), "languages": languages}
        try:
            forms = PluralText.model_validate(_alone(languages, rest) if is_alone else typed, context=context)
        except ValidationError as error:
            errors += [_at_name(found) if is_alone else found for found in error.errors(include_url=False)]
        if _FORMS in data:
            errors.append({"type": "extra_forbidden", "loc": (_FORMS,), "input": data[_FORMS]})
        try:
            record = handler({**rest, _FORMS: forms})
        except ValidationError as error:
            errors += error.errors(include_url=False)
        if errors:
            raise ValidationError.from_exception_data(cls.__name__, errors)
        return record


_FORMS = "forms"
NAME = "name"
"""The field that may take the place of the tag in a bulletin of one language."""


def _alone(languages: tuple[str, ...], rest: dict[str, Any]) -> Any:
    """The words in the field ``name``, which is taken out of the other fields, by the only language.

    Of several languages, they are given as they are, and refused.
    """
    if len(languages) > 1:
        return str(rest.pop(NAME))
    return {languages[0]: rest.pop(NAME)} if NAME in rest else {}


def _at_name(error: Any) -> Any:
    """An error of words that stand alone, at the field that they are typed in."""
    made = PydanticCustomError(error["type"], error["msg"]) if error["type"] == WITHOUT_LANGUAGE else error["type"]
    return {**error, "type": made, "loc": (NAME, *error["loc"][1:])}


class Unit(Counted):
    """What a measure is counted in."""

    symbol: Annotated[str, StringConstraints(min_length=1, max_length=8)] | None = None
    """Written behind the number instead of the word, such as %."""


class Tolerance(Part):
    """How far a sum may be from the figure that it should make. Of two margins the wider one counts."""

    absolute: Margin | None = None
    """In the measure's unit."""
    percent: Percent | None = None
    """In percent of the figure."""

    def of(self, stated: Fraction) -> Fraction:
        """The margin of a figure of so much, in the measure's unit."""
        absolute = Fraction(self.absolute or 0)
        return max(absolute, abs(stated) * Fraction(self.percent) / 100) if self.percent else absolute


def _filled(given: object) -> object:
    """What was typed as a tolerance; ``{}`` says nothing and is refused."""
    if given == {}:
        raise PydanticCustomError("too_short", "a tolerance has a margin", {"min_length": 1})
    return given


Ratio = Annotated[ExactNumber, Field(ge=1, json_schema_extra={"minimum": 1})]
"""How many times as much, or one so-many-th of it."""


class Tuning(Part):
    """Says of one remark that figures or targets of a measure do not get it, or from which ratio on they do."""

    code: Id
    """The code of the remark: that of the warning of ``check``."""
    off: StrictBool = False
    """Whether it is switched off."""
    ratio: Ratio | None = None
    """From which ratio on it is made, for remarks that compare by ratio; in place of ``off``."""
    organizations: tuple[Id, ...] = ()
    """Those whose figures and targets alone this is about; all unless they are named."""
    sources: tuple[Id, ...] = ()
    """Those whose figures and targets alone this is about; all unless they are named."""
    reason: Text
    """Why; shown on the page of methods."""

    def applies_to(self, organization: str, sources: Iterable[str]) -> bool:
        """Whether it is about a figure or target of an organization, from these sources."""
        is_named = not self.organizations or organization in self.organizations
        return is_named and (not self.sources or not frozenset(self.sources).isdisjoint(sources))


class Measure(MarkedRecord):
    """Something that is counted or measured, and everything the generator needs to know about it."""

    id: Id
    """By which observations and targets name it, and the address of its page."""
    name: Text
    """What tables and sentences call it."""
    definition: Text
    """What is counted, precisely; shown on the measure's page."""
    unit: Id
    kind: MeasureKind
    """Whether it happens over a time (``flow``, ``money``, ``duration``), is there on a day (``stock``), is a
    part of another (``share``), so many per so many of another (``rate``), or a number that is 100 in one period
    (``index``)."""
    per: Annotated[StrictInt, Field(ge=1, le=10**9)] | None = None
    """For a rate: of how many it says so many, such as 100000; 1 for what there is per head."""
    base: AnyPeriod | None = None
    """For an index: the period in which it is 100, such as 2015."""
    formula: Formula | None = None
    """For a derived measure: how its figures are computed from those of other measures; none is reported then."""
    good: Direction = Direction.NONE
    """Which way it should go; by it targets are minimums or ceilings, and changes are called better or worse."""
    over_time: Rule = Rule.NONE
    """How figures of consecutive periods make the figure of the whole."""
    over_tree: Literal[Rule.SUM, Rule.RATIO, Rule.NONE] = Rule.NONE
    """How figures of the units below make the figure of the unit above."""
    tolerance: Annotated[Tolerance, BeforeValidator(_filled), Field(json_schema_extra={"minProperties": 1})] = Field(
        default_factory=Tolerance
    )
    """How far sums of its figures may be from the stated figure; exactly equal unless it is given."""
    breakdowns: tuple[Id, ...] = ()
    """The breakdowns its figures may be split by."""
    can_be_negative: StrictBool | None = None
    """Whether a figure of it may be below zero, as a balance or a net change; left out, only money may. Then what is
    missing of a total may lower it: a partial total is no lower bound, parts may be more than their whole, and half
    a year settles nothing."""
    whole_numbers: StrictBool | None = None
    """Whether its figures are whole numbers; left out, those of flows and stocks without decimals are. ``false`` for
    what is measured rather than counted, such as hectares."""
    decimals: Annotated[StrictInt, Field(ge=0, le=6)] | None = None
    """How many digits after the decimal point pages show of its figures, stated and computed alike; left out, each has
    those that it was stated with, and what is derived by dividing has one. Files for programs keep what was stated.
    More than 0 says as well that figures need not be whole."""
    interval_level: ExactNumber = USUAL_LEVEL
    """How certain the intervals of its estimates are, in percent, unless an interval says so itself."""
    remarks: tuple[Tuning, ...] = ()
    """Remarks that its figures or targets do not get, or from another ratio on, each with the reason."""

    @property
    def may_be_negative(self) -> bool:
        """Whether a figure may be below zero: as declared, else as usual for its kind."""
        usual = self.kind.traits.may_be_negative or (self.formula is not None and self.formula.may_be_negative)
        return usual if self.can_be_negative is None else self.can_be_negative

    @property
    def has_bounded_parts(self) -> bool:
        """Whether no part of a figure can be more than the whole: parts make it up, and none can be negative."""
        return self.kind.traits.adds_up and not self.may_be_negative

    @property
    def is_counted(self) -> bool:
        """Whether figures are whole numbers: as declared, else as usual for its kind and its decimals."""
        usual = self.kind.traits.is_counted and not self.decimals
        return usual if self.whole_numbers is None else self.whole_numbers

    @property
    def counts_things(self) -> bool:
        """Whether figures are counts, or estimates of counts shown as whole numbers: small ones are mostly chance."""
        return self.is_counted or (self.kind.traits.is_counted and self.decimals == 0)

    @property
    def shown_decimals(self) -> int | None:
        """The decimals that are shown: as declared; one of what is derived by dividing, which has no last digit."""
        is_quotient = self.formula is not None and not self.formula.operation.adds
        return 1 if self.decimals is None and is_quotient else self.decimals

    @property
    def computed_decimals(self) -> int:
        """The decimals that files for programs have of a computed number without a last digit: two at least."""
        return max(2, self.shown_decimals or 0)

    @property
    def step(self) -> Fraction | None:
        """How fine figures are: ones of what is counted, else the last of the declared decimals; None without any."""
        if self.is_counted:
            return Fraction(1)
        return None if self.decimals is None else Fraction(1, 10**self.decimals)

    @property
    def least_shown(self) -> Fraction:
        """Less than so much is not seen once figures are rounded to the declared decimals; 0 where there are none."""
        return Fraction(0) if self.decimals is None else half_unit(self.decimals)

    def margin_of(self, stated: Fraction) -> Fraction:
        """How far a sum may be from a stated figure: as tolerated, and at least as far as nobody sees."""
        return max(self.tolerance.of(stated), self.least_shown)

    @property
    def is_part_of_hundred(self) -> bool:
        """Whether figures lie between 0 and 100."""
        return self.kind.traits.is_part_of_hundred and not self.may_be_negative

    def deriving(self, known: Mapping[str, Measure]) -> Measure:
        """The measure; a derived one with the breakdowns by which it can be computed, those of all of its operands.

        :param known: its operands by id, each with its own breakdowns.
        """
        if self.formula is None or self.breakdowns:
            return self
        operands = self.formula.operands
        if any(operand.breakdown is not None for operand in operands):
            return self
        first, *others = (known[operand.measure].breakdowns for operand in operands)
        shared = tuple(name for name in first if all(name in other for other in others))
        return self.model_copy(update={"breakdowns": shared})

    @property
    def factor(self) -> int:
        """What the quotient of two numbers is multiplied by to make a figure of the measure, a rate or a share."""
        return self.per or (100 if self.kind.traits.is_part_of_hundred else 1)

    @property
    def keeps_parts(self) -> bool:
        """Whether figures are expected to have a numerator and a denominator: rates, and shares that add up by them."""
        adds = Rule.RATIO in (self.over_time, self.over_tree)
        return self.formula is None and (adds or self.kind is MeasureKind.RATE)

    def tuning_of(self, code: str, organization: str, sources: Sequence[str]) -> Tuning | None:
        """What is said of a remark on a figure or target of an organization, from these sources; the first counts."""
        of_code = (tuning for tuning in self.remarks if tuning.code == code)
        return next((tuning for tuning in of_code if tuning.applies_to(organization, sources)), None)


class Category(Part):
    """One value of a breakdown."""

    id: Id
    """By which observations name it."""
    name: Text
    """What tables call it."""


MOST_CROSSED = 4
"""So many breakdowns can be crossed at most."""
MOST_CELLS = 10_000
"""So many categories a crossing has at most, lest a short record takes all memory."""


def _some(given: object) -> object:
    """What was typed as categories; an empty list is refused."""
    if given == []:
        raise PydanticCustomError("too_short", "a breakdown has a category", {"min_length": 1})
    return given


def _or_crossing(schema: dict[str, Any]) -> None:
    """A breakdown has a name and categories of its own, or crosses others."""
    schema["required"] = ["id"]
    schema["anyOf"] = [{"required": ["name", "categories"]}, {"required": ["crosses"]}]


class Breakdown(MarkedRecord):
    """A dimension that figures are split by."""

    model_config = ConfigDict(json_schema_extra=_or_crossing)

    id: Id
    """By which measures and observations name it."""
    name: Text
    """The dimension: sex, age. Of a crossing it may be left out, and then is made of the names that it crosses."""
    crosses: Annotated[tuple[Id, ...], Field(min_length=2, max_length=MOST_CROSSED)] = ()
    """The breakdowns that this one crosses, in the order in which records nest their categories: ``[sex, age]``."""
    categories: Annotated[tuple[Category, ...], BeforeValidator(_some), Field(json_schema_extra={"minItems": 1})]
    """The parts, in the order of tables. A crossing has none of its own: every category of the one breakdown with every
    category of the other."""
    overlapping: StrictBool = False
    """Whether one person or thing can be in several categories, so that the parts may add to more than the whole."""
    exhaustive: StrictBool = False
    """Whether every person or thing is in one of the categories, so that all parts together add to the whole."""

    @model_validator(mode="before")
    @classmethod
    def _leave_to_the_crossed(cls, data: Any) -> Any:
        """What a crossing gets of the breakdowns that it crosses need not be typed."""
        made: dict[str, Any] = {"name": Text.computed({}), "categories": ()}
        return {**made, **data} if isinstance(data, dict) and "crosses" in data else data

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The breakdowns that its categories are of: those that it crosses; where it is no crossing, itself."""
        return self.crosses or (self.id,)

    def crossing(self, breakdowns: Mapping[str, Breakdown]) -> Breakdown:
        """The crossing with its categories; the breakdown itself where it is none, or crosses what cannot be crossed.

        Categories may overlap where those of one crossed breakdown do, and are exhaustive where those of all are.

        :param breakdowns: those that are known, by id.
        """
        crossed = [breakdowns[name] for name in self.crosses if name in breakdowns]
        if not crossed or len(crossed) < len(self.crosses) or any(other.crosses for other in crossed):
            return self
        if prod(len(other.categories) for other in crossed) > MOST_CELLS:
            return self
        made = self.model_copy(
            update={
                "name": self.name if self.name.root else _joined([other.name for other in crossed], lowered),
                "categories": tuple(map(_cell, product(*(other.categories for other in crossed)))),
                "overlapping": any(other.overlapping for other in crossed),
                "exhaustive": all(other.exhaustive for other in crossed),
            }
        )
        made.placed(self.place)
        return made


def _cell(categories: Sequence[Category]) -> Category:
    """The category of what is in several categories at once."""
    return Category.model_construct(
        id=crossed_id(category.id for category in categories), name=_joined([category.name for category in categories])
    )


def _joined(names: Sequence[Text], within: Callable[[str, str], str] = lambda words, _: words) -> Text:
    """The name of a combination in each language.

    :param within: makes of a name and a language how it is written behind another name.
    """
    first, *others = names
    shared = [language for language in first.root if all(language in other.root for other in others)]
    behind = {language: [within(name.localized(language), language) for name in others] for language in shared}
    return Text.computed({language: " × ".join([first.localized(language), *behind[language]]) for language in shared})


class OrganizationKind(Counted):
    """A kind of organization: city, district, ward, cell."""

    @property
    def name(self) -> Text:
        """What one of them is called."""
        return self.forms.forms("one")


class Population(MarkedRecord):
    """The part of the whole that a figure is about."""

    id: Id
    """By which figures and targets name it."""
    name: Text
    """What tables and sentences call it."""
    definition: Text | None = None
    """Who belongs to it, precisely; on the page of methods."""
    part_of: Id | None = None
    """The population that holds this one."""
