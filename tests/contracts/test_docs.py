"""What is written about the program is true of it: docs are tested like code."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import click
import pytest
from bulletin.analysis.claims.checking import checked
from bulletin.analysis.claims.verdicts import Verdict
from bulletin.analysis.compilation import compile_tables
from bulletin.cli import main
from bulletin.localization.messages import translate
from bulletin.model.corpus import Corpus
from bulletin.model.records import Basis
from bulletin.problems import ProblemKind
from bulletin.problems.kinds import KINDS
from bulletin.validation import validate_records
from click.testing import CliRunner

from tests.sites import LANGUAGES, ROOT

PLACES = ("home", "root", "work", "opt", "Users", "mnt")
MACHINE_PATH = re.compile(rf"(?<![\w./:~-])/(?:{'|'.join(PLACES)})/[\w.-]")
"""A path that is right on one machine only."""


PATH_SPAN = re.compile(r"`([\w.-]+(?:/[\w.-]+)*(?:\.(?:py|jinja|sh|toml)|/))`")
"""A code span that names a source file, or a folder by the slash at its end."""
OUTPUTS = re.compile(r"(?:latest|site|\.well-known|vi/.*|api(?:/.*)?|downloads(?:/.*)?)/")
"""Folders that a build or a publisher writes, relative to the site."""


def commands(command: click.Command, name: str = "bulletin") -> Iterator[tuple[str, click.Command]]:
    """Every command with the words that call it."""
    yield name, command
    if isinstance(command, click.Group):
        for word, below in command.commands.items():
            yield from commands(below, f"{name} {word}")


COMMANDS = dict(commands(main))


def written(*, without: str = "") -> str:
    """All that is written for people.

    :param without: the name of a file that is left out.
    """
    paths = (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if path.name != without)


@pytest.mark.parametrize("name", COMMANDS)
def test_docs_name_every_command_and_option(name: str) -> None:
    """Whoever reads the docs learns of each command and each of its options."""
    docs = written()
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts if option.startswith("--")}
    missing = {option for option in options if not re.search(rf"{re.escape(option)}(?![\w-])", docs)}
    assert name in docs
    assert missing == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    """``--help`` says what the command and each of its options do."""
    command = COMMANDS[name]
    assert command.help
    assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == []
    assert CliRunner().invoke(main, [*name.split()[1:], "--help"]).exit_code == 0


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_problem_is_explained(kind: ProblemKind) -> None:
    """``bulletin explain CODE`` says more than the problem's message, for every code there is."""
    result = CliRunner().invoke(main, ["explain", kind.code])
    given = " ".join(result.output.split())
    assert result.exit_code == 0
    assert any(" ".join(translate(kind.explanation, language).split()) in given for language in LANGUAGES)


@pytest.mark.slow
def test_source_files_that_docs_name_exist() -> None:
    """A code span that names a source file or folder names one that is there; the changelog names former ones, too."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    named = {span for span in PATH_SPAN.findall(written(without="CHANGELOG.md")) if not OUTPUTS.fullmatch(span)}
    files = "".join(f"/{name}\n" for name in listed)
    missing = {span for span in named if f"/{span}" not in files}
    assert len(named) > 20
    assert missing == set()


@pytest.mark.slow
def test_no_file_knows_a_machine() -> None:
    """No path of somebody's machine is in any file of the repository."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    texts = ((file, file.read_text(encoding="utf-8", errors="ignore")) for file in files)
    assert [(file, match[0]) for file, text in texts for match in MACHINE_PATH.finditer(text)] == []


@pytest.mark.slow
def test_make_says_what_it_can() -> None:
    """``make`` alone lists every target that people may want."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    given = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make ([\w-]+)", given, re.MULTILINE)) == set(phony.split()) - {"help"}


# --- what is shown is what happens


def block(document: str, begins: str) -> str:
    """The text between fences, in a document, that begins so."""
    text = (ROOT / document).read_text(encoding="utf-8")
    blocks = (dedent(found) for found in re.findall(r"^ *```\w*\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL))
    return next(found for found in blocks if found.startswith(begins))


def test_the_readme_shows_what_check_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The two slips of step 3 yield the words that are there, at those places."""
    shutil.copytree(ROOT / "records", tmp_path / "records")
    shown = block("README.md", "records/")
    slip(tmp_path / "records/admissions/binh-thanh.yml", shown, "value: 1115", "value: 1.115")
    slip(
        tmp_path / "records/admissions/hiep-thanh.yml",
        shown,
        "hiep-thanh\n  period: 2018",
        "hiep-thahn\n  period: 2018",
    )
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check", "--language", "en"])
    assert result.exit_code == 1
    assert result.stdout == shown


def slip(path: Path, shown: str, right: str, wrong: str) -> None:
    """Mistype a record."""
    text = path.read_text(encoding="utf-8")
    assert path.name in shown
    assert text.count(right) == 1
    path.write_text(text.replace(right, wrong), encoding="utf-8")


@pytest.mark.parametrize("document", ["README.md", "records/README.md"])
def test_the_record_shown_is_in_the_records(document: str) -> None:
    """Whoever looks for the example finds it, word by word."""
    shown = block(document, "- organization: hiep-thanh")
    assert shown in (ROOT / "records/admissions/hiep-thanh.yml").read_text(encoding="utf-8")


# --- what is counted is there


def rows(heading: str) -> dict[str, list[str]]:
    """The rows of the table under a heading of the records' README: their cells by the name in the first one."""
    text = (ROOT / "records/README.md").read_text(encoding="utf-8")
    section = text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]
    return {cells[0].partition(" (")[0].strip("`"): cells[1:] for cells in table[2:]}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """All records of the repository."""
    found = validate_records(ROOT).corpus
    assert found is not None
    return found


def test_the_readme_of_the_records_counts_each_folder(corpus: Corpus) -> None:
    """It says of each folder and file how many records it holds, and leaves none out."""
    catalogue = corpus.catalogue
    admitted = sum(observation.measure == "admissions" for observation in corpus.observations)
    vocabulary = {
        "measures": catalogue.measures,
        "units": catalogue.units,
        "breakdowns": catalogue.breakdowns,
        "organization-kinds": catalogue.kinds,
        "populations": catalogue.populations,
    }
    counts = {
        "bulletin.yml": 1,
        **{f"vocabulary/{name}.yml": len(records) for name, records in vocabulary.items()},
        "organizations/": len(catalogue.organizations),
        "sources/": len(catalogue.sources),
        "decisions/": len(catalogue.decisions),
        "admissions/": admitted,
        "observations/": len(corpus.observations) - admitted,
        "targets/": len(corpus.targets),
        "claims/": len(corpus.claims),
        "editions/": len(catalogue.editions),
        "corrections/": len(catalogue.corrections),
    }
    assert {name: int(cells[-1]) for name, cells in rows("What is where").items()} == counts


def taken(corpus: Corpus, source: str) -> list[int]:
    """What was entered from a source: values, parts, units below, targets stated and inferred, claims."""
    observations = [observation for observation in corpus.observations if observation.source == source]
    units = [unit for parent in corpus.catalogue.organizations.values() for unit in parent.subordinates]
    targets = [target.basis for target in corpus.targets.values() if target.source == source]
    return [
        len(observations),
        sum(len(parts) for observation in observations for parts in observation.by.values()),
        sum(unit.source == source for unit in units),
        targets.count(Basis.STATED),
        targets.count(Basis.INFERRED),
        sum(claim.source == source for claim in corpus.claims.values()),
    ]


def test_the_readme_of_the_records_counts_each_source(corpus: Corpus) -> None:
    """It says how much was taken from each source, and from all together."""
    counts = {source: taken(corpus, source) for source in corpus.catalogue.sources}
    counts["together"] = [sum(column) for column in zip(*counts.values(), strict=True)]
    given = {name: [int(cell) for cell in cells] for name, cells in rows("What was taken from each article").items()}
    assert given == counts


def test_the_readme_of_the_records_counts_the_verdicts(corpus: Corpus) -> None:
    """It says how many claims got which verdict."""
    found = Counter(
        claim.verdict for claim in checked(corpus.catalogue, compile_tables(corpus), corpus.claims).values()
    )
    text = " ".join((ROOT / "records/README.md").read_text(encoding="utf-8").split())
    agreeing, disagreeing, open_ = found[Verdict.AGREES], found[Verdict.DISAGREES], found[Verdict.CANNOT_BE_COMPUTED]
    rounded, circular, another = found[Verdict.AGREES_COARSER], found[Verdict.CIRCULAR], found[Verdict.ANOTHER_BASE]
    for sentence in (
        f"Of the {found.total()} claims {agreeing + rounded} agree with the figures, {rounded} of them once rounded",
        f"{circular} agree by construction",
        f"{another} agree on another base than the one stated, {disagreeing} disagree, and {open_} refer to a figure",
    ):
        assert sentence in text


# --- what is linked is there

DOCUMENTS = sorted(
    subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
)


def anchors(document: Path) -> set[str]:
    """Where on a page links may lead: its headings, as GitHub names them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_somewhere(name: str) -> None:
    """Each relative link of each document leads to a file, and to a heading of it where it names one."""
    document = ROOT / name
    links = re.findall(r"\]\((?![a-z]+:)([^)\s#]*)#?([^)\s]*)\)", document.read_text(encoding="utf-8"))
    targets = [((document.parent / path) if path else document, anchor) for path, anchor in links]
    assert [path for path, _ in targets if not path.exists()] == []
    assert [(path, anchor) for path, anchor in targets if anchor and anchor not in anchors(path)] == []
