"""A FICTIONAL union with a calendar, whose reports are asked for by workbooks. All of it is made up for tests."""

from __future__ import annotations

import re
from pathlib import Path

from bulletin.disclosure import Release
from bulletin.localization.languages import plural_categories
from bulletin.website.pipeline import release_of

BULLETIN = """\
# Fictional: made up for tests.
title: Bulletin de l’union fictive
description: Chiffres inventés pour des essais
publisher: Union fictive
contact: {name: Bureau fictif, email: bureau@example.org}
languages: [fr]
main-measure: joined
headlines:
  - {organization: union, measure: joined, period: 2022}
  - {organization: nord, measure: joined, period: 2022}
calendar:
  - {id: joined, measure: joined, every: year, since: 2021}
  - {id: hours, measure: hours, every: quarter, since: 2022, kinds: [section]}
  - {id: present, measure: present, every: year, since: 2022, organizations: [nord, sud]}
"""
MEASURES = """\
# Fictional: made up for tests.
- id: joined
  name: Adhésions
  definition: Personnes qui ont adhéré dans la période
  unit: person
  kind: flow
  over-time: sum
  over-tree: sum
  breakdowns: [sex, field]
- id: hours
  name: Heures de permanence
  definition: Heures pendant lesquelles une permanence était ouverte
  unit: hour
  kind: flow
  whole-numbers: false
- id: present
  name: Part des présents
  definition: Part des membres présents à l’assemblée
  unit: percent
  kind: share
- id: balance
  name: Solde
  definition: Adhésions moins départs
  unit: person
  kind: flow
  can-be-negative: true
  breakdowns: [sex]
- id: members
  name: Membres
  definition: Personnes qui sont membres ce jour-là
  unit: person
  kind: stock
  tolerance: {absolute: 2, percent: 10}
  breakdowns: [sex]
"""
BREAKDOWNS = """\
# Fictional: made up for tests.
- id: sex
  name: Sexe
  exhaustive: true
  categories:
    - {id: women, name: Femmes}
    - {id: men, name: Hommes}
- id: field
  name: Domaine
  overlapping: true
  categories:
    - {id: health, name: Santé}
    - {id: schools, name: Écoles}
"""
OTHERS = {
    "vocabulary/units": """\
# Fictional: made up for tests.
- {id: person, name: {FORMS: personnes}}
- {id: hour, name: {FORMS: heures}}
- {id: percent, name: {FORMS: pour cent}, symbol: "%"}
""",
    "vocabulary/organization-kinds": """\
# Fictional: made up for tests.
- {id: union, name: {FORMS: Unions}}
- {id: section, name: {FORMS: Sections}}
""",
    "organizations/union": """\
# Fictional: made up for tests.
- {id: union, name: Union fictive, kind: union}
- {id: nord, name: Section du Nord, kind: section, parent: union}
- {id: sud, name: Section du Sud, kind: section, parent: union}
- {id: port, name: Groupe du Port, kind: section, parent: sud}
""",
    "sources/reports": """\
# Fictional: made up for tests.
- {id: report-2021, title: Rapport 2021, published: 2022-02-01}
- {id: report-2022, title: Rapport 2022, published: 2023-02-01}
""",
    "joined/union": """\
# Fictional: made up for tests.
- {organization: union, period: 2021, value: 30, source: report-2021, status: preliminary}
- {organization: nord, period: 2021, value: 12, by: {sex: {women: 7, men: 5}}, source: report-2021}
- {organization: union, period: 2022, value: 40, source: report-2022}
- {organization: nord, period: 2022, value: 15, by: {sex: {women: 8, men: 7}}, source: report-2022}
""",
}


def union_project(folder: Path, language: str = "fr", **files: str) -> Path:
    """Write the records of the union.

    :param language: that of the bulletin; the words stay French.
    :param files: the text of files by their names below ``records/``, with ``__`` for ``/``, in the place of the usual.
    """
    usual = {"bulletin": BULLETIN, "vocabulary/measures": MEASURES, "vocabulary/breakdowns": BREAKDOWNS, **OTHERS}
    for name, text in {**usual, **{name.replace("__", "/"): text for name, text in files.items()}}.items():
        path = folder / "records" / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_in_language(text, language), encoding="utf-8")
    return folder


def _in_language(text: str, language: str) -> str:
    """The text of a file with the plural forms of a language, all of them the same."""
    categories = plural_categories(language)
    spoken = text.replace("languages: [fr]", f"languages: [{language}]")
    if len(categories) == 1:
        return re.sub(r"\{FORMS: ([^}]*)\}", r"\1", spoken)
    return re.sub(r"FORMS: ([^}]*)", lambda match: ", ".join(f"{form}: {match[1]}" for form in categories), spoken)


def union_release(folder: Path, language: str = "fr", **files: str) -> Release:
    """Release the records of the union."""
    return release_of(union_project(folder, language, **files))
