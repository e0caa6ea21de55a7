"""A synthetic library whose bulletin derives measures from what it reports, for tests only."""

from __future__ import annotations

from pathlib import Path

from bulletin.disclosure import Release, release
from bulletin.validation import validate

DERIVED = """- id: visit-rate
  name: {vi: Lượt đọc trên 100 bạn đọc, en: Visits per 100 members}
  definition: {vi: Số lượt đọc trên 100 bạn đọc, en: Visits for each 100 members}
  unit: person
  kind: rate
  per: 100
  formula: {ratio: [visits, members]}
- id: child-share
  name: {vi: Tỷ lệ trẻ em, en: Share of children}
  definition: {vi: Tỷ lệ lượt đọc của trẻ em, en: Visits of children in percent of all}
  unit: percent
  kind: share
  formula: {ratio: [{measure: visits, breakdown: age, category: child}, visits]}
- id: branch-share
  name: {vi: Tỷ trọng của cơ sở, en: Share of the branch}
  definition: {vi: Tỷ trọng lượt đọc của cơ sở, en: Visits in percent of those of the library above}
  unit: percent
  kind: share
  formula: {share-of-parent: visits}
"""
"""Measures to be added to those of the good records; every operation of which these have the figures."""


def release_of(project: Path) -> Release:
    """The draft of a project."""
    accepted = validate(project).accepted
    assert accepted is not None
    return release(accepted.corpus, accepted.tables)


RATE = """- id: loss
  name: {vi: Sách mất, en: Books lost}
  definition: {vi: Sách mất trên 1000 cuốn, en: Books lost for each 1000}
  unit: person
  kind: rate
  per: 1000
  over-time: ratio
  over-tree: ratio
"""
"""A measure that is reported with what it is made of."""
LOST = """# Synthetic.
- {organization: north, measure: loss, source: report-2020, period: 2019-H1, numerator: 41, denominator: 3100}
- organization: north
  measure: loss
  period: 2019-H2
  value: 14.5
  numerator: 29
  denominator: 2000
  source: report-2020
"""
"""Reports of it."""
