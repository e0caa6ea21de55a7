"""Formulas of derived measures, in words and in symbols: ``Deaths / Population × 100,000``."""

from __future__ import annotations

from typing import NamedTuple

from bulletin.localization.messages import Message, _
from bulletin.model.records import Formula, Measure, Operand, Operation, Rule
from bulletin.rendering.labels import HIERARCHICAL_AGGREGATION, TEMPORAL_AGGREGATION
from bulletin.rendering.localizer import Localizer
from bulletin.rendering.text import MINUS


class Symbols(NamedTuple):
    """What is around and between the operands of a formula."""

    before: str = ""
    between: str = " + "
    after: str = ""


def symbols_of(words: Localizer, measure: Measure, formula: Formula) -> Symbols:
    """The symbols of a formula."""
    match formula.operation:
        case Operation.RATIO | Operation.SHARE_OF_PARENT:
            return Symbols(between=" / ", after=times(words, measure))
        case Operation.DIFFERENCE:
            return Symbols(between=f" {MINUS} ")
        case Operation.GROWTH:
            return Symbols("(", " / ", f" {MINUS} 1) × {words.count(100)}")
    return Symbols()


def times(words: Localizer, measure: Measure) -> str:
    """By what a quotient is multiplied, as the end of a formula; empty for a figure per head."""
    return f" × {words.count(measure.factor)}" if measure.factor != 1 else ""


def formula_of_measure(words: Localizer, measure: Measure) -> str:
    """The formula of a derived measure in symbols, with the names of measures; empty for one that is reported."""
    if measure.formula is None:
        return ""
    before, between, after = symbols_of(words, measure, measure.formula)
    return f"{before}{between.join(_terms(words, measure.formula))}{after}"


def temporal_rule(words: Localizer, measure: Measure) -> str:
    """How figures of consecutive periods combine; empty for a derived measure, which is computed of totals."""
    return words.say(TEMPORAL_AGGREGATION[measure.over_time]) if measure.formula is None else ""


def hierarchical_rule(words: Localizer, measure: Measure) -> str:
    """How figures of units combine; empty for a derived measure, which is computed of totals."""
    return words.say(HIERARCHICAL_AGGREGATION[Rule(measure.over_tree)]) if measure.formula is None else ""


def _terms(words: Localizer, formula: Formula) -> list[str]:
    """What is between the symbols."""
    names = [operand_name(words, operand) for operand in formula.operands]
    match formula.operation:
        case Operation.SHARE_OF_PARENT:
            return [*names, words.say(_("{measure} (unit above)"), measure=names[0])]
        case Operation.GROWTH:
            return [*names, words.say(_("{measure} (a year before)"), measure=names[0])]
        case Operation.MOVING_SUM:
            before = words.say(_("{measure} (period before)"), measure=names[0])
            return [*names, before, *(["…"] if (formula.periods or 0) > 2 else [])]
    return names


_IN_WORDS: dict[Operation, Message] = {
    # Translators: how a derived measure is computed; {first} and {second} are names of measures, {per} is a number
    Operation.RATIO: _("“{first}” divided by “{second}”, for each {per}."),
    Operation.DIFFERENCE: _("“{first}” less “{second}”."),
    Operation.SUM: _("{all} added together."),
    Operation.SHARE_OF_PARENT: _("“{first}” in percent of the figure of the unit directly above."),
    Operation.MOVING_SUM: _(
        "“{first}” of {periods} consecutive periods added together, the last of them the figure's own."
    ),
    Operation.GROWTH: _("The change of “{first}” on the same period of the year before, in percent of that."),
}
_PER_HEAD = _("“{first}” divided by “{second}”.")
_PERCENT = _("“{first}” in percent of “{second}”.")


def formula_in_words(words: Localizer, measure: Measure, formula: Formula) -> str:
    """A formula as a sentence."""
    names = [operand_name(words, operand) for operand in formula.operands]
    message = _IN_WORDS[formula.operation]
    if formula.operation is Operation.RATIO and measure.factor == 1:
        message = _PER_HEAD
    if formula.operation is Operation.RATIO and measure.factor == 100:
        message = _PERCENT
    return words.say(
        message,
        first=names[0],
        second=names[-1],
        all=words.commas(f"“{name}”" for name in names),
        per=words.count(measure.factor),
        periods=words.count(formula.periods or 0),
    )


def operand_name(words: Localizer, operand: Operand) -> str:
    """What an operand is called: its measure, with the category that it is of."""
    name = words.measure(operand.measure)
    if operand.breakdown is None or operand.category is None:
        return name
    category = words.category(operand.breakdown, operand.category)
    # Translators: a measure and the category of it that is meant, such as Members admitted (women)
    return words.say(_("{measure} ({category})"), measure=name, category=category)
