"""The content security policy of pages: what a browser lets a page load and run, whatever were to get into it.

It is in the pages themselves (``<meta http-equiv>``), since a static site has no say in the headers of its host.
See `CSP Level 3 <https://www.w3.org/TR/CSP3/>`_.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode

_OF_PAGES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "media-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""Files of the site alone, no script or style within a page, no plugins and no frames; the theme's own style has marks
as ``data:``."""
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_META = re.compile(rb"[ \t]*<meta http-equiv=\"Content-Security-Policy\"[^<>]*>\n?")

PAGE_POLICY = "; ".join(f"{name} {sources}" for name, sources in _OF_PAGES.items())
"""The policy of all pages but the plain ones."""


def plain_policy(styles: str) -> str:
    """The policy of a page that needs no other file than pictures: nothing but its own style.

    :param styles: its ``<style>`` elements, as they are in the page: the policy names them by their hashes.
    """
    digests = (hashlib.sha256(style.encode()).digest() for style in _STYLE.findall(styles))
    allowed = " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)
    return f"default-src 'none'; style-src {allowed}; img-src 'self' data:; base-uri 'none'; form-action 'none'"


def without_policy(page: bytes) -> bytes:
    """A page without its policy: a preview puts a script into it, which shows what changed."""
    return _META.sub(b"", page)
