"""Anybody gets the same bytes: whatever the machine is like, and from the commit that a manifest names."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from bulletin.publishing.manifest import hashes

from tests.publishing.built_projects import ADDRESS, commit, edition, git, make_project
from tests.sites import ROOT, SAMPLE, sample_project

pytestmark = pytest.mark.slow

BULLETIN = str(Path(sys.executable).with_name("bulletin"))

ANOTHER_MACHINE = """
# Synthetic: another machine, on which folders are listed in another order and it is another year.
import datetime, os, random, time

SHIFT = 20 * 365 * 86_400 + 12_345
now, now_ns, listdir, scandir = time.time, time.time_ns, os.listdir, os.scandir
gmtime, localtime = time.gmtime, time.localtime
chance = random.Random(os.environ["SYNTHETIC_ORDER"])

def shuffled(found):
    found = list(found)
    chance.shuffle(found)
    return found

class Entries:
    def __init__(self, *place):
        with scandir(*place) as found:
            self.found = iter(shuffled(found))
    def __iter__(self): return self
    def __next__(self): return next(self.found)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass

class Later(type(datetime.datetime)):
    def __instancecheck__(cls, value): return isinstance(value, datetime_)

datetime_ = datetime.datetime
class Datetime(datetime_, metaclass=Later):
    @classmethod
    def now(cls, tz=None): return datetime_.fromtimestamp(now() + SHIFT, tz)
    @classmethod
    def utcnow(cls): return datetime_.utcfromtimestamp(now() + SHIFT)

time.time = lambda: now() + SHIFT
time.time_ns = lambda: now_ns() + SHIFT * 10**9
time.gmtime = lambda moment=None: gmtime(now() + SHIFT if moment is None else moment)
time.localtime = lambda moment=None: localtime(now() + SHIFT if moment is None else moment)
os.listdir = lambda *place: shuffled(listdir(*place))
os.scandir = Entries
datetime.datetime = Datetime
"""


def build(project: Path, site: Path, cwd: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Build one edition as people do."""
    about = ["--project", str(project), "--edition", edition(1), "--address", ADDRESS, "--site-dir", str(site)]
    done = subprocess.run(
        [BULLETIN, "build", *about],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return hashes(site)


def test_same_bytes_on_another_machine(tmp_path: Path) -> None:
    """Working directory, place of the project, time zone, locale, hash seed, order of files, clock: no byte changes."""
    project = make_project(tmp_path / "project", 1, "[vi, en]")
    (tmp_path / "far").mkdir()
    git(tmp_path, "clone", "--quiet", str(project), str(tmp_path / "far" / "away"))
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "sitecustomize.py").write_text(ANOTHER_MACHINE)
    here = build(project, tmp_path / "one", project, {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"})
    odd = {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "vi_VN.UTF-8", "PYTHONHASHSEED": "2", "SYNTHETIC_ORDER": "3"}
    odd["PYTHONPATH"] = str(tmp_path / "odd")
    year = "import datetime, time; print(datetime.datetime.now().year - time.gmtime(0).tm_year)"
    asked = subprocess.run([sys.executable, "-c", year], env={**os.environ, **odd}, capture_output=True, check=True)
    assert int(asked.stdout) > 2040 - 1970, "the clock was not moved"
    other = build(tmp_path / "far" / "away", tmp_path / "other", tmp_path / "far", odd)
    assert {path for path in here.keys() | other.keys() if here.get(path) != other.get(path)} == set()
    assert f"vi/{edition(1)}/manifest.json" in here


ONE_AFTER_THE_OTHER = """
from bulletin.publishing import build
build.side_by_side = lambda work, jobs, barred: [work(job) for job in reversed(jobs)]
"""
EVERY_STEP_ANYWHERE = """
from bulletin.website import processes
processes._LEAST_FOR_A_WORKER = 1
"""
_MAIN = """
from bulletin.cli import main
if __name__ == "__main__":
    main(sys.argv[1:], prog_name="bulletin")
"""


@pytest.mark.parametrize(("otherwise", "jobs"), [(ONE_AFTER_THE_OTHER, 1), (EVERY_STEP_ANYWHERE, 6)])
def test_same_bytes_by_any_number_of_workers(tmp_path: Path, otherwise: str, jobs: int) -> None:
    """One process for all languages, or three for each, give what a process for each language gives."""
    project = make_project(tmp_path / "project", 1, "[vi, en]")
    (tmp_path / "odd").mkdir()
    program = tmp_path / "odd" / "workers.py"
    program.write_text(f"import sys{otherwise}{_MAIN}")
    expected = build(project, tmp_path / "expected", project, {})
    about = ["--project", str(project), "--edition", edition(1), "--address", ADDRESS, "--jobs", str(jobs)]
    command = [sys.executable, str(program), "build", *about, "--site-dir", str(tmp_path / "other")]
    subprocess.run(command, check=True, capture_output=True)
    assert hashes(tmp_path / "other") == expected


SAMPLED = ("2019-09", "2020")
"""The editions of the sample that are built again."""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository as this one is: the sample together with the generator."""
    project = sample_project(tmp_path_factory.mktemp("with-generator") / "repository")
    shutil.copy(ROOT / "pyproject.toml", project)
    shutil.copytree(ROOT / "generator", project / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    git(project, "init", "--quiet", "--initial-branch=main")
    commit(project, "The sample and the generator")
    return project


def run(repository: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command of a repository with a generator."""
    command = [sys.executable, "-c", "from bulletin.cli import main; main(prog_name='bulletin')"]
    return subprocess.run(
        [*command, *map(str, arguments)],
        cwd=repository,
        env={**os.environ, "PYTHONPATH": str(repository / "generator"), "SITE_URL": ADDRESS},
        capture_output=True,
        text=True,
        check=False,
    )


def test_editions_are_rebuilt_by_the_generator_of_their_commit(repository: Path, tmp_path: Path) -> None:
    """Two editions of the sample, published and built again from their commit, are the same to the byte.

    What happens to the work tree after publishing is of no importance; a byte that differs is reported.
    """
    published = run(repository, "publish", *SAMPLED, "--to", tmp_path / "site")
    assert published.returncode == 0, published.stderr
    (repository / "records" / "bulletin.yml").write_text("broken", encoding="utf-8")
    (repository / "generator" / "bulletin" / "cli" / "sites.py").write_text("raise SystemExit(9)", encoding="utf-8")
    for name in SAMPLED:
        rebuilt = bulletin_here(
            "rebuild", name, "--project", repository, "--from", tmp_path / "site", "--language", "en"
        )
        assert (rebuilt.returncode, "same bytes" in rebuilt.stdout) == (0, True), rebuilt.stdout + rebuilt.stderr
    page = tmp_path / "site" / "vi" / SAMPLED[0] / "methods" / "index.html"
    page.unlink()
    page.write_text("otherwise")
    differs = bulletin_here(
        "rebuild", SAMPLED[0], "--project", repository, "--from", tmp_path / "site", "--language", "en"
    )
    assert differs.returncode == 1
    assert differs.stdout.splitlines()[1:] == [f"  vi/{SAMPLED[0]}/methods/index.html"]


def bulletin_here(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the installed command, whose work tree may be in whatever state."""
    return subprocess.run([BULLETIN, *map(str, arguments)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("commit", "message"),
    [("null", "names no commit"), (f'"{"0" * 40}"', "No branch or tag"), ('"--upload-pack=x"', "commit")],
)
def test_only_commits_of_this_repository_are_run(tmp_path: Path, commit: str, message: str) -> None:
    """A manifest that names no commit, or one that no branch leads to, has nothing built and run."""
    project = make_project(tmp_path / "project", 1)
    site = tmp_path / "site"
    done = bulletin_here("publish", "--project", project, "--to", site, "--address", ADDRESS, "--language", "en")
    assert done.returncode == 0, done.stderr
    manifest = site / "vi" / edition(1) / "manifest.json"
    head = git(project, "rev-parse", "HEAD").strip()
    text = manifest.read_text(encoding="utf-8").replace(f'"{head}"', commit)
    manifest.unlink()
    manifest.write_text(text, encoding="utf-8")
    refused = bulletin_here("rebuild", edition(1), "--project", project, "--from", site, "--language", "en")
    assert refused.returncode in {1, 3}
    assert message in refused.stderr


def test_an_edition_is_made_from_the_commit_whatever_else_lies_there(tmp_path: Path) -> None:
    """What only the work tree has reaches no page: a clone, where an empty folder is missing, gives the same bytes."""
    project = make_project(tmp_path / "project", 1, "[vi, en]")
    (project / "docs" / "en" / ".gitkeep").unlink()
    (project / ".gitignore").write_text("*.png\n")
    (project / "docs" / "vi" / "page.md").write_text("# Synthetic page\n")
    commit(project, "Synthetic: no English page")
    for path in ("docs/vi/ignored.png", "docs/vi/page.md~", "docs/vi/Thumbs.db", "records/.DS_Store"):
        (project / path).write_text("Synthetic.")
    site, clone = tmp_path / "site", tmp_path / "clone"
    done = bulletin_here("publish", "--project", project, "--to", site, "--address", ADDRESS, "--language", "en")
    assert done.returncode == 0, done.stderr
    published = {path.relative_to(site / "vi" / edition(1)).as_posix() for path in site.glob(f"vi/{edition(1)}/**/*")}
    assert {"page/index.html", "sitemap.xml"} <= published
    assert published.isdisjoint({"ignored.png", "page.md~", "Thumbs.db", "sitemap.xml.gz"})
    git(tmp_path, "clone", "--quiet", str(project), str(clone))
    assert not (clone / "docs" / "en").exists()
    rebuilt = bulletin_here("rebuild", edition(1), "--project", clone, "--from", site, "--language", "en")
    assert (rebuilt.returncode, "same bytes" in rebuilt.stdout) == (0, True), rebuilt.stdout + rebuilt.stderr


OUTSIDE: dict[str, str] = {
    "pages": "docs_dir: {outside}\n",
    "templates": "theme: {{name: material, custom_dir: {outside}}}\n",
    "programs": "hooks: [{outside}/hook.py]\n",
    "the configuration": "",
}


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_a_clone_would_lack_is_refused(tmp_path: Path, name: str) -> None:
    """Folders and files outside of the repository that the configuration names, or a link of it that leads there."""
    project, outside = make_project(tmp_path / "project", 1), tmp_path / "outside"
    outside.mkdir()
    (outside / "hook.py").touch()
    config = project / "mkdocs.yml"
    if OUTSIDE[name]:
        config.write_text(f"INHERIT: base.yml\n{OUTSIDE[name].format(outside=outside)}")
        (project / "base.yml").write_bytes((SAMPLE / "mkdocs.yml").read_bytes())
    else:
        config.rename(outside / "mkdocs.yml")
        config.symlink_to(outside / "mkdocs.yml")
        (outside / "records").symlink_to(project / "records")
        (outside / "docs").symlink_to(project / "docs")
    commit(project, "Synthetic: something outside")
    done = bulletin_here("publish", "--project", project, "--to", tmp_path / "site", "--address", ADDRESS)
    assert done.returncode in {1, 3}, done.stderr
    assert str(outside) in done.stderr
    assert not (tmp_path / "site").exists()


def test_attributes_change_no_byte_of_what_is_built(tmp_path: Path) -> None:
    """A clone whose files were checked out before there were attributes is built as any other: from what is stored."""
    project = make_project(tmp_path / "project", 1)
    (project / "docs" / "vi" / "note.txt").write_bytes(b"$Id$\nSynthetic.\n")
    (project / ".gitattributes").write_text("*.txt ident text eol=crlf\n*.yml text eol=crlf\n")
    commit(project, "Synthetic attributes")
    site = tmp_path / "site"
    done = bulletin_here("publish", "--project", project, "--to", site, "--address", ADDRESS)
    assert done.returncode == 0, done.stderr
    assert (site / "vi" / edition(1) / "note.txt").read_bytes() == b"$Id$\nSynthetic.\n"
    rebuilt = bulletin_here("rebuild", edition(1), "--project", project, "--from", site, "--language", "en")
    assert (rebuilt.returncode, "same bytes" in rebuilt.stdout) == (0, True), rebuilt.stdout + rebuilt.stderr


def test_templates_that_are_in_no_commit_are_missed(tmp_path: Path) -> None:
    """An edition would be made without a change that the publisher sees in every preview."""
    project = make_project(tmp_path / "project", 1)
    config = project / "mkdocs.yml"
    config.write_text(config.read_text().replace("  name: material\n", "  name: material\n  custom_dir: own\n"))
    (project / "own").mkdir()
    (project / "own" / "partial.html").write_text("Synthetic.")
    commit(project, "Synthetic templates")
    (project / "own" / "partial.html").write_text("Synthetic, otherwise.")
    about = ("--to", tmp_path / "site", "--address", ADDRESS, "--language", "en")
    done = bulletin_here("publish", "--project", project, *about)
    assert (done.returncode, "own/partial.html" in done.stderr) == (1, True), done.stderr
