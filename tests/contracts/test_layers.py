"""Data walks one way through the house, and each room keeps to itself what only it may do.

The rules are read off the syntax of every module, so that an import inside a function counts too.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sites import ROOT

HOUSE = ROOT / "generator"
ROOMS = ("model", "problems", "reading", "statistics", "review", "disclosure", "rendering", "site", "publishing", "cli")
"""The rooms in the order of the walk. A room may use those before it."""
CLOSED = {
    "statistics": {"reading"},
    "disclosure": {"reading", "review"},
    "rendering": {"reading", "review"},
}
"""Rooms that a later one may nevertheless not use: figures are computed and shown without a thought of YAML."""
MAKERS = {"Tables", "Figure", "TargetFigure", "Release"}
"""Types that carry whether their figures were released."""

MODULES = sorted(HOUSE.rglob("*.py"))
every_module = pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())


def _room(name: str) -> str:
    """Room of a dotted module name: ``generator.site.build`` is in ``site``; the package itself in none."""
    return [*name.split("."), ""][1]


def _name(module: Path) -> str:
    return ".".join(module.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _imports(module: Path) -> Iterator[str]:
    """Dotted names of all that a module imports, wherever it does."""
    package = _name(module).split(".") if module.name == "__init__.py" else _name(module).split(".")[:-1]
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def _calls(module: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(_tree(module)) if isinstance(node, ast.Call))


def _called(call: ast.Call) -> str:
    """What is called, without its type parameters: ``Tables`` for ``Tables[Released](…)``."""
    function = call.func.value if isinstance(call.func, ast.Subscript) else call.func
    return ast.unparse(function).rpartition(".")[2]


def test_every_module_stands_in_a_room() -> None:
    """A module outside of the rooms would be outside of the rules, and a rule about no room would hold nothing."""
    assert {_room(_name(module)) for module in MODULES} == {"", *ROOMS}


@every_module
def test_imports_point_backwards(module: Path) -> None:
    """A room uses only rooms before it."""
    room = _room(_name(module))
    allowed = set(ROOMS[: ROOMS.index(room) + 1]) - CLOSED.get(room, set()) if room else set()
    used = {_room(name) for name in _imports(module) if name.startswith("generator.")}
    assert used <= allowed


@every_module
def test_engines_stay_behind_their_doors(module: Path) -> None:
    """MkDocs is known to the site only, matplotlib to the charts only: either can be exchanged."""
    libraries = {name.partition(".")[0] for name in _imports(module)}
    name = _name(module)
    assert "mkdocs" not in libraries or _room(name) == "site"
    assert "matplotlib" not in libraries or name.startswith("generator.rendering.charts")


@every_module
def test_only_the_command_prints(module: Path) -> None:
    """A function that prints cannot be used by another program."""
    if _room(_name(module)) == "cli":
        return
    printed = [ast.unparse(call) for call in _calls(module) if _called(call) in {"print", "echo", "secho"}]
    streams = [
        ast.unparse(node)
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"sys.stdout", "sys.stderr"}
    ]
    assert printed + streams == []


@every_module
def test_only_the_door_releases(module: Path) -> None:
    """What carries released figures is made by ``disclosure`` alone: no cast, no constructor elsewhere."""
    room = _room(_name(module))
    casts = [ast.unparse(call) for call in _calls(module) if _called(call) == "cast" and "Released" in _casts_to(call)]
    ours = {name.rpartition(".")[2] for name in _imports(module) if name.startswith("generator.")}
    made = [ast.unparse(call) for call in _calls(module) if _called(call) in MAKERS & ours]
    assert casts == [] or room == "disclosure"
    assert made == [] or room in {"statistics", "disclosure"}


def _casts_to(call: ast.Call) -> str:
    return ast.unparse(call.args[0]).replace("Unreleased", "")


@pytest.mark.parametrize("command", [["check"], ["explain", "--help"], ["--help"]], ids=" ".join)
def test_checking_needs_no_engine(command: list[str]) -> None:
    """Answers about records come without loading MkDocs or matplotlib, which take longer than the answer."""
    probe = (
        "import sys; from generator.cli import main; main(sys.argv[1:], standalone_mode=False); "
        "sys.exit(', '.join({'mkdocs', 'matplotlib', 'numpy'} & set(sys.modules)) or None)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe, *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
