"""Sitemaps (https://www.sitemaps.org/protocol.html) in several files where there are many pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from bulletin.website.templating import templates

SITEMAP = "sitemap.xml"
LIMIT = 10_000
"""Addresses that one file holds. The protocol allows five times as many, but no more than 50 MB, which is what so many
addresses with those of six languages each may have."""
_URL = re.compile(r"\s*<url>.*?</url>", re.DOTALL)


def names_of_parts(addresses: int, limit: int = LIMIT) -> Sequence[str]:
    """The names of the files that so many addresses are in: where these are several, :data:`SITEMAP` lists them."""
    parts = -(-addresses // limit)
    return [f"sitemap-{number}.xml" for number in range(1, parts + 1)] if parts > 1 else [SITEMAP]


def list_of_parts(address: str, names: Sequence[str]) -> bytes:
    """The file that lists others.

    :param address: of the folder that they are in.
    """
    page = templates().get_template("sitemaps.xml")
    return page.render(addresses=[address + name for name in names]).encode()


def split_sitemap(site_dir: Path, address: str | None, limit: int = LIMIT) -> None:
    """Put the sitemap that MkDocs has written into several files, where it is long.

    :param address: where the site is published; without it, a sitemap has no addresses.
    """
    path = site_dir / SITEMAP
    text = path.read_text(encoding="utf-8") if address and path.is_file() else ""
    urls = _URL.findall(text)
    names = names_of_parts(len(urls), limit)
    if address is None or len(names) == 1:
        return
    head, tail = text[: text.index(urls[0])], text[text.rindex(urls[-1]) + len(urls[-1]) :]
    for number, name in enumerate(names):
        part = urls[number * limit : (number + 1) * limit]
        (site_dir / name).write_bytes("".join((head, *part, tail)).encode())
    path.write_bytes(list_of_parts(address, names))
