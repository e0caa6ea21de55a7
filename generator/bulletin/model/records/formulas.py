"""Formulas: how the figures of a derived measure are computed from figures of other measures."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, StrictInt

from bulletin.model.records.parts import CategoryId, Id, Part

LONGEST_SUM = 120
"""Most periods of a moving sum: ten years of months."""


class Operation(StrEnum):
    """What a formula computes; the values are the fields that an editor types."""

    RATIO = "ratio"
    DIFFERENCE = "difference"
    SUM = "sum"
    SHARE_OF_PARENT = "share-of-parent"
    MOVING_SUM = "moving-sum"
    GROWTH = "growth"

    @property
    def adds(self) -> bool:
        """Whether it adds or subtracts, so that its result has no more digits than its operands."""
        return self in (Operation.DIFFERENCE, Operation.SUM, Operation.MOVING_SUM)

    @property
    def may_be_negative(self) -> bool:
        """Whether it can give a number below zero, even of numbers that are not."""
        return self in (Operation.DIFFERENCE, Operation.GROWTH)


class Operand(Part):
    """What a formula is computed from: a measure's figures, or those of one of its categories."""

    measure: Id
    """May be a derived measure itself."""
    breakdown: Id | None = None
    category: CategoryId | None = None
    """With ``breakdown``: the figures of this category, beside those of the whole in the rest of the formula."""


def _operand(given: object) -> object:
    """An operand as it is typed: the id of a measure alone, or with a category."""
    return {"measure": given} if isinstance(given, str) else given


AnyOperand = Annotated[Operand, BeforeValidator(_operand, json_schema_input_type=Id | Operand)]
"""An operand as it is typed in a record, validated."""


Pair = Annotated[tuple[AnyOperand, ...], Field(min_length=2, max_length=2)]
"""Two operands, in their order."""


class Formula(Part):
    """How a derived measure is computed: one operation on other measures, each named by its id."""

    ratio: Pair | None = None
    """The first over the second, times ``per`` for a rate and times 100 for a share. Where one is counted on a day,
    its figure of the day that is nearest to the middle of the other's period."""
    difference: Pair | None = None
    """The first less the second."""
    sum: Annotated[tuple[AnyOperand, ...], Field(min_length=2)] | None = None
    """All of them together."""
    share_of_parent: AnyOperand | None = None
    """In percent of the figure of the unit directly above."""
    moving_sum: AnyOperand | None = None
    """The sum of so many consecutive periods as ``periods`` says, the figure's own being the last."""
    growth: AnyOperand | None = None
    """The change on the same period of the year before, in percent of that."""
    periods: Annotated[StrictInt, Field(ge=2, le=LONGEST_SUM)] | None = None
    """With ``moving-sum``: how many periods."""

    @property
    def operations(self) -> tuple[Operation, ...]:
        """The operations that are given: exactly one in a valid record."""
        return tuple(each for each in Operation if getattr(self, each.replace("-", "_")) is not None)

    @property
    def operation(self) -> Operation:
        """The operation."""
        return self.operations[0]

    @property
    def operands(self) -> tuple[Operand, ...]:
        """What it is computed from, in the order of the record."""
        found = [getattr(self, each.replace("-", "_")) for each in self.operations]
        return tuple(operand for given in found for operand in (given if isinstance(given, tuple) else (given,)))

    @property
    def notation(self) -> str:
        """The formula as it is typed: ``ratio: [cases, population]``."""
        typed = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        return "; ".join(f"{field}: {_typed(given)}" for field, given in typed.items())

    @property
    def may_be_negative(self) -> bool:
        """Whether it can give a number below zero, even of numbers that are not."""
        return any(operation.may_be_negative for operation in self.operations)


def _typed(given: object) -> str:
    """An operand, a list of them or a number in plain text."""
    if isinstance(given, dict):
        return str(given["measure"]) if len(given) == 1 else f"{{{', '.join(f'{k}: {v}' for k, v in given.items())}}}"
    return f"[{', '.join(map(_typed, given))}]" if isinstance(given, list | tuple) else str(given)
