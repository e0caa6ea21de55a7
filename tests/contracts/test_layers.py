"""Data flows one way through the packages, and each package alone does what only it may do.

The rules are read off the syntax of every module, so that an import inside a function counts too.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest
from bulletin.disclosure import Release

from tests.sites import ROOT

PACKAGE = ROOT / "generator" / "bulletin"
LAYERS = (
    *(
        "localization",
        "errors",
        "operating_system",
        "installation",
        "memory",
        "model",
        "problems",
        "reading",
        "analysis",
    ),
    *("validation", "disclosure", "rendering", "website", "publishing", "project_template", "spreadsheets", "cli"),
)
"""The packages in the order of the data flow. A package may import those before it."""
FORBIDDEN = {
    "analysis": {"reading"},
    "disclosure": {"reading", "validation"},
    "rendering": {"reading", "validation"},
}
"""Packages that a later one may nevertheless not import: figures are computed and rendered without YAML."""
CONSTRUCTORS = {"Tables", "CompiledTables", "ReleasedTables", "Figure", "TargetFigure", "Release"}
"""Types whose values only analysis and disclosure make."""
UNRELEASED = {"Corpus", "CompiledTables", "compile_tables"}
"""What unreleased figures could be had from: rendering, which takes a ``Release``, imports none of it."""

MODULES = sorted(PACKAGE.rglob("*.py"))
every_module = pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())


def _layer(name: str) -> str:
    """Package of a dotted module name: ``bulletin.website.build`` is in ``website``; the top package itself in none."""
    return [*name.split("."), ""][1]


def _name(module: Path) -> str:
    return ".".join(module.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


def _imports(module: Path) -> Iterator[str]:
    """Dotted names of all that a module imports, wherever it does."""
    return (origin for _, origin in _imported(module))


def _imported(module: Path) -> Iterator[tuple[str, str]]:
    """The local name and the dotted origin of all that a module imports."""
    package = _name(module).split(".") if module.name == "__init__.py" else _name(module).split(".")[:-1]
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Import):
            yield from ((alias.asname or alias.name, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((alias.asname or alias.name, f"{base}.{alias.name}") for alias in node.names)


@cache
def _tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def _calls(module: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(_tree(module)) if isinstance(node, ast.Call))


def _used(module: Path) -> Iterator[tuple[str, str]]:
    """Every name and attribute of a module that it has from elsewhere, with its dotted origin.

    So no ``import … as`` and no attribute of an imported module hides what is used.
    """
    imported = list(_imported(module))
    expressions = (node for node in ast.walk(_tree(module)) if isinstance(node, ast.Name | ast.Attribute))
    for text in dict.fromkeys(map(ast.unparse, expressions)):
        for name, origin in imported:
            if f"{text}.".startswith(f"{name}."):
                yield text, origin + text.removeprefix(name)


def _called(call: ast.Call) -> str:
    """What is called, without its type parameters: ``Tables`` for ``Tables(…)``."""
    function = call.func.value if isinstance(call.func, ast.Subscript) else call.func
    return ast.unparse(function).rpartition(".")[2]


def _made(module: Path) -> set[str]:
    """Names of what a module calls of this program, by whatever name it does."""
    functions = (call.func.value if isinstance(call.func, ast.Subscript) else call.func for call in _calls(module))
    called = set(map(ast.unparse, functions))
    return {
        origin.rpartition(".")[2] for text, origin in _used(module) if origin.startswith("bulletin.") and text in called
    }


def test_every_module_is_in_a_layer() -> None:
    """A module outside of the layers would be outside of the rules, and a rule about no layer would hold nothing."""
    assert {_layer(_name(module)) for module in MODULES} == {"", *LAYERS}


@every_module
def test_imports_point_backwards(module: Path) -> None:
    """A package imports only packages before it."""
    layer = _layer(_name(module))
    allowed = set(LAYERS[: LAYERS.index(layer) + 1]) - FORBIDDEN.get(layer, set()) if layer else set()
    used = {_layer(name) for name in _imports(module) if name.startswith("bulletin.")} - {"__version__"}
    assert used <= allowed


@every_module
def test_engines_are_imported_in_one_package(module: Path) -> None:
    """Each can be exchanged: MkDocs is for the site only, matplotlib for charts, typst for PDFs, HiGHS to suppress."""
    libraries = {name.partition(".")[0] for name in _imports(module)}
    name = _name(module)
    assert "mkdocs" not in libraries or _layer(name) == "website"
    assert "matplotlib" not in libraries or name.startswith("bulletin.rendering.charts")
    assert not {"typst", "pikepdf"} & libraries or name.startswith("bulletin.rendering.pdf")
    assert "highspy" not in libraries or _layer(name) == "disclosure"


@every_module
def test_only_the_command_prints(module: Path) -> None:
    """A function that prints cannot be used by another program; ``make messages`` is a program, with one for itself."""
    if _layer(_name(module)) == "cli" or _name(module) == "bulletin.localization.catalogues":
        return
    printed = [ast.unparse(call) for call in _calls(module) if _called(call) in {"print", "echo", "secho"}]
    streams = [
        ast.unparse(node)
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"sys.stdout", "sys.stderr"}
    ]
    assert printed + streams == []


@every_module
def test_only_disclosure_releases(module: Path) -> None:
    """A release and what carries its figures are made by ``disclosure`` alone: no constructor, no cast elsewhere."""
    layer = _layer(_name(module))
    origins = dict(_used(module))
    casts = [call for call in _calls(module) if origins.get(ast.unparse(call.func)) == "typing.cast"]
    released_casts = [ast.unparse(call) for call in casts if "Release" in _cast_to(call, origins)]
    made = _made(module) & CONSTRUCTORS
    released = {name for name in made if name.startswith("Release")}
    assert released_casts == []
    assert released == set() or layer == "disclosure"
    assert made == set() or layer in {"analysis", "disclosure"}


@every_module
def test_no_release_is_altered(module: Path) -> None:
    """A copy of a release with other claims, changes or tables in it would be one that disclosure has not made."""
    if _layer(_name(module)) in {"analysis", "disclosure"}:
        return
    origins = dict(_used(module))
    copies = (call for call in _calls(module) if origins.get(ast.unparse(call.func)) == "dataclasses.replace")
    altered = {keyword.arg for call in copies for keyword in call.keywords}
    assert altered & {field.name for field in fields(Release)} == set()


@every_module
def test_rendering_has_no_unreleased_figures(module: Path) -> None:
    """Rendering can get figures only out of the ``Release`` that it is given."""
    if _layer(_name(module)) == "rendering":
        names = {*_imports(module), *(origin for _, origin in _used(module))}
        assert {name.rpartition(".")[2] for name in names if name.startswith("bulletin.")} & UNRELEASED == set()


def _cast_to(call: ast.Call, origins: dict[str, str]) -> str:
    """What a call of ``typing.cast`` casts to, every name by its origin."""
    names = [node for node in ast.walk(call.args[0]) if isinstance(node, ast.expr)]
    return " ".join(origins.get(ast.unparse(node), ast.unparse(node)) for node in names)


@pytest.mark.slow
@pytest.mark.parametrize("command", [["check"], ["explain", "--help"], ["--help"]], ids=" ".join)
def test_checking_needs_no_engine(command: list[str]) -> None:
    """Answers about records come without loading MkDocs, matplotlib or HiGHS, which take longer than the answer."""
    probe = (
        "import sys; from bulletin.cli import main; main(sys.argv[1:], standalone_mode=False); "
        "sys.exit(', '.join({'mkdocs', 'matplotlib', 'highspy', 'numpy', 'typst'} & set(sys.modules)) or None)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe, *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
