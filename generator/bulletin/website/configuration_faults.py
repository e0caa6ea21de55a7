"""What is wrong with an ``mkdocs.yml``, said with its file and line, as MkDocs itself names only the setting.

A setting may be in a configuration that is inherited from; its line is that of the file in which it is typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from yaml import CSafeLoader, MappingNode, MarkedYAMLError, Node, ScalarNode, SequenceNode, YAMLError

from bulletin.localization.messages import Message, _, translate
from bulletin.model.text import Language
from bulletin.problems import kinds
from bulletin.reading.documents import Document
from bulletin.reading.hints import Nearest
from bulletin.reading.yaml_problems import explain
from bulletin.website.pipeline import SiteError

Setting = tuple[str, ...]
"""The path of a setting: ``("theme", "logo")``. An item of a list is named by itself, or by a key or a value in it."""


@dataclass(frozen=True)
class Fault:
    """Something that is wrong with a configuration."""

    place: str
    """Its file, with the line where that is known."""
    reason: Message
    details: Mapping[str, str] = field(default_factory=dict)

    def text(self, language: Language) -> str:
        """What is wrong, in a language, after its place."""
        return f"{self.place}: {translate(self.reason, language, **self.details)}"


class ConfigurationFaultsError(SiteError):
    """MkDocs cannot use a configuration, or would leave something in it out without a word."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Say what is wrong.

        :param faults: at least one.
        """
        self.faults = tuple(faults)
        super().__init__(faults[0].reason, **faults[0].details)

    def __reduce__(self) -> tuple[type[ConfigurationFaultsError], tuple[tuple[Fault, ...]]]:
        """Let it reach other processes."""
        return type(self), (self.faults,)

    def text(self, language: Language) -> str:
        """What is wrong, in a language: a line for each fault."""
        return "\n".join(fault.text(language) for fault in self.faults)


# --- lines ------------------------------------------------------------------------------------------------------------


def place_of(file: Path, *settings: Setting) -> str:
    """File and line of the first of some settings that is typed; the file alone where none is.

    :param file: the configuration, which may inherit from others.
    """
    trees = list(_trees(file))
    for setting in settings:
        for source, tree in trees:
            if (node := _below(tree, setting)) is not None:
                return f"{source}:{node.start_mark.line + 1}"
    return str(file)


def _trees(file: Path) -> Iterator[tuple[Path, Node]]:
    """A configuration and those that it inherits from, as far as they can be read."""
    seen: set[Path] = set()
    while file.is_file() and file not in seen:
        seen.add(file)
        try:
            tree = yaml.compose(file.read_bytes(), Loader=CSafeLoader)
        except (YAMLError, OSError, RecursionError):
            return
        if tree is None:
            return
        yield file, tree
        parent = _value(tree, "INHERIT")
        if not isinstance(parent, ScalarNode):
            return
        file = file.parent / parent.value


def _below(tree: Node, setting: Setting) -> Node | None:
    """What a setting is typed at: its name, or the item of a list."""
    found, node = tree, tree
    for step in setting:
        items = node.value if isinstance(node, SequenceNode) else [node]
        steps = (each for item in items if (each := _step(item, step)) is not None)
        if (each := next(steps, None)) is None:
            return None
        found, node = each
    return found


def _step(item: Node, step: str) -> tuple[Node, Node] | None:
    """The name of a field and its value, or an item that is or holds a text; None where there is none."""
    if isinstance(item, ScalarNode):
        return (item, item) if item.value == step else None
    pairs = item.value if isinstance(item, MappingNode) else ()
    named = next(((key, value) for key, value in pairs if key.value == step), None)
    within = next(
        ((value, value) for _key, value in pairs if isinstance(value, ScalarNode) and value.value == step), None
    )
    return named or within


def _value(tree: Node, name: str) -> Node | None:
    pairs = tree.value if isinstance(tree, MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)


def repeated(file: Path) -> Iterator[Fault]:
    """Settings that are given twice, of which MkDocs takes the last."""
    for source, tree in _trees(file):
        for mapping in _mappings(tree):
            first: dict[tuple[str, str], int] = {}
            for key in (key for key, _value_of_it in mapping.value if isinstance(key, ScalarNode)):
                line, name = key.start_mark.line + 1, (key.tag, key.value)
                if name in first and key.value != "<<":
                    details = {"given": key.value, "first": str(first[name])}
                    yield Fault(f"{source}:{line}", kinds.KEY_REPEATED.message, details)
                first.setdefault(name, line)


def _mappings(tree: Node) -> Iterator[MappingNode]:
    """The mappings in a tree, each once, however often it is named."""
    left, seen = [tree], set[int]()
    while left:
        node = left.pop()
        if id(node) in seen or isinstance(node, ScalarNode):
            continue
        seen.add(id(node))
        if isinstance(node, MappingNode):
            yield node
        below = [value for _key, value in node.value] if isinstance(node, MappingNode) else node.value
        left.extend(reversed(below))


# --- what MkDocs says -------------------------------------------------------------------------------------------------

_CANNOT_USE = _("MkDocs cannot use {setting}: {error}")
_CANNOT_READ = _("MkDocs cannot use this configuration: {error}")
_UNKNOWN = _("MkDocs has no setting “{setting}”.")
_UNKNOWN_MEANT = _("MkDocs has no setting “{setting}”. Did you mean “{meant}”?")
_NO_OPTION = _("The plugin {plugin} has no option “{setting}”.")
_SAID = re.compile(r"Config value '(?P<setting>[^']+)': (?P<error>.*)", re.DOTALL)
_UNRECOGNISED = re.compile(r"Unrecognised configuration name: (?P<name>.*)", re.DOTALL)
_OF_PLUGIN = re.compile(r"Plugin '(?P<plugin>[^']+)' option '(?P<setting>[^']+)': (?P<error>.*)", re.DOTALL)
_PLUGIN_NAMED = re.compile(r"The \"(?P<plugin>[^\"]+)\" plugin")


def faults_logged(file: Path, language: Language, logged: Sequence[str]) -> list[Fault]:
    """What MkDocs has logged of a configuration, with the lines of the settings.

    :param language: that of the site, whose own settings come first.
    """
    said = dict.fromkeys(match.group("setting", "error") for each in logged if (match := _SAID.match(each)))
    return [_fault(file, language, setting, error) for setting, error in said]


def _fault(file: Path, language: Language, setting: str, error: str) -> Fault:
    path: Setting = (setting,)
    if option := _OF_PLUGIN.match(error):
        path, error = ("plugins", option["plugin"], option["setting"]), option["error"]
    elif plugin := _PLUGIN_NAMED.match(error):
        path = (setting, plugin["plugin"])
    place = place_of(file, *in_language(language, path), path[:1])
    named = {"setting": path[-1]}
    if not _UNRECOGNISED.match(error):
        return Fault(place, _CANNOT_USE, {"setting": ".".join(path), "error": error.partition("\n")[0]})
    if len(path) > 1:
        return Fault(place, _NO_OPTION, {**named, "plugin": path[1]})
    known = {name.replace("_", "-"): name for name in MkDocsConfig()}  # as ids are compared
    meant = known.get(Nearest(known).to(setting.replace("_", "-")) or "")
    return Fault(place, _UNKNOWN_MEANT, {**named, "meant": meant}) if meant else Fault(place, _UNKNOWN, named)


def in_language(language: Language, setting: Setting) -> tuple[Setting, Setting]:
    """Where a setting may be: among those of a language, or among those of all."""
    return ("plugins", "bulletin", "by_language", language, *setting), setting


_OWN_WORDS: Final = frozenset({kinds.SYNTAX, kinds.TAG, kinds.ANCHOR, kinds.DIRECTIVE})
"""What an explanation of records says nothing of in another file of YAML."""


def fault_of(file: Path, error: BaseException) -> Fault:
    """Why a configuration cannot be read."""
    marked: BaseException | None = error
    while marked is not None and not isinstance(marked, MarkedYAMLError):
        marked = marked.__context__
    mark = marked.problem_mark if isinstance(marked, MarkedYAMLError) else None
    if mark is None or not isinstance(marked, MarkedYAMLError):
        return Fault(str(file), _CANNOT_READ, {"error": described(error)})
    source = Path(mark.name) if Path(mark.name).is_file() else file
    return _explained(source) or Fault(f"{source}:{mark.line + 1}", _CANNOT_READ, {"error": marked.problem or ""})


def described(error: BaseException) -> str:
    """What an error says; of one that is not made for people, what it is, too."""
    is_for_people = isinstance(error, ConfigurationError | OSError | Abort)
    return str(error) if is_for_people else f"{type(error).__name__}: {error}"


def _explained(file: Path) -> Fault | None:
    """A mistake in the syntax of YAML, said as that of a file of records; None where that says no more."""
    document = Document(str(file), file.read_text(encoding="utf-8", errors="replace"))
    try:
        for _event in yaml.parse(document.text, Loader=CSafeLoader):
            pass
    except MarkedYAMLError as error:
        mark = error.problem_mark
        if mark is not None and document.text[mark.index : mark.index + 1] == "\t":
            return Fault(f"{file}:{mark.line + 1}", kinds.TAB_FOUND.message)
        problem = explain(error, document)
        if problem.kind not in _OWN_WORDS:
            return Fault(problem.place.at_line, problem.kind.message, dict(problem.details))
    return None
