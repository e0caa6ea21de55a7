"""Previews that outlive a mistake: it is shown on top of the last good site, and goes away when it is mended."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from bulletin.website.pipeline import SiteError, complaints
from bulletin.website.resources import templates

Report = Callable[[str], None]
"""Takes the message of what stopped a build."""


def _logged_already(_: str) -> None:
    """MkDocs' own preview reports its errors itself."""


@dataclass
class Mistake:
    """What stopped the latest build."""

    text: str = ""
    """Empty when nothing did."""


def outlive_mistakes(
    server: LiveReloadServer, build: Callable[[], None], report: Report = _logged_already
) -> Callable[[], None]:
    """Let ``server`` show what is wrong; by itself, it stops answering until all is well.

    :param build: builds the site that the server shows.
    :return: the same, but showing and reporting what stops it instead of raising it.
    """
    mistake = Mistake()

    def attempt() -> None:
        mistake.text = _mistake_of(build)
        if mistake.text:
            report(mistake.text)

    server.builder = attempt
    server.set_app(private(str(server.server_address[0]), showing(mistake, server.serve_request)))
    return attempt


def _mistake_of(build: Callable[[], None]) -> str:
    with complaints() as messages:
        try:
            build()
        except (SiteError, Abort) as error:
            return "\n".join(messages) or str(error)
        except Exception:  # noqa: BLE001 - a preview is for people who are changing things
            return traceback.format_exc()
    return ""


def private(host: str, application: WSGIApplication) -> WSGIApplication:
    """The application, only for browsers that ask for this machine by a name of its own.

    Others may show a page of somebody who lets the page's own name lead here, to read what is not published yet.

    :param host: the address that the preview listens on. Where that is every address, so is its name.
    """

    def respond(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if _is_own_name(environ.get("HTTP_HOST", ""), host):
            return application(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain")])
        return [b"403 Forbidden: this preview is for this machine only.\n"]

    return respond


def _is_own_name(asked: str, host: str) -> bool:
    try:
        name = urlsplit(f"//{asked}").hostname or ""
    except ValueError:
        return False
    if name in {"localhost", "127.0.0.1", "::1", host.lower()}:
        return True
    try:
        return ip_address(host).is_unspecified and bool(ip_address(name))
    except ValueError:
        return False


def showing(mistake: Mistake, application: WSGIApplication) -> WSGIApplication:
    """The application, with the mistake on top of each of its HTML pages while there is one."""

    def respond(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not mistake.text:
            return application(environ, start_response)
        answers: list[tuple[str, list[tuple[str, str]]]] = []

        def keep(status: str, headers: list[tuple[str, str]], *_: Any) -> Callable[[bytes], object]:
            answers.append((status, headers))
            return lambda _: None

        body = application(environ, keep)
        ((status, headers),) = answers
        if ("Content-Type", "text/html") in headers:
            body = _with_alert(body, mistake.text)
            headers = [("Content-Type", "text/html; charset=utf-8")]
        start_response(status, headers)
        return body

    return respond


def _with_alert(body: Iterable[bytes], text: str) -> list[bytes]:
    page = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    alert = templates().get_template("alert.html").render(text=text).encode()
    before, tag, after = page.rpartition(b"</body>")
    return [before + alert + tag + after] if tag else [page, alert]
