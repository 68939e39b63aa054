"""Parts of this package that are loaded when a program has something for them: each start of flake8 pays for what is
loaded."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

from flake8_embedding.limits import FRAMES_OF_IMPORTS


def loaded(module: str) -> ModuleType:
    """The module of this name."""
    # A deeply nested program may leave few calls for loading. It must not matter whether the file was loaded before.
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(limit + FRAMES_OF_IMPORTS)
    try:
        return importlib.import_module(module)
    finally:
        sys.setrecursionlimit(limit)
