"""What documents say of the records of this repository is true of them: examples, counts, links."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from bulletin.analysis.claims.checking import checked
from bulletin.analysis.claims.verdicts import Verdict
from bulletin.analysis.compilation import compile_tables
from bulletin.model.corpus import Corpus
from bulletin.model.records import Basis, Pace
from bulletin.validation import validate_records

from tests.contracts.documents import DOCUMENTS, RECORDS, block, links_of
from tests.sites import ROOT

README = RECORDS / "README.md"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """All records of the repository."""
    found = validate_records(ROOT).corpus
    assert found is not None
    return found


@pytest.mark.parametrize("document", [ROOT / "README.md", README], ids=["README", "records"])
def test_the_record_shown_is_in_the_records(document: Path) -> None:
    """Whoever looks for the example finds it, word by word."""
    shown = block(document, "- organization: hiep-thanh")
    assert shown in (RECORDS / "admissions/hiep-thanh.yml").read_text(encoding="utf-8")


def test_the_readme_of_the_records_says_the_defaults() -> None:
    """An editor reads the numbers that hold unless the bulletin sets others."""
    text = README.read_text(encoding="utf-8")
    for name, number in Pace().model_dump(by_alias=True).items():
        assert re.search(rf"\b{name}: {number}\b", text), name


@pytest.mark.parametrize("name", [*DOCUMENTS, "records/README.md"])
def test_every_link_about_the_records_leads_somewhere(name: str) -> None:
    """Links from the records' README, and links of other documents into the records."""
    links = [link for link in links_of(ROOT / name) if ROOT / name == README or link.file.is_relative_to(RECORDS)]
    assert [link for link in links if not link.leads_somewhere] == []


# --- what is counted is there


def rows(heading: str) -> dict[str, list[str]]:
    """The rows of the table under a heading of the records' README: their cells by the name in the first one."""
    text = README.read_text(encoding="utf-8")
    section = text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]
    return {cells[0].partition(" (")[0].strip("`"): cells[1:] for cells in table[2:]}


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
    text = " ".join(README.read_text(encoding="utf-8").split())
    agreeing, disagreeing, open_ = found[Verdict.AGREES], found[Verdict.DISAGREES], found[Verdict.CANNOT_BE_COMPUTED]
    rounded, circular, another = found[Verdict.AGREES_COARSER], found[Verdict.CIRCULAR], found[Verdict.ANOTHER_BASE]
    for sentence in (
        f"Of the {found.total()} claims {agreeing + rounded} agree with the figures, {rounded} of them once rounded",
        f"{circular} agree by construction",
        f"{another} agree on another base than the one stated, {disagreeing} disagree, and {open_} refer to a figure",
    ):
        assert sentence in text
