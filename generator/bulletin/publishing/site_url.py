"""The site URL, as publishers give it: normalised and checked in one place, since it is printed on every page."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit

from pydantic import HttpUrl

from bulletin.errors import RejectedError
from bulletin.localization.messages import _
from bulletin.model.plain_text import one_line

_LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(\.{_LABEL})*|\[[0-9a-f:]+\]")
_BAD = re.compile(r"[\s\\?#]|%(?![0-9A-Fa-f]{2})")
"""What no site URL may contain: blanks, what browsers read as a slash, what ends the path, a lone %."""
_OPTIONS = "SITE_URL / --site-url"
"""Where publishers give the site URL."""
_DEFAULT_PORTS = {"http": 80, "https": 443}
_NO_ADDRESS = _(
    "“{address}” is no address of a site. Give one by {option}, such as https://bulletin.example/ or "
    "https://bulletin.example/ward/: without user name, ?, #, or space."
)


def site_address(given: str, option: str = _OPTIONS) -> str:
    """The canonical form of a site URL: the host normalised, the path percent-encoded, a slash at its end.

    :param option: where it was given, for the message.
    :raises RejectedError: when pages cannot be published below it.
    """
    refusal = RejectedError(_NO_ADDRESS, address=one_line(given), option=option)
    if not given.isprintable() or _BAD.search(given):
        raise refusal
    try:
        parts, url = urlsplit(given), HttpUrl(given)
        port = parts.port  # a number that no port has is refused
    except ValueError:  # pydantic's ValidationError is one
        raise refusal from None
    host, folders = (url.host or "").removesuffix("."), _folders(parts.path)
    if not parts.netloc or {"@", "%"} & set(parts.netloc) or not _HOST.fullmatch(host):
        raise refusal
    if not all(map(_is_plain, map(unquote, folders))):
        raise refusal
    port_part = "" if port in {None, _DEFAULT_PORTS[url.scheme]} else f":{port}"
    path = "/".join(["", *(quote(unquote_to_bytes(folder), safe="") for folder in folders), ""])  # in ASCII
    return f"{url.scheme}://{host}{port_part}{path}"


def _folders(path: str) -> list[str]:
    """The parts of a path; none of that of a whole host."""
    return path.strip("/").split("/") if path.strip("/") else []


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
