"""The same file at two places, where the file system can; else a copy."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def link(source: Path | str, target: Path | str) -> None:
    """Let a file appear at another place. A symbolic link is not followed."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:  # another device, or one that has no such links
        shutil.copyfile(source, target, follow_symlinks=False)


def link_tree(source: Path, target: Path) -> None:
    """Let a tree appear at another place. Symbolic links stay such, for whoever verifies it to tell."""
    shutil.copytree(source, target, symlinks=True, copy_function=link)
