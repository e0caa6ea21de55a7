"""Projects whose records differ in figures that the policy hides: all that is published stays as it is.

Everything is SYNTHETIC: offices that do not exist, and numbers drawn by lot.

Everybody who complained did so at one desk, in one quarter and at one age. So every figure of complaints adds up some
counts, one for each of these, and of fees some amounts. A move gives those that are hidden other values: an integer
program keeps all published figures as they are, and as sensitive those that are hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random

from bulletin.analysis.figures import Figure, is_suppressed
from bulletin.disclosure import Release
from bulletin.disclosure.integer_program import Program
from bulletin.model.keys import ObservationKey
from bulletin.model.values import Quantity

from tests.analysis.builders import period
from tests.disclosure.typed_projects import typed_project

THRESHOLD = 5
BASE = 10
"""Loans are rounded to multiples of it."""
DESKS = {"west": ("w1", "w2", "w3"), "east": ("e1", "e2", "e3"), "head": ("w1", "w2", "w3", "e1", "e2", "e3")}
BELOW = {**DESKS, **{desk: (desk,) for desk in DESKS["head"]}}
QUARTERS = tuple(f"2019-Q{number}" for number in (1, 2, 3, 4))
AGES = ("young", "old")
SMALL = (0, 1, 2, 3, 4, 6, 9, 14, 25)
REVISED = (("w2", "2019-Q1"), ("e2", "2019-Q2"))
"""Desks and quarters of which the second report says otherwise than the first."""
WRONG = (("w1", "2019-Q1", "young"), ("e1", "2019-Q2", "old"))
"""Of whom the first edition said one too many at first, which a correction names."""
WITHDRAWN = ("w3", "e3")
"""Desks that reported thefts and withdrew some."""
Atom = tuple[str, str, str, str]
"""What is counted, the desk, the period, and the age or nothing; what is revised or withdrawn is by itself."""
Values = Mapping[Atom, int]

BULLETIN = """\
title: Office bulletin
description: Invented figures for tests
publisher: The sample office
contact: {name: The sample office, email: office@example.org}
languages: [en]
licence: CC-BY-4.0
audiences:
  - {id: public, name: The public}
  - {id: internal, name: Staff}
main-measure: complaints
headlines:
  - {organization: head, measure: complaints, period: 2019}
  - {organization: head, measure: staff, period: 2019-12-31}
"""
POLICY = f"""\
reason: Whoever complains is easily known.
rules:
  - {{measures: [complaints], threshold: {THRESHOLD}, reason: Few people.}}
  - {{measures: [fees], dominance: {{largest: 1, percent: 60}}, contributors: 3, reason: Few payers.}}
  - {{measures: [loans], rounding-base: {BASE}, reason: Nobody needs to know exactly.}}
"""
HEADLINES = (
    "[{organization: head, measure: complaints, period: 2019}, {organization: head, measure: fees, period: 2019}]"
)
FIXED = {
    "vocabulary/units": [
        "{id: person, name: {one: person, other: people}}",
        "{id: euro, name: {one: euro, other: euros}}",
        '{id: percent, name: {one: percent, other: percent}, symbol: "%"}',
    ],
    "vocabulary/measures": [
        (
            "{id: complaints, name: Complaints, definition: How many complained, unit: person, kind: flow, good: less,"
            " over-time: sum, over-tree: sum, breakdowns: [age]}"
        ),
        "{id: fees, name: Fees, definition: What was paid, unit: euro, kind: money, over-time: sum, over-tree: sum}",
        "{id: loans, name: Loans, definition: What was lent, unit: person, kind: flow, over-tree: sum}",
        (
            "{id: thefts, name: Thefts, definition: What was stolen, unit: person, kind: flow, over-tree: sum,"
            " breakdowns: [age]}"
        ),
        "{id: staff, name: Staff, definition: Who works there, unit: person, kind: stock, over-tree: sum}",
        (
            "{id: per-head, name: Complaints a head, definition: By staff, unit: person, kind: rate, per: 1,"
            " formula: {ratio: [complaints, staff]}}"
        ),
    ],
    "vocabulary/breakdowns": [
        "{id: age, name: Age, exhaustive: true, categories: [{id: young, name: Young}, {id: old, name: Old}]}"
    ],
    "vocabulary/organization-kinds": ["{id: office, name: {one: Office, other: Offices}}"],
    "organizations": [
        "{id: head, name: Head office, kind: office}",
        *(f"{{id: {region}, name: The {region}, kind: office, parent: head}}" for region in ("west", "east")),
        *(
            f"{{id: {desk}, name: Desk {desk}, kind: office, parent: {region}}}"
            for region in ("west", "east")
            for desk in DESKS[region]
        ),
    ],
    "sources": [
        "{id: report-2019, title: The sample report, published: 2019-08-15}",
        "{id: report-2020, title: The next report, published: 2020-01-15}",
    ],
    "decisions": ["{id: plan-2019, title: The sample plan, organization: head, source: report-2019}"],
    "targets": [
        (
            f"{{id: {desk}-2019, organization: {desk}, measure: complaints, period: 2019, value: 20,"
            " decision: plan-2019, source: report-2019}"
        )
        for desk in ("w1", "west", "head")
    ],
    "editions": [
        (
            "{id: 2019-H1, title: The first edition, period: 2019-H1, cut-off: 2019-09-01, released: 2019-09-10,"
            f" next-release: 2020-02-10, headlines: {HEADLINES.replace('2019', '2019-H1')}}}"
        ),
        (
            "{id: 2019-H2, title: The second edition, period: 2019-H2, cut-off: 2020-02-01, released: 2020-02-10,"
            f" next-release: to-be-announced, headlines: {HEADLINES}}}"
        ),
    ],
}
"""The records that are the same in all projects, by folder."""


def drawn(seed: int) -> dict[Atom, int]:
    """Counts and amounts, drawn by lot; many are small."""
    random = Random(seed)
    values: dict[Atom, int] = {}
    for desk in DESKS["head"]:
        for quarter, age in product(QUARTERS, AGES):
            values["complaints", desk, quarter, age] = random.choice(SMALL)
        for quarter in QUARTERS:
            values["fees", desk, quarter, ""] = random.choice((0, 40, 120, 500, 2500))
        values["loans", desk, "2019", ""] = random.randrange(11, 99)
    for (desk, quarter), age in product(REVISED, AGES):
        values["revised", desk, quarter, age] = random.choice(SMALL)
    return values | {("thefts", desk, "2019", age): 12 for desk in DESKS["head"] for age in AGES}


def project_of(directory: Path, values: Values) -> Path:
    """Make a project in which these are the values."""
    records = {
        **FIXED,
        "observations": _observations(values),
        "claims": _claims(values),
        "corrections": _corrections(values),
    }
    return typed_project(directory, records, bulletin=BULLETIN, disclosure=POLICY)


def _observations(values: Values) -> Iterator[str]:
    for desk in DESKS["head"]:
        for quarter in QUARTERS:
            yield _complaints(values, "complaints", desk, quarter)
            about = f"organization: {desk}, measure: fees, period: {quarter}, source: {_source(quarter)}"
            yield f"{{{about}, value: {values['fees', desk, quarter, '']}}}"
        about = f"organization: {desk}, period: 2019, source: report-2020"
        yield f"{{{about}, measure: loans, value: {values['loans', desk, '2019', '']}}}"
        yield f"{{{about}, measure: thefts, {_split(values, 'thefts', desk, '2019')}, reported: 2020-01-10}}"
        yield f"{{organization: {desk}, period: 2019-12-31, source: report-2020, measure: staff, value: 40}}"
    for desk, quarter in REVISED:
        yield _complaints(values, "revised", desk, quarter)
    for desk in WITHDRAWN:
        about = f"organization: {desk}, period: 2019, source: report-2020"
        yield f"{{{about}, measure: thefts, value: 24, by: {{age: {{young: suppressed}}}}}}"


def _complaints(values: Values, name: str, desk: str, quarter: str) -> str:
    """What a desk says of a quarter, with words about small counts."""
    young, old = (values[name, desk, quarter, age] for age in AGES)
    source = _source(quarter) if name == "complaints" else "report-2020"
    note = f", note: {young} and {old} are exactly {young + old}." if 0 < min(young, old) < THRESHOLD else ""
    about = f"organization: {desk}, measure: complaints, period: {quarter}, source: {source}"
    return f"{{{about}, {_split(values, name, desk, quarter)}{note}}}"


def _split(values: Values, name: str, desk: str, when: str) -> str:
    ages = {age: values[name, desk, when, age] for age in AGES}
    split = ", ".join(f"{age}: {count}" for age, count in ages.items())
    return f"value: {sum(ages.values())}, by: {{age: {{{split}}}}}"


def _source(quarter: str) -> str:
    return "report-2019" if quarter < "2019-Q3" else "report-2020"


def _claims(values: Values) -> Iterator[str]:
    """What the sources say of each desk: how much more it was than in the quarter before, not quite rightly."""
    for desk in DESKS["head"]:
        first, second = (sum(values["complaints", desk, quarter, age] for age in AGES) for quarter in QUARTERS[:2])
        about = f"id: {desk}-more, source: report-2019, organization: {desk}, measure: complaints, period: 2019-Q2"
        yield f"{{{about}, form: difference, of: {{period: 2019-Q1}}, value: {second - first + (desk == 'e3')}}}"


def _corrections(values: Values) -> Iterator[str]:
    """What a count was at first, and all that it was a part of."""
    for desk, quarter, age in WRONG:
        about = f"organization: {desk}, measure: complaints, period: {quarter}"
        count, whole = (sum(values["complaints", desk, quarter, each] for each in ages) for ages in ((age,), AGES))
        wrong = f"{{{about}, breakdown: age, category: {age}, was: {count + 1}}}, {{{about}, was: {whole + 1}}}"
        words = "what: A count was wrong., reason: It was mistyped."
        yield f"{{id: {desk}-wrong, date: 2019-10-01, editions: [2019-H1], {words}, figures: [{wrong}]}}"


# --- moves ------------------------------------------------------------------------------------------------------------

Pattern = tuple[frozenset[ObservationKey], ...]
"""What each edition hides."""


def pattern_of(editions: Iterable[Release]) -> Pattern:
    return tuple(frozenset(f.key for f in edition.tables.figures if is_suppressed(f)) for edition in editions)


def atoms_of(figure: ObservationKey, values: Values, *, is_last: bool) -> list[Atom]:
    """What a figure of an edition is the sum of; nothing of one that is not a sum.

    :param is_last: whether the edition knows what was revised.
    """
    return [
        atom
        for atom in values
        if _names(atom, is_last=is_last) == figure.measure
        and atom[1] in BELOW[figure.organization]
        and figure.period.contains(period(atom[2]))
        and figure.category in {None, atom[3]}
    ]


def _names(atom: Atom, *, is_last: bool) -> str:
    """The measure of what is counted, in an edition that it is in."""
    name, desk, when, _age = atom
    if (desk, when) not in REVISED or name not in {"complaints", "revised"}:
        return name
    return "complaints" if is_last == (name == "revised") else ""


@dataclass(frozen=True)
class _Sum:
    """A figure of an edition, with what it is the sum of."""

    figure: Figure
    atoms: tuple[Atom, ...]

    @property
    def is_shown(self) -> bool:
        value = self.figure.value
        return isinstance(value, Quantity) and value.is_exact


class Moves:
    """The values that records may have so that all that is published stays."""

    def __init__(self, values: Values, editions: Sequence[Release]) -> None:
        self.values = values
        self._sums = [
            _Sum(figure, tuple(atoms))
            for edition in editions
            for figure in edition.tables.figures
            if figure.is_complete and (atoms := atoms_of(figure.key, values, is_last=edition is editions[-1]))
        ]
        shown = {each.atoms[0] for each in self._sums if each.is_shown and len(each.atoms) == 1}
        self.hidden = [atom for atom, value in values.items() if atom not in shown and (value or atom[0] == "fees")]
        """The counts and amounts that no edition publishes exactly."""

    def moved(self, random: Random, atom: Atom) -> dict[Atom, int] | None:
        """Values that differ in that of one atom and, besides, in as few as it takes; None: there are none.

        :param random: decides in which direction, and in which others.
        """
        program = Program()
        up = {each: program.add_column(0, None, cost=random.uniform(1, 2)) for each in self.values}
        down = {each: program.add_column(0, value, cost=random.uniform(1, 2)) for each, value in self.values.items()}
        for each, value in self.values.items():
            lower, upper = _limits(each, value)
            program.add_row([(up[each], 1), (down[each], -1)], lower - value, upper - value)
        for added in self._sums:
            total = sum(self.values[part] for part in added.atoms)
            lower, upper = _range(added, total)
            terms = [*((up[part], 1) for part in added.atoms), *((down[part], -1) for part in added.atoms)]
            program.add_row(terms, lower - total, upper - total)
        sign = random.choice((1, -1))
        program.add_row([(up[atom], sign), (down[atom], -sign)], 1)
        solution = program.solve()
        if solution is None:
            return None
        return {a: v + round(solution.values[up[a]] - solution.values[down[a]]) for a, v in self.values.items()}


def _limits(atom: Atom, value: int) -> tuple[int, int]:
    """What a count may be: no zero is hidden, and small ones stay small; an amount may be anything."""
    if atom[0] == "fees":
        return 0, 5000
    if 0 < value < THRESHOLD:
        return 1, THRESHOLD - 1
    return (THRESHOLD, 150) if value else (0, 0)


def _range(each: _Sum, total: int) -> tuple[int, int]:
    """What a figure may be: as it is where it is published, or is still rounded to."""
    if is_suppressed(each.figure):
        return 0, 10**6
    if each.is_shown or not isinstance(each.figure.value, Quantity):
        return total, total
    rounded = int(each.figure.value.number)
    return rounded - BASE // 2, rounded + BASE // 2 - 1
