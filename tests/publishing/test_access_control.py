"""The configurations of the guide protect an internal edition: tried with the real nginx, the real Caddy and a browser.

oauth2-proxy is no package of the systems on which tests run. In its place is a small test double that answers as its
documentation says (``web_servers.py``): nginx's ``auth_request`` and Caddy's ``forward_auth`` are tried for real,
oauth2-proxy itself and its own configuration are not.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.publishing.web_servers import (
    OUTSIDER,
    PASSWORD,
    SESSION,
    USER,
    ProxyDouble,
    Setting,
    WebServer,
    caddy,
    free_port,
    nginx,
    policy_for,
    proxy_double,
    required,
)
from tests.sites import Site

pytestmark = pytest.mark.slow

Start = Callable[[Setting, str], AbstractContextManager[WebServer]]
SECRET = b"a figure for nobody else"
PAGE = f"<!doctype html><title>Internal</title><p>{SECRET.decode()}</p>".encode()
FILES = (
    "index.html",
    "404.html",
    "sitemap.xml",
    "vi/index.html",
    "vi/latest/downloads/figures.csv",
    "vi/latest/search/search_index.json",
    ".git/config",
    "vi/.hidden/index.html",
    "no-index/figures.csv",
)
AROUND = (
    *(
        "/vi",
        "//vi/",
        "/./vi/",
        "/vi/../vi/index.html",
        "/%76i/index.html",
        "/vi/%2e%2e/index.html",
        "/vi%2findex.html",
    ),
    *("/vi/index.html?x=1", "/vi/;/index.html", "/VI/", "/vi/index.html%00", "/no-index/", "/nowhere"),
    *("/oauth2/../vi/index.html", "/oauth2/%2e%2e/vi/index.html", "/oauth2/..%2fvi/index.html", "/oauth2", "/oauth2x/"),
)
"""Addresses by which somebody might look for a way around."""
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
FEW = ("/vi/", "/vi/index.html", "/vi/latest/downloads/figures.csv")
EDITION = "en/2023-Q1"
CREDENTIALS = f"Basic {base64.b64encode(f'{USER}:{PASSWORD}'.encode()).decode()}"
WRONG = f"Basic {base64.b64encode(f'{USER}:guessed'.encode()).decode()}"


@pytest.fixture(scope="module")
def site_of_secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in which every file holds the secret."""
    folder = tmp_path_factory.mktemp("secrets")
    for name in FILES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(PAGE)
    return folder


@pytest.fixture(scope="module", params=["nginx", "Caddy"])
def server(request: pytest.FixtureRequest) -> tuple[str, Start]:
    """Each server by its name in the guide, installed if need be."""
    name: str = request.param
    required(name.lower(), "openssl")
    return name, nginx if name == "nginx" else caddy


@pytest.fixture(scope="module")
def with_passwords(
    server: tuple[str, Start], site_of_secrets: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WebServer]:
    """The server with the configuration for passwords."""
    name, start = server
    setting = Setting(tmp_path_factory.mktemp("passwords"), site_of_secrets, policy_for(site_of_secrets))
    with start(setting, f"{name} with passwords") as started:
        yield started


@pytest.fixture(scope="module")
def proxy() -> Iterator[ProxyDouble]:
    """What is asked in the place of oauth2-proxy."""
    with proxy_double() as started:
        yield started


@pytest.fixture(scope="module")
def with_accounts(
    server: tuple[str, Start], site_of_secrets: Path, proxy: ProxyDouble, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WebServer]:
    """The server with the configuration for OpenID Connect."""
    name, start = server
    folder = tmp_path_factory.mktemp("accounts")
    setting = Setting(folder, site_of_secrets, policy_for(site_of_secrets), proxy.port)
    with start(setting, f"{name} with OpenID Connect") as started:
        yield started


def is_protected(server: WebServer, path: str, **about: str) -> bool:
    """Whether a request gets neither a page nor anything of it."""
    answer = server.ask(path, **about)
    return not 200 <= answer.status < 300 and SECRET not in answer.body


def unprotected(server: WebServer, **headers: str) -> list[tuple[str, str]]:
    """Method and address of each request that gets something, among all that somebody might try."""
    addresses = ("/", *(f"/{name}" for name in FILES), *AROUND)
    requests = {*product(METHODS, FEW), *product(("GET", "POST"), addresses)}
    return [(method, path) for method, path in requests if not is_protected(server, path, method=method, **headers)]


def is_protected_by_other_names(server: WebServer) -> bool:
    """Whether requests for other host names get nothing: Caddy has nothing for them, nginx the same as for its own."""
    answers = [server.ask("/vi/", host=host) for host in ("127.0.0.1", "localhost", "other.example.org")]
    return all(not answer.body or not 200 <= answer.status < 300 for answer in answers)


# --- passwords


def test_without_a_password_nothing_is_served(with_passwords: WebServer) -> None:
    """Neither a page nor a file, by whichever address, method and host name."""
    assert with_passwords.ask("/").status == 401
    assert unprotected(with_passwords) == []
    assert is_protected_by_other_names(with_passwords)


def test_a_wrong_password_is_none(with_passwords: WebServer) -> None:
    assert {with_passwords.ask(f"/{name}", Authorization=WRONG).status for name in FILES} <= {401, 404}
    assert is_protected(with_passwords, "/vi/", Authorization="Basic !!!")
    assert is_protected(with_passwords, "/vi/", Authorization="Bearer x")


def test_the_password_gives_pages_and_files(with_passwords: WebServer) -> None:
    served = [name for name in FILES if "/." not in f"/{name}"]
    answers = {name: with_passwords.ask(f"/{name}", Authorization=CREDENTIALS) for name in (*served, "", "vi/")}
    answers.pop("index.html")  # Caddy redirects it to its folder
    answers.pop("vi/index.html")
    assert {name: answer.status for name, answer in answers.items()} == dict.fromkeys(answers, 200)
    assert all(answer.body == PAGE for answer in answers.values())


def test_what_nobody_should_see_is_not_found(with_passwords: WebServer) -> None:
    """Hidden files, lists of what is in a folder, and what is not there have no page but that of wrong addresses."""
    for path in ("/.git/config", "/vi/.hidden/", "/no-index/", "/nowhere"):
        answer = with_passwords.ask(path, Authorization=CREDENTIALS)
        assert answer.status == 404, path
        assert b"figures.csv" not in answer.body


def test_every_answer_has_the_headers(with_passwords: WebServer) -> None:
    """Pages, files, wrong addresses, and what is refused."""
    for path, credentials in (
        ("/", CREDENTIALS),
        ("/sitemap.xml", CREDENTIALS),
        ("/nowhere", CREDENTIALS),
        ("/", WRONG),
    ):
        headers = with_passwords.ask(path, Authorization=credentials).headers
        assert headers["x-robots-tag"] == "noindex, nofollow, noarchive"
        assert headers["content-security-policy"].startswith("default-src 'none'; ")
        assert headers["cache-control"] == "private, no-cache"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["strict-transport-security"]


# --- OpenID Connect


def test_who_is_not_signed_in_is_sent_to_sign_in(with_accounts: WebServer) -> None:
    """And gets nothing else, by whichever address, method and host name."""
    answer = with_accounts.ask("/vi/")
    assert (answer.status, answer.headers["location"]) == (302, "/oauth2/start?rd=/vi/")
    assert unprotected(with_accounts) == []
    assert is_protected_by_other_names(with_accounts)


def test_signing_in_leads_back_to_the_page(with_accounts: WebServer) -> None:
    """By way of the provider, with a cookie that gives pages and files."""
    start = with_accounts.ask(with_accounts.ask("/vi/").headers["location"])
    assert start.headers["location"] == "https://login.example.org/auth?state=/vi/"
    back = with_accounts.ask("/oauth2/callback?code=x&state=/vi/")
    assert back.headers["location"] == "/vi/"
    assert back.headers["set-cookie"].startswith(SESSION)
    assert with_accounts.ask("/vi/", Cookie=SESSION).body == PAGE
    assert with_accounts.ask("/vi/latest/downloads/figures.csv", Cookie=SESSION).status == 200
    assert with_accounts.ask("/nowhere", Cookie=SESSION).status == 404
    assert with_accounts.ask("/.git/config", Cookie=SESSION).status == 404


def test_who_is_signed_in_but_may_not_read_is_refused(with_accounts: WebServer) -> None:
    assert with_accounts.ask("/vi/", Cookie=OUTSIDER).status == 403
    assert unprotected(with_accounts, Cookie=OUTSIDER) == []


def test_the_proxy_learns_what_it_needs(with_accounts: WebServer, proxy: ProxyDouble) -> None:
    """Of each request the host, the address of whoever asks, and the page."""
    proxy.asked.clear()
    with_accounts.ask("/vi/index.html?q=1", Cookie=SESSION)
    path, headers = proxy.asked[0]
    assert path == "/oauth2/auth"
    assert headers["x-real-ip"] == "127.0.0.1"
    assert headers["x-forwarded-uri"] == "/vi/index.html?q=1"
    assert headers["x-forwarded-proto"] == "https"
    assert "internal.example.org" in {headers["host"], headers.get("x-forwarded-host")}


def test_without_the_proxy_nothing_is_served(server: tuple[str, Start], site_of_secrets: Path, tmp_path: Path) -> None:
    """Where oauth2-proxy does not answer, a cookie is worth nothing."""
    name, start = server
    with start(Setting(tmp_path, site_of_secrets, "", free_port()), f"{name} with OpenID Connect") as started:
        assert started.ask("/vi/", Cookie=SESSION).status >= 500
        assert unprotected(started, Cookie=SESSION) == []


# --- the policy for content


def test_pages_work_under_the_policy(series: Site, browser: Browser, tmp_path: Path) -> None:
    """A browser finds nothing that the policy forbids on a page of each kind."""
    required("nginx", "openssl")
    with nginx(Setting(tmp_path, series.directory, policy_for(series.directory)), "nginx with passwords") as server:
        assert violations(browser, server, [f"{EDITION}/{page}" for page in series.samples(EDITION)]) == []


def test_the_browser_says_what_a_policy_forbids(series: Site, browser: Browser, tmp_path: Path) -> None:
    """Where no script may run, those of the pages are refused: so the test above would see it."""
    required("nginx", "openssl")
    policy = policy_for(series.directory).partition("script-src")[0] + "script-src 'none'; style-src 'self'"
    with nginx(Setting(tmp_path, series.directory, policy), "nginx with passwords") as server:
        assert violations(browser, server, [f"{EDITION}/"]) != []


def violations(browser: Browser, server: WebServer, pages: list[str]) -> list[str]:
    """What the browser says of the policy while it opens pages."""
    credentials = {"username": USER, "password": PASSWORD}
    context = browser.new_context(ignore_https_errors=True, http_credentials=credentials)  # type: ignore[arg-type]
    found: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: found.append(message.text) if "Content Security" in message.text else None)
    try:
        for address in pages:
            answer = page.goto(f"https://127.0.0.1:{server.port}/{address}")
            assert answer is not None
            assert answer.status == 200
            page.wait_for_load_state("networkidle")
    finally:
        context.close()
    return found
