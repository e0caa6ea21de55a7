"""SYNTHETIC projects for the tests of the site: invented pages, no records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from bulletin.model.places import Place
from bulletin.model.text import Language
from bulletin.rendering.files import Asset, Page, SiteFile
from bulletin.rendering.markup import Heading
from bulletin.rendering.phrases.editions import EditionView
from bulletin.rendering.tree import Step
from bulletin.website.configuration import CONFIG, configuration, plugin_of
from bulletin.website.pipeline import Publication
from markupsafe import escape
from mkdocs.commands.build import build as build_with_mkdocs

from tests.sites import LANGUAGES, VI, configured

HOSTILE = "</title><script>alert(1)</script>\"'&{{ 7*7 }}<img src=x onerror=alert(2)>"
"""A name that would do harm wherever it is not encoded."""


def project(directory: Path) -> Path:
    """Make a project with the configuration of the sample and nothing else in it."""
    (directory / "records").mkdir(parents=True)
    return configured(directory)


def page(path: str, title: str, *, body: str = "", search_text: str = "", **fields: object) -> Page:
    """Make a synthetic page with one section."""
    html = f'<h1>{title}</h1>\n<h2 id="figures">Synthetic figures</h2>\n<p>{body or "Synthetic."}</p>'
    markdown = f"# {title}\n\n## Synthetic figures {{#figures}}\n\n{body or 'Synthetic.'}\n"
    return Page(
        path=path,
        title=title,
        description=f"Synthetic page {title}",
        markdown=markdown,
        html=html,
        headings=(Heading("figures", "Synthetic figures", 2),),
        search_text=search_text,
        **fields,  # type: ignore[arg-type]
    )


TOP = ("index.md", "organizations/index.md", "periods/index.md", "measures/index.md", "targets.md", "decisions.md")
LAST = ("sources/index.md", "changes.md", "quality.md", "methods.md", "policies.md", "downloads.md")
ORGANIZATIONS = {
    "binh-thanh": "Bình Thạnh",
    "le-chan": "Lê Chân",
    "dong-da": "Đống Đa",
    "hoa-binh": "Hoà Bình",
    "thanh-khe": "Thanh Khê",
    "coeur": "Élus du Cœur d’Or",
    "nandu": "Ñandú",
    "lodz": "Łódź",
    "elka": "Артёмовск",
    "makka": "مكّة",
    "madina": "المدينة المنوّرة",
}


PRINTED = "binh-thanh"
"""The organization whose entry in the search has :data:`NUMBERS`; those of the others have what they consist of."""
NUMBERS = {"vi": "1.115, tức 101,36% của 1.100.", "en": "1,115, that is 101.36% of 1,100."}
PARTS = "1 115 1, 101, 36%, 100."


def files(language: Language, *extra: SiteFile) -> tuple[SiteFile, ...]:
    """All pages that the navigation names, a few synthetic organizations, and a download."""
    organizations = (
        page(
            f"organizations/{name}.md",
            title,
            search_text=f"Quận {title} kết nạp {NUMBERS[language] if name == PRINTED else PARTS}",
            edit=Place(f"records/organizations/{name}.yml", 3, 1),
        )
        for name, title in ORGANIZATIONS.items()
    )
    pages = (page(path, f"Synthetic {path} {language}") for path in (*TOP, *LAST))
    return (*pages, *organizations, Asset("downloads/figures.csv", b"synthetic\n"), *extra)


def publication(language: Language, *extra: SiteFile, title: str = "SYNTHETIC bulletin") -> Publication:
    """Make a synthetic bulletin."""
    return Publication(
        language=language,
        title=title,
        description="A synthetic bulletin for tests",
        publisher="Synthetic publisher",
        contact="Synthetic contact",
        email=None,
        records_url="https://example.org/edit/",
        updated=date(2023, 4, 1),
        steps=(Step("all", partial(iter, files(language, *extra))),),
        page_count=1,
        languages=LANGUAGES,
    )


def hostile_page() -> Page:
    """Make a page whose name, description and search text would do harm; its article is encoded, as rendering does."""
    return Page(
        path="organizations/hostile.md",
        title=HOSTILE,
        description=HOSTILE,
        markdown="# Hostile\n",
        html=f"<h1>{escape(HOSTILE)}</h1>\n<h2 id='figures'>{escape(HOSTILE)}</h2>",
        headings=(Heading("figures", HOSTILE, 2),),
        search_text=HOSTILE,
    )


def build(project: Path, language: Language, published: Publication) -> Path:
    """Build a publication with MkDocs, strictly; give the directory of its language."""
    directory = project / "site" / language
    config = configuration(project / CONFIG, language, directory)
    plugin_of(config).publication = published
    build_with_mkdocs(config)
    return directory


def build_edition(directory: Path, edition: EditionView, address: str) -> Path:
    """Build a synthetic edition of a site that is published at an address; give its directory."""
    published = replace(publication(VI), edition=edition, address=address)
    return build(project(directory), VI, published)
