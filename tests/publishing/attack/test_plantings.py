"""Numbers, lengths and words that give a hidden figure away, planted in a site that hides it. SYNTHETIC figures."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from bulletin.disclosure.linked_tables import Interval
from bulletin.model.corpus import Corpus
from bulletin.model.records import Observation, Target
from bulletin.publishing.attack import Finding, FindingKind, attack
from bulletin.publishing.attack.relations import RelationKind

from tests.analysis.builders import FLAT, corpus, observed, organization, target
from tests.disclosure.test_policy import ruled
from tests.publishing.attack.attacked_sites import published

FIGURES = {"a": (20, 3, 24), "b": (30, 4, 33), "c": (41, 45, 52), "d": (61, 64, 68)}
"""Of three years; the 3 and the 4 are hidden, and the 64 beside them."""
INCOME = {"a": 4, "b": 11, "c": 10, "d": 13}
"""A category in the last year; the 4 is hidden, and another one, that it cannot be computed."""
TARGETS = {"a": (2018, 10), "b": (2019, 40), "c": (2019, 60)}


def records() -> Iterator[Observation | Target]:
    """The figures and the targets."""
    for unit, values in FIGURES.items():
        for year, value in zip((2017, 2018), values[:2], strict=True):
            yield observed(unit, year, value)
        split = {"account": {"income": INCOME[unit], "expenses": values[2] - INCOME[unit]}}
        yield observed(unit, 2019, values[2], by=split)
    for unit, (year, value) in TARGETS.items():
        yield target(unit, year, value, name=f"goal-{unit}")


def protected() -> Corpus:
    """The figures with a policy."""
    return ruled(corpus(*records(), organizations=(*FLAT, organization("d", "top"))), threshold=5)


@pytest.fixture(name="built", scope="module")
def of_module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that gives nothing away."""
    folder = tmp_path_factory.mktemp("site")
    published(folder / "en" / "2019", protected(), charts=True)
    return folder


@pytest.fixture(name="site")
def copied(built: Path, tmp_path: Path) -> Path:
    """A copy of it, to plant in."""
    return Path(shutil.copytree(built, tmp_path / "site"))


def found(site: Path, kind: FindingKind, unit: str = "a", category: str | None = None) -> list[Finding]:
    """What is found of a kind about the figures of a unit."""
    findings = attack(site).findings
    return [
        each for each in findings if (each.kind, each.cell.organization, each.cell.category) == (kind, unit, category)
    ]


def edit(site: Path, path: str, change: Callable[[str], str]) -> None:
    """Change a file of the version."""
    file = site / "en" / "2019" / path
    text = file.read_text(encoding="utf-8")
    assert change(text) != text
    file.write_text(change(text), encoding="utf-8")


def in_row(name: str, old: str, new: str) -> Callable[[str], str]:
    """Replace a text in the row of a page with an anchor."""

    def change(text: str) -> str:
        start = text.index(f'<tr id="{name}">')
        end = text.index("</tr>", start)
        return text[:start] + text[start:end].replace(old, new, 1) + text[end:]

    return change


def in_csv(row: str, column: str, new: str) -> Callable[[str], str]:
    """Replace a cell of a file, in each row that has a cell and whose table has the column."""

    def change(text: str) -> str:
        headings, *rows = csv.reader(StringIO(text))
        place = next(place for place, heading in enumerate(headings) if heading.startswith(column))
        for cells in rows:
            if row in cells and (cells[place] or headings[0] != "Table"):
                cells[place] = new
        out = StringIO()
        csv.writer(out).writerows([headings, *rows])
        return out.getvalue()

    return change


def test_the_site_gives_nothing_away(built: Path) -> None:
    """What follows is found since it was planted."""
    report = attack(built)
    assert not report.findings
    assert {each.cell.organization for each in report.bounded} >= {"a", "b"}


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("organizations/a/index.html", in_row("joined_2019", "not compared", "+21")),
        ("downloads/pages/organizations-a.csv", in_csv("24", "Change on a year before", "21")),
        ("downloads/pages/periods-2019.csv", in_csv("a (synthetic)", "Change on a year before", "21")),
    ],
    ids=["page", "file", "file of another page"],
)
def test_a_change_gives_the_figure_of_the_year_before(site: Path, path: str, change: Callable[[str], str]) -> None:
    """24 is 21 more than the hidden figure, by the column in which the numbers of others are such changes."""
    edit(site, path, change)
    (finding,) = found(site, FindingKind.COMPUTED)
    assert finding.interval == Interval(3, 3)
    assert finding.relations[0].kind is RelationKind.CHANGE
    assert finding.place == f"en/{path}"
    text = "the number is a joined 2019-01-01/2019-12-31 all less a joined 2018-01-01/2018-12-31 all"
    assert text in finding.text("en")


def test_a_share_gives_the_part(site: Path) -> None:
    """16.67 % of 24 are four."""
    edit(site, "downloads/pages/organizations-a.csv", in_csv("income (synthetic)", "Share", "16.67"))
    (finding,) = found(site, FindingKind.COMPUTED, category="income")
    assert finding.interval == Interval(4, 4)
    assert finding.relations[0].kind is RelationKind.SHARE


def test_a_share_on_a_page_gives_the_part(site: Path) -> None:
    """The same where readers see it."""
    edit(site, "organizations/a/index.html", lambda text: in_last_row(text, "income (synthetic)", "16.67%"))
    assert [each.interval for each in found(site, FindingKind.COMPUTED, category="income")] == [Interval(4, 4)]


def in_last_row(text: str, heading: str, number: str) -> str:
    """Replace the last word for what is suppressed in the last row with a heading."""
    start = text.rindex(f">{heading}<")
    end = text.index("</tr>", start)
    place = text.rindex("suppressed", start, end)
    return text[:place] + number + text[place + len("suppressed") :]


def test_the_percentage_of_a_target_gives_the_figure(site: Path) -> None:
    """30 % of the target of ten are three."""
    edit(site, "downloads/pages/organizations-a.csv", in_csv("10", "Progress (%)", "30"))
    edit(site, "downloads/pages/periods-2018.csv", in_csv("a (synthetic)", "Progress (%)", "30"))
    kinds = {each.relations[0].kind for each in found(site, FindingKind.COMPUTED)}
    assert kinds == {RelationKind.PERCENT_OF_TARGET}


def test_a_scale_that_ends_at_a_larger_number_is_found(site: Path) -> None:
    """All bars are as short as if the hidden one were twice as long as the longest."""

    def halved(text: str) -> str:
        start = text.index("<svg")
        end = text.index("</svg>", start)
        places = r"([MH])([\d.]+)"
        half = lambda found: re.sub(places, lambda place: f"{place[1]}{float(place[2]) / 2}", found[0])  # noqa: E731
        chart = re.sub(r' d="[^"]*"', half, text[start:end])
        chart = re.sub(r'x="(\d{3}[\d.]*)"', lambda found: f'x="{(float(found[1]) + 6) / 2}"', chart)
        return text[:start] + chart + text[end:]

    edit(site, "organizations/a/index.html", halved)
    assert [each.found for each in found(site, FindingKind.SCALE)] == ["48"]


def test_a_sorted_table_is_found(site: Path) -> None:
    """Between 41 and 30 there is only what is in between."""
    order = [("top", 2017, "91"), ("c", 2017, "41"), ("a", 2018, "[c]"), ("b", 2017, "30")]
    rows = [f'<tr><td><a href="organizations/{unit}/#joined_{year}">{text}</a></td></tr>' for unit, year, text in order]
    edit(site, "index.html", lambda text: f"{text}<table><tbody>{''.join(rows)}</tbody></table>")
    assert [each.found for each in found(site, FindingKind.ORDER)] == ["41, [c], 30"]


@pytest.mark.parametrize(
    "sentence",
    [
        "joined (synthetic) in 2018: 3 synthetic.",
        "Joined (synthetic), 2018: 3",
        "b (synthetic), joined (synthetic) in 2017: 30. a (synthetic), in 2018: 3.",
        "joined (synthetic) in 2018: suppressed. They were 3.",
        "2018 a (synthetic), joined (synthetic): 3; b (synthetic): suppressed.",
    ],
    ids=["named", "with commas", "behind another", "by what was named before", "before another"],
)
def test_a_sentence_in_the_search_is_found(site: Path, sentence: str) -> None:
    """The index of the search has what pages are about, in words."""
    searched(site, sentence)
    assert [each.place for each in found(site, FindingKind.SENTENCE)] == ["en/search/search_index.json"]


def test_a_change_in_the_search_is_found(site: Path) -> None:
    """A published figure of another unit beside it explains nothing."""
    searched(site, "b (synthetic), joined (synthetic) in 2019: 33. a (synthetic), in 2019: 24, up 21.")
    assert Interval(3, 3) in [each.interval for each in found(site, FindingKind.COMPUTED)]


@pytest.mark.parametrize(
    "sentence",
    [
        "2018 a (synthetic), joined (synthetic) in 2018: suppressed. c (synthetic), joined (synthetic) in 2018: 45.",
        "joined (synthetic) in 2018: suppressed; c (synthetic): 45",
        "joined (synthetic) was suppressed in 2018 and 24 in 2019, but 45 and 52 for c (synthetic).",
    ],
)
def test_numbers_of_others_in_the_search_give_nothing_away(site: Path, sentence: str) -> None:
    """They are about what their own clause names, and published."""
    searched(site, sentence)
    assert not attack(site).findings


def searched(site: Path, sentence: str) -> None:
    """Say a sentence about a unit in the index of the search."""
    path = site / "en" / "2019" / "search" / "search_index.json"
    index = json.loads(path.read_text(encoding="utf-8"))
    index["docs"].append({"location": "organizations/a/#joined", "title": "a (synthetic)", "text": sentence})
    path.write_text(json.dumps(index), encoding="utf-8")


ITEM = {"id": "https://bulletin.example/en/2019/", "title": "2019", "content_text": "Headlines\n- {line}"}
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry>
<id>https://bulletin.example/en/2019/</id><content type="text">Headlines
- {line}</content></entry></feed>"""
LINE = "a (synthetic), joined (synthetic), 2018: 3 synthetic"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("feed.json", json.dumps({"items": [ITEM]}).replace("{line}", LINE)),
        ("feed.xml", ATOM.replace("{line}", LINE)),
    ],
)
def test_a_headline_in_a_feed_is_found(site: Path, name: str, text: str) -> None:
    """Feeds have the main figures of each edition."""
    (site / "en" / name).write_text(text, encoding="utf-8")
    (finding,) = found(site, FindingKind.SENTENCE)
    assert (finding.place, finding.found) == (f"en/{name}", f"- {LINE}")


def test_a_sentence_with_a_change_is_found(site: Path) -> None:
    """24 is 21 more than the figure of the year before, or else 21 less."""
    sentence = "<p>joined (synthetic) in 2019: 24 synthetic, an increase of 21 on a year before.</p>"
    edit(site, "organizations/a/index.html", lambda text: text.replace("<h2", f"{sentence}<h2", 1))
    assert Interval(3, 3) in [each.interval for each in found(site, FindingKind.COMPUTED)]


def test_a_number_in_the_file_of_all_figures_is_found(site: Path) -> None:
    """The file has what the answers about measures hide."""
    edit(site, "downloads/figures.csv", in_csv("2018", "value", "3"))
    assert [(each.place, each.found) for each in found(site, FindingKind.FILE)] == [("2019/downloads/figures.csv", "3")]


def test_a_number_among_the_values_of_a_version_is_found(site: Path) -> None:
    """The file by which editions are compared has every number, too."""
    value = {"organization": "a", "measure": "joined", "period": "2018", "population": "all", "digits": "3"}
    path = site / "en" / "2019" / "values.json"
    path.write_text(json.dumps({"values": [value]}), encoding="utf-8")
    assert [each.place for each in found(site, FindingKind.FILE)] == ["2019/values.json"]
