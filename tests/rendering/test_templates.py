"""Templates and contexts fit: what a template uses is documented, and what is documented is used."""

from __future__ import annotations

import ast
import inspect
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from types import ModuleType

import bulletin.rendering
import pytest
from bulletin.rendering import views
from bulletin.rendering.charts.specs import Frame
from bulletin.rendering.files import Context
from bulletin.rendering.labels import Labels
from bulletin.rendering.markup import page_templates, prose
from bulletin.rendering.pages import audit, changes_since, front, policies, rankings, sources, table_part
from bulletin.rendering.phrases.corrections import CorrectionView
from bulletin.rendering.tree import page_jobs
from jinja2 import Environment, meta, nodes

from tests.rendering.samples import page_context
from tests.sites import VI

TEMPLATES = Path(bulletin.rendering.__file__).parent / "templates"
LAYOUT = {"title", "trail"}
"""What :func:`bulletin.rendering.files.render_page` gives every template besides its context."""
PARTS = [
    *(view for _, view in inspect.getmembers(views, inspect.isclass) if view.__module__ == views.__name__),
    Frame,
    sources.DecisionView,
    front.HeadlineView,
    policies.PolicyView,
]
"""The small views that contexts are made of."""


@cache
def contexts() -> list[type[Context]]:
    """The classes of contexts that pages have."""
    found = dict.fromkeys(type(job.context) for job in page_jobs(page_context()))
    none_in_sample = (
        policies.PoliciesContext,
        changes_since.ChangesContext,
        audit.AuditContext,
        rankings.RankingContext,
        table_part.TablePartContext,
    )
    return [*found, *none_in_sample]


@cache
def parsed(path: str) -> nodes.Template:
    """A template."""
    return Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).parse(
        (TEMPLATES / path).read_text(encoding="utf-8")
    )


def template_of(context: type[Context]) -> nodes.Template:
    """The template of a context."""
    return parsed(f"pages/{context.template}.md.jinja")


def documented(of: type) -> set[str]:
    """The fields of a class that have a docstring, or are under a label that says it all."""
    (body,) = (node for node in ast.parse(inspect.getsource(of)).body if isinstance(node, ast.ClassDef))
    names: set[str] = set()
    for statement, following in zip(body.body, [*body.body[1:], None], strict=True):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            explained = isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
            names |= {statement.target.id} if explained else set()
    return names


@pytest.mark.parametrize("context", contexts(), ids=lambda context: context.__name__)
def test_a_template_uses_just_the_fields_of_its_context(context: type[Context]) -> None:
    """Nothing undefined is used, and nothing is built that no reader sees."""
    known = set(page_templates(VI).globals) | LAYOUT
    used = meta.find_undeclared_variables(template_of(context)) - known
    assert used == {field.name for field in fields(context)}


@pytest.mark.parametrize("context", contexts(), ids=lambda context: context.__name__)
def test_every_field_of_a_context_is_documented(context: type[Context]) -> None:
    """Whoever writes a template reads in one place what it may use."""
    assert documented(context) == {field.name for field in fields(context)}
    assert context.__doc__


def test_every_template_has_a_context() -> None:
    """No template is left over."""
    templates = {path.name.removesuffix(".md.jinja") for path in (TEMPLATES / "pages").iterdir()}
    assert templates == {context.template for context in contexts()} | {"_layout"}


def attributes() -> Iterator[str]:
    """Every attribute that a template takes of something."""
    for path in TEMPLATES.rglob("*.jinja"):
        tree = parsed(path.relative_to(TEMPLATES).as_posix())
        yield from (node.attr for node in tree.find_all(nodes.Getattr) if node.node != nodes.Name("loop", "load"))


def test_every_field_of_a_view_is_used() -> None:
    """What a table, a link or a fact holds is shown, lays out a table, or is in the download."""
    used = set(attributes())
    for module in ("export/csv_files.py", "table_layout.py", "table_rows.py", "tables.py"):
        source = (Path(bulletin.rendering.__file__).parent / module).read_text(encoding="utf-8")
        used |= set(re.findall(r"\.([a-z_]+)\b", source))
    assert {name for part in PARTS for name in inspect.get_annotations(part)} <= used


def test_every_attribute_exists() -> None:
    """Templates take nothing that is not there, on pages that no test happens to render either."""
    fields_of_parts = {name for part in (*PARTS, CorrectionView) for name in inspect.get_annotations(part)}
    words = {name for text in ("methods", "downloads") for name in prose(text, VI)}
    assert set(attributes()) <= fields_of_parts | words | {"has_content", "has_remarks", "has_source_numbers", "frame"}


def test_every_label_is_shared() -> None:
    """A message that one module alone shows is declared where it is shown."""
    package = Path(bulletin.rendering.__file__).parents[1]
    modules = [path.read_text(encoding="utf-8") for path in package.rglob("*.py")]
    sharing = Counter(name for text in modules for name in set(re.findall(r"\bLabels\.([a-z_]+)", text)))
    assert {name for name in vars(Labels) if not name.startswith("_")} == {
        n for n, count in sharing.items() if count > 1
    }


def test_no_template_has_words_of_its_own() -> None:
    """All words come from the catalogue or the records, so that none is left in one language."""
    for path in set(TEMPLATES.rglob("*.jinja")) - set((TEMPLATES / "prose").iterdir()):
        tree = parsed(path.relative_to(TEMPLATES).as_posix())
        text = "".join(node.data for node in tree.find_all(nodes.TemplateData))
        outside = re.sub(r"<[^>]*>?|[a-z-]+=\"[^\"]*\"?", " ", text)
        assert re.findall(r"[^\W\d_]{4,}", outside) == [], path.name


def test_parts_are_those_of_the_views_module() -> None:
    """The list of small views above is whole."""
    assert isinstance(views, ModuleType)
    assert {part.__name__ for part in PARTS} >= {
        "CellBar",
        "Cell",
        "Chart",
        "ColumnHeader",
        "ChartedTable",
        "Fact",
        "Link",
        "TableRow",
    }
