"""flake8-embedding: a linter that proves an embedding table too small before anyone trains on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flake8_embedding.api import Options, Problem, check_path, check_source

__all__ = ["Options", "Problem", "check_path", "check_source"]


def __getattr__(name: str) -> object:
    # flake8 imports this package in every run, and needs none of these.
    if name in __all__:
        from flake8_embedding import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
