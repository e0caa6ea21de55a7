"""The command itself, which holds all others."""

from __future__ import annotations

import click

from bulletin.cli.ending import Ending

LINE = 100
"""Columns that help and explanations are broken into."""


@click.group(cls=Ending, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": LINE})
def main() -> None:
    """Bản tin thống kê từ các bản ghi YAML · A statistical bulletin from YAML records."""
