"""Corrections: what they call wrong is no longer what the corrected editions say."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.records import CorrectedFigure, Correction
from generator.problems import editions as kinds
from generator.reading.checks.bounds import shown
from generator.reading.ledger import Filed, Finding
from generator.review.evidence import Evidence, check
from generator.statistics import compile_tables
from generator.statistics.known import known_to
from generator.statistics.tables import Figure, Key, Unreleased


@check(kinds.CORRECTION_CHANGES_NOTHING, kinds.CORRECTED_FIGURE_MISSING)
def corrections(evidence: Evidence) -> Iterator[Finding]:
    """Every figure that a correction calls wrong has another value in the editions it names, or is gone from them."""
    editions = evidence.corpus.catalogue.editions
    filed_corrections = evidence.ledger.of(Correction)
    for name in dict.fromkeys(name for filed in filed_corrections for name in filed.record.editions):
        figures = compile_tables(known_to(evidence.corpus, editions[name])).by_key
        for filed in filed_corrections:
            if name in filed.record.editions:
                yield from _unfounded(evidence, filed, name, figures)


def _unfounded(
    evidence: Evidence, filed: Filed[Correction], edition: str, figures: dict[Key, Figure[Unreleased]]
) -> Iterator[Finding]:
    for number, wrong in enumerate(filed.record.figures):
        path, figure = ("figures", number), figures.get(key_of(wrong))
        if figure is None:
            details = {"edition": edition, "organization": wrong.organization, "measure": wrong.measure}
            yield filed.find(kinds.CORRECTED_FIGURE_MISSING, path, {**details, "period": wrong.period})
        elif figure.value == wrong.was:
            details = {"edition": edition, "given": shown(wrong.was), "place": evidence.line_of(figure)}
            yield filed.find(kinds.CORRECTION_CHANGES_NOTHING, (*path, "was"), details)


def key_of(wrong: CorrectedFigure) -> Key:
    """The figure that was wrong."""
    return Key(
        wrong.organization,
        wrong.measure,
        wrong.period,
        wrong.population,
        breakdown=wrong.breakdown,
        category=wrong.category,
    )
