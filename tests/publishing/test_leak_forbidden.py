"""What no published file may have, whatever is in the records; and that nothing is found where there is nothing."""

from __future__ import annotations

import pytest
from bulletin.publishing.leak_scan import Confidential, LeakKind, LeakScan, ScannedFile, confidential_in, files_in
from bulletin.publishing.leak_scan.forbidden import creators, machine_paths, wrong_name

from tests.sites import SAMPLE, Site

HOME = "home"
"""Not in the middle of a path here, as no file of the repository names a machine."""


@pytest.mark.parametrize(
    "path",
    [
        ".bulletin-site", ".nojekyll", "CNAME", ".well-known/security.txt", "vi/2020/index.html", "vi/2020/figures.csv",
        "vi/2020/.bulletin-site", "vi/2020/assets/javascripts/bundle.1.min.js.map", "sitemap.xml.gz", "vi/2020/A.PNG",
    ],
)  # fmt: skip
def test_files_of_a_site_have_allowed_names(path: str) -> None:
    assert wrong_name(path) is None


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("vi/2020/.git/config", LeakKind.HIDDEN_FILE),
        ("vi/.DS_Store", LeakKind.HIDDEN_FILE),
        ("vi/2020/assets/own.js.map", LeakKind.SOURCE_MAP),
        ("vi/2020/x.yml", LeakKind.FILE_TYPE),
        ("vi/2020/x.html~", LeakKind.FILE_TYPE),
        ("vi/2020/x", LeakKind.FILE_TYPE),
        ("vi/CNAME", LeakKind.FILE_TYPE),
    ],
)
def test_other_files_have_not(path: str, kind: LeakKind) -> None:
    assert wrong_name(path) is kind


@pytest.mark.parametrize(
    "text",
    [
        f"/{HOME}/somebody/x", f'"/{HOME}/somebody/"', f"file:///{HOME}/x", "C:\\Users\\x\\y", "D:\\\\a\\\\x",
        f"/{'Users'}/x/records", "/own/project/records/x.yml", "/github/workspace/x", "/builds/group/x",
    ],
)  # fmt: skip
def test_paths_of_machines_are_found(text: str) -> None:
    assert [passage.kind for passage in machine_paths(text, ("/own/project",))] == [LeakKind.MACHINE_PATH]


@pytest.mark.parametrize(
    "text", [f"https://x.example/{HOME}/somebody/", f"../{HOME}/x/", f"/{HOME}", "a/tmp/x/", "c:\\d", "12/builds/x/"]
)
def test_addresses_are_no_paths_of_machines(text: str) -> None:
    assert list(machine_paths(text, ())) == []


def test_publisher_and_programs_may_have_made_a_file() -> None:
    """Names that readers know in any case, and programs that call themselves the creator."""
    for name in ("The Sample Library", "Matplotlib v3.11, https://matplotlib.org/", "Typst 0.14", ""):
        assert list(creators(f"<dc:creator>{name}</dc:creator>", "the sample library")) == []
    assert [found.excerpt for found in creators("<x><Company>A &amp; B</Company>", "")] == ["A &amp; B"]
    assert [found.excerpt for found in creators("\xff\xe1Exif\0\0", "")] == ["Exif"]


def test_address_of_private_records_is_found() -> None:
    """Whatever is behind it."""
    scan = LeakScan(Confidential(records_address="https://forge.example/x/"))
    found = list(scan.leaks([ScannedFile("x.html", b'<a href="https://forge.example/x/records/a.yml">')]))
    assert [leak.kind for leak in found] == [LeakKind.RECORDS_ADDRESS]


def test_sample_gives_no_false_alarm(series: Site) -> None:
    """Nothing is found in the site of all editions of the sample."""
    scan = LeakScan(confidential_in(SAMPLE))
    assert [leak.text("en", reveal=True) for leak in scan.leaks(files_in(series.directory))] == []
