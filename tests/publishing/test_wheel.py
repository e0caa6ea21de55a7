"""The wheel, as people install it: what is in it, and a SYNTHETIC bulletin without any code that is published by it.

Nothing is fetched: what the wheel depends on is that of the tests, which a path file leads to.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from bulletin import __version__
from bulletin.installation import ARCHIVE, DISTRIBUTION, FILES, package_hash

from tests.publishing.built_projects import ADDRESS, edition, git, make_project
from tests.sites import ROOT

pytestmark = pytest.mark.slow

NEWER = "99.1"
"""The version of a later generator."""
SOURCES = ("pyproject.toml", "README.md", "LICENSE", "generator")


def build(source: Path, kind: str, directory: Path, **environment: str) -> Path:
    """Build a wheel or a sdist; give its file."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(directory)]
    subprocess.run(command, cwd=source, env={**os.environ, **environment}, check=True, capture_output=True)
    (file,) = directory.iterdir()
    return file


def copy_of_sources(directory: Path, version: str) -> Path:
    """Copy what a wheel is built from, as another version."""
    directory.mkdir()
    for name in SOURCES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, directory / name)
    module = directory / "generator" / "bulletin" / "__init__.py"
    module.write_text(module.read_text(encoding="utf-8").replace(f'"{__version__}"', f'"{version}"'), encoding="utf-8")
    return directory


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel of this repository."""
    return build(ROOT, "wheel", tmp_path_factory.mktemp("dist"))


def test_wheel_holds_the_package_and_its_licence(wheel: Path) -> None:
    """Every template, catalogue and asset that is committed, what marks it as typed, and nothing else."""
    tracked = git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard", "generator").split()
    with zipfile.ZipFile(wheel) as archive:
        names, information = archive.namelist(), f"bulletin_generator-{__version__}.dist-info"
    expected = {name.removeprefix("generator/") for name in tracked if (ROOT / name).exists()}
    assert not [name for name in names if "/." in name], "hidden files are not in the hash of the generator"
    assert {name for name in names if not name.startswith(information)} == expected
    assert {"bulletin/py.typed", "bulletin/locales/vi/LC_MESSAGES/bulletin.mo"} <= expected
    assert f"{information}/licenses/LICENSE" in names


def test_wheel_is_the_same_whenever_and_from_whatever_it_is_built(wheel: Path, tmp_path: Path) -> None:
    """From files that are new, or from the sdist, it has the same bytes. The sdist holds neither figures nor tests."""
    copied = copy_of_sources(tmp_path / "copied", __version__)
    os.utime(copied / "LICENSE", (0, 10**9))
    assert build(copied, "wheel", tmp_path / "of-copy", TZ="Asia/Ho_Chi_Minh").read_bytes() == wheel.read_bytes()
    with tarfile.open(build(ROOT, "sdist", tmp_path / "sdist")) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.glob("bulletin_generator-*")
    assert build(source, "wheel", tmp_path / "of-sdist").read_bytes() == wheel.read_bytes()
    assert {path.name for path in source.iterdir()} == {*SOURCES, "CHANGELOG.md", "PKG-INFO", ".gitignore"}


@dataclass(frozen=True)
class Installed:
    """An environment with nothing but the generator in it, of a user who has configured nothing."""

    directory: Path

    @property
    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "SITE_URL"}}
        return {**kept, "HOME": str(self.directory / "home"), "GIT_CONFIG_NOSYSTEM": "1", "PYTHONWARNINGS": "error"}

    def install(self, wheel: Path) -> None:
        """Install a wheel, in the place of another version; no index is asked."""
        pip = ["-m", "pip", "--python", str(self.directory / "bin" / "python"), "--disable-pip-version-check"]
        options = ["--quiet", "--no-index", "--no-deps", "--no-compile", "--force-reinstall"]
        subprocess.run([sys.executable, *pip, "install", *options, str(wheel)], check=True, capture_output=True)

    def succeed(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run the command in an empty folder, in English."""
        command = [str(self.directory / "bin" / "bulletin"), *map(str, arguments), "--language", "en"]
        done = subprocess.run(
            command, cwd=self.directory / "home", env=self._environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done


@pytest.fixture
def installed(tmp_path: Path, wheel: Path) -> Installed:
    """Give an environment with the wheel."""
    directory = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(directory)], check=True)
    own = Path(sysconfig.get_path("purelib", "venv", vars={"base": str(directory)}))
    (own / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")  # whose own path files are not read
    (directory / "home").mkdir()
    found = Installed(directory)
    found.install(wheel)
    return found


def test_bulletin_without_code_is_published_and_rebuilt(installed: Installed, wheel: Path, tmp_path: Path) -> None:
    """Two editions by two versions of the generator, to a folder and to a branch; the first is built again by both."""
    project, site = make_project(tmp_path / "project", 2), tmp_path / "site"
    here = ("--project", project, "--site-url", ADDRESS)
    installed.succeed("schema", "--project", project)
    installed.succeed("check", "--project", project)
    installed.succeed("diff", edition(1), "HEAD", "--project", project)
    installed.succeed("publish", edition(1), *here, "--to", site)
    installed.succeed("publish", *here, "--branch", "pages")
    assert git(project, "log", "-1", "--format=%an <%ae>", "pages") == "Bulletin <bulletin@localhost>\n"
    made = json.loads((site / "vi" / edition(1) / "manifest.json").read_bytes())["generator"]
    assert made == {"name": DISTRIBUTION, "version": __version__, "hashes": hashes_of(wheel, tmp_path / "unpacked")}

    installed.install(build(copy_of_sources(tmp_path / "newer", NEWER), "wheel", tmp_path / "dist"))
    assert installed.succeed("--version").stdout == f"bulletin {NEWER}\n"
    assert installed.succeed("publish", *here, "--to", site).stdout.splitlines()[1] == f"{edition(2)}: published"
    installed.succeed("verify", site)
    installed.succeed("check", "--project", project, "--published", site)
    own = installed.succeed("rebuild", edition(2), "--project", project, "--from", site)
    assert (own.stderr, "same bytes." in own.stdout) == ("", True)
    for place in ("--from", site), ("--branch", "pages"):
        other = installed.succeed("rebuild", edition(1), "--project", project, *place)
        assert "same bytes but for the tools" in other.stdout
        assert f"\n  {DISTRIBUTION} {__version__} → {NEWER}\n" in other.stdout
        files = made["hashes"][FILES][:12]
        assert f"{edition(1)} was made by {DISTRIBUTION} {__version__} (files {files}); here is" in other.stderr
        assert f"pip install --find-links {project} {DISTRIBUTION}=={__version__} " in other.stderr


def hashes_of(wheel: Path, folder: Path) -> dict[str, str]:
    """What a manifest records of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return {ARCHIVE: hashlib.sha256(wheel.read_bytes()).hexdigest(), FILES: package_hash(folder / "bulletin")}
