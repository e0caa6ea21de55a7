"""The template environments: one for each sink and language, strict about names, with the sink's encoder on all output.

Pages are Markdown templates (``templates/pages/<name>.md.jinja``). What stands in them as finished HTML comes from the
macros of ``templates/blocks.html.jinja``, which pages call like functions; links within Markdown from those of
``templates/inline.md.jinja``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup

from bulletin.localization.messages import gettext_for
from bulletin.model.text import Language
from bulletin.rendering.charts import Spec, draw
from bulletin.rendering.markup import encoders
from bulletin.rendering.text.prose import prose

BLOCKS = "blocks.html.jinja"
INLINE = "inline.md.jinja"
_BLANK_LINES = re.compile(r"\n\s*\n")


def section(anchor: str, title: str, level: int = 2) -> Markup:
    """A heading with its anchor."""
    return Markup(f"{'#' * level} {encoders.markdown(title)} {{#{anchor}}}")  # noqa: S704 - both parts are encoded


@cache
def page_templates(language: Language) -> Environment:
    """The environment of the pages in one language."""
    environment = _environment(language, encoders.markdown)
    environment.globals |= blocks(language) | {"section": section}
    environment.globals |= _macros(environment, INLINE)
    return environment


@cache
def blocks(language: Language) -> dict[str, Callable[..., Markup]]:
    """The macros that write finished HTML, by name."""
    environment = _environment(language, encoders.html)
    environment.globals["draw"] = _drawn
    return {name: _block(macro) for name, macro in _macros(environment, BLOCKS).items()}


def _macros(environment: Environment, template: str) -> dict[str, Callable[..., str]]:
    """The macros of a template, but for those that only its others call."""
    found = vars(environment.get_template(template).module).items()
    return {name: macro for name, macro in found if callable(macro) and not name.startswith("_")}


def _drawn(spec: Spec) -> Markup:
    return Markup(draw(spec))  # noqa: S704 - charts encode their own text


def _block(macro: Callable[..., str]) -> Callable[..., Markup]:
    def write(*arguments: object) -> Markup:
        """Without blank lines, at which Markdown would take the block of HTML for finished."""
        written = _BLANK_LINES.sub("\n", str(macro(*arguments))).strip()
        return Markup(written)  # noqa: S704 - the macro has encoded its output

    return write


class _EncodedOutput(CodeGenerator):
    """Puts out what ``finalize`` gives as it is: it is encoded, and to escape it again would only look at it."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002 - Jinja's signature
        self.write(finalize.src)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002 - Jinja's signature
        self.write(")")


def _environment(language: Language, encode: Callable[[str], Markup]) -> Environment:
    def finalize(value: Any) -> Markup:
        return value if isinstance(value, Markup) else encode(str(value))

    environment = Environment(
        loader=PackageLoader("bulletin.rendering", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.code_generator_class = _EncodedOutput
    environment.globals["zip"] = zip
    environment.globals["prose"] = lambda name: SimpleNamespace(**prose(name, language))
    environment.globals["_"] = gettext_for(language)
    return environment
