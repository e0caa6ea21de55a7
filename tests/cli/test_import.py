"""The command that imports workbooks and CSV files. All records are synthetic."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_cli import run
from tests.spreadsheets.imports import csv_file, union

ROWS = [["Library", "Year", "Visits"], ["North Library", "2021", "110"], ["south", "2020", "210"]]


def test_proposing_showing_and_adding(tmp_path: Path) -> None:
    """The three steps of an import, and the fourth that finds nothing new."""
    project = union(tmp_path)
    file = csv_file(project / "figures.csv", ROWS)
    arguments = ("import", file, "--project", project)
    mapping = project / "figures.csv.mapping.yml"
    first = run(*arguments)
    assert (first.exit_code, first.stdout) == (0, f"{mapping}\n")
    incomplete = run(*arguments)
    assert incomplete.exit_code == 1
    assert "figures.csv.mapping.yml:13:11: error [mapping-incomplete]" in incomplete.stdout
    mapping.write_text(mapping.read_text(encoding="utf-8").replace("FILL-IN", "report-2022"), encoding="utf-8")
    shown = run(*arguments)
    assert (shown.exit_code, shown.stdout.splitlines()[:4], shown.stderr) == (
        0,
        [
            "1 added",
            "  figures.csv:2:20  north · visits · 2021  110",
            "1 revised",
            "  figures.csv:3:12  south · visits · 2020  200 → 210",
        ],
        "Nothing was written; bulletin import --write adds it.\n",
    )
    written = run(*arguments, "--write")
    assert written.stdout.splitlines()[-2:] == [
        "records/observations/report-2022-visits.csv",
        "records/observations/report-2022-visits.yml",
    ]
    again = run(*arguments, "--write")
    assert (again.stdout, again.stderr) == ("2 unchanged\n", "There is nothing new in the file.\n")


def test_a_refused_file_ends_with_its_reason(tmp_path: Path) -> None:
    """In the language that is asked for, with the exit code of wrong records."""
    project = union(tmp_path)
    file = project / "old.xls"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    refused = run("import", file, "--project", project, "--language", "fr")
    assert refused.exit_code == 1
    assert "old.xls:1:1: erreur [workbook-old]" in refused.stdout


def test_a_mapping_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    project = union(tmp_path)
    file = csv_file(project / "figures.csv", ROWS)
    (project / "figures.csv.mapping.yml").write_bytes("header: 1\n# caf\u00e9\n".encode("latin-1"))
    refused = run("import", file, "--project", project)
    assert refused.exit_code == 1
    assert "figures.csv.mapping.yml:2:6: error [file-not-utf8]" in refused.stdout


def test_records_with_errors_get_nothing(tmp_path: Path) -> None:
    """What is wrong by itself is corrected first."""
    project = union(tmp_path)
    file = csv_file(project / "figures.csv", ROWS)
    (project / "figures.csv.mapping.yml").write_text("columns: {Library: organization}\n", encoding="utf-8")
    (project / "records/targets.yml").write_text("- {id: more}\n", encoding="utf-8")
    wrong = run("import", file, "--project", project)
    assert (wrong.exit_code, wrong.stderr) == (
        1,
        "The records have errors, so nothing can be added to them; bulletin check shows them.\n",
    )


def test_a_mapping_from_elsewhere(tmp_path: Path) -> None:
    """Such as that of another year."""
    project = union(tmp_path)
    file = csv_file(project / "figures.csv", ROWS)
    mapping = project / "last-year.yml"
    mapping.write_text(
        "columns: {Library: organization, Year: period, Visits: value}\n"
        "constants: {measure: visits, source: report-2022}\n",
        encoding="utf-8",
    )
    shown = run("import", file, "--project", project, "--mapping", mapping)
    assert shown.stdout.startswith("1 added\n")


def test_units_come_before_the_headlines_that_name_them(tmp_path: Path) -> None:
    """A new bulletin has headlines before it has units and figures: both are imported all the same, one by one."""
    project = union(tmp_path)
    for name in ("organizations/union", "observations/first"):
        (project / f"records/{name}.yml").unlink()
    units = csv_file(
        project / "units.csv",
        [["id", "name", "kind", "parent"], ["union", "Union", "union", ""], ["north", "North", "library", "union"]],
    )
    (project / "units.csv.mapping.yml").write_text(
        "records: organizations\ncolumns: {id: id, name: name, kind: kind, parent: parent}\n", encoding="utf-8"
    )
    written = run("import", units, "--project", project, "--write")
    assert written.exit_code == 0
    assert written.stdout.splitlines()[-1] == "records/organizations/units.yml"


@pytest.mark.slow
def test_imports_at_one_time_add_a_figure_once(tmp_path: Path) -> None:
    """Each compares with what the others added before."""
    project = union(tmp_path)
    file = csv_file(project / "figures.csv", ROWS)
    mapping = project / "figures.csv.mapping.yml"
    run("import", file, "--project", project)
    mapping.write_text(mapping.read_text(encoding="utf-8").replace("FILL-IN", "report-2022"), encoding="utf-8")
    arguments = ["import", str(file), "--project", str(project), "--write", "--language", "en"]
    command = [sys.executable, "-c", "from bulletin.cli import main; main()", *arguments]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    written = [process.communicate(timeout=120)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    assert sorted(said.splitlines()[0] for said in written) == ["1 added", "2 unchanged", "2 unchanged"]
