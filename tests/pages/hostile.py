"""SYNTHETIC records whose texts do harm wherever they are taken for more than text; and the same ones, harmless."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

HEADER = "# SYNTHETIC: made by tests/pages/hostile.py. No such organization exists, nothing was counted.\n"

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' x='",
    "{{ 7*7 }} {% raw %} ${7*7} {# x #}",
    "a | b | c",
    "*a* _b_ **c** `d`",
    '--8<-- "pyproject.toml"',
    "[x](javascript:alert(1)) ![y](https://example.org/z.png)",
    "# a",
    "</title></style></textarea></script></svg><b>x",
    "&lt;b&gt; &amp; &#60;",
    "<!-- x",
    "]]><svg onload=alert(1)>",
    "a {: onclick=alert(1) }",
    "a { #b .c onclick=alert(1) }",
    "[[a]] [^1] :smile: ==b== ^^c^^ ~~d~~",
    "https://example.org/a <https://example.org/b>",
    "=1+1",
    "\\<b\\> \\*c\\*",
    "- a",
    "1. a",
    "> a",
    "---",
    "~~~ a",
    '!!! note "a"',
    "{{< a >}} %}",
    "javascript:alert(1)",
)


def harmless(text: str) -> str:
    """Give a text of the same length and words that means nothing to any language; texts that differ stay different."""
    return "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    return character if character.isalnum() or character == " " else chr(ord("a") + ord(character) % 26)


def write(project: Path, turn: Callable[[str], str]) -> None:
    """Write the records below ``project``.

    :param turn: makes of every hostile text what is written: the same, or something harmless of the same shape.
    """
    texts = map(turn, itertools.cycle(HOSTILE))
    for path, records in _files(texts).items():
        file = project / "records" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(HEADER + json.dumps(records, ensure_ascii=False, indent=1), encoding="utf-8")


def _files(texts: Iterable[str]) -> dict[str, object]:
    """Every kind of record with every field that takes a text, in a fixed order."""
    records = _Records(iter(texts))
    return {
        "bulletin.yml": records.bulletin(),
        **records.vocabulary(),
        "organizations/all.yml": [
            records.organization("root", "root"),
            *(records.organization(leaf, "leaf", parent="root") for leaf in LEAVES),
        ],
        "sources/source.yml": records.source(),
        "decisions/decisions.yml": [records.decision(number) for number in range(4)],
        **records.figures(),
        "targets/all.yml": records.targets(),
        "claims/all.yml": [
            {"id": "claim", "source": "source", "organization": "leaf-1", "measure": "joined", "period": "2022"}
            | {"form": "percent-of-target", "value": 100, "target": "leaf-1-2022", "acknowledged": records.text()}
        ],
    }


LEAVES = [f"leaf-{number}" for number in range(len(HOSTILE) - 1)]
"""So many that every text becomes the name of one of them or of the root, and no two have the same."""

Fields = dict[str, object]


@dataclass
class _Records:
    """Makes records of words, which it takes in turn."""

    words: Iterator[str]

    def text(self) -> dict[str, str]:
        return {"vi": next(self.words), "en": next(self.words)}

    def forms(self, name: str) -> Fields:
        return {"id": name, "vi": next(self.words), "en": {"one": next(self.words), "other": next(self.words)}}

    def bulletin(self) -> Fields:
        return {
            "title": self.text(),
            "description": self.text(),
            "publisher": self.text(),
            "contact": {"name": self.text()},
            "terms": [{"id": "term-2020-2025", "name": self.text(), "period": "2020/2025", "note": self.text()}],
            "languages": ["vi", "en"],
            "main-measure": "joined",
            "headlines": [
                {"organization": "leaf-1", "measure": "joined", "period": "2022"},
                {"organization": "leaf-0", "measure": "joined", "period": "2022"},
            ],
            "notices": [self.text(), self.text()],
        }

    def vocabulary(self) -> dict[str, list[Fields]]:
        return {
            "vocabulary/units.yml": [self.forms("head")],
            "vocabulary/measures.yml": [
                self.defined("joined", unit="head", kind="flow", good="more")
                | {"over-time": "sum", "over-tree": "sum", "breakdowns": ["sort"]},
                self.defined("present", unit="head", kind="stock"),
            ],
            "vocabulary/breakdowns.yml": [
                {"id": "sort", "name": self.text()}
                | {"categories": [{"id": name, "name": self.text()} for name in ("a", "b", "c")]}
            ],
            "vocabulary/organization-kinds.yml": [self.forms(name) for name in ("root", "leaf")],
            "vocabulary/populations.yml": [self.defined("all"), self.defined("some", **{"part-of": "all"})],
        }

    def defined(self, name: str, **fields: object) -> Fields:
        return {"id": name, "name": self.text(), "definition": self.text(), **fields}

    def organization(self, name: str, kind: str, **fields: object) -> Fields:
        return {"id": name, "name": self.text(), "kind": kind, "note": self.text(), **fields}

    def source(self) -> Fields:
        return {
            "id": "source",
            "title": self.text(),
            "publisher": self.text(),
            "published": "2023-01-31",
            "url": "https://example.org/source",
            "note": self.text(),
        }

    def decision(self, number: int) -> Fields:
        return {
            "id": f"decision-{number}",
            "number": next(self.words),
            "title": self.text(),
            "issuer": self.text(),
            "source": "source",
            "organization": "root",
            "date": "2021-01-05",
            "note": self.text(),
        }

    def figure(self, name: str, period: str, value: int, **fields: object) -> Fields:
        about = {"organization": name, "period": period, "value": value}
        return {**about, "source": "source", "note": self.text(), **fields}

    def figures(self) -> dict[str, list[Fields]]:
        joined = [
            self.figure(leaf, period, 10 + number, by={"sort": {"a": 4, "b": 5, "c": 1 + number}})
            for period in ("2021", "2022")
            for number, leaf in enumerate(LEAVES)
        ]
        joined.append(self.figure("leaf-0", "2022", 3, population="some", **{"break-in-series": self.text()}))
        present = [self.figure(leaf, "2022-12-31", 100 + number) for number, leaf in enumerate(LEAVES)]
        return {"joined/all.yml": joined, "present/all.yml": present}

    def target(self, name: str, of: str, period: str, value: int, **fields: object) -> Fields:
        about = {"organization": of, "measure": "joined", "period": period, "value": value}
        return {"id": name, **about, "source": "source", "note": self.text(), **fields}

    def targets(self) -> list[Fields]:
        return [
            *(
                self.target(f"{leaf}-2022", leaf, "2022", 12, decision="decision-1")
                for leaf in LEAVES
                if leaf != "leaf-1"
            ),
            self.target("leaf-1-2022", "leaf-1", "2022", 11, basis="inferred", claim="claim"),
            self.target("root-share", "leaf-0", "2022", 40, share={"breakdown": "sort", "category": "a"}),
            self.target("root-term", "root", "term-2020-2025", 500),
        ]
