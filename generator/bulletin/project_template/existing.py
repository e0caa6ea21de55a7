"""What a new project takes over from an existing bulletin: its vocabulary, and what holds for it as a whole.

Its organizations, sources, figures, targets, claims, editions and corrections are left out, with whatever refers to
them: the reporting calendar, the sources of terms, and remarks on measures that name organizations or sources. So are
its policies, that of disclosure control among them, which its own publisher holds to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bulletin.model.corpus import Catalogue, Corpus
from bulletin.model.records import Bulletin, Measure
from bulletin.model.text import Text
from bulletin.project_template.files import Subject
from bulletin.project_template.texts import Words
from bulletin.reading import read
from bulletin.reading.documents import Data
from bulletin.reading.files import FOLDER_OF, RECORDS, list_files
from bulletin.reading.record_store import RecordStore
from bulletin.website.pipeline import RecordsError, accepted

_ANSWERED = ("title", "description", "publisher", "contact", "languages", "licence")
"""Fields of the bulletin's record that are answers."""
_LEFT_OUT = ("headlines", "calendar", "calendar-note", "records-url", "notices", "policies")
"""Fields that are about figures, or about where the records are, or what only its publisher can promise."""
_LOGO = "logo"
_REFERENCES = ("organizations", "sources")


class Existing(NamedTuple):
    """An existing bulletin, as far as a new one begins from it."""

    bulletin: Bulletin
    measure: Measure
    """The measure of the example's figures."""
    subject: Subject
    licence: str
    """As it was typed; empty where none was."""

    @classmethod
    def of(cls, project: Path) -> Existing:
        """The bulletin of a project.

        :raises RecordsError: where there is none, or its records have errors.
        :raises OSError: where the machine fails.
        """
        try:
            corpus = accepted(project).corpus
        except RecordsError as error:
            raise RecordsError(error.problems, side=str(project)) from None
        bulletin = corpus.catalogue.bulletin
        measure = corpus.catalogue.measures[_reported(corpus.catalogue)]
        store = read(project).store
        typed = _typed(store)
        subject = Subject(
            measure=measure.id,
            kind=_usual_kind(corpus),
            is_dated=measure.kind.traits.is_of_day,
            kept=_yaml(_kept(typed)),
            origin=words_of(bulletin.title),
            copied=dict(_files(project, store, typed)),
        )
        return cls(bulletin, measure, subject, str(typed.get("licence", "")))


def words_of(text: Text) -> Words:
    """A text of a record."""
    return Words(text.root)


def _typed(store: RecordStore) -> Mapping[str, Data]:
    """The bulletin's record as it was typed."""
    (entry,) = store.typed(Bulletin)
    if not isinstance(entry.data, dict):
        raise TypeError(entry.data)
    return entry.data


def _reported(catalogue: Catalogue) -> str:
    """The first main measure that is reported rather than derived; where none is, the first of all measures."""
    names = (*catalogue.bulletin.main_measures, *catalogue.measures)
    return next(name for name in names if catalogue.measures[name].formula is None)


def _usual_kind(corpus: Corpus) -> str:
    """The kind of most organizations that report the first main measure; where none does, the first kind."""
    catalogue = corpus.catalogue
    main = _reported(catalogue)
    reporting = {seen.organization for seen in corpus.observations if seen.measure == main}
    kinds = Counter(catalogue.organizations[unit].kind for unit in sorted(reporting))
    return kinds.most_common(1)[0][0] if kinds else next(iter(catalogue.kinds))


def _kept(typed: Mapping[str, Data]) -> dict[str, Data]:
    """The fields of the bulletin's record that are taken over, without references to its sources."""
    kept = {name: value for name, value in typed.items() if name not in {*_ANSWERED, *_LEFT_OUT}}
    if isinstance(terms := kept.get("terms"), list):
        kept["terms"] = [_without(term, "source") for term in terms]
    return kept


def _without(record: Data, name: str) -> Data:
    return {key: value for key, value in record.items() if key != name} if isinstance(record, dict) else record


def _files(project: Path, store: RecordStore, typed: Mapping[str, Data]) -> Iterator[tuple[str, bytes]]:
    """The files that are taken over: byte for byte, but for remarks that name organizations or sources."""
    changed = dict(_without_references(store))
    for path in list_files(project).files:
        if path.startswith(f"{RECORDS}/vocabulary"):
            yield path, changed.get(path) or (project / path).read_bytes()
    if isinstance(logo := typed.get(_LOGO), str) and (project / logo).is_file():
        yield logo, (project / logo).read_bytes()


def _without_references(store: RecordStore) -> Iterator[tuple[str, bytes]]:
    """The files of measures that have such remarks, without these."""
    by_file: dict[str, list[Data]] = {}
    for folder, entry in store.entries():
        if folder is FOLDER_OF[Measure]:
            by_file.setdefault(entry.document.file, []).append(entry.data)
    for path, records in by_file.items():
        if (mended := list(map(_measure, records))) != records:
            yield path, _yaml(mended).encode()


def _measure(record: Data) -> Data:
    if not isinstance(record, dict) or not isinstance(remarks := record.get("remarks"), list):
        return record
    left = [remark for remark in remarks if not (isinstance(remark, dict) and remark.keys() & set(_REFERENCES))]
    return record | {"remarks": left} if left else _without(record, "remarks")


# --- YAML -------------------------------------------------------------------------------------------------------------


class _Dumper(yaml.SafeDumper):
    """Writes numbers with the digits that were typed."""


def _decimal(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:float", f"{number:f}")


_Dumper.add_representer(Decimal, _decimal)


def _yaml(data: Any) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120) if data else ""
