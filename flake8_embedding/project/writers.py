"""Which programs of a project may write a file that another one reads, by a glance at their texts.

``predict.py`` loads the ``words.pkl`` that ``train.py`` has saved. The two may be started in different folders, so that
``out/words.pkl`` may be the ``words.pkl`` of another program. ``a/words.pkl`` and ``b/words.pkl`` are two files.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, takewhile
from pathlib import Path

from flake8_embedding.limits import NEIGHBOURS, WRITERS
from flake8_embedding.prefilter.words import TABLES
from flake8_embedding.project.below import modules_below
from flake8_embedding.project.finder import Finder
from flake8_embedding.project.glance import SAVES
from flake8_embedding.project.importers import importers_of, importing
from flake8_embedding.project.leads import Projects
from flake8_embedding.project.loaders import LOADS_MODELS, LOADS_OBJECTS
from flake8_embedding.project.loads import Loads, loads_from, only_imports
from flake8_embedding.project.saved import saves_table_when_run
from flake8_embedding.project.texts import Stamp, stamp_of
from flake8_embedding.record import record

_DUMPS = re.compile(r"(?:dump\w*|to_json|\.save)\s*\(")
"""A call that writes a text, such as the one of a tokenizer."""


_BEFORE = re.compile(r"[\"'/{}]")
"""What stands before the last part of a path."""

_ENDING = re.compile(r"\.[A-Za-z]\w{0,9}(?=\\?[\"'])")
"""Ends a path that is written as a text. In a notebook a backslash stands before the quotes."""

_LONGEST = 80
"""Characters of the last part of a path that are looked at."""

_TEXTS = (".json", ".yaml", ".yml")

_UNNAMED = frozenset({"", "..", "~"})
"""Parts of a path that do not say what a folder is called."""


Programs = dict[str, Stamp]
"""The programs of a project by their paths, each as it was when the project was walked through."""


def programs_below(root: str) -> Programs:
    """The programs below the root; none where they are too many to be looked at."""
    modules = modules_below(Path(root)) or ()
    return {str(path): stamp for path in modules if (stamp := stamp_of(str(path))) is not None}


def may_be_one_file(path: str, other: str) -> bool:
    """Whether two paths may lead to the same file: none of their parts differ, compared from the end as far as both are
    known."""
    return all(one == another for one, another in zip(_from_the_end(path), _from_the_end(other), strict=False))


def _from_the_end(path: str) -> Iterator[str]:
    """The name of a file, its folder, the folder of that, as far as their names are known."""
    parts = os.path.normpath(path.replace("\\", "/")).split(os.sep)
    return takewhile(lambda part: part not in _UNNAMED, reversed(parts))


def writers_of(name: str, programs: Programs, reader: str) -> Iterator[list[str]]:
    """Those of the programs that may write a file of this name: those that are the nearest to the one that reads
    it, then the next.

    They write objects, and name the file. If none of them has written it, they name a module that names it, such as
    ``config.py``, or ``utils.py`` with a function that saves. Then those are asked that only import one of all these:
    ``main.py`` makes a ``Trainer`` of ``trainer.py``, which saves the model. If nobody names the file at all, only the
    one that reads it is taken to make up that name.
    """
    saving = [path for path, stamp in programs.items() if _glance(stamp).writes_anything]
    themselves = [path for path in saving if _glance(programs[path]).may_write(name)]
    naming = _that_name(name, saving, programs, reader)
    if naming is None:
        yield from ([path] for path in themselves if path == reader)
        return
    by_name = [path for path in naming[0] if path in themselves]
    yield from _nearest(by_name, reader)
    by_module = [path for path in naming[1] if path not in by_name]
    yield from _nearest(by_module, reader)
    asked = {*by_name, *by_module, reader}
    modules = [path for path in (*by_name, *by_module) if path != reader]
    if modules:
        imports = importing(modules)
        yield from _nearest([path for path in programs if path not in asked and _says(programs[path], imports)], reader)


def _nearest(programs: list[str], reader: str) -> list[list[str]]:
    """The programs in the folder that is the nearest to the reader's, then those in the next."""

    def distance(path: str) -> int:
        return os.path.relpath(path, os.path.dirname(reader)).count(os.sep)

    return [list(alike) for _, alike in groupby(sorted(programs, key=distance)[:WRITERS], distance)]


def readers_of_model(name: str, programs: Programs, finder: Finder) -> list[str]:
    """The other programs that may load a model from the file of this name, which the program of the finder has saved.
    They name the file, or a module that does. If there are any, those follow that may load it under another name, such
    as the one in ``sys.argv``, and those that import one of the first and may use the model that it has loaded, or that
    tell a function in it what to load. What only loads other files, or what it is told, is none of them."""
    writer = finder.filename
    others = [path for path in programs if path != writer]
    loading = [path for path in others if _glance(programs[path]).loads_models]
    may_load = [path for path in others if path in loading or _glance(programs[path]).loads_objects]
    by_name, by_module = _that_name(name, may_load, programs, writer) or ((), ())
    readers = dict.fromkeys((*by_name, *by_module))
    if not readers:
        return []
    loads = {path: _loads_from(name, programs[path]) for path in dict.fromkeys((*readers, *loading))}
    told = [path for path, one in loads.items() if one is Loads.WHAT_IT_IS_TOLD]
    users = importers_of({*readers, *told}, others, lambda path: _text(programs[path]), finder)
    asked = [path for path in users if not _only_imports(programs[path])]
    return list(dict.fromkeys((*(path for path, one in loads.items() if one is Loads.MAYBE), *asked)))


@lru_cache(maxsize=NEIGHBOURS)
def _loads_from(name: str, stamp: Stamp) -> Loads:
    return loads_from(name, _text(stamp), is_notebook=stamp[0].endswith(".ipynb"))


@lru_cache(maxsize=NEIGHBOURS)
def _only_imports(stamp: Stamp) -> bool:
    return only_imports(_text(stamp), is_notebook=stamp[0].endswith(".ipynb"))


def _that_name(name: str, chosen: list[str], programs: Programs, asking: str) -> tuple[list[str], list[str]] | None:
    """Those of the chosen programs that name the file, and those that name a module which does, such as ``config.py``;
    None where nothing names it. The program that asks is no such module."""
    naming = [path for path, stamp in programs.items() if _names(stamp, name)]
    if not naming:
        return None
    modules = sorted({re.escape(Path(path).stem) for path in naming if path != asking})
    named = rf"\b(?:{'|'.join(modules)})\b"
    by_module = [path for path in chosen if _says(programs[path], named)] if modules else []
    return [path for path in chosen if path in naming], by_module


def are_tables_saved(finder: Finder, own_words: tuple[str, ...], known: Projects) -> bool:
    """Whether a program below the root makes a table when it runs, and saves objects that may hold it."""
    programs = programs_below(finder.root)
    seen = [_glance(stamp) for stamp in programs.values()]
    if not any(one.saves for one in seen):
        return False
    return any(
        _glance(stamp).saves and any(one.has_tables for one in seen)
        if path.endswith(".ipynb")
        else saves_table_when_run(path, finder, own_words, known)
        for path, stamp in programs.items()
    )


@record(frozen=True)
class _Glance:
    """What the text of a program shows: the last parts of the paths in it, what kinds of things it writes, and whether
    it loads models or other objects, or makes tables."""

    parts: frozenset[str]
    saves: bool
    dumps: bool
    loads_models: bool
    loads_objects: bool
    has_tables: bool

    @property
    def writes_anything(self) -> bool:
        return self.saves or self.dumps

    def may_write(self, name: str) -> bool:
        """Whether it writes what is in files with the ending of this name: a text, or any objects."""
        return self.dumps if name.endswith(_TEXTS) else self.saves


@lru_cache(maxsize=NEIGHBOURS)
def _glance(stamp: Stamp) -> _Glance:
    text = _text(stamp)
    ends = [(found.start(), found.end()) for found in _ENDING.finditer(text)]
    parts = frozenset(_BEFORE.split(text[max(begun - _LONGEST, 0) : end])[-1] for begun, end in ends)
    return _Glance(
        parts,
        saves=re.search(SAVES, text) is not None,
        dumps=_DUMPS.search(text) is not None,
        loads_models=re.search(LOADS_MODELS, text) is not None,
        loads_objects=re.search(LOADS_OBJECTS, text) is not None,
        has_tables=any(name in text for name in TABLES),
    )


def _names(stamp: Stamp, name: str) -> bool:
    """Whether a text in the program ends with the name, or is a part at its end: ``path.replace(".pt", "_words.pkl")``
    makes ``net_words.pkl``, and ``Path("net.pt").with_suffix(".json")`` makes ``net.json``."""
    parts, (root, ending) = _glance(stamp).parts, os.path.splitext(name)
    if name in parts or any(name.endswith(part) and len(part) > len(ending) for part in parts):
        return True
    return ending in parts and any(part.startswith(f"{root}.") for part in parts)


def _says(stamp: Stamp, pattern: str) -> bool:
    """Whether the pattern is found in the text of a program."""
    return re.search(pattern, _text(stamp)) is not None


def _text(stamp: Stamp) -> str:
    try:
        return Path(stamp[0]).read_text("utf-8", "replace")
    except OSError:
        return ""
