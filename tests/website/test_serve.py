"""A preview follows the records, shows what is wrong on the last good site, and recovers by itself."""

from __future__ import annotations

import html
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from bulletin.errors import RequestError
from bulletin.website.serve import _site_sources, serve, show_failures
from mkdocs.livereload import LiveReloadServer

from tests.sites import LANGUAGES, SAMPLE

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 90
"""For a preview to begin, on a machine that is busy with other tests."""

BULLETIN = (
    "import sys, pathlib; from bulletin.website.serve import serve; "
    "serve(pathlib.Path('.'), '127.0.0.1', int(sys.argv[1]), languages=('vi', 'en'), report=print)"
)


@dataclass(frozen=True)
class Preview:
    """A running preview of a copy of the sample."""

    project: Path
    address: str
    """Of the site's Vietnamese pages, with a slash at its end."""
    is_of_mkdocs: bool = False
    """Whether MkDocs alone shows it."""

    @property
    def record(self) -> Path:
        """The file that the tests change."""
        return self.project / "records" / "bulletin.yml"

    def page(self, path: str = "") -> str:
        """The HTML of a page, or of what is there in its place; empty while nothing answers."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE_SECONDS) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                return str(error.read().decode())
        except urllib.error.URLError:
            return ""

    def seconds_until(self, text: str, *, gone: bool = False) -> float:
        """How long it takes until the front page shows, or no longer shows, a text."""
        begun = time.monotonic()
        while (text in html.unescape(self.page())) == gone:
            assert time.monotonic() - begun < PATIENCE_SECONDS, self.page()[-3000:]
            time.sleep(0.05)
        return time.monotonic() - begun


@contextmanager
def running(project: Path, *command: str, path: str, end: int = signal.SIGINT) -> Iterator[Preview]:
    """Run a preview until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments = [argument.format(port=port) for argument in command]
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    preview = Preview(project, f"http://127.0.0.1:{port}/{path}")
    try:
        preview.seconds_until("</body>")
        yield preview
        process.send_signal(end)
        assert process.wait(timeout=30) == 0, "Ctrl-C is a good end, and so is SIGTERM"
    finally:
        process.kill()
        process.wait()


@pytest.fixture(params=["bulletin", "mkdocs"])
def preview(request: pytest.FixtureRequest, project: Path) -> Iterator[Preview]:
    """Give a preview by either command."""
    commands = {
        "bulletin": ("-c", BULLETIN, "{port}"),
        "mkdocs": ("-m", "mkdocs", "serve", "--dev-addr", "127.0.0.1:{port}"),
    }
    with running(project, *commands[request.param], path="vi/") as preview:
        yield replace(preview, is_of_mkdocs=request.param == "mkdocs")


def _is_shown_before_a_build_ends(preview: Preview, text: str, site: Path) -> bool:
    """Whether what was saved is shown before a build has ended that began then, on the same busy machine."""
    bulletin = str(Path(sys.executable).with_name("bulletin"))
    command = (bulletin, "build", "--draft", "--no-cache", "--site-dir", str(site))
    with subprocess.Popen(command, cwd=preview.project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as build:
        preview.seconds_until(text)
        is_building = build.poll() is None
    assert build.returncode == 0
    return is_building


def test_preview_follows_fails_and_recovers(preview: Preview, tmp_path: Path) -> None:
    """A saved record is shown in time; a wrong one leaves the site, under the problem; mended, that goes.

    In time is before a build would be done. One of three records has to be: other processes may delay any of them.
    """
    good = preview.record.read_text(encoding="utf-8")

    def follows(number: int) -> bool:
        preview.record.write_text(good.replace("  vi: ", f"  vi: XEM THỬ {number} ", 1), encoding="utf-8")
        return _is_shown_before_a_build_ends(preview, f"XEM THỬ {number}", tmp_path / "built")

    assert any(map(follows, range(3)))
    retitled = preview.record.read_text(encoding="utf-8")

    preview.record.write_text(retitled + "\nno-such-field: 1\n", encoding="utf-8")
    preview.seconds_until("no-such-field")
    assert "records/bulletin.yml:" in preview.page()
    assert "XEM THỬ" in preview.page(), "the last good site stays"
    assert "no-such-field" in preview.page("organizations/"), "on every page"

    preview.record.write_text(good, encoding="utf-8")
    preview.seconds_until("records/bulletin.yml:", gone=True)
    preview.seconds_until("XEM THỬ", gone=True)


def _git(project: Path, *arguments: str) -> None:
    name = ("-c", "user.name=A Tester", "-c", "user.email=tester@example.org")
    subprocess.run(["git", *name, *arguments], cwd=project, check=True, capture_output=True)


def test_preview_follows_through_checkouts_of_another_branch(preview: Preview) -> None:
    """While the records are gone the preview says so; once they are back, each saved record is shown again."""
    _git(preview.project, "init", "--initial-branch", "main")
    _git(preview.project, "add", ".")
    _git(preview.project, "commit", "--message", "Records")
    _git(preview.project, "checkout", "--orphan", "gh-pages")
    _git(preview.project, "rm", "-rf", "records")
    good = (SAMPLE / "records" / "bulletin.yml").read_text(encoding="utf-8")
    preview.seconds_until("isn't an existing directory" if preview.is_of_mkdocs else "phần xem thử chạy tiếp")
    _git(preview.project, "checkout", "--force", "main")
    assert preview.record.read_text(encoding="utf-8") == good
    for number in range(3):
        preview.record.write_text(good.replace("  vi: ", f"  vi: XEM LẠI {number} ", 1), encoding="utf-8")
        preview.seconds_until(f"XEM LẠI {number}")
        assert f"XEM LẠI {number - 1}" not in preview.page()


def test_preview_begins_with_wrong_records(project: Path) -> None:
    """A preview that begins with wrong records shows what is wrong, and the site when they are mended."""
    record = project / "records" / "bulletin.yml"
    good = record.read_text(encoding="utf-8")
    record.write_text(good + "\nno-such-field: 1\n", encoding="utf-8")
    with running(project, "-c", BULLETIN, "{port}", path="") as preview:
        preview.seconds_until("no-such-field")
        record.write_text(good, encoding="utf-8")
        preview.seconds_until("url=vi/")
        assert "no-such-field" not in preview.page()


def test_preview_shows_both_languages(project: Path) -> None:
    """Both languages are there, and lead to each other."""
    with running(project, "-c", BULLETIN, "{port}", path="vi/") as preview:
        assert 'lang="vi"' in preview.page("organizations/")
        assert 'lang="en"' in preview.page("../en/organizations/")


def test_preview_leaves_nothing_behind(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that fails leaves no folder, and SIGTERM ends a preview as Ctrl-C does, with nothing left."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (project / "records" / "bulletin.yml").write_text("no-such-field: 1\n", encoding="utf-8")
    with running(project, "-c", BULLETIN, "{port}", path="", end=signal.SIGTERM) as preview:
        preview.seconds_until("no-such-field")
        assert len(list((tmp_path / "temporary").glob("*/*"))) == 1, "only the page that is shown"
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize(
    ("host", "asked", "is_answered"),
    [
        ("127.0.0.1", "127.0.0.1:8000", True),
        ("127.0.0.1", "localhost:8000", True),
        ("127.0.0.1", "LOCALHOST", True),
        ("::1", "[::1]:8000", True),
        ("preview.test", "preview.test:8000", True),
        ("0.0.0.0", "192.0.2.1:8000", True),
        ("0.0.0.0", "evil.test:8000", False),
        ("127.0.0.1", "192.0.2.1:8000", False),
        ("127.0.0.1", "evil.test:8000", False),
        ("127.0.0.1", "localhost.evil.test", False),
        ("127.0.0.1", "localhost@evil.test", False),
        ("127.0.0.1", "[::1", False),
        ("127.0.0.1", "", False),
    ],
)
def test_preview_answers_only_to_its_own_names(host: str, asked: str, *, is_answered: bool) -> None:
    """A page of somebody whose name leads here cannot read a preview: browsers send which name they asked."""
    said: list[str] = []
    server = LiveReloadServer(lambda: None, host, 0, root=tempfile.gettempdir())
    show_failures(server, lambda: None, "en")
    application = server.get_app()
    assert application is not None
    application({"HTTP_HOST": asked, "PATH_INFO": "/livereload/0/1"}, lambda status, _: said.append(status))  # type: ignore[arg-type]
    server.server_close()
    assert said == ["200 OK" if is_answered else "403 Forbidden"]


def test_taken_port_is_said_before_anything_is_built(project: Path) -> None:
    """No address of another program's site is printed; the message names a port to try."""
    said: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(RequestError, match=f"port {port} of 127.0.0.1"):
            serve(project, "127.0.0.1", port, languages=("vi",), report=said.append)
    assert not said


def test_preview_follows_what_the_configuration_names(project: Path) -> None:
    """Pages and templates kept elsewhere, and a file that is inherited; while it is broken, the usual places."""
    config = project / "mkdocs.yml"
    usual = {project / "docs", config}
    assert set(_site_sources(project, LANGUAGES)) == usual
    (project / "pages").mkdir()
    (project / "layout").mkdir()
    config.rename(project / "base.yml")
    own = "INHERIT: base.yml\ndocs_dir: pages\ntheme: {name: material, custom_dir: layout}\n"
    config.write_text(own, encoding="utf-8")
    named = {project / "base.yml", project / "layout", *(project / "pages" / language for language in LANGUAGES)}
    assert set(_site_sources(project, LANGUAGES)) == usual | named
    config.write_text("theme: [", encoding="utf-8")
    assert set(_site_sources(project, LANGUAGES)) == usual
