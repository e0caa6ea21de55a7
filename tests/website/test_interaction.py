"""The script of a site: values of charts by pointer and keys, PNG files, tables that are sorted, filtered and narrowed.

Pages are made here of one chart and one table, and are served with the strictest policy that a site may have.
"""

from __future__ import annotations

import gzip
import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

import pytest
from bulletin.rendering.charts import STYLESHEET, draw, svg_file
from bulletin.website import plugin
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from tests.rendering.charts.specimens import LINES, STACKED

ASSETS = Path(plugin.__file__).parent / "theme" / "assets"
SCRIPT = ASSETS / "javascripts" / "interaction.js"
ADDRESS = "http://bulletin.test"
POLICY = (
    f"default-src 'none'; script-src {ADDRESS}; style-src {ADDRESS}; img-src data:; connect-src {ADDRESS}; "
    "base-uri 'none'; form-action 'none'"
)
ROWS = (("Bình Thạnh", "1.234,5"), ("An Đông", "987"), ("Đống Đa", "−3,5"), ("Cẩm Lệ", "không có"), ("Ẩm", "12.000"))
"""SYNTHETIC, in the notation of Vietnamese."""
TABLE = """<div class="bulletin-table"><label class="bulletin-all"><input type="checkbox">Tất cả</label>
<div class="bulletin-scroll"><table class="bulletin-grid number-2" data-summaries="1"><caption>Bảng</caption>
<thead><tr><th scope="col">Đơn vị</th><th scope="col">Số</th></tr></thead><tbody>{rows}</tbody></table></div></div>"""
PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>.</title>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<link rel="stylesheet" href="/chart.css"><link rel="stylesheet" href="/bulletin.css">
<body class="md-typeset">
<figure class="bulletin-figure"><div class="bulletin-picture" role="img" aria-label="Biểu đồ">{chart}</div>
<p><a href="/chart.svg" aria-label="Tải SVG: biểu đồ">Tải SVG</a></p></figure>
{table}
<script src="/interaction.js" data-sort="Sắp xếp" data-filter="Lọc" data-names="tên, tên"
  data-columns="Cột" data-png="Tải PNG"></script>"""


def table(rows: int = len(ROWS)) -> str:
    """Give a table of so many rows and a total."""
    every = [*(ROWS * rows)[:rows], ("Tổng", "99.999")]
    body = "".join(f'<tr><th scope="row">{name}</th><td>{value}</td></tr>' for name, value in every)
    return TABLE.format(rows=body)


@contextmanager
def opened(browser: Browser, width: int = 1000, rows: int = len(ROWS), chart: int = 0) -> Iterator[Page]:
    """Open the page; nothing that it does may be against its policy, or fail."""
    spec = (LINES[0], STACKED)[chart]
    files = {
        "/": ("text/html", PAGE.format(policy=escape(POLICY), chart=draw(spec), table=table(rows))),
        "/chart.css": ("text/css", STYLESHEET.read_text(encoding="utf-8")),
        "/bulletin.css": ("text/css", (ASSETS / "stylesheets" / "bulletin.css").read_text(encoding="utf-8")),
        "/interaction.js": ("text/javascript", SCRIPT.read_text(encoding="utf-8")),
        "/chart.svg": ("image/svg+xml", svg_file(spec, "Bản tin giả để thử.")),
    }

    def serve(route: Route) -> None:
        kind, body = files[route.request.url.removeprefix(ADDRESS)]
        route.fulfill(content_type=f"{kind}; charset=utf-8", body=body)

    faults: list[str] = []
    with browser.new_page(viewport=ViewportSize(width=width, height=800)) as page:
        page.route(f"{ADDRESS}/**", serve)
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{ADDRESS}/")
        yield page
    assert faults == []


@pytest.mark.parametrize("width", [360, 1000])
def test_arrow_keys_show_each_value(browser: Browser, width: int) -> None:
    """From the first to the last and back, on a phone as on a desk, as text that assistive technology is given."""
    bars = LINES[0].groups[0].bars
    with opened(browser, width) as page:
        picture, value = page.locator(".bulletin-picture"), page.locator(".bulletin-picture output")
        picture.focus()
        shown = []
        for _ in bars:
            page.keyboard.press("ArrowRight")
            shown.append(value.inner_text())
        assert shown == [f"{bar.label}: {bar.value_label}" for bar in bars]
        page.keyboard.press("Home")
        assert value.inner_text() == shown[0]
        page.keyboard.press("Escape")
        expect(value).to_be_hidden()
        assert picture.evaluate("element => element.scrollWidth <= element.clientWidth")


def test_the_pointer_shows_the_nearest_value(browser: Browser) -> None:
    """Beside a point as well as on it; and nothing once it has left."""
    with opened(browser) as page:
        box = page.locator(".bulletin-chart-wide").bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] - 20, box["y"] + 60)
        last = LINES[0].groups[0].bars[-1]
        assert page.locator("output").first.inner_text() == f"{last.label}: {last.value_label}"
        page.mouse.move(5, 790)
        expect(page.locator("output").first).to_be_hidden()


def test_parts_of_a_whole_have_their_values(browser: Browser) -> None:
    """Also those that are too narrow to be labelled."""
    with opened(browser, chart=1) as page:
        page.locator(".bulletin-picture").focus()
        page.keyboard.press("End")
        last = STACKED.rows[0].said[-1]
        assert last is not None
        assert page.locator("output").first.inner_text() == last.whole


def test_a_chart_can_be_kept_as_png(browser: Browser, tmp_path: Path) -> None:
    """The file for download, at twice its size, under its name."""
    with opened(browser) as page:
        with page.expect_download() as download:
            page.get_by_text("Tải PNG").click()
        download.value.save_as(tmp_path / "chart.png")
        assert download.value.suggested_filename == "chart.png"
        source = page.evaluate("fetch('/chart.svg').then(answer => answer.text())")
    size = [float(number) * 2 for number in re.findall(r' (?:width|height)="([\d.]+)"', source)[:2]]
    content = (tmp_path / "chart.png").read_bytes()
    assert content.startswith(b"\x89PNG")
    assert struct.unpack(">II", content[16:24]) == pytest.approx(size, abs=2)


def names(page: Page) -> list[str]:
    """The headings of the rows that are shown."""
    return page.locator("tbody tr:visible th").all_inner_texts()


def test_a_column_of_numbers_is_sorted_as_the_language_writes_them(browser: Browser) -> None:
    """The largest first, then the smallest, then as the page had it; what is no number and the total come last."""
    as_written = [*(name for name, _ in ROWS), "Tổng"]
    with opened(browser) as page:
        button = page.get_by_role("button", name="Số")
        button.click()
        assert names(page) == ["Ẩm", "Bình Thạnh", "An Đông", "Đống Đa", "Cẩm Lệ", "Tổng"]
        assert page.locator("th[aria-sort=descending]").count() == 1
        button.click()
        assert names(page) == ["Đống Đa", "An Đông", "Bình Thạnh", "Ẩm", "Cẩm Lệ", "Tổng"]
        button.click()
        assert names(page) == as_written
        assert page.locator("th[aria-sort]").count() == 0


def test_a_column_of_words_is_sorted_as_the_language_does(browser: Browser) -> None:
    """In Vietnamese Â comes after A, and Đ after D."""
    with opened(browser) as page:
        page.get_by_role("button", name="Đơn vị").press("Enter")
        assert names(page) == ["An Đông", "Ẩm", "Bình Thạnh", "Cẩm Lệ", "Đống Đa", "Tổng"]


def test_rows_are_found_without_marks(browser: Browser) -> None:
    """As in the search; how many of how many is said, and an empty field shows all."""
    with opened(browser, rows=20) as page:
        field = page.get_by_role("searchbox", name="Lọc")
        field.fill("dong da")
        assert names(page) == ["Đống Đa"] * 4 + ["Tổng"]
        assert page.locator(".bulletin-tools output").inner_text() == "4 / 20"
        field.fill("")
        assert len(names(page)) == 21


def test_a_filter_says_that_rows_elsewhere_are_not_searched(browser: Browser) -> None:
    """Else nobody would look for a unit that the first rows of a long table do not have."""
    with opened(browser, rows=20) as page:
        page.evaluate(
            """document.querySelector('.bulletin-table').insertAdjacentHTML(
              'beforeend', '<p class="bulletin-more">Còn nữa</p>')"""
        )
        page.get_by_role("searchbox", name="Lọc").fill("Hà Nội")
        assert page.locator(".bulletin-tools output").inner_text() == "0 / 20 – Còn nữa"


def test_rows_of_several_names_are_compared(browser: Browser) -> None:
    """With a comma between them, the Arabic one too; within a number it is part of that, at the end it is nothing."""
    with opened(browser, rows=20) as page:
        field = page.get_by_role("searchbox", name="Lọc")
        assert field.get_attribute("placeholder") == "tên, tên"
        for typed in ("dong da, cam", "dong da، cam", "cam; da dong,"):
            field.fill(typed)
            assert set(names(page)) == {"Đống Đa", "Cẩm Lệ", "Tổng"}
        field.fill("1.234,5")
        assert set(names(page)) == {"Bình Thạnh", "Tổng"}
        field.fill(", ")
        assert len(names(page)) == 21


def test_a_unit_that_is_found_keeps_those_above_it(browser: Browser) -> None:
    """In a table by the tree its indentation would say nothing otherwise; they do not count as found."""
    with opened(browser, rows=20) as page:
        page.evaluate(
            """[...document.querySelectorAll('tbody th')].forEach((head, place) => {
              if (place % 5) head.className = `bulletin-depth-${place % 5 < 3 ? 1 : 2}`
            })"""
        )
        page.get_by_role("searchbox", name="Lọc").fill("cam le")
        assert names(page) == ["Bình Thạnh", "Đống Đa", "Cẩm Lệ"] * 4 + ["Tổng"]
        assert page.locator(".bulletin-tools output").inner_text() == "4 / 20"


def test_columns_are_chosen(browser: Browser) -> None:
    """A column goes with its heading, and folding by the style sheet ends; the first, which names rows, stays."""
    with opened(browser) as page:
        page.get_by_text("Cột").click()
        assert page.get_by_role("checkbox").count() == 1
        page.get_by_label("Số").uncheck()
        assert page.locator("td:visible").count() == 0
        assert page.locator("thead th:visible").count() == 1
        assert page.locator(".bulletin-all input").is_checked()
        page.get_by_label("Số").check()
        assert page.locator("td:visible").count() == len(ROWS) + 1


def test_assistive_technology_has_names_for_all_of_it(browser: Browser) -> None:
    """An image with its text alternative, buttons in column headers, a field and boxes with labels."""
    with opened(browser, rows=20) as page:
        tree = page.locator("body").aria_snapshot()
        for line in ('img "Biểu đồ"', 'button "Số"', 'searchbox "Lọc"', 'link "Tải PNG: biểu đồ"'):
            assert line in tree


def test_short_tables_and_pages_without_the_script_stay_as_they_are(browser: Browser) -> None:
    """Nothing is added to a table that is seen at one glance."""
    with opened(browser, rows=3) as page:
        assert page.locator(".bulletin-tools, .bulletin-sort").count() == 0


def test_the_script_is_small() -> None:
    """Under 15 kB compressed, as a page is to be read at once."""
    assert len(gzip.compress(SCRIPT.read_bytes(), 9)) < 15_000
