"""The real nginx and Caddy on the loopback interface, with the configurations that the guide shows.

Each is started here, and stopped by its process. What stands for oauth2-proxy, which is no package of the test systems,
answers as its documentation says: ``/oauth2/auth`` with 202, 401 or 403, ``/oauth2/start`` with a redirect to the
provider, ``/oauth2/callback`` with the cookie of a session.
"""

from __future__ import annotations

import contextlib
import http.client
import http.server
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser import install_package
from tests.sites import ROOT

GUIDE = ROOT / "docs" / "guide" / "access-control.md"
HOST = "internal.example.org"
USER, PASSWORD = "ana", "correct horse"
SESSION, OUTSIDER = "__Host-bulletin=member", "__Host-bulletin=outsider"
"""Cookies of somebody who may read, and of somebody who is signed in but may not."""
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
STARTING_SECONDS = 20


def required(*programs: str) -> None:
    """Skip the test where a program is missing and cannot be installed; under ``CI=true`` fail.

    :param programs: each is called as its package of Debian.
    """
    missing = [name for name in programs if not (shutil.which(name) or install_package(name))]
    if missing:
        message = f"no {' nor '.join(missing)} was found, nor could be installed: access control was not tried"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(message)


def shown(section: str, language: str) -> str:
    """The example of a section of the guide, as a reader would copy it."""
    text = GUIDE.read_text(encoding="utf-8")
    body = text.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    (example,) = re.findall(rf"^```{language}\n(.*?)^```$", body, re.MULTILINE | re.DOTALL)
    return str(example)


def policy_for(site: Path) -> str:
    """The policy for content that the program of the guide prints for a site."""
    program = shown("What scripts the pages have", "python")
    return _output(sys.executable, "-c", program, str(site))


def free_port() -> int:
    """A port of the loopback interface that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    """By names in small letters."""
    body: bytes


@dataclass
class WebServer:
    """A server that runs, and how it is asked."""

    port: int
    certificate: Path
    process: subprocess.Popen[bytes]

    def ask(self, path: str, *, method: str = "GET", host: str = HOST, **headers: str) -> Answer:
        """Send a request, the path as it is given."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=STARTING_SECONDS)
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=STARTING_SECONDS)
        connection.sock = context.wrap_socket(plain, server_hostname=HOST)
        try:
            connection.putrequest(method, path, skip_host=True)
            for name, value in {"Host": host, **headers}.items():
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            given = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, given, response.read())
        finally:
            connection.close()

    def await_start(self) -> None:
        """Wait until it answers; fail with what it printed when it ends or does not."""
        end = time.monotonic() + STARTING_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(OSError):
                self.ask("/")
                return
            time.sleep(0.05)
        self.stop()
        output = self.process.stdout.read() if self.process.stdout else b""
        pytest.fail(output.decode(errors="replace"))

    def stop(self) -> None:
        """End the process, and wait for its end."""
        self.process.terminate()
        self.process.wait(timeout=STARTING_SECONDS)


@dataclass(frozen=True)
class Setting:
    """What the paths, ports and secrets of the guide are replaced by."""

    folder: Path
    """Empty, for configuration, certificate and whatever a server writes."""
    site: Path
    policy: str
    """For content."""
    proxy_port: int = 0
    """Of what stands for oauth2-proxy; 0: of none."""
    port: int = field(default_factory=free_port)

    @property
    def certificate(self) -> Path:
        """A certificate for the host name, signed by itself."""
        return self.folder / "fullchain.pem"

    def filled(self, example: str) -> str:
        """An example with the paths, ports and the policy of this test."""
        known = {
            "/etc/ssl/bulletin": str(self.folder),
            "/etc/nginx/bulletin.htpasswd": str(self.folder / "htpasswd"),
            "/srv/bulletin-internal": str(self.site),
            "127.0.0.1:4180": f"127.0.0.1:{self.proxy_port}",
            "CONTENT-SECURITY-POLICY": self.policy,
        }
        for text, replacement in known.items():
            example = example.replace(text, replacement)
        return example

    def certify(self) -> None:
        """Make the certificate."""
        subject = ("-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}")
        key = ("-newkey", "rsa:2048", "-nodes", "-keyout", str(self.folder / "key.pem"))
        _output("openssl", "req", "-x509", "-days", "2", *subject, *key, "-out", str(self.certificate))


@contextlib.contextmanager
def nginx(setting: Setting, section: str) -> Iterator[WebServer]:
    """Run nginx with the configuration of a section of the guide."""
    setting.certify()
    (setting.folder / "htpasswd").write_text(f"{USER}:{_output('openssl', 'passwd', '-6', PASSWORD)}\n", "utf-8")
    servers = setting.filled(shown(section, "nginx"))
    servers = servers.replace("listen 443 ssl;", f"listen 127.0.0.1:{setting.port} ssl;")
    servers = servers.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    written = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = "".join(f"{name}_temp_path {setting.folder}/{name};\n" for name in written)
    types = "include /etc/nginx/mime.types;\n" if Path("/etc/nginx/mime.types").exists() else ""
    user = "user root;\n" if IS_ROOT else ""  # the folder of a test is its user's only
    configuration = setting.folder / "nginx.conf"
    configuration.write_text(
        f"{user}pid {setting.folder}/pid;\nevents {{}}\nhttp {{\naccess_log off;\n{types}{paths}{servers}}}\n", "utf-8"
    )
    command = ("nginx", "-e", "stderr", "-p", str(setting.folder), "-c", str(configuration), "-g", "daemon off;")
    with _running(command, setting) as server:
        yield server


@contextlib.contextmanager
def caddy(setting: Setting, section: str) -> Iterator[WebServer]:
    """Run Caddy with the configuration of a section of the guide."""
    setting.certify()
    example = setting.filled(shown(section, "caddyfile")).replace(
        "DIGEST", _output("caddy", "hash-password", "--plaintext", PASSWORD)
    )
    major, minor = map(int, re.findall(r"\d+", _output("caddy", "version"))[:2])
    if (major, minor) < (2, 8):
        example = example.replace("basic_auth", "basicauth")
    tls = f"\tbind 127.0.0.1\n\ttls {setting.certificate} {setting.folder}/key.pem\n"
    example = example.replace(f"{HOST} {{\n", f"https://{HOST}:{setting.port} {{\n{tls}", 1)
    configuration = setting.folder / "Caddyfile"
    configuration.write_text(f"{{\n\tadmin off\n\tauto_https disable_redirects\n}}\n{example}", "utf-8")
    command = ("caddy", "run", "--config", str(configuration), "--adapter", "caddyfile")
    with _running(command, setting) as server:
        yield server


@contextlib.contextmanager
def _running(command: tuple[str, ...], setting: Setting) -> Iterator[WebServer]:
    own = {name: str(setting.folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    process = subprocess.Popen(
        command, env={**os.environ, **own}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    server = WebServer(setting.port, setting.certificate, process)
    try:
        server.await_start()
        yield server
    finally:
        server.stop()
        if process.stdout:
            process.stdout.close()


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL).stdout.strip()


class _Proxy(http.server.BaseHTTPRequestHandler):
    """Answers as oauth2-proxy does."""

    asked: list[tuple[str, Mapping[str, str]]]

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        self.asked.append((address.path, {name.lower(): value for name, value in self.headers.items()}))
        query = parse_qs(address.query)
        if address.path == "/oauth2/auth":
            self._answer({SESSION: 202, OUTSIDER: 403}.get(self.headers.get("Cookie", ""), 401))
        elif address.path == "/oauth2/start":
            self._answer(302, Location=f"https://login.example.org/auth?state={query['rd'][0]}")
        elif address.path == "/oauth2/callback":
            cookie = f"{SESSION}; Path=/; Secure; HttpOnly; SameSite=Lax"
            self._answer(302, Location=query["state"][0], **{"Set-Cookie": cookie})
        else:
            self._answer(404)

    def _answer(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing of each request."""


@dataclass
class ProxyDouble:
    """What stands for oauth2-proxy."""

    port: int
    asked: list[tuple[str, Mapping[str, str]]]
    """Path and headers of each request."""
    server: http.server.ThreadingHTTPServer


@contextlib.contextmanager
def proxy_double() -> Iterator[ProxyDouble]:
    """Answer on the loopback interface as oauth2-proxy would."""
    asked: list[tuple[str, Mapping[str, str]]] = []
    handler = type("Handler", (_Proxy,), {"asked": asked})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield ProxyDouble(server.server_port, asked, server)
        finally:
            server.shutdown()
            thread.join()
