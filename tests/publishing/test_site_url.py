"""The site's address is read in one place: it is normalised to one way to write it, or is refused."""

from __future__ import annotations

import re
from pathlib import Path
from unittest.mock import Mock

import pytest
from bulletin.cli import main
from bulletin.errors import RejectedError
from bulletin.publishing.site_url import is_loopback, site_address
from bulletin.website.pages import canonical
from bulletin.website.pipeline import Publication
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import VI

SAFE = re.compile(r"https?://[a-z0-9.\-:\[\]]+/([A-Za-z0-9._~%-]+/)*")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://a.example", "https://a.example/"),
        ("HTTPS://A.Example./b", "https://a.example/b/"),
        ("https://a.example:443/b/", "https://a.example/b/"),
        ("http://a.example:8080/b//", "http://a.example:8080/b/"),
        ("https://số-liệu.example/bản tin".replace(" ", "-"), "https://xn--s-liu-cs4b3v.example/b%E1%BA%A3n-tin/"),
        ("https://a.example/b%41/%c3%a9/", "https://a.example/bA/%C3%A9/"),
        ("https://a.example/'&=", "https://a.example/%27%26%3D/"),
        ('https://a.example/"><script>', "https://a.example/%22%3E%3Cscript%3E/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://[0:0::1]:80/", "http://[::1]/"),
    ],
)
def test_one_way_to_write_it(given: str, expected: str) -> None:
    """Host in lower case and ASCII, path encoded, a slash at the end."""
    if "xn--" in expected:
        expected = f"https://{'số-liệu.example'.encode('idna').decode()}/b%E1%BA%A3n-tin/"
    assert site_address(given) == expected


@pytest.mark.parametrize(
    "given",
    [
        "", "a.example", "//a.example/", "ftp://a.example/", "javascript:alert(1)", "https:///a", "https://",
        "https://u@a.example/", "https://u:p@a.example/", "https://@a.example/", "https://a.example/?", "https://a.example/#",
        "https://a.example/b?c", "https://a.example/b c", "https://a.example/\n", " https://a.example/", "https://a\t.example",
        "https://a.example/../b", "https://a.example/b/.", "https://a.example/%2e%2E/", "https://a.example/b//c/",
        "https://a.example\\b/", "https://a.example/%", "https://a.example/%zz", "https://a.example:x/", "https://a.example:99999/",
        "https://a..example/", "https://-a.example/", 'https://a"b.example/', "https://a%2eexample/", "https://[::1%25lo]/",
        "https://[x]/", "https://a.example/\u202e", f"https://{'a' * 64}.example/", "https://a_b.example/",
    ],
)  # fmt: skip
def test_anything_else_is_refused(given: str) -> None:
    with pytest.raises(RejectedError):
        site_address(given)


@given(st.text() | st.from_regex(r"https?://[^/]{1,20}(/.{0,10}){0,3}", fullmatch=True))
def test_nothing_dangerous_is_accepted(text: str) -> None:
    """Whatever is given is refused, or normalised to few characters, and once more the same."""
    try:
        address = site_address(text)
    except RejectedError:
        return
    assert SAFE.fullmatch(address)
    assert site_address(address) == address


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        *[(host, True) for host in ("127.1", "2130706433", "0x7f.1", "017700000001", "localhost.", "A.LocalHost", "0")],
        *[(host, True) for host in ("[::1]", "[::]", "[::ffff:127.0.0.1]", "\uff11\uff12\uff17.1")],
        *[(host, False) for host in ("128.1", "localhost.example", "[2001:db8::1]", "127.example")],
    ],
)
def test_this_machine_by_whatever_name(host: str, expected: bool) -> None:
    """The number counts, not how it is written."""
    assert is_loopback(site_address(f"http://{host}/")) is expected


SCRIPT = 'https://x.example/?"><script>alert(1)</script>'


@pytest.mark.slow
@pytest.mark.parametrize("command", ["build", "publish"])
@pytest.mark.parametrize("way", ["option", "environment"])
def test_every_way_in_is_guarded(
    ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, way: str
) -> None:
    """By option or by settings, to build or to publish: refused in both languages, with what to type."""
    monkeypatch.setenv("SITE_URL", SCRIPT)
    where = ["--to" if command == "publish" else "--site-dir", str(tmp_path / "site")]
    more = ["--address", SCRIPT] if way == "option" else []
    done = CliRunner().invoke(main, [command, "--project", str(ready), *where, *more, "--language", "vi"])
    assert done.exit_code in {1, 2}
    assert "https://bulletin.example/" in " ".join(done.stderr.split())
    assert not (tmp_path / "site").exists()


def test_theme_prints_no_markup_of_an_address() -> None:
    """What the theme prints as it is has been encoded for HTML, whatever the address."""
    published = Mock(spec=Publication, address='https://x.example/"><script>', edition=Mock())
    assert canonical(published, VI, "a/") == "https://x.example/&#34;&gt;&lt;script&gt;vi/latest/a/"
