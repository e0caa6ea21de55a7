"""What pages give away beside a figure that only the files for programs hide. SYNTHETIC figures."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from bulletin.publishing.attack import Finding, FindingKind, attack

from tests.analysis.builders import corpus, observed
from tests.publishing.attack.attacked_sites import hide, published

YEARS = {2017: 12, 2018: 31, 2019: 7}
"""Figures of one unit."""


def found(site: Path, kind: FindingKind) -> list[Finding]:
    """What is found of one kind."""
    return [finding for finding in attack(site).findings if finding.kind is kind]


def replaced(site: Path, old: str, new: str, page: str = "organizations/a") -> None:
    """Replace what a page says."""
    path = site / page / "index.html"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(name="site")
def built(tmp_path: Path) -> Path:
    """A site whose files for programs hide a figure that its pages show."""
    figures = corpus(*(observed("a", year, value) for year, value in YEARS.items()))
    site = published(tmp_path / "en", figures, charts=True)
    hide(site, organization="a", period="2018")
    return site


def test_a_number_in_the_row_of_a_hidden_figure_is_found(site: Path) -> None:
    """The row on the page of the organization has the figure, which no file for programs has."""
    beside = found(site, FindingKind.BESIDE) + found(site, FindingKind.COMPUTED)
    assert any(finding.place == "en/organizations/a/index.html" and "31" in finding.found for finding in beside)


def test_a_number_in_the_file_of_a_table_is_found(site: Path) -> None:
    """The CSV of a page has the same rows as its tables, and is searched like these."""
    beside = found(site, FindingKind.BESIDE) + found(site, FindingKind.COMPUTED)
    files = {finding.place for finding in beside if finding.found == "31"}
    assert "en/downloads/pages/organizations-a.csv" in files


def test_a_bar_of_a_hidden_figure_is_found(site: Path) -> None:
    """A bar whose number was removed still has its length: 31 parts of a scale on which 12 parts are known."""
    replaced(site, ">31</text>", "></text>")
    marks = found(site, FindingKind.MARK)
    assert {finding.cell.organization for finding in marks} == {"a"}
    assert {finding.found for finding in marks} == {"31"}


def test_a_description_of_a_chart_is_searched(site: Path) -> None:
    """The text in place of a chart names every bar."""
    assert any("2018: 31" in finding.found for finding in found(site, FindingKind.SENTENCE))


def test_a_sentence_with_a_hidden_figure_is_found(site: Path) -> None:
    """A sentence that names the measure and the period of a hidden figure has no number but published ones."""
    sentence = "<h1>a</h1><p>joined (synthetic) in 2018: 31 persons.</p>"
    path = site / "organizations" / "a" / "index.html"
    path.write_text(sentence + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert any("31 persons" in finding.found for finding in found(site, FindingKind.SENTENCE))


RANKED = "".join(
    f'<tr><th scope="row">{unit}</th><td><a href="organizations/{unit}/#joined_2019">{value}</a></td></tr>'
    for unit, value in (("c", "9"), ("b", "8"), ("a", "[c]"), ("top", "4"), ("d", "3"))
)


@pytest.mark.parametrize(
    ("change", "is_found"),
    [(lambda rows: rows, True), (lambda rows: rows.replace("9", "8.5").replace(">4<", ">9<"), False)],
    ids=["sorted", "not sorted"],
)
def test_the_order_of_rows_bounds_a_hidden_figure(
    tmp_path: Path, change: Callable[[str], str], *, is_found: bool
) -> None:
    """Between eight and four there is only what is in between; where rows are not sorted, order says nothing."""
    values = {"a": 6, "b": 8, "c": 9, "top": 4 if is_found else 9}
    site = published(tmp_path / "en", corpus(*(observed(unit, 2019, value) for unit, value in values.items())))
    hide(site, organization="a")
    path = site / "index.html"
    path.write_text(f"<table><tbody>{change(RANKED)}</tbody></table>", encoding="utf-8")
    assert [finding.found for finding in found(site, FindingKind.ORDER)] == (["8, [c], 4"] if is_found else [])


@pytest.mark.parametrize("text", ["14 March 2025", "in 2018 on 1 May 2020", "edition Q2"])
def test_dates_and_ordinals_are_no_numbers_of_figures(site: Path, text: str) -> None:
    """A sentence about a hidden figure may say when something was published."""
    path = site / "organizations" / "a" / "index.html"
    path.write_text(f"<p>joined (synthetic) in 2018: {text}</p>", encoding="utf-8")
    place = "en/organizations/a/index.html"
    assert not [finding for finding in found(site, FindingKind.SENTENCE) if finding.place == place]


def test_what_is_computed_of_published_figures_explains_itself(tmp_path: Path) -> None:
    """Beside a hidden category are the whole, its share of a published one, and its change on the year before."""
    split = {"account": {"income": 4, "expenses": 8}}
    figures = (observed("a", 2018, 10), observed("a", 2019, 12, by=split))
    site = published(tmp_path / "en", corpus(*figures), charts=True)
    hide(site, organization="a", breakdown="account")
    kinds = {finding.found for finding in found(site, FindingKind.BESIDE)}
    assert all("4" in text or "8" in text or "33" in text or "66" in text for text in kinds)


def test_a_published_number_explains_itself_as_it_is_rounded(tmp_path: Path) -> None:
    """What a row shows of a published figure with fewer digits than it has is not said of the hidden one beside it."""
    figures = [
        observed("a", 2018, Decimal("31.25"), measure="days"),
        observed("a", 2019, Decimal("12.36"), measure="days"),
    ]
    site = published(tmp_path / "en", corpus(*figures), charts=True)
    hide(site, organization="a", period="2018")
    page = site / "periods" / "2019" / "index.html"
    way = "../../organizations/a/#days_"
    cells = f'<td><a href="{way}2019">12.4</a></td><td><a href="{way}2018">[c]</a></td>'
    page.write_text(f"<table><tbody><tr><th>a</th>{cells}</tr></tbody></table>", encoding="utf-8")
    assert not [finding for finding in attack(site).findings if finding.place == "en/periods/2019/index.html"]


@pytest.mark.parametrize(("said", "is_found"), [("a: 7", False), ("a: 31", True)])
def test_a_chart_beside_a_hidden_figure_may_say_a_published_one(site: Path, said: str, is_found: bool) -> None:
    """As it does of the latest figures of units, whose rows have those of an earlier period besides."""
    way = "../../organizations/a/#joined_"
    row = f'<th>a</th><td><a href="{way}2019">7</a></td><td><a href="{way}2018">[c]</a></td>'
    table = f'<div id="table-ends"><table><tbody><tr>{row}</tr></tbody></table></div>'
    figure = f'<figure><svg><desc>From the highest: {said}.</desc></svg><a href="#table-ends">Table</a></figure>'
    (site / "periods" / "2019" / "index.html").write_text(f"{figure}{table}", encoding="utf-8")
    places = {finding.place for finding in found(site, FindingKind.SENTENCE)}
    assert ("en/periods/2019/index.html" in places) is is_found
