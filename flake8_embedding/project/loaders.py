"""What loads models, or objects that may be models, as the texts of programs show it.

All is made of the names in the library files, so that a new loader is known to all who ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from flake8_embedding.prefilter.words import MODEL_LOADERS, OBJECT_LOADERS

LOADERS: Final = frozenset(one.rpartition(".")[2] for one in MODEL_LOADERS | OBJECT_LOADERS)
"""The last names of all that load: ``load``, ``load_model``."""

_NAMES = "|".join(sorted(LOADERS))


def _pattern(loaders: Iterable[str]) -> str:
    """Finds one of the loaders: by its name, in an import from its module, or in a module that has another name here.
    It may be called later: ``partial(torch.load, ...)``."""
    names = sorted(loaders)
    modules = "|".join(sorted({one.rpartition(".")[0] for one in names} - {""}))
    by_name = rf"\b(?:{'|'.join(map(re.escape, names))})\b"
    imported = rf"\bfrom\s+(?:\w+\.)*(?:{modules})\s+import\s(?:\([^)]*|[^\n]*)\b(?:{_NAMES})\b"
    renamed = rf"\bimport\s[^\n]*\b(?:{modules})\s+as\s"
    return rf"{by_name}|{imported}|{renamed}"


LOADS_MODELS: Final = rf"{_pattern(MODEL_LOADERS)}|\bgetattr\s*\([^)\n]*\\?[\"'](?:{_NAMES})\\?[\"']"
"""Finds what loads a model, ``getattr(torch, "load")`` among others."""

LOADS_OBJECTS: Final = _pattern(OBJECT_LOADERS)
"""Finds what loads any objects. They may be models, if a program has written one to the file."""

LOADS_OBJECTS_OR_MODELS: Final = rf"{LOADS_MODELS}|{LOADS_OBJECTS}"
