"""SYNTHETIC languages, made as a translator makes one: a catalogue is written and compiled, and no code is changed.

Their texts are nonsense, half as long again as the English, in letters that are not Latin: what was not translated is
known by its letters, and what has too little space by what does not fit. Plural forms, names of months and everything
else that CLDR knows are those of a language whose tag they take, and so are the few words of the theme.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from string import ascii_lowercase

import yaml
from babel import Locale
from babel.messages.pofile import read_po
from bulletin.localization.catalogues import written

from tests.sites import EN, LANGUAGES, ROOT, SAMPLE, configured

KEPT = re.compile(r"(\{[^{}]*\}|%\([a-z_]+\)s|<[^<>]*>|`[^`]*`|\]\([^()]*\)|&\w+;|https?://\S+)")
"""What a translator keeps as it is: placeholders, tags, code, addresses."""
WORD = re.compile(r"[A-Za-zÀ-ỹ]+")


@dataclass(frozen=True)
class Pseudo:
    """How texts are turned into nonsense."""

    tag: str
    letters: str
    """Those in the places of a to z."""
    filling: str
    """What makes words longer."""
    arrow: str = "→"
    """The one that leads on."""

    def text(self, text: str) -> str:
        """The translation of a text."""
        parts = KEPT.split(text.replace("→", self.arrow))
        return "".join(part if number % 2 else WORD.sub(self._word, part) for number, part in enumerate(parts))

    def _word(self, found: re.Match[str]) -> str:
        plain = re.sub("[^a-z]", "o", found[0].lower())
        made = plain.translate(str.maketrans(ascii_lowercase, self.letters)) + self.filling[: (len(plain) + 1) // 2]
        return made.capitalize() if found[0][0].isupper() else made

    @property
    def categories(self) -> tuple[str, ...]:
        """The plural categories that CLDR knows of the language."""
        return tuple({*Locale.parse(self.tag).plural_form.tags, "other"})


LONG = Pseudo("uk", "абцдефґгійклмнопцрстувшкиз", "ю́є́ї́" * 9)
"""Accented letters that are wide, plural forms for one, few, many and others."""
RIGHT_TO_LEFT = Pseudo("he", "אבגדהוזחטיכלמנסעפצקרשתםןףך", "ושל" * 9, "←")
PSEUDO = {pseudo.tag: pseudo for pseudo in (LONG, RIGHT_TO_LEFT)}


@dataclass(frozen=True)
class PseudoSite:
    """The site of an edition in the synthetic languages, and what it was built from."""

    generator: Path
    project: Path
    directory: Path

    def files(self, language: str, ending: str) -> list[Path]:
        """The files of a language, but for those of ``latest/``, which are copies."""
        top = self.directory / language
        paths = [path for path in sorted(top.rglob("*")) if path.as_posix().endswith(ending)]
        return [path for path in paths if path.relative_to(top).parts[0] != "latest"]


def run(generator: Path, *arguments: str | Path, cwd: Path, also: str = "") -> subprocess.CompletedProcess[str]:
    """Run a module of the generator that is in a folder, or one that is elsewhere on the path."""
    environment = {**os.environ, "PYTHONPATH": f"{generator}{os.pathsep}{also}"}
    command = [sys.executable, "-m", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def generator_with_languages(directory: Path) -> Path:
    """Copy the generator into a folder, and give it catalogues of the synthetic languages; give the folder."""
    shutil.copytree(ROOT / "generator", directory, ignore=shutil.ignore_patterns("__pycache__"))
    catalogues = [directory / "bulletin" / "locales" / tag / "LC_MESSAGES" / "bulletin.po" for tag in PSEUDO]
    for path in catalogues:
        path.parent.mkdir(parents=True)
        path.touch()
    assert "to be translated" in run(directory, "bulletin.localization.catalogues", cwd=directory).stdout
    for path in catalogues:
        _translate(path, PSEUDO[path.parent.parent.name])
    done = run(directory, "bulletin.localization.catalogues", cwd=directory)
    assert done.stdout == "Every message is translated.\n", done.stdout + done.stderr
    return directory


def _translate(path: Path, pseudo: Pseudo) -> None:
    """Write a translation of every message into a catalogue."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=pseudo.tag)
    for message in catalogue:
        if isinstance(message.id, str):
            message.string = pseudo.text(message.id)
        else:
            message.string = (pseudo.text(message.id[1]),) * catalogue.num_plurals
    path.write_bytes(written(catalogue))


def translated_sample(directory: Path) -> Path:
    """Make the sample anew as a bulletin in the synthetic languages, and in no other."""
    for path in (SAMPLE / "records").rglob("*.yml"):
        node = yaml.compose(path.read_text(encoding="utf-8"))
        assert node is not None
        copy = configured(directory) / path.relative_to(SAMPLE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(yaml.serialize(_with_texts(node), allow_unicode=True), encoding="utf-8")
    return directory


def _with_texts(node: yaml.Node) -> yaml.Node:
    """A part of a record with its texts in the synthetic languages."""
    if isinstance(node, yaml.SequenceNode):
        typed = [item.value for item in node.value]
        languages = typed == list(LANGUAGES)
        node.value = [_scalar(tag) for tag in PSEUDO] if languages else list(map(_with_texts, node.value))
    elif isinstance(node, yaml.MappingNode):
        english = [value for key, value in node.value if key.value == EN]
        others = [(key, _with_texts(value)) for key, value in node.value if key.value not in LANGUAGES]
        node.value = others + [(_scalar(tag), _in_language(value, PSEUDO[tag])) for value in english for tag in PSEUDO]
    return node


def _in_language(english: yaml.Node, pseudo: Pseudo) -> yaml.Node:
    """A text, or the plural forms of a name."""
    if isinstance(english, yaml.ScalarNode):
        return _scalar(pseudo.text(english.value))
    text = english.value[-1][1].value
    forms = [(_scalar(category), _scalar(pseudo.text(text))) for category in pseudo.categories]
    return yaml.MappingNode("tag:yaml.org,2002:map", forms)


def _scalar(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text)


def build_in_new_languages(directory: Path) -> str:
    """Build the newest edition of the sample in the synthetic languages; give the folder with all that it took."""
    generator, project = generator_with_languages(directory / "generator"), translated_sample(directory / "project")
    *earlier, _ = sorted((project / "records" / "editions").iterdir())
    for edition in earlier:
        edition.unlink()
    done = run(generator, "bulletin.cli", "build", "--site-dir", directory / "site", cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    return str(directory)
