"""The real flake8, in this process: a start of Python anew for each run is most of a small run's time."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import flake8.utils
from flake8.main.cli import main


def flake8_here(directory: Path, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """Runs flake8 in the directory, with one job, and returns what it printed and its status."""
    printed, complained = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    given = io.TextIOWrapper(io.BytesIO((stdin or "").encode()), "utf-8")
    flake8.utils.stdin_get_value.cache_clear()
    before = Path.cwd()
    os.chdir(directory)
    try:
        with (
            contextlib.redirect_stdout(printed),
            contextlib.redirect_stderr(complained),
            patch.object(sys, "stdin", given),
        ):
            try:
                status = main([*([] if "-" in arguments else ["--jobs=1"]), *arguments])
            except SystemExit as ended:
                # flake8 says what is wrong with an argument in the exit itself.
                status = ended.code if isinstance(ended.code, int) else 1
                if isinstance(ended.code, str):
                    complained.write(ended.code)
    finally:
        os.chdir(before)
        flake8.utils.stdin_get_value.cache_clear()
    printed.seek(0)
    return subprocess.CompletedProcess(["flake8", *arguments], status, printed.read(), complained.getvalue())
