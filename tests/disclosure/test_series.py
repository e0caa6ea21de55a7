"""The editions of a bulletin, and the draft after them, know what is published. SYNTHETIC figures only."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from bulletin.analysis.change_reasons import NO_REASON, ChangeKind
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.figures import Figure, FirstReport, Flag, is_suppressed
from bulletin.analysis.tables import CompiledTables, Tables
from bulletin.analysis.vintages import Vintages
from bulletin.disclosure import Release, Series
from bulletin.disclosure.release import release
from bulletin.disclosure.sensitivity import HiddenReason
from bulletin.disclosure.superseded import superseded_versions
from bulletin.disclosure.unprotected import UnprotectedError
from bulletin.model.corpus import Corpus
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Correction, Edition, Observation
from bulletin.model.values import Quantity, Value

from tests.analysis.builders import CONTEXT, corpus, observed, period, words
from tests.disclosure.test_policy import ruled

LETTERS = {"2020": "2020-01-31", "2021": "2020-06-30"}
"""The cut-off of each edition: the days of the two letters of the synthetic sources."""


def bulletin(*records: Observation) -> Corpus:
    """A corpus with two editions and a threshold."""
    editions = {name: _edition(name, day) for name, day in LETTERS.items()}
    made = ruled(corpus(*records), threshold=5)
    return replace(made, catalogue=replace(made.catalogue, editions=editions))


def _edition(name: str, day: str) -> Edition:
    record = {
        "id": name,
        "title": words(f"SYNTHETIC {name}"),
        "period": 2019,
        "cut-off": day,
        "released": day,
        "next-release": "to-be-announced",
        "headlines": [{"organization": unit, "measure": "joined", "period": 2019} for unit in ("a", "top")],
    }
    return Edition.model_validate(record)


def draft(made: Corpus, audience: str | None = None) -> Release:
    return Series(Vintages(made), audience).draft(compile_tables(made))


def hidden(found: Release) -> set[ObservationKey]:
    return {figure.key for figure in found.tables.figures if is_suppressed(figure)}


def by(source: str, **parts: int) -> Observation:
    """What a ward reported of two categories, or of one of them."""
    return observed("a", 2019, 20, by={"account": parts}, source=source)


PUBLISHED = by("letter", income=17)
"""What the first edition shows: the whole, and one of its two categories."""


def test_a_draft_does_not_show_what_follows_from_a_published_edition() -> None:
    """Were nothing published, the other category could be hidden with the one that is shown."""
    both = by("later-letter", income=17, expenses=3)
    assert hidden(draft(bulletin(both)))
    with pytest.raises(UnprotectedError):
        draft(bulletin(PUBLISHED, both))


def test_an_edition_alone_is_released_as_it_is_after_those_before() -> None:
    made = bulletin(by("letter", income=3, expenses=17), by("later-letter", income=3, expenses=18))
    alone, together = Series(Vintages(made)).edition("2021"), Series(Vintages(made)).editions()[1]
    assert alone == together
    assert alone.changes is not None
    assert len(hidden(alone)) > 1


def test_each_edition_is_released_once() -> None:
    series = Series(Vintages(bulletin(PUBLISHED)))
    assert series.edition("2020") is series.editions()[0] is series.edition("2020")


def test_what_corrections_supersede_is_made_once_for_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not once more for each version: of many corrections, that would take the square of their number."""
    corrections = {name: _correction(name, was) for was, name in enumerate("wxyz", 1)}
    made = bulletin(observed("a", 2019, 20, source="letter"))
    made = replace(made, catalogue=replace(made.catalogue, corrections=corrections))
    calls: list[str] = []
    values: list[Value] = []

    def counted(*given: Any) -> tuple[Tables, ...]:
        calls.append("called")
        return superseded_versions(*given)

    def recorded(corpus: Corpus, tables: CompiledTables, **given: Any) -> Release:
        values.append(next(figure.value for figure in tables.figures if figure.key.organization == "a"))
        return release(corpus, tables, **given)

    monkeypatch.setattr("bulletin.disclosure.series.superseded_versions", counted)
    monkeypatch.setattr("bulletin.disclosure.series.release", recorded)
    assert len(Series(Vintages(made)).editions()) == len(calls) == 2
    assert values == [Quantity(Decimal(number)) for number in (1, 20, 2, 3, 4, 20)]


def _correction(name: str, was: int) -> Correction:
    record = {"id": name, "date": "2023-03-01", "editions": ["2020"], "what": words("what"), "reason": words("why")}
    wrong = {"organization": "a", "measure": "joined", "period": 2019, "was": was}
    return Correction.model_validate({**record, "figures": [wrong]}, context=CONTEXT)


def test_what_the_public_does_not_see_is_flagged_for_those_who_do() -> None:
    made = bulletin(by("letter", income=3, expenses=17))
    shown = draft(made, "internal")
    assert hidden(shown) == set()
    assert shown.audit is not None
    assert shown.audit.figures.keys() == hidden(draft(made))
    reasons = {each.reason for each in shown.audit.figures.values()}
    assert {HiddenReason.THRESHOLD, HiddenReason.COMPLEMENTARY} <= reasons


# --- what earlier editions have published


FIRST = by("letter", income=3, expenses=17)


def joined(found: Release, unit: str) -> Figure:
    return found.tables.by_key[ObservationKey(unit, "joined", period(2019))]


def test_what_an_edition_has_published_is_shown_with_its_revision_and_gives_the_reason() -> None:
    """It is known to everybody, although hidden figures may be linked to it."""
    second = observed("a", 2019, 21, by={"account": {"income": 3, "expenses": 18}}, source="later-letter")
    first, after = Series(Vintages(bulletin(FIRST, second))).editions()
    assert len(hidden(after)) > 1
    assert [report.value for report in joined(after, "a").earlier] == [joined(first, "a").value]
    assert after.changes is not None
    assert after.changes.of(ChangeKind.UNEXPLAINED) == ()
    assert {change.key.organization for change in after.changes.of(ChangeKind.REVISED)} >= {"a"}


def test_what_no_edition_has_published_is_not_shown_with_its_revision() -> None:
    second = observed("a", 2019, 21, by={"account": {"income": 3, "expenses": 18}}, source="later-letter")
    made = bulletin(FIRST, second)
    later = replace(made.catalogue, editions={"2021": made.catalogue.editions["2021"]})
    (only,) = Series(Vintages(replace(made, catalogue=later))).editions()
    figure = joined(only, "a")
    assert figure.earlier == ()
    assert Flag.REVISED in figure.flags
    assert figure.first_report == FirstReport(period("2020-01-31"), ("letter",))


def test_a_total_that_changed_with_a_hidden_part_says_so() -> None:
    counts = {"letter": {"a": 3, "b": 2}, "later-letter": {"a": 4, "b": 4}}
    records = [observed(unit, 2019, n, source=source) for source, of in counts.items() for unit, n in of.items()]
    first, after = Series(Vintages(bulletin(*records, observed("c", 2019, 40)))).editions()
    assert is_suppressed(joined(first, "a"))
    assert joined(first, "top").value != joined(after, "top").value
    assert after.changes is not None
    (change,) = (change for change in after.changes.changes if change.key == joined(after, "top").key)
    assert (change.kind, change.reason) == (ChangeKind.NOT_SHOWN, NO_REASON)
    assert after.changes.of(ChangeKind.UNEXPLAINED) == ()


def test_a_rounded_figure_was_rounded_to_what_an_edition_published() -> None:
    values = [observed("a", 2019, 12), observed("a", 2019, 13, source="later-letter")]
    made = bulletin(*values, observed("b", 2019, 21), observed("b", 2019, 22, source="later-letter"))
    rounding = ruled(made, **{"rounding-base": 5})
    first, after = Series(Vintages(rounding)).editions()
    assert [str(report.value) for report in joined(after, "a").earlier] == [str(joined(first, "a").value)]
    assert joined(after, "b").earlier == ()
    assert after.changes is not None
    assert after.changes.of(ChangeKind.UNEXPLAINED) == ()
