"""What an attack finds, and its report."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bulletin.disclosure.linked_tables import Interval, Rational
from bulletin.localization.messages import _, translate
from bulletin.publishing.attack.published_tables import CellKey
from bulletin.publishing.attack.relations import Relation, relation_text


class FindingKind(StrEnum):
    """How a hidden number becomes known: see the messages."""

    RECOVERED = "recovered"
    NARROW = "narrow"
    ELSEWHERE = "elsewhere"
    EARLIER_REPORT = "earlier-report"
    FILE = "file"
    COMPUTED = "computed"
    BESIDE = "beside"
    MARK = "mark"
    SCALE = "scale"
    SENTENCE = "sentence"
    ORDER = "order"
    CONTRADICTION = "contradiction"


_TEXTS = {
    FindingKind.RECOVERED: _("{version}: {cell} is hidden, but can only be {interval}, by: {equations}"),
    FindingKind.NARROW: _("{version}: {cell} is hidden, but must be within {interval}, by: {equations}"),
    FindingKind.ELSEWHERE: _("{version}: {cell} is hidden, but {place} publishes it: {interval}"),
    FindingKind.EARLIER_REPORT: _("{version}: {cell} is hidden, but a former report of it is published: {interval}"),
    FindingKind.FILE: _("{version}: {cell} is hidden, but {place} says {found}"),
    FindingKind.COMPUTED: _(
        "{version}: {cell} is hidden, but {place} shows {found}, so it is {interval}, by: {equations}"
    ),
    FindingKind.BESIDE: _("{version}: {cell} is hidden, but {place} shows {found} beside it"),
    FindingKind.MARK: _("{version}: {cell} is hidden, but a chart in {place} has a mark of it at {found}"),
    FindingKind.SCALE: _("{version}: {cell} is hidden, but the scale of a chart in {place} ends at {found}"),
    FindingKind.SENTENCE: _("{version}: {cell} is hidden, but a sentence in {place} says {found}"),
    FindingKind.ORDER: _("{version}: {cell} is hidden, but a table in {place} is sorted by it: {found}"),
    FindingKind.CONTRADICTION: _("{version}: what is published of {cell} does not fit together: {equations}"),
}


_SAID = _(
    "Where a note, a title or another text of a record says the number, remove it there. Where none does, the program "
    "shows it by mistake: report that with the finding."
)
_COMPUTED = _(
    "So that a number cannot be computed, hide one more of the figures that it follows from: by a rule in "
    "disclosure.yml, or by a mark (audience)."
)
_PUBLIC = _(
    "Where a number is public already, name its source under exempt in disclosure.yml, or no longer publish that "
    "report."
)
_ADVICE = {
    FindingKind.RECOVERED: _COMPUTED,
    FindingKind.NARROW: _COMPUTED,
    FindingKind.COMPUTED: _COMPUTED,
    FindingKind.ELSEWHERE: _PUBLIC,
    FindingKind.EARLIER_REPORT: _PUBLIC,
    FindingKind.CONTRADICTION: _(
        "Where figures do not fit together, correct the records of those that the equations name."
    ),
}


@dataclass(frozen=True)
class Finding:
    """A hidden number that becomes known, or too closely."""

    kind: FindingKind
    cell: CellKey
    version: str
    """Where it is hidden; empty in a draft."""
    interval: Interval | None = None
    relations: tuple[Relation, ...] = ()
    """The equations from which it becomes known."""
    place: str = ""
    """The page, file or version that says it."""
    found: str = ""
    """What is said there."""

    def text(self, language: str) -> str:
        """What becomes known, and from what, in a language."""
        return translate(
            _TEXTS[self.kind],
            language,
            version=self.version or translate(_("draft"), language),
            cell=self.cell.text,
            interval=interval_text(self.interval) if self.interval else "",
            equations="; ".join(relation_text(relation, language) for relation in self.relations),
            place=self.place,
            found=self.found,
        )


def advice_on(findings: Iterable[Finding], language: str) -> str:
    """What to do about findings of their kinds, in a language: a line for each."""
    said = dict.fromkeys(_ADVICE.get(finding.kind, _SAID) for finding in findings)
    return "\n".join(translate(text, language) for text in said)


@dataclass(frozen=True)
class Bounded:
    """A hidden number, and between which limits readers know it to be."""

    cell: CellKey
    version: str
    interval: Interval


@dataclass(frozen=True)
class AttackReport:
    """The result of an attack."""

    versions: tuple[str, ...]
    """Of the site, in the order in which they were read."""
    published: int
    """How many numbers are published, in all versions together."""
    bounded: tuple[Bounded, ...]
    """Every hidden number."""
    findings: tuple[Finding, ...]


def report_json(report: AttackReport, language: str) -> str:
    """The report for programs: the hidden numbers with their limits, null where there is none, and what was found."""
    content = {
        "versions": report.versions,
        "published": report.published,
        "hidden": [
            {"version": each.version, "cell": each.cell.text, "interval": _limits(each.interval)}
            for each in report.bounded
        ],
        "findings": [
            {
                "kind": each.kind.value,
                "version": each.version,
                "cell": each.cell.text,
                "interval": _limits(each.interval) if each.interval else None,
                "place": each.place,
                "equations": [relation_text(relation, language) for relation in each.relations],
                "text": each.text(language),
            }
            for each in report.findings
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _limits(interval: Interval) -> list[int | float | None]:
    return [None if limit is None else int(limit) if limit == int(limit) else float(limit) for limit in interval]


def interval_text(interval: Interval) -> str:
    """``4``, ``3–7``, ``≥ 2``, without a unit."""
    lower, upper = (None if limit is None else _digits(limit) for limit in interval)
    if lower == upper:
        return lower or "−∞–∞"
    if upper is None:
        return f"≥ {lower}"
    return f"≤ {upper}" if lower is None else f"{lower}–{upper}"


def _digits(limit: Rational) -> str:
    return str(int(limit)) if limit == int(limit) else f"{float(limit):g}"
