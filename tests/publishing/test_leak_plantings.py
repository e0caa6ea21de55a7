"""What the public may not know is in no file of its site, and is found wherever it is planted. SYNTHETIC records."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bulletin.cli import main
from bulletin.publishing.leak_scan import (
    Confidential,
    LeakKind,
    LeakScan,
    LeaksError,
    confidential_in,
    files_in,
    refuse_leaks,
)
from bulletin.publishing.leak_scan.decoding import Decoded, decoded
from click.testing import CliRunner, Result

from tests.publishing.built_projects import ADDRESS, commit
from tests.publishing.canaries import MESSAGE, NUMBER, WORDS, project_with_canaries
from tests.publishing.encoders import ENCODERS, picture, zipped
from tests.sites import build

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project_with_canaries(tmp_path_factory.mktemp("canaries"))


@pytest.fixture(scope="module")
def confidential(project: Path) -> Confidential:
    return confidential_in(project)


@pytest.fixture(scope="module")
def searched(confidential: Confidential) -> LeakScan:
    return LeakScan(confidential)


@pytest.fixture(scope="module")
def built(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the public site. Nobody changes it."""
    return Path(build(project, tmp_path_factory.mktemp("site") / "site", draft=False))


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """Give a copy of the site."""
    return Path(shutil.copytree(built, tmp_path / "site"))


def run(*arguments: str | Path) -> Result:
    """Run a command in this process, in English."""
    return CliRunner().invoke(main, [*map(str, arguments), "--language", "en"], prog_name="bulletin")


def scan(*arguments: str | Path) -> Result:
    return run("scan", *arguments)


def test_every_field_is_confidential(confidential: Confidential) -> None:
    """Words and numbers of all fields, names of files, comments and commits."""
    known = " ".join(str(secret.value) for secret in confidential.secrets).lower()
    assert [word for word in WORDS if word not in known] == []


def test_no_canary_is_in_the_public_site(built: Path, searched: LeakScan) -> None:
    """Neither as the scan looks for it, nor in any decoded layer of any file."""
    assert list(searched.leaks(files_in(built))) == []
    for file in files_in(built):
        layers = (layer.text for layer in decoded(file.content or b"") if isinstance(layer, Decoded))
        assert "zelkova" not in f"{file.path} {' '.join(layers)}".lower()


def append(path: str, text: bytes) -> Callable[[Path], None]:
    """Plant a text at the end of a file."""

    def plant(site: Path) -> None:
        with (site / path).open("ab") as file:
            file.write(text)

    return plant


def write(path: str, content: bytes) -> Callable[[Path], None]:
    """Plant a file."""

    def plant(site: Path) -> None:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)

    return plant


PAGE = "vi/latest/index.html"
TITLE = "Công văn zelkova-title-vi"
COMMENTED = picture(b"tEXt", b"Comment\0zelkova-short-en")
MADE_BY = b"<cp:coreProperties><dc:creator>A. Nobody</dc:creator></cp:coreProperties>"
TWICE = ENCODERS["percent"](ENCODERS["percent"](TITLE.encode()))
FORMER = ENCODERS["gzip"](b"<loc>/zelkova-former-branch/</loc>")
DECOMPOSED = ENCODERS["drawing"](ENCODERS["decomposed"](TITLE.encode()))
LISTED = zipped(b"", "records/sources/zelkova-file.yml")
REMARK = b"<!-- Zelkova-comment: made up for tests. -->"
PLANTINGS: dict[str, tuple[Callable[[Path], None], LeakKind]] = {
    "words in a page": (append(PAGE, f"<p>{TITLE}</p>".encode()), LeakKind.TEXT),
    "an index of search, escaped": (
        append("vi/latest/search/search_index.json", ENCODERS["code units"](TITLE.encode())),
        LeakKind.TEXT,
    ),
    "a number in groups": (append(PAGE, b"<td>7.654.321</td>"), LeakKind.NUMBER),
    "a number in CSV": (append("vi/latest/figures.csv", f"a,{NUMBER},b\r\n".encode()), LeakKind.NUMBER),
    "an address without accents": (write("en/latest/zelkova-branch/index.html", b"<p>"), LeakKind.TEXT),
    "a compressed map of the site": (
        write("x.xml.gz", FORMER),
        LeakKind.TEXT,
    ),
    "a workbook": (write("form.xlsx", ENCODERS["workbook"](b"A note of zelkova-note-en")), LeakKind.TEXT),
    "a picture in a style sheet": (
        append(
            "assets/plain.css",
            b"x{background:url(data:image/png;base64,"
            + ENCODERS["base64"](picture(b"tEXt", b"Comment\0zelkova-short-en"))
            + b")}",
        ),
        LeakKind.TEXT,
    ),
    "a drawing": (write("x.svg", DECOMPOSED), LeakKind.TEXT),
    "an address of an address": (
        append(PAGE, TWICE),
        LeakKind.TEXT,
    ),
    "the name of a file in an archive": (
        write("all.zip", zipped(b"", "records/sources/zelkova-file.yml")),
        LeakKind.FILE_NAME,
    ),
    "a comment": (append(PAGE, REMARK), LeakKind.COMMENT),
    "a message of a commit": (
        append(PAGE, MESSAGE.encode()),
        LeakKind.COMMIT,
    ),
    "UTF-16": (write("notes.txt", ENCODERS["UTF-16"](TITLE.encode())), LeakKind.TEXT),
    "a path of a machine": (append(PAGE, b'"/%s/somebody/records/x"' % b"home"), LeakKind.MACHINE_PATH),
    "who made a workbook": (
        write(
            "form.xlsx",
            zipped(MADE_BY, "docProps/core.xml"),
        ),
        LeakKind.CREATOR,
    ),
    "who made a picture": (write("x.png", picture(b"tEXt", b"Author\0A. Nobody")), LeakKind.CREATOR),
    "who made a document": (write("x.pdf", b"%PDF-1.7\n1 0 obj <</Author (A. Nobody)>>"), LeakKind.CREATOR),
    "a file of records": (write("vi/x.yml", b"id: x"), LeakKind.FILE_TYPE),
    "a hidden file": (write("vi/.env", b""), LeakKind.HIDDEN_FILE),
    "a source map": (write("vi/latest/x.js.map", b"{}"), LeakKind.SOURCE_MAP),
    "a link": (lambda site: (site / "x.html").symlink_to("/etc/hostname"), LeakKind.SPECIAL_FILE),
    "an archive that ends too early": (write("x.gz", ENCODERS["gzip"](b"x" * 1000)[:20]), LeakKind.UNDECODABLE),
}


@pytest.mark.parametrize("planting", PLANTINGS)
def test_every_planting_is_found(planting: str, site: Path, searched: LeakScan) -> None:
    """It is found, nothing else is, and a publication would stop."""
    plant, kind = PLANTINGS[planting]
    plant(site)
    found = list(searched.leaks(files_in(site)))
    assert {leak.kind for leak in found} == {kind}
    with pytest.raises(LeaksError) as stopped:
        refuse_leaks(searched, site, site / "nothing")
    assert "zelkova" not in stopped.value.text("vi").lower()


def test_command_masks_what_it_found(site: Path, project: Path) -> None:
    """Logs are read by others: the command says where something is, and what only where that is asked for."""
    assert scan(site, "--project", project).exit_code == 0
    for plant in (PLANTINGS[name][0] for name in ("words in a page", "an address without accents")):
        plant(site)
    masked = scan(site, "--project", project)
    assert masked.exit_code == 1
    assert "zelkova" not in masked.output.lower()
    assert masked.stdout == (
        "en/latest/████████/index.html: words of a withheld record (id)\n"
        "vi/latest/index.html: words of a withheld record (title.vi)\n"
    )
    revealed = scan(site, "--project", project, "--reveal")
    assert revealed.exit_code == 1
    assert "records/sources/zelkova-file.yml:2: “công văn zelkova-title-vi”" in revealed.stdout


def test_publication_stops_at_a_leak(tmp_path: Path) -> None:
    """Nothing is published of a bulletin one of whose pages by hand says what its readers must not know."""
    project, site = project_with_canaries(tmp_path / "project"), tmp_path / "site"
    (project / "docs/vi/about.md").write_text(f"# Synthetic\n\n{TITLE}\n", encoding="utf-8")
    commit(project, "Add a page")
    arguments = ("publish", "2019", "--project", project, "--to", site, "--address", ADDRESS)
    stopped = run(*arguments)
    assert (stopped.exit_code, site.exists()) == (1, False)
    assert "vi/2019/about/index.html: words of a withheld record (title.vi)" in stopped.stderr
    assert "zelkova" not in stopped.output.lower()
    (project / "docs/vi/about.md").unlink()
    commit(project, "Remove a page")
    assert run(*arguments).exit_code == 0
    assert scan(site, "--project", project).exit_code == 0


def test_what_is_published_already_stops_no_publication(site: Path, searched: LeakScan, tmp_path: Path) -> None:
    """It is known, and nothing that is published now would take it back; a new file with it is refused."""
    PLANTINGS["words in a page"][0](site)
    shutil.copytree(site, tmp_path / "new", copy_function=os.link)
    refuse_leaks(searched, tmp_path / "new", site)
    shutil.copy(tmp_path / "new" / PAGE, tmp_path / "new/vi/copy.html")
    with pytest.raises(LeaksError) as stopped:
        refuse_leaks(searched, tmp_path / "new", site)
    assert [leak.path for leak in stopped.value.leaks] == ["vi/copy.html"]


def test_everything_may_be_in_the_internal_edition(site: Path, project: Path) -> None:
    """The audience that sees everything has no secrets."""
    PLANTINGS["words in a page"][0](site)
    assert scan(site, "--project", project, "--audience", "internal").exit_code == 0


def test_site_without_records_is_scanned_for_the_rest(site: Path, tmp_path: Path) -> None:
    """Where there are no records, odd files and paths are found all the same."""
    PLANTINGS["a file of records"][0](site)
    result = scan(site, "--project", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "vi/x.yml: a type of file that is not published\n")
    assert "There are no records here" in result.stderr


@pytest.mark.parametrize("arguments", [[], ["x", "--branch", "pages"], ["--remote", "origin"]])
def test_what_to_scan_is_a_folder_or_a_branch(arguments: list[str], tmp_path: Path) -> None:
    """Exactly one of them."""
    chosen = [str(tmp_path) if argument == "x" else argument for argument in arguments]
    assert scan(*chosen, "--project", tmp_path).exit_code == 2
