"""The derived files: all that is above the folders of the editions, made from the manifests in them."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from bulletin.publishing.manifest import Renewal, SiteManifest, read_site_manifest, site_manifest_to_json
from bulletin.publishing.version_names import NAME
from bulletin.publishing.versions.feeds import atom_feed, json_feed, sitemap_files
from bulletin.publishing.versions.pages import (
    brand_style,
    copy_newest,
    editions_page,
    landing_pages,
    not_found,
    stubs,
    versions_file,
)
from bulletin.publishing.versions.published import ATOM, JSON, LanguageVersions, Published, published_in
from bulletin.rendering.files import Asset
from bulletin.rendering.links import EDITIONS, LATEST
from bulletin.website.templating import THEME

_ABOVE = ("index.html", "404.html", NAME, "sitemap*.xml", "robots.txt", ".nojekyll", "assets")
_IN_LANGUAGE = ("index.html", "versions.json", ATOM, JSON, EDITIONS, LATEST)
_STYLE = Path(__file__).parent / "templates" / "editions.css"
_ICON = THEME / "assets" / "images" / "bulletin.svg"


def derive(directory: Path, address: str | None = None, renewals: Sequence[Renewal] | None = None) -> None:
    """Make the derived files anew, as a function of the manifests of published versions and the site's address alone.

    :param directory: holds the folders of the editions, ``<language>/<version>/``, which stay as they are; is not
        public yet.
    :param address: where the site is by now; None takes that of the manifests.
    :param renewals: what was replaced of themes, which no version's manifest knows; None takes those in the site's own.
    :raises ManifestError: when there is no edition, or a manifest cannot be read or belongs elsewhere.
    :raises OSError: when the disk is full, or the like.
    """
    published = published_in(directory, address)
    if renewals is None:
        renewals = read_site_manifest(directory).renewals if (directory / NAME).is_file() else ()
    _remove_derived(directory)
    files = {
        path: sha256 for versions in published.languages for path, sha256 in copy_newest(versions, directory).items()
    }
    for asset in (*_derived(published), *_look(published, directory)):
        files[asset.path] = _write(directory, asset)
    _write(directory, _manifest(published, files, tuple(renewals or ())))


def _remove_derived(directory: Path) -> None:
    """Remove, rather than write over: a file may be shared with the site that is public now."""
    above = [path for pattern in _ABOVE for path in directory.glob(pattern)]
    below = [path for name in _IN_LANGUAGE for path in directory.glob(f"*/{name}")]
    for path in (*above, *below):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _derived(published: Published) -> Iterator[Asset]:
    """All derived files but the copies and the manifest."""
    for versions in published.languages:
        yield from _of_language(published, versions)
    yield from landing_pages(published)
    yield not_found(published)
    yield from sitemap_files(published)
    yield from _for_machines(published)


def _of_language(published: Published, versions: LanguageVersions) -> Iterator[Asset]:
    yield versions_file(versions)
    yield editions_page(published, versions)
    yield atom_feed(published, versions)
    yield json_feed(published, versions)
    yield from stubs(published, versions)


def _look(published: Published, directory: Path) -> Iterator[Asset]:
    """The style of the pages above the editions, and their icon: the newest edition's logo, where it has one."""
    brand, newest = published.brand, published.first.newest
    yield Asset("assets/series.css", _STYLE.read_bytes() + brand_style(brand))
    if brand is not None and brand.logo:
        yield Asset(f"assets/{brand.logo_name}", (directory / newest.language / newest.name / brand.logo).read_bytes())
    else:
        yield Asset("assets/bulletin.svg", _ICON.read_bytes())


def _for_machines(published: Published) -> Iterator[Asset]:
    """Files for hosts and search engines, which look for robots.txt only at the top of a host."""
    yield Asset(".nojekyll", b"")  # without it, GitHub Pages leaves out what begins with a dot
    if published.audience:
        yield Asset("robots.txt", b"User-agent: *\nDisallow: /\n")
    elif urlsplit(published.address).path == "/":
        yield Asset("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {published.address}sitemap.xml\n".encode())


def _write(directory: Path, asset: Asset) -> str:
    path = directory / asset.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(asset.content)
    return hashlib.sha256(asset.content).hexdigest()


def _manifest(published: Published, files: dict[str, str], renewals: tuple[Renewal, ...]) -> Asset:
    """The manifest of the site: the hash of each version's manifest, and of every derived file."""
    editions = {
        f"{versions.language}/{version.name}": version.sha256
        for versions in published.languages
        for version in versions.versions
    }
    site = SiteManifest(published.address, editions, files, published.audience, renewals or None)
    return Asset(NAME, site_manifest_to_json(site))
