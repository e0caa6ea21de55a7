"""A synthetic city: a project whose records are made up, as large as asked for, the same for the same seed.

Every name and every file says that it is synthetic. Its organizations are choirs: the generator knows no domain.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HEADER = "# SYNTHETIC: made up by benchmarks/city.py. No such organization exists, nothing was counted.\n"
FIRST_YEAR = 2021
UNITS_PER_DISTRICT = 25

BULLETIN = """\
title: {vi: "Bản tin giả định", en: Synthetic bulletin}
description: {vi: "Số liệu giả định để đo tốc độ.", en: Made-up figures for measuring speed.}
publisher: {vi: "Không có thật", en: Nobody}
contact: {name: {vi: "Không có thật", en: Nobody}}
languages: [vi, en]
main-measure: new-singers
headlines:
  - {organization: choir-00001, measure: new-singers, period: LAST}
  - {organization: choir-00002, measure: new-singers, period: LAST}
"""
VOCABULARY = {
    "units": "- {id: singer, vi: ca viên, en: {one: singer, other: singers}}\n",
    "measures": """\
- id: new-singers
  name: {vi: Ca viên mới (giả định), en: New singers (synthetic)}
  definition: {vi: Số ca viên giả định vào hội trong kỳ., en: Made-up singers who joined in the period.}
  unit: singer
  kind: flow
  good: more
  over-time: sum
  over-tree: sum
  breakdowns: [voice]
- id: singers
  name: {vi: Ca viên (giả định), en: Singers (synthetic)}
  definition: {vi: Số ca viên giả định tại một ngày., en: Made-up singers on a given day.}
  unit: singer
  kind: stock
  over-time: last
  over-tree: sum
""",
    "breakdowns": """\
- id: voice
  name: {vi: Giọng, en: Voice}
  categories:
    - {id: high, name: {vi: Giọng cao, en: High}}
    - {id: low, name: {vi: Giọng trầm, en: Low}}
""",
    "organization-kinds": """\
- {id: city, vi: Thành phố giả định, en: {one: Synthetic city, other: Synthetic cities}}
- {id: district, vi: Quận giả định, en: {one: Synthetic district, other: Synthetic districts}}
- {id: choir, vi: Đội hợp xướng giả định, en: {one: Synthetic choir, other: Synthetic choirs}}
""",
    "populations": "- {id: all, name: {vi: Toàn bộ, en: All}}\n",
}
SOURCE = """\
id: made-up
title: {vi: Số liệu giả định, en: Made-up figures}
published: LAST_YEAR-12-31
"""


@dataclass(frozen=True)
class City:
    """What a synthetic city is made from."""

    organizations: int
    """The city, its districts and its choirs together."""
    quarters: int = 20
    """Whole years are best: each has a target."""
    seed: int = 1

    @property
    def years(self) -> range:
        """The years that have quarters."""
        return range(FIRST_YEAR, FIRST_YEAR + -(-self.quarters // 4))

    @property
    def periods(self) -> list[tuple[int, int]]:
        """Year and number of each quarter."""
        return [(FIRST_YEAR + i // 4, i % 4 + 1) for i in range(self.quarters)]

    @property
    def districts(self) -> list[str]:
        """Ids of the districts."""
        return [f"district-{i}" for i in range(1, 2 + (self.organizations - 2) // (UNITS_PER_DISTRICT + 1))]

    @property
    def choirs(self) -> list[str]:
        """Ids of the choirs, the only ones that report."""
        return [f"choir-{i:05}" for i in range(1, self.organizations - len(self.districts))]


def write(city: City, project: Path) -> Path:
    """Write the records of a city below ``project``, which must not have any; return ``project``."""
    for path, text in _files(city, random.Random(city.seed)):
        file = project / "records" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(HEADER + text, encoding="utf-8")
    return project


def edit(city: City, project: Path) -> None:
    """Raise the last count of the last choir by one, as a correction does."""
    file = project / "records" / "singers" / f"{city.choirs[-1]}.yml"
    before, value, after = file.read_text(encoding="utf-8").rpartition("value: ")
    count, rest = after.split("\n", 1)
    file.write_text(f"{before}{value}{int(count) + 1}\n{rest}", encoding="utf-8")


def joined(project: Path, target: Path) -> Path:
    """Write the records of ``project`` below ``target``, each folder's in one file; return ``target``."""
    texts: dict[Path, list[str]] = {}
    for path in sorted((project / "records").rglob("*.yml")):
        text = path.read_text(encoding="utf-8").removeprefix(HEADER)
        place = path.relative_to(project)
        is_one_of_many = text.startswith("- ") and path.parent.name != "vocabulary"
        texts.setdefault(place.with_name("all.yml") if is_one_of_many else place, []).append(text)
    for place, parts in texts.items():
        (target / place).parent.mkdir(parents=True, exist_ok=True)
        (target / place).write_text(HEADER + "".join(parts), encoding="utf-8")
    return target


def _files(city: City, chance: random.Random) -> Iterator[tuple[str, str]]:
    year, quarter = city.periods[-1]
    yield "bulletin.yml", BULLETIN.replace("LAST", f"{year}-Q{quarter}")
    for name, text in VOCABULARY.items():
        yield f"vocabulary/{name}.yml", text
    yield "sources/made-up.yml", SOURCE.replace("LAST_YEAR", str(year))
    yield "organizations/districts.yml", "".join(_districts(city))
    for number, choir in enumerate(city.choirs):
        parent = city.districts[number % len(city.districts)]
        size = chance.randint(8, 60)
        yield f"organizations/{choir}.yml", _organization(choir, "choir", f"Đội giả định {choir[6:]}", parent)
        yield f"new-singers/{choir}.yml", "".join(_reports(city, choir, size, chance))
        yield f"singers/{choir}.yml", "".join(_counts(city, choir, size * 9, chance))
        yield f"targets/{choir}.yml", "".join(_targets(city, choir, size * 4))


def _districts(city: City) -> Iterator[str]:
    yield _organization("city", "city", "Thành phố giả định", None)
    for number, district in enumerate(city.districts, 1):
        yield _organization(district, "district", f"Quận giả định {number}", "city")


def _organization(name: str, kind: str, label: str, parent: str | None) -> str:
    english = f"Synthetic {name.replace('-', ' ')}"
    above = f"  parent: {parent}\n" if parent else ""
    return f"- id: {name}\n  name:\n    vi: {label}\n    en: {english}\n  kind: {kind}\n{above}"


def _reports(city: City, choir: str, size: int, chance: random.Random) -> Iterator[str]:
    for year, quarter in city.periods:
        joined = chance.randint(0, size)
        high = chance.randint(0, joined)
        yield (
            f"- organization: {choir}\n  period: {year}-Q{quarter}\n  value: {joined}\n"
            f"  by:\n    voice:\n      high: {high}\n      low: {joined - high}\n  source: made-up\n"
        )


def _counts(city: City, choir: str, size: int, chance: random.Random) -> Iterator[str]:
    for year, quarter in city.periods:
        size += chance.randint(-5, 9)
        day = ("03-31", "06-30", "09-30", "12-31")[quarter - 1]
        yield f"- organization: {choir}\n  period: {year}-{day}\n  value: {size}\n  source: made-up\n"


def _targets(city: City, choir: str, size: int) -> Iterator[str]:
    for year in city.years:
        yield (
            f"- id: {choir}-{year}\n  organization: {choir}\n  measure: new-singers\n  period: {year}\n"
            f"  value: {size // 2}\n  source: made-up\n"
        )
