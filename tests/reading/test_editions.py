"""Editions show what they can have known; what is said of one that does not leads to the fault. SYNTHETIC records."""

from __future__ import annotations

from pathlib import Path

from tests.reading.projects import hints, reading_of, told, visits

SOURCE = "# Synthetic.\nid: report-2020\ntitle: {vi: Báo cáo mẫu, en: The sample report}\npublished: 2032-01-15\n"


def test_a_figure_that_came_too_late_leads_to_the_day_of_its_source(tmp_path: Path) -> None:
    """A mistyped day of a source is told where it was typed, before anything is said against the edition."""
    reading = reading_of(tmp_path, **{"sources__report-2020": SOURCE})
    assert told(reading) == ["edition-headline-later 9:5", "edition-headline-later 10:5"]
    assert {hint.split(".yml")[0] for hint in hints(reading)} == {
        "First compare the day at records/sources/report-2020"
    }
    assert all("report-2020.yml:4 with" in hint for hint in hints(reading))


def test_the_earliest_report_counts(tmp_path: Path) -> None:
    """A later report of a figure that was known in time is no fault of the edition's."""
    later = visits("1200", "2019", more="  reported: 2021-01-01\n")
    assert told(reading_of(tmp_path, visits__later=later)) == []
