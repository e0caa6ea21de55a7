"""The mapping that is proposed for a workbook without one: where its table is, what each column is, who is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bulletin.localization.formats import codes
from bulletin.localization.languages import LANGUAGES
from bulletin.model.names import name_key
from bulletin.model.records import Organization, Status
from bulletin.model.records.csv_files import UNUSED
from bulletin.model.records.sheets import FILL_IN, LEFT_OUT
from bulletin.project_template.identifiers import record_id
from bulletin.reading.hints import to_word
from bulletin.reading.record_parser import Declared
from bulletin.spreadsheets.layout import NAME_MARK, SEPARATOR, data_rows, header_rows, headings, is_number_like, text_of
from bulletin.spreadsheets.names import Names, Vocabulary, all_in
from bulletin.spreadsheets.signs import SIGNS, STATUSES
from bulletin.spreadsheets.workbook import Sheet

_MOST_TEXTS = 5_000
"""Different texts of a column that are looked at."""
_FEW = 40
"""So many different texts at most are categories of a breakdown that the records do not know yet."""
OF_VALUES = frozenset({"period", "measure", "organization", "population", "category"})
"""What is said of a column of values."""
_DIRECT = ("organization", "period", "measure", "status", "note", "source", "breakdown", "category", "population")
"""Fields that a heading alone says."""


@cache
def heading_words() -> Mapping[str, str]:
    """Headings that people give to columns, in all languages, and the field that such a column holds."""
    return {to_word(word): name for word, name in codes("headings", tuple(LANGUAGES)).items()}


def is_total(text: str) -> bool:
    """Whether a text is what rows and columns of sums are called."""
    return heading_words().get(to_word(text)) == "total"


@dataclass
class Column:
    """A column of the sheet, with what it seems to hold."""

    index: int
    heading: str
    texts: dict[str, int] = field(default_factory=dict)
    """What its cells hold, as text, with the first row of each."""
    numbers: int = 0
    filled: int = 0
    role: Any = UNUSED
    """As the mapping says it."""
    is_certain: bool = True
    """Whether the records or the heading say so; otherwise it is to be looked at."""

    @property
    def parts(self) -> list[str]:
        """The parts of its heading."""
        return self.heading.split(SEPARATOR)

    @property
    def has_numbers(self) -> bool:
        """Whether most of its cells hold numbers, or signs in place of numbers."""
        signs = sum(text in SIGNS for text in self.texts)
        return self.filled > 0 and 2 * (self.numbers + signs) >= self.filled and self.numbers > 0

    @property
    def word(self) -> str | None:
        """The field that its heading names."""
        words = heading_words()
        return words.get(to_word(self.heading)) or words.get(to_word(self.parts[-1]))


@dataclass
class Proposal:
    """What a mapping is to say, with what the records do not know yet."""

    sheet: Sheet
    header: tuple[int, ...]
    columns: list[Column]
    records: str = "observations"
    constants: dict[str, Any] = field(default_factory=dict)
    id_from: str | None = None
    ids: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    """Field → text → the id that may be meant, and other candidates."""
    unknown: dict[str, list[str]] = field(default_factory=dict)
    """Field or breakdown → texts that name nothing in the records, where most are like that."""

    def of(self, role: str) -> Column | None:
        """The column of a field."""
        return next((column for column in self.columns if column.role == role), None)


class Proposer:
    """Proposes the mapping of a sheet from what the records know."""

    def __init__(self, sheet: Sheet, vocabulary: Vocabulary, declared: Declared) -> None:
        self._vocabulary = vocabulary
        self._declared = declared
        header = header_rows(sheet)
        self._made = Proposal(sheet, header, list(_columns(sheet, header)))

    def propose(self) -> Proposal:
        """The proposal."""
        made = self._made
        words = {column.word for column in made.columns}
        if (
            "name" in words
            and words & {"kind", "parent"}
            and not any(column.has_numbers and column.word is None for column in made.columns)
        ):
            self._organizations()
        else:
            self._observations()
        for column in made.columns:
            self._ids(column)
        return made

    # --- organizations ---

    def _organizations(self) -> None:
        made, languages = self._made, self._declared.languages
        made.records = "organizations"
        name = "name" if len(languages) == 1 else f"name.{languages[0]}"
        for column in made.columns:
            word = column.word
            if word in {"kind", "parent", "note"}:
                column.role = word
            elif word == "name":
                column.role = name
            elif word == "code":
                column.role = f"codes.{record_id(column.heading) or 'code'}"
            elif column.heading.lower() in languages and len(languages) > 1:
                column.role = f"name.{column.heading.lower()}"
        made.id_from = self._id_from(name)
        if made.of("kind") is None:
            made.constants["kind"] = FILL_IN

    def _id_from(self, name: str) -> str:
        """The field that gives every row an id of its own: the name, else the code."""
        column = self._made.of(name)
        made = [record_id(text) for text in column.texts] if column else []
        if column and len(made) == column.filled and len(set(made)) == len(made) and all(made):
            return name
        return next((str(c.role) for c in self._made.columns if str(c.role).startswith("codes.")), name)

    # --- observations ---

    def _observations(self) -> None:
        made = self._made
        for column in made.columns:
            column.role, column.is_certain = self._role(column)
        self._settle_organizations()
        self._settle_values()
        for name in ("organization", "measure", "period"):
            if not self._is_said(name):
                made.constants[name] = self._constant(name)
        if made.of("source") is None:
            made.constants["source"] = FILL_IN

    def _is_said(self, name: str) -> bool:
        """Whether a column says a dimension of all rows, or each column of values that of its own."""
        roles = [column.role for column in self._made.columns]
        values = [role for role in roles if role == "value" or (isinstance(role, dict) and OF_VALUES & role.keys())]
        return name in roles or (values != [] and all(isinstance(role, dict) and name in role for role in values))

    def _role(self, column: Column) -> tuple[Any, bool]:
        """What a column holds, and whether that is certain."""
        word = column.word
        if word in {"value", "interval.lower", "interval.upper"}:
            said = self._said_above(column)
            return ({**said, **({} if word == "value" else {"field": word})} if said else word), True
        if column.has_numbers and word not in {"organization", "code", "period", "measure", "category"}:
            return self._values(column)
        if word in _DIRECT:
            return word, True
        if word == "code":
            return "organization", True
        return self._by_content(column)

    def _said_above(self, column: Column) -> dict[str, str]:
        """What the upper parts of a heading say of all cells below it."""
        return {name: said for part in column.parts[:-1] for name, said in (self._named(part) or {}).items()}

    def _values(self, column: Column) -> tuple[Any, bool]:
        """What a column of numbers holds: values of what the parts of its heading name."""
        said: dict[str, str] = {}
        unknown = []
        for part in column.parts:
            found = self._named(part)
            said |= found or {}
            if found is None:
                unknown.append(part)
        if not unknown:
            return (said or "value"), True
        years = list(column.texts)
        if (
            len(column.parts) == 1
            and all(self._declared.to_period(text) for text in years)
            and len(years) < column.filled
        ):
            return "period", False
        return {"measure": record_id(unknown[-1]) or FILL_IN, **said}, False

    def _named(self, part: str) -> dict[str, str] | None:
        """What a part of a heading says of all cells below it; None where it names nothing that is known."""
        if is_total(part):
            return {}
        plain = NAME_MARK.sub("", part)
        if (period := self._declared.to_period(plain)) is not None:
            status = STATUSES.get(part.removeprefix(plain).strip(" ()"))
            return {"period": period.text} | ({"status": status.value} if status else {})
        for name in ("measure", "organization", "population"):
            if (found := self._vocabulary.fields[name].match(part).id) is not None:
                return {name: found}
        for breakdown in self._vocabulary.breakdowns:
            for text in (part, self._without_name(part, breakdown)):
                if (found := self._vocabulary.categories(breakdown).match(text).id) is not None:
                    return {"breakdown": breakdown, "category": found}
        return None

    def _without_name(self, part: str, breakdown: str) -> str:
        """A heading such as “Age 0–14 years” without the name of its breakdown."""
        record = self._vocabulary.breakdowns[breakdown]
        names = record.name.root.values() if record.name else ()
        found = next((name for name in names if re.match(rf"{re.escape(name)}\b", part, re.IGNORECASE)), "")
        return part[len(found) :].strip(" :,")

    def _by_content(self, column: Column) -> tuple[Any, bool]:
        """What a column of texts holds, by what is in it."""
        texts = [text for text in column.texts if not is_total(text)]
        if not texts:
            return UNUSED, False
        if (field := self._field_of(texts)) is not None:
            return field, True
        for breakdown in self._vocabulary.breakdowns:
            if all_in(texts, self._vocabulary.categories(breakdown)):
                return {"breakdown": breakdown} | self._whole(column), True
        if all(self._declared.to_period(text) for text in texts):
            return "period", True
        if 1 < len(texts) <= _FEW and column.filled > 2 * len(texts) and record_id(column.heading):
            return {"breakdown": record_id(column.heading)} | self._whole(column), False
        return UNUSED, False

    def _field_of(self, texts: Sequence[str]) -> str | None:
        """The field of which all texts are names, ids or words; None where there is none."""
        named = ("organization", "measure", "breakdown")
        words: dict[str, Iterable[str]] = {"audience": self._declared.audiences, "status": Status}
        found = [name for name in named if all_in(texts, self._vocabulary.fields[name])]
        found += [name for name, known in words.items() if set(texts) <= set(known)]
        return found[0] if found else None

    def _whole(self, column: Column) -> dict[str, str]:
        """What stands for the whole in a column of categories."""
        return next(({"whole": text} for text in column.texts if is_total(text)), {})

    def _settle_organizations(self) -> None:
        """Of several columns that may name organizations, that of which the records know the most; none: the first."""
        made = self._made
        named = [column for column in made.columns if column.role == "organization"]
        names = self._vocabulary.fields["organization"]
        best = max(
            named, key=lambda column: sum(names.match(text).id is not None for text in column.texts), default=None
        )
        for column in named:
            if column is not best:
                column.role, column.is_certain = UNUSED, False
            if best and column.index > best.index and _is_repeated(column.heading, best.heading):
                self._leave_out_from(column)  # a second table beside the first
        if best is None and not self._is_said("organization"):
            texts = [
                column for column in made.columns if column.role == UNUSED and column.texts and not column.has_numbers
            ]
            if texts:
                texts[0].role, texts[0].is_certain = "organization", False

    def _leave_out_from(self, first: Column) -> None:
        for column in self._made.columns:
            if column.index >= first.index:
                column.role, column.is_certain = UNUSED, False

    def _settle_values(self) -> None:
        """What columns of numbers of unknown meaning hold.

        Beside a column of totals they are categories of a breakdown; a single one holds values, unless another does.
        """
        made = self._made
        totals = {tuple(column.parts[:-1]) for column in made.columns if is_total(column.parts[-1])}
        for column in made.columns:
            if self._is_of_new_measure(column) and tuple(column.parts[:-1]) in totals:
                category = record_id(column.parts[-1]) or FILL_IN
                rest = {name: said for name, said in column.role.items() if name != "measure"}
                column.role = {**rest, "breakdown": FILL_IN, "category": category}
        unknown = [column for column in made.columns if self._is_of_new_measure(column)]
        others = [
            column
            for column in made.columns
            if column.has_numbers and column not in unknown and column.role not in ("period", "organization", UNUSED)
        ]
        if len(unknown) == 1 and not others:
            rest = {name: said for name, said in unknown[0].role.items() if name != "measure"}
            unknown[0].role = rest or "value"

    def _is_of_new_measure(self, column: Column) -> bool:
        """Whether a column of numbers was taken for one of a measure that the records do not know."""
        measure = column.role.get("measure") if isinstance(column.role, dict) and not column.is_certain else None
        return measure is not None and measure not in self._vocabulary.measures

    def _constant(self, name: str) -> str:
        """What all rows have in common, as the title or the sheet's name says it; else to be filled in."""
        sheet = self._made.sheet
        titles = [text_of(cell) for row in range(self._made.header[0]) for cell in sheet.row(row) if cell != ""]
        for text in (*titles, sheet.name):
            if name == "period":
                words = [word.strip("().,;:") for word in text.split()]
                found = next((p.text for word in words if (p := self._declared.to_period(word))), None)
            else:
                found = self._vocabulary.fields[name].match(text).id or (
                    self._named_in(text) if name == "measure" else None
                )
            if found is not None:
                return found
        units = self._vocabulary.store.by_id(Organization)
        roots = [unit.id for unit in units.values() if unit.parent is None]
        return roots[0] if name == "organization" and len(roots) == 1 else FILL_IN

    def _named_in(self, title: str) -> str | None:
        """The only measure whose name is in a title."""
        words = f" {name_key(title)} "
        named = [
            measure.id
            for measure in self._vocabulary.measures.values()
            if any(f" {name_key(name)} " in words for name in measure.name.root.values())
        ]
        return named[0] if len(named) == 1 else None

    # --- ids ---

    def _ids(self, column: Column) -> None:
        """Note the texts of a column that are no names of records, with what may be meant."""
        role = column.role
        if isinstance(role, dict):
            name = role.get("breakdown") if "category" not in role else None
        else:
            name = role if role in self._vocabulary.fields else None
        if name is None:
            return
        fields = self._vocabulary.fields
        names = fields[name] if name in fields else self._vocabulary.categories(name)
        whole = role.get("whole") if isinstance(role, dict) else None
        found = [text for text in column.texts if names.match(text).id is None and text != whole]
        if name == "parent":
            own = {name_key(text) for other in self._made.columns if _names_its_row(other) for text in other.texts}
            found = [text for text in found if name_key(text) not in own]
        if len(found) > len(column.texts) / 2 and sum(bool(names.match(text).candidates) for text in found) * 2 < len(
            found
        ):
            self._made.unknown[name] = found
        elif found:
            self._made.ids[name] = {text: self._meant(name, names, text, column) for text in found}

    def _meant(self, name: str, names: Names, text: str, column: Column) -> tuple[str, str]:
        """The id that may be meant by a text, and other candidates."""
        candidates = names.match(text).candidates
        if len(candidates) == 1 and names.has_spelling(text):
            return candidates[0], ""
        if candidates:
            return FILL_IN, ", ".join(candidates)
        if name == "organization" and is_total(text):
            return self._unit_above(column) or LEFT_OUT, ""
        if (unmarked := names.match(NAME_MARK.sub("", text)).id) is not None:
            return unmarked, ""
        if (code := _code_of_date(text, names)) is not None:
            return code, ""
        return FILL_IN, ""

    def _unit_above(self, column: Column) -> str | None:
        """The unit that all organizations of a column are directly below."""
        names, units = self._vocabulary.fields["organization"], self._vocabulary.organizations
        found = {names.match(text).id for text in column.texts} - {None}
        parents = {units[unit].parent for unit in found if unit in units} - found
        return next(iter(parents)) if len(parents) == 1 else None


def _is_repeated(heading: str, first: str) -> bool:
    """Whether a heading is that of another column again, distinguished by the letters of its column."""
    return heading.rpartition(" [")[0] == first


def _names_its_row(column: Column) -> bool:
    """Whether a column of organizations holds what they are called."""
    return isinstance(column.role, str) and column.role.startswith(("name", "codes."))


def _code_of_date(text: str, names: Names) -> str | None:
    """The id whose code a spreadsheet took for a date: 12-3 became 2024-03-12."""
    parts = text.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    _, month, day = (str(int(part)) for part in parts)
    found = {names.match(f"{a}{sign}{b}").id for a, b in ((day, month), (month, day)) for sign in "-/."} - {None}
    return next(iter(found)) if len(found) == 1 else None


def _columns(sheet: Sheet, header: tuple[int, ...]) -> Iterator[Column]:
    """The columns of the table with what is in them; hidden rows and columns are left out."""
    hidden = sheet.facts.hidden_rows
    rows = [row for row in data_rows(sheet, header) if row not in hidden and _is_of_table(sheet, row)]
    for heading, index in headings(sheet, header).items():
        if index in sheet.facts.hidden_columns:
            continue
        column = Column(index, heading)
        for row in rows:
            cell = sheet.content(row, index)
            if cell == "":
                continue
            column.filled += 1
            column.numbers += is_number_like(cell)
            if len(column.texts) < _MOST_TEXTS:
                column.texts.setdefault(text_of(cell), row)
        yield column


def _is_of_table(sheet: Sheet, row: int) -> bool:
    return sum(cell != "" for cell in sheet.row(row)) > 1
