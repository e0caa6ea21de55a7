"""SYNTHETIC records whose texts do harm wherever they are taken for more than text; and the same ones, harmless."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable
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
    words = iter(texts)

    def text() -> dict[str, str]:
        return {"vi": next(words), "en": next(words)}

    def organization(name: str, kind: str, **fields: object) -> dict[str, object]:
        return {"id": name, "name": text(), "kind": kind, "note": text(), **fields}

    def figure(name: str, period: str, value: int, **fields: object) -> dict[str, object]:
        return {"organization": name, "period": period, "value": value, "source": "source", "note": text(), **fields}

    def target(name: str, of: str, period: str, value: int, **fields: object) -> dict[str, object]:
        about = {"organization": of, "measure": "joined", "period": period, "value": value}
        return {"id": name, **about, "source": "source", "note": text(), **fields}

    leaves = [f"leaf-{number}" for number in range(len(HOSTILE))]  # so that every text becomes a name
    return {
        "bulletin.yml": {
            "title": text(),
            "description": text(),
            "publisher": text(),
            "contact": {"name": text()},
            "terms": [{"id": "term-2020-2025", "name": text(), "period": "2020/2025", "note": text()}],
            "main-measure": "joined",
            "headlines": [
                {"organization": "leaf-1", "measure": "joined", "period": "2022"},
                {"organization": "leaf-0", "measure": "joined", "period": "2022"},
            ],
            "notices": [text(), text()],
        },
        "vocabulary/units.yml": [{"id": "head", "vi": next(words), "en": {"one": next(words), "other": next(words)}}],
        "vocabulary/measures.yml": [
            {"id": "joined", "name": text(), "definition": text(), "unit": "head", "kind": "flow", "good": "more"}
            | {"over-time": "sum", "over-tree": "sum", "breakdowns": ["sort"]},
            {"id": "present", "name": text(), "definition": text(), "unit": "head", "kind": "stock"},
        ],
        "vocabulary/breakdowns.yml": [
            {"id": "sort", "name": text(), "categories": [{"id": name, "name": text()} for name in ("a", "b", "c")]}
        ],
        "vocabulary/organization-kinds.yml": [
            {"id": name, "vi": next(words), "en": {"one": next(words), "other": next(words)}}
            for name in ("root", "leaf")
        ],
        "vocabulary/populations.yml": [
            {"id": "all", "name": text(), "definition": text()},
            {"id": "some", "name": text(), "definition": text(), "part-of": "all"},
        ],
        "organizations/all.yml": [
            organization("root", "root"),
            *(organization(leaf, "leaf", parent="root") for leaf in leaves),
        ],
        "sources/source.yml": {
            "id": "source",
            "title": text(),
            "publisher": text(),
            "published": "2023-01-31",
            "url": "https://example.org/source",
            "note": text(),
        },
        "decisions/decisions.yml": [
            {"id": f"decision-{number}", "number": next(words), "title": text(), "issuer": text(), "source": "source"}
            | {"organization": "root", "date": "2021-01-05", "note": text()}
            for number in range(4)
        ],
        "joined/all.yml": [
            figure(leaf, period, 10 + number, by={"sort": {"a": 4, "b": 5, "c": 1 + number}})
            for period in ("2021", "2022")
            for number, leaf in enumerate(leaves)
        ]
        + [figure("leaf-0", "2022", 3, population="some", **{"break-in-series": text()})],
        "present/all.yml": [figure(leaf, "2022-12-31", 100 + number) for number, leaf in enumerate(leaves)],
        "targets/all.yml": [
            *(target(f"{leaf}-2022", leaf, "2022", 12, decision="decision-1") for leaf in leaves if leaf != "leaf-1"),
            target("leaf-1-2022", "leaf-1", "2022", 11, basis="inferred", claim="claim"),
            target("root-share", "leaf-0", "2022", 40, share={"breakdown": "sort", "category": "a"}),
            target("root-term", "root", "term-2020-2025", 500),
        ],
        "claims/all.yml": [
            {"id": "claim", "source": "source", "organization": "leaf-1", "measure": "joined", "period": "2022"}
            | {"form": "percent-of-target", "value": 100, "target": "leaf-1-2022", "acknowledged": text()}
        ],
    }
