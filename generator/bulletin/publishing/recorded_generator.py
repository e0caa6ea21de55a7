"""The generator that a manifest records, where another one is installed here: what differs, and how to install it."""

from __future__ import annotations

import platform
import re
import shlex
import sys
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from bulletin.installation import ARCHIVE, DISTRIBUTION, FILES, PYTHON, tools
from bulletin.localization.messages import _, translate
from bulletin.model.plain_text import one_line
from bulletin.publishing.manifest import Generator, Manifest
from bulletin.publishing.origin import generator

REQUIREMENTS = "requirements.txt"
"""Where a project without a generator of its own pins the one that it uses."""
_SHOWN = 12
"""Digits of a hash by which people distinguish programs."""
_OPTIONS = re.compile(r"\s(?:--|#|\\$).*")
"""What may follow a requirement in its line: hashes, a comment, the sign that the next line belongs to it."""
_OTHER = _("{version} was made by {recorded}; here is {installed}. A difference may come from that alone.")
_SAME_NUMBER = _("The version is the same but the program is not: one of the two was changed.")
_WITH_HASH = _("{generator} (files {hash})")
_ARCHIVE = _("The archive that it was installed from has the SHA-256 {hash}.")
_INSTALL = _("To build it again by the recorded version:\n{commands}")


@dataclass(frozen=True)
class OtherGenerator:
    """A version was made by another generator than the one that is installed here."""

    manifest: Manifest
    """Of the version, in its first language."""
    commit: str
    """The commit that the version is built again from."""
    recorded: Generator
    """As the manifest says; without hashes where an older generator wrote it."""
    requirements: str
    """The text of the ``requirements.txt`` of the version's commit; empty where there is none."""

    @classmethod
    def of(cls, manifest: Manifest, project: Path, commit: str) -> OtherGenerator | None:
        """The generator of a manifest, where it is not the one that is installed.

        :param project: as it is at the version's commit; it has no generator of its own.
        """
        number = manifest.tools.get(DISTRIBUTION)
        recorded = manifest.generator or (Generator({}, DISTRIBUTION, number) if number else None)
        if recorded is None or not _is_other(recorded, generator()):
            return None
        file = project / REQUIREMENTS
        text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
        return cls(manifest, commit, recorded, text)

    def text(self, language: str, project: Path, again: Sequence[str]) -> str:
        """What differs, and the commands that install what the manifest records.

        :param project: its folder, as it was given.
        :param again: the arguments of ``bulletin`` by which the recorded version is to be run.
        """
        names = (_named(found, language) for found in (self.recorded, generator()))
        about = dict(zip(("recorded", "installed"), names, strict=True))
        parts = [translate(_OTHER, language, version=self.manifest.version, **about)]
        if self.recorded.version == generator().version:
            parts.append(translate(_SAME_NUMBER, language))
        if commands := [f"  {command}" for command in self._commands(project, again)]:
            parts.append(translate(_INSTALL, language, commands="\n".join(commands)))
        if archive := self.recorded.hashes.get(ARCHIVE):
            parts.append(translate(_ARCHIVE, language, hash=archive))
        return "\n".join(parts)

    def _commands(self, project: Path, again: Sequence[str]) -> Iterator[str]:
        """Commands for a shell: an environment, what is pinned in it, the command once more."""
        pins = dict(self._pins())
        if not pins:
            return
        environment = f".venv-{self.manifest.version}"
        scripts = Path(sysconfig.get_path("scripts", "venv", vars={"base": environment}))
        yield f"{_python(self.manifest)} -m venv {environment}"
        # no index may have what was installed from a file, which people keep beside the records
        found = f" --find-links {shlex.quote(str(project))}" if ARCHIVE in self.recorded.hashes else ""
        install = f"{scripts / 'python'} -m pip install{found}"
        if _lock(self.requirements, pins):
            file = f"requirements-{self.manifest.version}.txt"
            git = "git" if project == Path() else shlex.join(("git", "-C", str(project)))
            yield f"{git} show {self.commit}:./{REQUIREMENTS} > {file}"
            yield f"{install} --requirement {file}"
        else:
            yield f"{install} {shlex.join(f'{name}=={version}' for name, version in pins.items())}"
        yield f"{scripts / 'bulletin'} {shlex.join(again)}"

    def _pins(self) -> Iterator[tuple[str, str]]:
        """The packages to be installed with their versions, the generator first; none where its own is no version.

        Only what this generator is or needs, too: whoever can write to a site could name any package.
        """
        recorded = {**self.manifest.tools, DISTRIBUTION: self.recorded.version}
        if self.recorded.name == DISTRIBUTION and _is_version(self.recorded.version):
            known = [name for name in tools() if name in recorded and name not in {DISTRIBUTION, PYTHON}]
            yield from ((name, recorded[name]) for name in (DISTRIBUTION, *known) if _is_version(recorded[name]))


def _is_other(recorded: Generator, installed: Generator) -> bool:
    if (recorded.name, recorded.version) != (installed.name, installed.version):
        return True
    return recorded.hashes.get(FILES, installed.hashes[FILES]) != installed.hashes[FILES]


def _named(found: Generator, language: str) -> str:
    name = one_line(f"{found.name} {found.version}")
    shown = found.hashes.get(FILES, "")[:_SHOWN]
    return translate(_WITH_HASH, language, generator=name, hash=shown) if shown else name


def _python(manifest: Manifest) -> str:
    """The command of the Python that made a version, whose patch releases do not matter."""
    minor = ".".join(manifest.tools.get(PYTHON, platform.python_version()).split(".")[:2])
    known = minor if re.fullmatch(r"3\.\d{1,3}", minor) else "3"
    return f"py -{known}" if sys.platform == "win32" else f"python{known}"


def _is_version(text: str) -> bool:
    try:
        Version(text)
    except InvalidVersion:
        return False
    return True


def _lock(requirements: str, pins: Mapping[str, str]) -> bool:
    """Whether requirements allow all these versions, and leave none of these packages open."""
    named: dict[str, Requirement] = {}
    for line in requirements.splitlines():
        with suppress(InvalidRequirement):
            requirement = Requirement(_OPTIONS.sub("", line.strip()))
            named[canonicalize_name(requirement.name)] = requirement
    return all(name in named and _allows(named[name], version) for name, version in pins.items())


def _allows(requirement: Requirement, version: str) -> bool:
    """Whether a requirement that is not open has a version; one by its address has but one."""
    return bool(
        requirement.url or (requirement.specifier and requirement.specifier.contains(version, prereleases=True))
    )
