"""The site URL, as publishers give it: normalised and checked in one place, since it is printed on every page."""

from __future__ import annotations

import ipaddress
import re
from typing import NoReturn
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit

from pydantic import HttpUrl

from bulletin.errors import RejectedError
from bulletin.localization.messages import _
from bulletin.model.plain_text import one_line

_LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(\.{_LABEL})*|\[[0-9a-f:]+\]")
_BAD = re.compile(r"[\s\\?#]|%(?![0-9A-Fa-f]{2})")
"""What no site URL may contain: blanks, what browsers read as a slash, what ends the path, a lone %."""
_DEFAULT_PORTS = {"http": 80, "https": 443}
_NO_ADDRESS = _(
    "“{address}” is no address of a site. Give one by SITE_URL or --site-url, such as https://bulletin.example/ or "
    "https://bulletin.example/ward/: without user name, ?, #, or space."
)


def site_address(given: str) -> str:
    """The canonical form of a site URL: the host normalised, the path percent-encoded, a slash at its end.

    :raises RejectedError: when pages cannot be published below it.
    """
    if not given.isprintable() or _BAD.search(given):
        _refuse(given)
    try:
        parts, url = urlsplit(given), HttpUrl(given)
        port = parts.port  # a number that no port has is refused
    except ValueError:  # pydantic's ValidationError is one
        _refuse(given)
    host = (url.host or "").removesuffix(".")
    if not parts.netloc or {"@", "%"} & set(parts.netloc) or not _HOST.fullmatch(host):
        _refuse(given)
    port_part = "" if port in {None, _DEFAULT_PORTS[url.scheme]} else f":{port}"
    return f"{url.scheme}://{host}{port_part}{_path(parts.path, given)}"


def _refuse(given: str) -> NoReturn:
    raise RejectedError(_NO_ADDRESS, address=one_line(given))


def _path(path: str, given: str) -> str:
    """A path in ASCII with a slash at its end."""
    parts = path.strip("/").split("/") if path.strip("/") else []
    if not all(map(_is_plain, map(unquote, parts))):
        _refuse(given)
    return "/".join(["", *(quote(unquote_to_bytes(part), safe="") for part in parts), ""])


def _is_plain(part: str) -> bool:
    """Whether a part of a path is a name that no server takes for another folder."""
    return part not in {"", ".", ".."} and part.isprintable() and not {"/", "\\"} & set(part)


def is_loopback(address: str) -> bool:
    """Whether an address, as :func:`site_address` gives it, leads to the machine that it is used on, or nowhere."""
    host = urlsplit(address).hostname or "localhost"
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return any(number.is_loopback or number.is_unspecified for number in (found, mapped) if number)
