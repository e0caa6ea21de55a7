"""Docstrings name what is there: references resolve, and each ``:param`` is a parameter."""

from __future__ import annotations

import ast
import importlib
import re
import tokenize
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

import pytest

from tests.sites import ROOT

FOLDERS = ("generator", "tests", "benchmarks", ".ci")
REFERENCE = re.compile(r":(attr|class|data|exc|func|meth|mod):`~?([^`]+)`")
PARAMETER = re.compile(r":param (\w+):")
STANDARD = "builtins"
"""The module of names that need no import."""

SOURCES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def references(path: Path) -> Iterator[tuple[int, str, str]]:
    """The references in docstrings and comments of a file: line, role and target."""
    with tokenize.open(path) as file:
        for token in tokenize.generate_tokens(file.readline):
            if token.type in (tokenize.STRING, tokenize.COMMENT):
                for role, target in REFERENCE.findall(token.string):
                    yield token.start[0], role, target


def resolves(target: str, module: str | None) -> bool:
    """Whether a reference leads to a module, or to something in one.

    :param module: the module that the reference is in, whose own names need no prefix; None where it has no name.
    """
    parts = target.split(".")
    for length in range(len(parts), 0, -1):
        if is_module(".".join(parts[:length])):
            return is_in(".".join(parts[:length]), ".".join(parts[length:]))
    return any(is_in(place, target) for place in (module, STANDARD) if place)


def is_module(name: str) -> bool:
    try:
        importlib.import_module(name)
    except ModuleNotFoundError:
        return False
    return True


def is_in(module: str, name: str) -> bool:
    """Whether a module has something of a dotted name; a field without a default is an annotation of its class."""
    owner, _, last = name.rpartition(".")
    try:
        scope = attrgetter(owner)(importlib.import_module(module)) if owner else importlib.import_module(module)
    except AttributeError:
        return False
    return not name or hasattr(scope, last) or last in getattr(scope, "__annotations__", {})


def attributes(path: Path) -> frozenset[str]:
    """The fields and methods of the classes of a file, which references within a class name without it."""
    classes = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ClassDef))
    return frozenset(name for each in classes for statement in each.body for name in names_of(statement))


def names_of(statement: ast.stmt) -> Iterator[str]:
    match statement:
        case ast.FunctionDef(name=name):
            yield name
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name
        case ast.Assign(targets=targets):
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def unresolved(path: Path) -> Iterator[str]:
    """The references of a file that lead nowhere."""
    module, own = module_of(path), attributes(path)
    for line, role, target in references(path):
        is_own = role in ("attr", "meth") and target in own
        if not is_own and not (is_module(target) if role == "mod" else resolves(target, module)):
            yield f"{path.relative_to(ROOT)}:{line}: {target}"


def module_of(path: Path) -> str | None:
    """The name by which a file is imported; None for a script."""
    file = path.relative_to(ROOT / "generator" if path.is_relative_to(ROOT / "generator") else ROOT)
    name = ".".join(file.with_suffix("").parts).removesuffix(".__init__")
    return None if name.startswith(".") else name


def strangers(path: Path) -> Iterator[str]:
    """What docstrings of functions call a parameter though it is none."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            parameters = {argument.arg for argument in ast.walk(node.args) if isinstance(argument, ast.arg)}
            for name in PARAMETER.findall(ast.get_docstring(node) or ""):
                if name not in parameters:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}: {node.name}({name})"


def test_references_lead_to_what_is_there() -> None:
    """A name in a role of a docstring or a comment is that of a module, or of something in one."""
    found = [line for path in SOURCES for line in unresolved(path)]
    assert sum(1 for path in SOURCES for _ in references(path)) > 50
    assert found == []


def test_described_parameters_are_parameters() -> None:
    """What a docstring describes as a parameter is one of the function's."""
    assert [line for path in SOURCES for line in strangers(path)] == []


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("bulletin.model.periods", True),
        ("bulletin.model.periods.Period.start", True),
        ("Period", True),
        ("Period.type", True),
        ("fractions.Fraction", True),
        ("BlockingIOError", True),
        ("bulletin.model.periods.Gone", False),
        ("bulletin.gone", False),
        ("Period.gone", False),
        ("Gone.start", False),
    ],
)
def test_references_resolve_from_their_module(target: str, *, expected: bool) -> None:
    assert resolves(target, "bulletin.model.periods") is expected


def test_a_parameter_that_is_gone_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    path = tmp_path / "example.py"
    path.write_text('def total(figures):\n    """Add.\n\n    :param numbers: what to add.\n    """\n', encoding="utf-8")
    assert list(strangers(path)) == ["example.py:1: total(numbers)"]
