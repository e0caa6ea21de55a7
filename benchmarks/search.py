"""Measure the search of a SYNTHETIC site in Chromium: ``python -m benchmarks.search --pages 50000``.

What is fetched before a query, for it, and how long it takes until answers are shown: medians of some visits, in each
of which the browser has nothing of the site.
"""

from __future__ import annotations

import random
import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import urlsplit

import click
from bulletin.model.folding import folded, without_accents
from bulletin.rendering.files import Page
from bulletin.rendering.tree import Step
from playwright.sync_api import Browser, sync_playwright

from benchmarks.measuring import MB
from tests.browser import launch, provide_chromium, serving
from tests.sites import VI
from tests.website import projects

QUERIES = (
    "binh minh",
    "Bình Thạnh",
    "dong da",
    "cong ty an phu 3",
    "benh vien hoa",
    "công đoàn quận lê chân",
    "tieu hoc",
    "b",
    "công ty cổ phần hưng thịnh",
    "đoàn viên 1115",
)
_KINDS = ("Liên đoàn Thành phố", "Công đoàn Quận", "Công đoàn Phường")
_LOWEST = (
    "Công đoàn cơ sở Công ty TNHH",
    "Công đoàn cơ sở Công ty Cổ phần",
    "Công đoàn bộ phận Trường Tiểu học",
    "Công đoàn cơ sở Bệnh viện",
    "Tổ công đoàn Xí nghiệp",
)
_SYLLABLES = (
    "An Bình Minh Hòa Phú Tân Long Thạnh Đông Tây Nam Bắc Sơn Hải Giang Thủy Đức Thịnh Hưng Phát Lộc Phúc Thành Công "
    "Tiến Quang Vinh Hiệp Lợi Ngọc Kim Hoàng Gia Thiên Đại Việt Mỹ Xuân Thu Hạ Khánh Cường Dũng Hùng Mạnh Trung Nghĩa "
    "Nhân Trí Tín Đống Đa Hoàn Kiếm Lê Chân Trần Nguyễn Huệ Trãi Du Văn Lan Hương Liên Sen Cúc Trúc Mai Tùng Bách Thảo"
)
_ABOVE = (1, 64, 1_000)
"""How many units are above each level but the lowest, and on it."""
_EACH_SECONDS = 0.005


def pages(count: int) -> Iterator[Page]:
    """SYNTHETIC pages of units: names of Vietnamese syllables, and the sentences with figures that find them."""
    dice = random.Random(count)
    syllables = _SYLLABLES.split()
    for number in range(count):
        level = next((level for level, end in enumerate(_ABOVE) if number < end), len(_ABOVE))
        kind = _KINDS[level] if level < len(_KINDS) else dice.choice(_LOWEST)
        title = " ".join((kind, *dice.choices(syllables, k=dice.choice((2, 2, 3)))))
        if level == len(_ABOVE) and dice.random() < 0.5:
            title += f" {dice.randrange(1, 400)}"
        name = without_accents(folded(title)).replace(" ", "-")
        text = _text(dice, number)
        html = f"<h1>{title}</h1>\n<p>{text}</p>"
        yield Page(f"organizations/{name}-{number}.md", title, text, title, html, search_text=text, level=level + 1)


def _text(dice: random.Random, number: int) -> str:
    admitted, percent, members, change, groups, women = (dice.randrange(1, 2_000) for _ in range(6))
    return (
        f"SYNTHETIC. Mã số: {number:05d}. Kết nạp đoàn viên: {admitted} trong Quý IV/2025, {percent // 10},"
        f"{percent % 10}% chỉ tiêu năm 2025. Tổng số đoàn viên: {members} vào ngày 31/12/2025, tăng {change} so với "
        f"một năm trước. "
        f"Số tổ công đoàn: {groups}. Tỷ lệ nữ: {women / 20:.0f}%."
    )


def build(folder: Path, count: int) -> Path:
    """A site with as many SYNTHETIC pages."""
    project = projects.project(folder)
    published = projects.publication(VI)
    steps = (Step("synthetic", partial(pages, count)), *published.steps)
    projects.build(project, VI, replace(published, steps=steps))
    return project / "site"


class Visit(NamedTuple):
    """What a query took."""

    before: int
    """Bytes of the search that the page fetched before it."""
    fetched: int
    """Bytes fetched for the query."""
    milliseconds: float
    """From the last key until answers are shown."""
    answer: str
    """What the search says of its results, and the first of them."""


def visit(browser: Browser, site: Path, address: str, query: str) -> Visit:
    """Open a page in a new profile, and search.

    :param site: the folder that is served at the address.
    """
    context = browser.new_context()
    page = context.new_page()
    fetched: list[str] = []
    context.on("requestfinished", lambda request: fetched.append(urlsplit(request.url).path))
    page.goto(f"{address}/{VI}/organizations/")
    page.locator("[data-md-component=search-query]").click()
    page.wait_for_load_state("networkidle")
    before = len(fetched)
    page.evaluate(_ASK, query)
    while (milliseconds := page.evaluate("() => window.shown ? window.shown - window.asked : null")) is None:
        time.sleep(_EACH_SECONDS)
    page.wait_for_load_state("networkidle")
    sizes = [(site / path.strip("/")).stat().st_size if _OF_SEARCH.search(path) else 0 for path in fetched]
    said = [*page.locator(".md-search-result__meta, .md-search-result__item h1").all_inner_texts(), "-"]
    context.close()
    return Visit(sum(sizes[:before]), sum(sizes[before:]), milliseconds, f"{said[0].strip()}: {said[1].strip()}")


_OF_SEARCH = re.compile("/(?:search|workers|lunr)/")
_ASK = """query => {
  const noted = () => { window.shown ??= performance.now() };
  new MutationObserver(noted).observe(document.querySelector(".md-search-result"), { childList: true, subtree: true });
  const field = document.querySelector("[data-md-component=search-query]");
  field.value = query;
  window.asked = performance.now();
  field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
}"""


@click.command(help=__doc__)
@click.option("--pages", "count", type=click.IntRange(min=10), default=50_000, show_default=True)
@click.option("--visits", type=click.IntRange(min=1), default=5, show_default=True, help="For each query.")
@click.option("--address", help="Where the site is served already; it is built into --into first.")
@click.option("--into", type=click.Path(path_type=Path), help="Where to build it, to serve it otherwise.")
def main(count: int, visits: int, address: str | None, into: Path | None) -> None:
    """Print a row for each query."""
    with tempfile.TemporaryDirectory() as scratch:
        site, chromium = _built(into or Path(scratch) / "project", count), provide_chromium()
        with serving(site) as own, sync_playwright() as playwright:
            browser = launch(playwright.chromium, chromium)
            for query in QUERIES:
                each = [visit(browser, site, address or own, query) for _ in range(visits)]
                click.echo(_line(query, each))


def _built(folder: Path, count: int) -> Path:
    if folder.is_dir():
        return folder / "site"
    start = time.perf_counter()
    site = build(folder, count)
    index = [path.stat().st_size for path in (site / VI / "search").rglob("*.json")]
    taken = f"{count:,} pages in {time.perf_counter() - start:.0f} s"
    click.echo(f"{taken}; index: {len(index):,} files, {sum(index) / MB:.1f} MB, largest {max(index):,} bytes")
    return site


def _line(query: str, visits: list[Visit]) -> str:
    before, fetched = (median(each) / 1_000 for each in zip(*((v.before, v.fetched) for v in visits), strict=True))
    milliseconds = median(each.milliseconds for each in visits)
    return f"| {query:28} | {before:6.1f} kB | {fetched:6.1f} kB | {milliseconds:5.0f} ms | {visits[0].answer} |"


if __name__ == "__main__":
    main()
