"""The address of a site, as people give it: read once, so that what is printed on every page can be nothing else."""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import NoReturn
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit

from bulletin.model.plain_text import one_line
from bulletin.publishing.refusal import RefusedError
from bulletin.publishing.words import Refusals

_LABEL = "[a-z0-9]([a-z0-9-]*[a-z0-9])?"
_NAME = re.compile(rf"{_LABEL}(\.{_LABEL})*")
_BAD = re.compile(r"[\s\\?#]|%(?![0-9A-Fa-f]{2})")
"""What no address of a site may hold: blanks, what browsers read as a slash, what ends the path, a lone %."""
_USUAL = {"http": 80, "https": 443}


def site_address(given: str) -> str:
    """The address of a site in the one way to write it: the host as computers have it, the path encoded, a slash last.

    :raises RefusedError: when it is no address below which pages can stand.
    """
    if not given.isprintable() or _BAD.search(given):
        _refuse(given)
    try:
        parts = urlsplit(given)
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:  # UnicodeError is one
        _refuse(given)
    if parts.scheme not in _USUAL or "@" in parts.netloc or not host:
        _refuse(given)
    place = "" if port in {None, _USUAL[parts.scheme]} else f":{port}"
    return f"{parts.scheme}://{host}{place}{_path(parts.path, given)}"


def _refuse(given: str) -> NoReturn:
    raise RefusedError(Refusals.no_address, address=one_line(given))


def _host(name: str) -> str:
    """A host: its number if it is one, however it is written; else its name, in ASCII; empty where it is neither.

    :raises ValueError: when it cannot be one.
    """
    if ":" in name:
        return f"[{ipaddress.IPv6Address(name).compressed}]" if "%" not in name else ""
    plain = name.encode("idna").decode().lower().removesuffix(".")
    try:
        return socket.inet_ntoa(socket.inet_aton(plain))  # 127.1 and 2130706433 as browsers read them
    except OSError:
        return plain if _NAME.fullmatch(plain) else ""


def _path(path: str, given: str) -> str:
    """A path in ASCII with a slash at its end."""
    parts = path.strip("/").split("/") if path.strip("/") else []
    if not all(map(_is_plain, map(unquote, parts))):
        _refuse(given)
    return "/".join(["", *(quote(unquote_to_bytes(part), safe="") for part in parts), ""])


def _is_plain(part: str) -> bool:
    """Whether a part of a path is a name that no server takes for another place."""
    return part not in {"", ".", ".."} and part.isprintable() and not {"/", "\\"} & set(part)


def is_loopback(address: str) -> bool:
    """Whether an address, as :func:`site_address` gives it, leads to the machine that it is used on, or nowhere."""
    host = urlsplit(address).hostname or "localhost"
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return any(one.is_loopback or one.is_unspecified for one in (found, mapped) if one)
