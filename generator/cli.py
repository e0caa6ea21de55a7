"""The command ``bulletin``: the only place that prints.

Results go to stdout, everything else to stderr. It ends with 0 when all is well, 1 when something is wrong with the
records, 2 when it was called wrongly, 3 when the machine or the program failed, and 130 when it was interrupted.
"""

from __future__ import annotations

import os
import sys
import textwrap
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO, TypeVar

import click

if TYPE_CHECKING:  # a check must not wait for what only a build needs
    from rich.progress import Progress

    from generator.model.text import Language
    from generator.problems.report import Paint

WRONG_RECORDS, FAILED, INTERRUPTED = 1, 3, 130
"""How the command ends, unless all is well (0) or it was called wrongly (2, which is click's own)."""

PATIENCE = 2.0
"""Seconds before a progress bar is shown."""
_LINE = 100

Command = TypeVar("Command", bound=Callable[..., Any])


class _Main(click.Group):
    """Says in one line what stopped a command, and ends it with the right code."""

    def main(self, *args: Any, **extra: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")  # what a terminal cannot show must not stop us
        return super().main(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            _fail("", INTERRUPTED)
        except BrokenPipeError:
            raise
        except OSError as error:
            _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error))
        except MemoryError:
            _fail("Không đủ bộ nhớ. · Out of memory.")
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception:  # noqa: BLE001 - a fault of the program must not look like one of the records
            _fail(f"{traceback.format_exc()}Lỗi của chương trình. · This is a fault of the program.")


def _fail(message: str, code: int = FAILED) -> NoReturn:
    click.echo(message, err=True)
    raise click.exceptions.Exit(code)


def _project(command: Command) -> Command:
    """Give a command the option that says where the records are."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    text = "Thư mục chứa records/; mặc định là thư mục này. · Folder that holds records/; by default this one."
    return click.option("--project", type=folder, default=".", metavar="DIR", help=text)(command)


def _language(command: Command) -> Command:
    """Give a command the option that says in which language it talks."""
    text = "Ngôn ngữ của thông báo; mặc định theo bulletin.yml. · Language of messages; by default bulletin.yml's."
    return click.option("--language", type=click.Choice(("vi", "en")), help=text)(command)


def _languages(command: Command) -> Command:
    """Give a command the option that says which languages of the site to make."""
    text = "Ngôn ngữ của trang, có thể lặp lại; mặc định là tất cả. · Language of the site, repeatable; all by default."
    return click.option("--language", "languages", multiple=True, type=click.Choice(("vi", "en")), help=text)(command)


@click.group(cls=_Main, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": _LINE})
def main() -> None:
    """Bản tin thống kê từ các bản ghi YAML · A statistical bulletin from YAML records."""


@main.command()
@_project
@click.option(
    "--format",
    "style",
    type=click.Choice(("text", "json", "github", "gitlab")),
    default="text",
    help="text: cho người đọc; json: cho chương trình; github, gitlab: chú thích ở đó. · For people, programs, forges.",
)
@_language
def check(project: Path, style: str, language: str | None) -> None:
    """Kiểm tra bản ghi · Check the records, and build nothing."""
    from generator.problems.report import Format, report, tally
    from generator.review import review

    files = 0
    with _progress("Đọc bản ghi · Reading records") as progress:

        def count(done: int, total: int) -> None:
            nonlocal files
            files = total
            progress(done, total)

        reviewed = review(project, count)
    talk = _talk(project, language)
    problems = report(reviewed.problems, Format(style), talk, _paint(sys.stdout))
    if problems:
        click.echo(problems, color=True)
    click.echo(tally(reviewed.problems, files, talk), err=True)
    if reviewed.accepted is None:
        raise click.exceptions.Exit(WRONG_RECORDS)


@main.command()
@_project
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Thư mục của trang; mặc định là site/ trong thư mục dự án. · Where the site goes; by default site/.",
)
@click.option(
    "--markdown",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Thay vì trang, viết cây Markdown vào đây. · Instead of the site, write the tree of Markdown here.",
)
@click.option("--no-charts", is_flag=True, help="Không vẽ biểu đồ, nhanh hơn. · Draw no charts, which is quicker.")
@click.option(
    "--draft",
    is_flag=True,
    help="Một bản nháp với mọi số liệu, thay vì các số bản tin. · A draft of all figures instead of the editions.",
)
@_languages
def build(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    project: Path,
    site_dir: Path | None,
    markdown: Path | None,
    no_charts: bool,
    draft: bool,
    languages: tuple[str, ...],
) -> None:
    """Dựng trang của mọi số · Build the site of all editions; the last one stays whole if anything is wrong."""
    if site_dir and markdown:
        raise click.UsageError("--site-dir / --markdown: chọn một. · Choose one.")
    from generator.publishing.building import build_series
    from generator.site.build import build as build_draft
    from generator.site.tree import write_markdown

    wanted, target = _wanted(project, languages), markdown or site_dir or project / "site"
    make = write_markdown if markdown else build_draft if draft else build_series
    with _failures(wanted[0]), _progress("Dựng trang · Building"):
        warnings = make(project, target, wanted, charts=not no_charts)
    if warnings:
        number = len(warnings)
        click.echo(f"Bản ghi có {number} lưu ý · Warnings about the records: {number} (bulletin check)", err=True)
    click.echo(target)


@main.command()
@_project
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ để nghe. · Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Cổng. · Port.")
@_languages
def serve(project: Path, host: str, port: int, languages: tuple[str, ...]) -> None:
    """Xem trang trong khi sửa bản ghi · Show the site and follow the records as they are edited."""
    from generator.site.serve import serve as serve_site

    wanted = _wanted(project, languages)
    with _failures(wanted[0]):
        serve_site(project, host, port, languages=wanted, report=lambda text: click.echo(text, err=True))


@main.command()
@click.argument("code", required=False)
@_project
@_language
def explain(code: str | None, project: Path, language: str | None) -> None:
    """Giải thích vấn đề theo mã · Explain a problem by its code; without one, list all."""
    from generator.problems.registry import BY_CODE, KINDS
    from generator.problems.report import explanation, summary
    from generator.reading.nearest import Nearest

    talk = _talk(project, language)
    if code is None:
        click.echo("\n".join(summary(kind, talk) for kind in KINDS))
    elif code in BY_CODE:
        click.echo(_wrapped(explanation(BY_CODE[code], talk)))
    else:
        meant = Nearest(BY_CODE).to(code)
        better = f" Có phải “{meant}”? · Did you mean “{meant}”?" if meant else ""
        raise click.UsageError(f"Không có mã “{code}”. · There is no code “{code}”.{better}")


@main.command()
@_project
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Không ghi gì; báo lỗi nếu schemas/ đã cũ. · Write nothing; fail when schemas/ is out of date.",
)
def schema(project: Path, only_check: bool) -> None:
    """Ghi JSON Schema vào schemas/ · Write the records' JSON Schemas for editors."""
    from generator.reading.json_schema import json_schemas

    folder = project / "schemas"
    stale = [name for name, text in json_schemas().items() if not _holds(folder / name, text)]
    if only_check and stale:
        lines = [f"schemas/{name}: đã cũ, chạy bulletin schema. · Out of date, run bulletin schema." for name in stale]
        _fail("\n".join(lines), WRONG_RECORDS)
    folder.mkdir(exist_ok=True)
    for name in stale:
        (folder / name).write_text(json_schemas()[name], encoding="utf-8", newline="\n")
        click.echo(f"schemas/{name}")


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()


# --- how it talks -----------------------------------------------------------------------------------------------------


def _talk(project: Path, chosen: str | None) -> Language:
    """The language to talk in: as chosen, else that of the editors."""
    from generator.model.text import Language
    from generator.reading import languages_of

    return Language(chosen) if chosen else languages_of(project)[0]


def _wanted(project: Path, chosen: Sequence[str]) -> tuple[Language, ...]:
    """The languages of the site: as chosen, else those of the bulletin."""
    from generator.model.text import Language
    from generator.reading import languages_of

    return tuple(map(Language, dict.fromkeys(chosen))) or languages_of(project)


@contextmanager
def _failures(language: Language) -> Iterator[None]:
    """End with the right code, and all problems told, when the site cannot be made."""
    from generator.problems.report import Format, report
    from generator.site.failures import SiteError
    from generator.site.pipeline import RecordsError
    from generator.site.staging import NotOursError

    try:
        yield
    except RecordsError as error:
        _fail(report(error.problems, Format.TEXT, language, _paint(sys.stderr)), WRONG_RECORDS)
    except NotOursError as error:
        raise click.UsageError(str(error)) from None
    except SiteError as error:
        _fail(str(error))


def _paint(stream: TextIO) -> Paint:
    """Colours for a terminal; none where NO_COLOR asks for none, or nobody looks."""
    from generator.problems.report import Role, plain

    if os.environ.get("NO_COLOR") or not stream.isatty():
        return plain
    styles: dict[Role, dict[str, Any]] = {
        Role.PLACE: {"bold": True},
        Role.ERROR: {"fg": "red", "bold": True},
        Role.WARNING: {"fg": "yellow", "bold": True},
        Role.CARET: {"fg": "red", "bold": True},
        Role.HINT: {"fg": "green"},
    }
    return lambda text, role: click.style(text, **styles[role])


def _wrapped(text: str) -> str:
    """Paragraphs broken into lines; those that are indented stay as they are."""
    lines = (
        line if line.startswith(" ") else textwrap.fill(line, _LINE, break_on_hyphens=False, break_long_words=False)
        for line in text.split("\n")
    )
    return "\n".join(lines)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on a terminal for what takes long; gives a function to be told how much of how much is done."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    bar = _Bar(what)
    timer = threading.Timer(PATIENCE, bar.show)
    timer.daemon = True
    timer.start()
    try:
        yield bar.tell
    finally:
        timer.cancel()
        timer.join()
        bar.hide()


class _Bar:
    """A progress bar on stderr that is gone when it is done."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._done: tuple[int, int | None] = 0, None
        self._live: Progress | None = None
        self._task: Any = None

    def show(self) -> None:
        from rich.console import Console
        from rich.progress import Progress

        live = Progress(console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False)
        self._task = live.add_task(self._what, completed=self._done[0], total=self._done[1])
        live.start()
        self._live = live

    def tell(self, done: int, total: int) -> None:
        self._done = done, total
        if self._live is not None:
            self._live.update(self._task, completed=done, total=total)

    def hide(self) -> None:
        if self._live is not None:
            self._live.stop()
