"""PDF files of an edition: accessible, fit for archives, and the same bytes each time."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from bulletin.rendering.markup import blocks
from bulletin.rendering.pdf.document import one_unit, whole_bulletin
from bulletin.rendering.pdf.typesetting import typeset
from pypdf import PdfReader

from tests.rendering.pdf.files import context, edition, largest, sheet, whole
from tests.rendering.pdf.reading_pdf import elements, failures, missing_glyphs, pages_in, scope, titles
from tests.sites import EN, VI

Make = Callable[..., bytes]


@pytest.mark.parametrize("language", [VI, EN])
@pytest.mark.parametrize("make", [whole, sheet])
def test_a_file_conforms_to_the_standards_for_accessibility_and_archives(make: Make, language: str) -> None:
    assert failures(make(language)) == []


def _without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _without_alternatives(pdf: pikepdf.Pdf) -> None:
    for figure in elements(pdf, "Figure"):
        del figure.Alt


def _without_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def _without_scopes(pdf: pikepdf.Pdf) -> None:
    for cell in elements(pdf, "TH"):
        del cell.A


@pytest.mark.parametrize("spoil", [_without_language, _without_alternatives, _without_metadata, _without_scopes])
def test_the_validator_finds_what_is_missing(spoil: Callable[[pikepdf.Pdf], None]) -> None:
    """A gate that lets everything through would be none."""
    with pikepdf.open(io.BytesIO(sheet())) as pdf:
        spoil(pdf)
        changed = io.BytesIO()
        pdf.save(changed)
    assert failures(changed.getvalue())


@pytest.mark.parametrize("make", [whole, sheet])
def test_the_same_edition_gives_the_same_bytes(make: Make) -> None:
    made = whole_bulletin(context()) if make is whole else one_unit(context(), largest())
    assert typeset(made) == make()


@pytest.mark.parametrize("make", [whole, sheet])
def test_every_cell_of_a_table_has_its_headers(make: Make) -> None:
    """The first row heads columns, the first cell of each other row its row; no cell names other headers."""
    with pikepdf.open(io.BytesIO(make())) as pdf:
        assert {scope(cell) for row in elements(pdf, "TR") if row.P.S == "/THead" for cell in row.K} == {"/Column"}
        bodies = [row for row in elements(pdf, "TR") if row.P.S == "/TBody"]
        assert bodies
        for row in bodies:
            first, *others = row.K
            assert scope(first) == "/Row"
            assert {str(cell.S) for cell in others} <= {"/TD"}


def test_a_sheet_is_one_page() -> None:
    assert pages_in(sheet()) == 1


def test_title_language_and_outline_are_the_documents() -> None:
    reader = PdfReader(io.BytesIO(whole(EN)))
    with pikepdf.open(io.BytesIO(whole(EN))) as pdf:
        assert str(pdf.Root.Lang) == EN
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        metadata = pdf.Root.Metadata.read_bytes().decode()
    for said in ("<pdfuaid:part>1<", "<pdfaid:part>3<", "<pdfaid:conformance>A<", "en</rdf:li>"):
        assert said in metadata
    words = context(EN).words
    listed = list(titles(reader.outline))
    assert {words.measure(measure) for measure in context(EN).measures} <= set(listed)
    organizations, known = edition().catalogue.organizations, edition().tables.by_organization
    assert {unit for unit in organizations if words.organization(unit) in listed} == set(known)


@pytest.mark.parametrize("make", [whole, sheet])
def test_every_chart_has_its_text_alternative(make: Make) -> None:
    with pikepdf.open(io.BytesIO(make())) as pdf:
        assert all(str(figure.Alt) for figure in elements(pdf, "Figure"))


def test_every_macro_of_the_pages_has_a_form_on_paper() -> None:
    """A new one needs one in ``Encoder``, where it is only found once a page uses it."""
    leading_through_the_site, notices = (
        {"breadcrumb", "cite", "download_link", "part_links"},
        {"notice", "notice_line", "correction"},
    )
    shown = {"chart", "facts_list", "folded", "headline_list", "lines", "table"}
    assert set(blocks(EN)) == leading_through_the_site | notices | shown


def test_no_mark_of_a_chart_is_without_a_length() -> None:
    """Typst draws no line without one, and dots are such lines."""
    pictures = [block["svg"] for block in whole_bulletin(context()).data["front"] if block["kind"] == "chart"]
    assert pictures
    for picture in pictures:
        assert not re.search(r"h0(?![.0-9])", " ".join(re.findall(' d="([^"]*)"', picture)))


@pytest.mark.parametrize("make", [whole, sheet])
def test_no_glyph_is_missing(make: Make) -> None:
    assert missing_glyphs(make()) == []
