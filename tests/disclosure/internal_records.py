"""Projects that differ in records for internal use only: the same public ones, others beside and between them.

Everything is SYNTHETIC: a library that does not exist, and words drawn by lot.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tests.disclosure.typed_projects import typed_project

WORDS = (
    "aardvark",
    "basalt",
    "cinder",
    "dune",
    "ember",
    "flint",
    "gorse",
    "heath",
    "iris",
    "juniper",
    "ZZ",
    "Ánh",
    "Đá",
)
"""Of which names, texts and the names of files are made; some sort before all others, some behind."""
BULLETIN = """\
title: Library bulletin
description: Invented figures for tests
publisher: The sample library
contact: {name: The sample office, email: office@example.org}
languages: [en]
licence: CC-BY-4.0
records-url: https://git.example.org/records
audiences:
  - {id: public, name: The public}
  - {id: internal, name: Staff}
main-measure: visits
headlines:
  - {organization: central, measure: visits, period: 2019}
  - {organization: north, measure: visits, period: 2019}
terms:
  - {id: term-2019-2023, name: 2019–2023 term, period: 2019/2023}
"""
CALENDAR = ["{id: yearly, measure: visits, every: year, since: 2018, kinds: [library]}"]
HEADLINES = (
    "[{organization: central, measure: visits, period: 2019}, {organization: north, measure: visits, period: 2019}]"
)
PUBLIC = {
    "vocabulary/units": [
        "{id: person, name: {one: person, other: people}}",
        '{id: percent, name: {one: percent, other: percent}, symbol: "%"}',
    ],
    "vocabulary/measures": [
        (
            "{id: visits, name: Visits, definition: How often somebody came, unit: person, kind: flow, good: more,"
            " over-time: sum, over-tree: sum, breakdowns: [age]}"
        ),
        "{id: members, name: Members, definition: People with a card, unit: person, kind: stock}",
        (
            "{id: per-member, name: Visits per member, definition: Visits by members, unit: person, kind: rate, per: 1,"
            " formula: {ratio: [visits, members]}}"
        ),
        "{id: loans, name: Loans, definition: Nobody has counted them yet, unit: person, kind: flow}",
    ],
    "vocabulary/breakdowns": [
        "{id: age, name: Age, exhaustive: true, categories: [{id: child, name: Children}, {id: adult, name: Adults}]}"
    ],
    "vocabulary/organization-kinds": ["{id: library, name: {one: Library, other: Libraries}}"],
    "vocabulary/populations": ["{id: students, name: Students}"],
    "organizations": [
        "{id: central, name: Central library, kind: library, unlisted-units: true}",
        "{id: north, name: Northern library, kind: library, parent: central}",
        "{id: south, name: Southern library, kind: library, parent: central}",
    ],
    "sources": [
        "{id: report-2020, title: The sample report, published: 2020-01-15}",
        "{id: report-2021, title: The next report, published: 2021-01-15}",
    ],
    "decisions": ["{id: plan-2019, title: The sample plan, organization: central, source: report-2020}"],
    "observations": [
        (
            "{organization: central, measure: visits, period: 2019, value: 1200, by: {age: {child: 500, adult: 700}},"
            " source: report-2020}"
        ),
        "{organization: north, measure: visits, period: 2019, value: 300, source: report-2020}",
        "{organization: south, measure: visits, period: 2019, value: 250, source: report-2020, note: Counted by hand.}",
        "{organization: south, measure: visits, period: 2019, value: 260, source: report-2021}",
        "{organization: north, measure: visits, period: 2020, value: 310, source: report-2021}",
        "{organization: central, measure: members, period: 2019-06-30, value: 450, source: report-2020}",
    ],
    "targets": [
        (
            "{id: central-2019, organization: central, measure: visits, period: 2019, value: 1000, decision: plan-2019,"
            " source: report-2020}"
        ),
    ],
    "claims": [
        (
            "{id: said, source: report-2020, organization: central, measure: visits, period: 2019,"
            " form: percent-of-target, value: 120, target: central-2019}"
        ),
    ],
    "editions": [
        (
            "{id: 2019, title: The first edition, period: 2019, cut-off: 2020-02-01, released: 2020-02-10,"
            f" next-release: 2021-02-10, headlines: {HEADLINES}}}"
        ),
        (
            "{id: 2020, title: The second edition, period: 2020, cut-off: 2021-02-01, released: 2021-02-10,"
            f" next-release: to-be-announced, headlines: {HEADLINES}}}"
        ),
    ],
    "corrections": [
        "{id: typo, date: 2020-03-01, editions: [2019], what: A name was wrong., reason: It was mistyped.}"
    ],
}
"""The records that everybody may see, by folder: each one as it is typed."""


def project_of(directory: Path, seed: int | None) -> Path:
    """Make a project with the public records, and internal ones among them that depend on the seed.

    :param seed: None for a project without any internal record.
    """
    internal = Internal(seed) if seed is not None else None
    records = {folder: list(typed) for folder, typed in PUBLIC.items()}
    calendar = list(CALENDAR)
    own = {} if internal is None else internal.lay_into(records, calendar)
    listed = "".join(f"  - {entry}\n" for entry in calendar)
    return typed_project(directory, {**records, **own}, bulletin=f"{BULLETIN}calendar:\n{listed}")


class Internal:
    """Records for internal use, drawn by lot: which there are, what they say, and where they are."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._made: defaultdict[str, list[str]] = defaultdict(list)
        self._expected: list[str] = []
        self._breakdowns: list[str] = []
        self._ids: set[str] = set()
        self._day = date(2021, 1, 15)
        drawn = [make for make in _KINDS if self._random.random() < 2 / 3]
        for make in drawn or _KINDS[:1]:
            make(self)

    def lay_into(self, public: dict[str, list[str]], calendar: list[str]) -> dict[str, list[str]]:
        """Lay the records among the public ones, or into files of their own, which are returned by their names."""
        own: dict[str, list[str]] = {}
        for folder, records in self._made.items():
            for record in records:
                if self._random.random() < 1 / 2:
                    self._lay(record, public[folder])
                else:
                    own.setdefault(f"{folder}/{self._random.choice(WORDS)}", []).append(record)
        for entry in self._expected:
            self._lay(entry, calendar)
        named = ", ".join(["age", *self._breakdowns])
        measures = public["vocabulary/measures"]
        measures[:] = [typed.replace("breakdowns: [age]", f"breakdowns: [{named}]") for typed in measures]
        return own

    def _lay(self, record: str, among: list[str]) -> None:
        among.insert(self._random.randrange(len(among) + 1), record)

    def _add(self, folder: str, **fields: object) -> None:
        self._made[folder].append(f"{{{', '.join(f'{name}: {value}' for name, value in fields.items())}}}")

    def _id(self) -> str:
        word = self._random.choice([word for word in WORDS if word.isascii()]).lower()
        name = f"{word}-{self._random.randrange(1000)}"
        if name in self._ids:
            return self._id()
        self._ids.add(name)
        return name

    def _text(self) -> str:
        return f"{self._random.choice(WORDS)} {self._random.choice(WORDS)} {self._random.randrange(10_000)}"

    def _value(self) -> int:
        return self._random.randrange(1, 5000)

    def _mark(self) -> dict[str, str]:
        """A mark, which a record may lack that depends on a marked one."""
        return {"audience": "internal"} if self._random.random() < 1 / 2 else {}

    def _figures(self, measure: str = "", organization: str = "", **same: object) -> None:
        """Some figures that have something in common, none of them twice, each reported on a day of its own."""
        measures = [measure] if measure else [*_PERIODS]
        units = [organization] if organization else ["central", "north", "south"]
        keys = [(unit, name, when) for name in measures for when in _PERIODS.get(name, ["2019"]) for unit in units]
        for unit, name, when in self._random.sample(keys, self._random.randrange(1, min(4, len(keys)) + 1)):
            self._day += timedelta(days=1)
            about = {"organization": unit, "measure": name, "period": when, "source": "report-2021", **same}
            self._add("observations", **about, reported=self._day, value=self._value(), note=self._text())

    # --- what may be marked

    def _source(self) -> None:
        source, day = self._id(), self._random.randrange(10, 29)
        about = {"title": self._text(), "published": f"2020-01-{day}", "url": f"https://example.org/{source}"}
        self._add("sources", id=source, audience="internal", **about)
        self._figures(source=source, **self._mark())

    def _observations(self) -> None:
        self._figures(audience="internal")
        self._figures(measure="loans", audience="internal")

    def _organizations(self) -> None:
        unit, below = self._id(), self._id()
        above = self._random.choice(("central", "north"))
        about = {"name": self._text(), "aliases": f"[{self._text()}]"}
        self._add("organizations", id=unit, kind="library", parent=above, audience="internal", **about)
        self._add("organizations", id=below, kind="library", parent=unit, name=self._text(), **self._mark())
        self._figures(organization=below)
        entry = f"id: {self._id()}, measure: visits, every: year, since: 2018, note: {self._text()}"
        self._expected.append(f"{{{entry}, organizations: [{unit}]}}")

    def _kind(self) -> None:
        kind, unit = self._id(), self._id()
        self._add("vocabulary/organization-kinds", id=kind, audience="internal", name="{one: depot, other: depots}")
        self._add("organizations", id=unit, kind=kind, name=self._text(), **self._mark())

    def _measure(self) -> None:
        unit, measure, derived = self._id(), self._id(), self._id()
        about = {"name": self._text(), "definition": self._text()}
        self._add("vocabulary/units", id=unit, audience="internal", name="{one: theft, other: thefts}")
        self._add("vocabulary/measures", id=measure, unit=unit, kind="flow", **about, **self._mark())
        formula = f"{{ratio: [{measure}, visits]}}"
        self._add("vocabulary/measures", id=derived, unit="percent", kind="share", formula=formula, **about)
        self._figures(measure=measure)

    def _population(self) -> None:
        population, part = self._id(), self._id()
        self._add("vocabulary/populations", id=population, name=self._text(), audience="internal")
        self._add("vocabulary/populations", id=part, name=self._text(), **{"part-of": population})
        self._figures(population=self._random.choice((population, part)))

    def _breakdown(self) -> None:
        breakdown, crossing, category = self._id(), self._id(), self._id()
        categories = f"[{{id: {category}, name: {self._text()}}}]"
        about = {"name": self._text(), "categories": categories}
        self._add("vocabulary/breakdowns", id=breakdown, audience="internal", **about)
        self._add("vocabulary/breakdowns", id=crossing, crosses=f"[age, {breakdown}]")
        self._breakdowns += [breakdown, crossing]
        by = f"{{{breakdown}: {{{category}: 1}}}}"
        self._figures(measure="visits", by=by)

    def _decision(self) -> None:
        decision, target = self._id(), self._id()
        about = {"organization": "south", "measure": "visits", "period": 2019, "source": "report-2020"}
        self._add("decisions", id=decision, title=self._text(), source="report-2021", audience="internal")
        self._add("targets", id=target, value=self._value(), decision=decision, **about)
        form = "percent-of-target"
        self._add("claims", id=self._id(), form=form, value=self._value(), target=target, **about, **self._mark())

    def _editions(self) -> None:
        edition, day = f"2020-{self._random.randrange(100, 1000)}", self._random.randrange(10, 29)
        dates = {"cut-off": f"2020-06-{day}", "released": f"2020-07-{day}", "next-release": "to-be-announced"}
        about = {"title": self._text(), "period": 2019, "headlines": HEADLINES, **dates}
        self._add("editions", id=edition, audience="internal", **about)
        words = {"what": self._text(), "reason": self._text()}
        self._add("corrections", id=self._id(), date="2020-08-01", editions=f"[{edition}]", **words)
        self._add("corrections", id=self._id(), date="2020-09-01", editions="[2019]", audience="internal", **words)


_PERIODS = {"visits": ["2018", "2019", "2020", "2019-Q1"], "members": ["2018-12-31", "2019-06-30"]}
_KINDS = (
    *(Internal._source, Internal._observations, Internal._organizations, Internal._kind, Internal._measure),
    *(Internal._population, Internal._breakdown, Internal._decision, Internal._editions),
)
