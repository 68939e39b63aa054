"""The Python files and notebooks of a project. Nothing is read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from flake8_embedding.limits import NEIGHBOUR_BYTES, NEIGHBOUR_FILES, NEIGHBOURS


def modules_below(root: Path) -> tuple[Path, ...] | None:
    """Those below a folder, in the order of their names; None where they are too many, too large, or not to be seen.
    Hidden folders, virtual environments, ``node_modules`` and links are left out."""
    found: list[Path] = []
    try:
        for number, path in enumerate(_files_below(root)):
            if number == NEIGHBOUR_FILES:
                return None
            if not path.name.endswith((".py", ".pyi", ".ipynb")) or path.is_symlink() or not path.is_file():
                continue
            if len(found) == NEIGHBOURS or path.stat().st_size > NEIGHBOUR_BYTES:
                return None
            found.append(path)
    except OSError:
        return None
    return tuple(found)


def _files_below(root: Path) -> Iterator[Path]:
    for folder, below, names in os.walk(root):
        below[:] = sorted(
            name
            for name in below
            if not name.startswith(".") and name != "node_modules" and not (Path(folder) / name / "pyvenv.cfg").exists()
        )
        for name in sorted(names):
            yield Path(folder) / name
