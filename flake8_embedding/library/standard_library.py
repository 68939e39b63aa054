"""Modules of the standard library, and small packages around it, that meet sizes and ids."""

from __future__ import annotations

import sys

from flake8_embedding.library.python import _first, _partial, _set_default_environment
from flake8_embedding.library.spec import Handled, Library, Row

LIBRARY = Library(
    name="the standard library",
    roots=("functools", "os", "tqdm", "copy", "typing"),
    rows=(
        Row(("partial",), ("self",), Handled(_partial)),
        Row(("environ.setdefault", "putenv"), ("name", "value"), Handled(_set_default_environment)),
        Row(("tqdm", "auto.tqdm", "notebook.tqdm", "tqdm_notebook"), ("self",), Handled(_first)),
        Row(("cast",), ("type", "self"), Handled(_first)),
    ),
    harmless=tuple(
        sorted(
            sys.stdlib_module_names | {"joblib", "cloudpickle", "dill", "tqdm", "nltk", "matplotlib", "seaborn", "yaml"}
        )
    ),
    decorators=(
        "functools.wraps",
        "functools.cache",
        "functools.lru_cache",
        "dataclasses.dataclass",
        "typing.no_type_check",
        "contextlib.contextmanager",
    ),
)
