"""Corrections: what they call wrong is no longer what the corrected editions say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bulletin.analysis import compile_tables
from bulletin.analysis.known import known_to
from bulletin.analysis.slots import Number, Slot, slot_of, slot_of_corrected, told
from bulletin.model.records import Correction
from bulletin.model.text import Text
from bulletin.problems import kinds
from bulletin.reading.record_store import Finding, StoredRecord
from bulletin.validation.bounds import shown
from bulletin.validation.check import CompiledRecords, Stage, check

_TARGET = Text(
    vi="Nếu chỉ tiêu bị rút lại thì đúng rồi; nếu không, ghi tổ chức, chỉ số, kỳ, phạm vi và phân tổ như ở bản ghi của "
    "chỉ tiêu; chỉ tiêu hằng năm thì kỳ là cả giai đoạn.",
    en="If the target was withdrawn, all is well; else give organization, measure, period, population and category as "
    "in the target's record; of a yearly target, the whole period.",
)
"""The hint where a missing figure is a target."""


@check(kinds.CORRECTION_CHANGES_NOTHING, kinds.CORRECTED_FIGURE_MISSING, stage=Stage.COMPILED)
def corrections(data: CompiledRecords) -> Iterator[Finding]:
    """Every number that a correction calls wrong has another value in the editions it names, or is gone from them."""
    editions = data.corpus.catalogue.editions
    filed_corrections = data.store.of(Correction)
    for name in dict.fromkeys(name for stored in filed_corrections for name in stored.record.editions):
        tables = compile_tables(known_to(data.corpus, editions[name]))
        listed: tuple[Number, ...] = (*tables.targets, *tables.figures)
        numbers = {slot_of(number).unspecific: number for number in listed}
        for stored in filed_corrections:
            if name in stored.record.editions:
                yield from _unfounded(data, stored, name, numbers)


def _unfounded(
    data: CompiledRecords, stored: StoredRecord[Correction], edition: str, numbers: Mapping[Slot, Number]
) -> Iterator[Finding]:
    for index, wrong in enumerate(stored.record.figures):
        path, number = ("figures", index), numbers.get(slot_of_corrected(wrong))
        if number is None:
            details = {"edition": edition, "organization": wrong.organization, "measure": wrong.measure}
            hint = _TARGET if wrong.target else None
            yield stored.find(kinds.CORRECTED_FIGURE_MISSING, path, {**details, "period": wrong.period}, hint=hint)
        elif told(number) == wrong.was:
            details = {"edition": edition, "given": shown(wrong.was), "place": data.line_of(number)}
            yield stored.find(kinds.CORRECTION_CHANGES_NOTHING, (*path, "was"), details)
