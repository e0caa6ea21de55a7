"""The figures of a PDF file are those that are released, and no others than the site's."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

import pytest
from bulletin.rendering import Page, render
from bulletin.rendering.export.csv_files import figures_csv
from bulletin.rendering.markup import plain
from bulletin.rendering.pages.measure import latest_by_series
from bulletin.rendering.phrases.figures import value_in_cell
from pypdf import PdfReader

from tests.rendering.pdf.files import ADDRESS, context, edition, sheet, whole
from tests.rendering.pdf.reading_pdf import bare
from tests.sites import EN, VI

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


@cache
def numbers_of_the_site(language: str) -> set[str]:
    """The numbers on all pages of the site, those of charts and addresses too."""
    pages = (file for file in render(edition(), language, address=ADDRESS) if isinstance(file, Page))
    return {
        number
        for page in pages
        for text in (page.title, plain(page.html), page.html)
        for number in _NUMBER.findall(text)
    }


@pytest.mark.parametrize("language", [VI, EN])
def test_a_sheet_has_no_number_that_the_site_has_not(language: str) -> None:
    """But for the number of its page and of notes."""
    (page,) = PdfReader(io.BytesIO(sheet(language))).pages
    assert set(_NUMBER.findall(page.extract_text())) - numbers_of_the_site(language) <= set(map(str, range(20)))


@pytest.mark.parametrize("language", [VI, EN])
def test_the_sheet_of_each_unit_has_its_latest_figures(language: str) -> None:
    """Every unit has a page in the whole file, with its name and the released value of each of its measures."""
    reader, context_of = PdfReader(io.BytesIO(whole(language))), context(language)
    pages = [bare(page.extract_text()) for page in reader.pages]
    places = {item.title: reader.get_destination_page_number(item) for item in _leaves(reader.outline)}
    for unit, figures in edition().tables.by_organization.items():
        shown = pages[places[context_of.words.organization(unit)] or 0]
        for figure in latest_by_series(figures):
            assert bare(value_in_cell(context_of.words, figure)) in shown, figure.key


def test_all_figures_are_attached() -> None:
    """The file that the site has of them, byte for byte."""
    (attached,) = PdfReader(io.BytesIO(whole())).attachment_list
    assert attached.name == "figures.csv"
    assert attached.content == figures_csv(edition()).content


def _leaves(outline: list[Any]) -> list[Any]:
    """The entries of an outline without their nesting."""
    return [leaf for item in outline for leaf in (_leaves(item) if isinstance(item, list) else [item])]
