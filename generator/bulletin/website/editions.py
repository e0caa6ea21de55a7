"""One edition's site among the others: where it stands, and the ways from each page to the same page elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig

from bulletin.model.text import Language
from bulletin.rendering.links import LATEST
from bulletin.website.pipeline import Publication


def configure(config: MkDocsConfig, published: Publication) -> None:
    """Tell MkDocs and the theme where an edition's site stands; a draft stands nowhere, so that nothing leads to it."""
    if published.edition is None:
        config.site_url = None
        config.extra["draft"] = published.draft
        return
    config.site_url = f"{published.address}{_language(config)}/{published.edition.version}/"
    config.extra["undated"] = not published.edition.changed_on
    config.extra["version"] = {"provider": "mike", "default": LATEST}


def alternate_links(config: MkDocsConfig, published: Publication) -> Callable[[str], None]:
    """Give a function that takes the next page, so that the theme links to the same page elsewhere (alternates).

    It takes the page's address below the site. What it changes are the links to the other languages, and for an edition
    the links to the same page of other editions.
    """
    known = [link for link in config.extra.get("alternate", ()) if link["lang"] in published.languages]
    edition = published.edition
    languages = [{**link, "link": f"../{link['link']}{edition.version}/"} for link in known] if edition else known

    def lead_to(address: str) -> None:
        config.extra["alternate"] = [{**link, "link": link["link"] + address} for link in languages]
        if edition is not None:
            latest = f"../{LATEST}/{address}"
            config.extra["edition"] = {"view": edition, "page": address, "latest": latest}

    return lead_to


def canonical(published: Publication, language: Language, address: str) -> Markup | None:
    """Where search engines are to look for a page: in the newest edition. None for a draft.

    It is encoded for HTML, since the theme prints it as it is.
    """
    return escape(f"{published.address}{language}/{LATEST}/{address}") if published.edition else None


def changed_on(published: Publication) -> str:
    """The day of all pages: of the edition's release or correction, or of a draft's latest figure.

    Where no day of an edition is known, it is that of its latest figure too, since MkDocs needs one; site maps then
    give none.
    """
    edition = published.edition
    return edition.changed_on if edition and edition.changed_on else published.updated.isoformat()


def _language(config: MkDocsConfig) -> Language:
    return str(config.plugins["bulletin"].config["language"])
