"""A token for the host that is published to reaches git through the environment, and nobody else."""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from bulletin.publishing.git import remote_settings
from bulletin.publishing.stores import branch_target

from tests.publishing.built_projects import BuiltProject, edition, git, publish_quickly

pytestmark = pytest.mark.slow

SECRET = "synthetic-token"


def answer(project: Path, address: str, asked: str) -> str:
    """What git would send to an address, where the remote has another."""
    settings = remote_settings(project, address)
    nobody = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "",
    }
    scheme, _, host = asked.partition("://")
    done = subprocess.run(
        ("git", "credential", "fill"),
        cwd=project,
        env={**os.environ, **nobody, **settings},
        input=f"protocol={scheme}\nhost={host}\n\n",
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


@pytest.fixture
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have one in the environment."""
    monkeypatch.setenv("PUBLISH_TOKEN", SECRET)
    monkeypatch.delenv("PUBLISH_USER", raising=False)


@pytest.mark.usefixtures("token")
def test_the_host_of_the_remote_gets_it(sample: BuiltProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the user that is given, or the one that GitHub takes for any token."""
    address = "https://forge.example/ward/bulletin.git"
    assert f"username=x-access-token\npassword={SECRET}\n" in answer(sample.project, address, "https://forge.example")
    monkeypatch.setenv("PUBLISH_USER", "gitlab-ci-token")
    assert f"username=gitlab-ci-token\npassword={SECRET}\n" in answer(sample.project, address, "https://forge.example")


@pytest.mark.usefixtures("token")
@pytest.mark.parametrize("asked", ["https://other.example", "http://forge.example", "https://forge.example.other"])
def test_no_other_host_gets_it(sample: BuiltProject, asked: str) -> None:
    assert SECRET not in answer(sample.project, "https://forge.example/ward/bulletin.git", asked)


@pytest.mark.usefixtures("token")
@pytest.mark.parametrize("address", [None, "/srv/bulletin.git", "git@forge.example:ward/bulletin.git"])
def test_remotes_that_are_not_reached_over_http_have_no_use_for_it(sample: BuiltProject, address: str | None) -> None:
    assert "helper" not in str(remote_settings(sample.project, address))


@pytest.mark.usefixtures("token")
def test_no_setting_holds_it(sample: BuiltProject) -> None:
    """Settings may be logged; the environment is the program's own."""
    assert SECRET not in str(remote_settings(sample.project, "https://forge.example/"))


# --- a forge that wants to know who pushes


@contextmanager
def forge(folder: Path) -> Iterator[str]:
    """Serve the repositories of a folder over HTTP, to whoever has the token; give the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def log_message(self, *_arguments: object) -> None:
            """Log nothing."""

        def _answer(self) -> None:
            wanted = base64.b64encode(f"x-access-token:{SECRET}".encode()).decode()
            if self.headers.get("Authorization") != f"Basic {wanted}":
                self.send_response(401)
                self.send_header("WWW-Authenticate", 'Basic realm="forge"')
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            path, _, query = self.path.partition("?")
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            variables = {
                "GIT_PROJECT_ROOT": str(folder),
                "GIT_HTTP_EXPORT_ALL": "1",
                "PATH_INFO": path,
                "QUERY_STRING": query,
                "REQUEST_METHOD": self.command,
                "REMOTE_USER": "synthetic",
                "CONTENT_LENGTH": str(len(body)),
                "CONTENT_TYPE": self.headers.get("Content-Type") or "",
                "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding") or "",
            }
            backend = ("git", "-c", f"safe.directory={folder}", "http-backend")
            done = subprocess.run(backend, input=body, env={**os.environ, **variables}, capture_output=True, check=True)
            head, _, content = done.stdout.partition(b"\r\n\r\n")
            fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
            self.send_response(int(fields.pop("Status", "200").split()[0]))
            for name, value in {**fields, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_publishing_needs_the_token_and_nothing_else(
    sample: BuiltProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The branch is pushed by whoever has it; without it the forge refuses, and nobody is asked."""
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    monkeypatch.delenv("PUBLISH_USER", raising=False)
    with forge(tmp_path) as address:
        monkeypatch.setenv("PUBLISH_TOKEN", "")
        with (
            pytest.raises(Exception, match="git failed"),
            branch_target(sample.project, "pages", f"{address}/remote.git"),
        ):
            pass
        monkeypatch.setenv("PUBLISH_TOKEN", SECRET)
        with branch_target(sample.project, "pages", f"{address}/remote.git") as target:
            publish_quickly(sample, target, edition(1))
    assert "versions.json" in git(tmp_path / "remote.git", "ls-tree", "-r", "--name-only", "pages")
