"""The command ``bulletin``: the only package that prints.

Results go to stdout, everything else to stderr. It ends with 0 when all is well, 1 when something is wrong with the
records, 2 when it was called wrongly, 3 when the machine or the program failed, and 130 when it was interrupted.
"""

from bulletin.cli import attacks, builds, pdf, projects, records, shards, sites, spreadsheets, templates
from bulletin.cli.group import main

__all__ = ["attacks", "builds", "main", "pdf", "projects", "records", "shards", "sites", "spreadsheets", "templates"]
