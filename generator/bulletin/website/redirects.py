"""Former addresses of pages, for each engine: a page that leads on by itself, and one to read where none is served."""

from __future__ import annotations

from posixpath import join

from bulletin.rendering.files import Asset, Page, Redirect
from bulletin.rendering.links import relative, served, upwards
from bulletin.rendering.markup import encoders
from bulletin.website.markup import templates


def as_asset(redirect: Redirect, site_url: str | None = None) -> Asset:
    """A small page of HTML that leads on without a script.

    :param site_url: where the site is published; search engines are told of the new address below it.
    """
    href = relative(redirect.path, redirect.to)
    canonical = f"{site_url.rstrip('/')}/{served(redirect.to)}" if site_url else href
    icon = f"{upwards(redirect.path)}assets/images/bulletin.svg"
    page = templates().get_template("redirect.html")
    content = page.render(redirect=redirect, href=href, canonical=canonical, icon=icon)
    return Asset(join(served(redirect.path), "index.html"), content.encode())


def as_page(redirect: Redirect) -> Page:
    """A page with a link, for engines that make pages of Markdown."""
    href = encoders.html(relative(redirect.path, redirect.to))
    link = f'<a href="{href}">{encoders.markdown(redirect.title)}</a>'
    markdown = f"# {encoders.markdown(redirect.words)}\n\n{link}\n"
    return Page(redirect.path, redirect.words, redirect.title, markdown, html="")
