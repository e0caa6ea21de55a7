"""What stops the builds of a preview, on top of each page of the last good site."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from mkdocs.exceptions import Abort

from bulletin.errors import BulletinError
from bulletin.model.text import Language
from bulletin.website.content_policy import without_policy
from bulletin.website.pipeline import mkdocs_warnings
from bulletin.website.templating import templates

Report = Callable[[str], None]
"""Takes the message of what stopped a build."""


@dataclass
class Failure:
    """The failure of the latest build."""

    report: Report
    text: str = ""
    """Why it stopped; empty when it did not."""

    def take(self, text: str) -> None:
        """Show and report what stopped a build, or that nothing did."""
        self.text = text
        if text:
            self.report(text)


def failure_of(build: Callable[[], object], language: Language) -> str:
    """What stops a build, in a language; empty where nothing does."""
    with mkdocs_warnings() as messages:
        try:
            build()
        except BulletinError as error:
            return "\n".join(messages) or error.text(language)
        except Abort as error:
            return "\n".join(messages) or str(error)
        except Exception:  # noqa: BLE001 - a preview is for people who are changing things
            return traceback.format_exc()
    return ""


def with_failure(failure: Failure, application: WSGIApplication) -> WSGIApplication:
    """The application, with the failure of the latest build, if any, on top of each of its HTML pages.

    The pages have no policy here, which would stop the script that loads them again.
    """

    def respond(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        answers: list[tuple[str, list[tuple[str, str]]]] = []

        def keep(status: str, headers: list[tuple[str, str]], *_: Any) -> Callable[[bytes], object]:
            answers.append((status, headers))
            return lambda _data: None

        body = application(environ, keep)
        ((status, headers),) = answers
        if ("Content-Type", "text/html") in headers:
            body = _previewed(body, failure.text)
            headers = [("Content-Type", "text/html; charset=utf-8")]
        start_response(status, headers)
        return body

    return respond


def _previewed(body: Iterable[bytes], text: str) -> list[bytes]:
    page = without_policy(b"".join(body))
    if hasattr(body, "close"):
        body.close()
    if not text:
        return [page]
    alert = templates().get_template("alert.html").render(text=text).encode()
    before, tag, after = page.rpartition(b"</body>")
    return [before + alert + tag + after] if tag else [page, alert]
