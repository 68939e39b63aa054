"""Writes what is generated from libraries and rules: ``python -m tests.tools.generate``.

These are the word lists of the prefilter, which may import neither libraries nor rules; the names in each library file,
by which the registry sees which of them a program needs; and what README and documentation show. A test says when they
are stale.
"""

from __future__ import annotations

import importlib
import pkgutil
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

import flake8_embedding
from flake8_embedding import library
from flake8_embedding.library.contents import Contents, contents_of
from flake8_embedding.library.conventions import Conventions, WeightNames, together
from flake8_embedding.library.spec import Entry, Library, LooksUp, MakesTable
from flake8_embedding.record import names_of
from flake8_embedding.rules import all_rules
from tests.tools import documents

WORDS = Path(flake8_embedding.__file__).parent / "prefilter" / "words.py"
INDEX = Path(flake8_embedding.__file__).parent / "library" / "index.py"

_HEADER = '''"""The words by which a file is seen to concern us.

Generated from the library files and the rules by ``python -m tests.tools.generate``: do not edit.
"""

from __future__ import annotations

from typing import Final
'''


def words_module() -> str:
    """The text of ``prefilter/words.py``."""
    libraries = list(described_here().values())
    everyday = {name: _top(one.roots[0]) for one in libraries for name in one.everyday_names}
    off = (rule.code for rule in all_rules() if not rule.on_by_default)
    return _HEADER + "".join(
        (
            _words(
                "LIBRARIES", _libraries(libraries), "Top-level modules with tables, or that come in several versions."
            ),
            _words(
                "TABLES",
                {word for one in libraries for word in _tables(one)} - everyday.keys(),
                "What makes tables, and former arguments that are reported: a file has one of these as a name, an "
                "attribute, an\nargument or a string, or no table.",
            ),
            _pairs(
                "TABLES_OF", everyday, "Tables whose names many variables have too, each with the library that has it."
            ),
            _words(
                "READ_ROWS",
                {name for one in libraries for name in _readers_of_rows(one)},
                "Those of them that read rows of any array.",
            ),
            _words(
                "ARRAY_MAKERS",
                {name for one in libraries for name in one.array_makers},
                "What gives an array of known length.",
            ),
            _words(
                "MODEL_LOADERS",
                {name for one in libraries for name in one.model_loaders},
                "What loads models, with the tables in them.",
            ),
            _words(
                "OBJECT_LOADERS",
                {name for one in libraries for name in one.object_loaders},
                "What loads any objects, which may be models.",
            ),
            _words(
                "OFF_BY_DEFAULT",
                off,
                "The codes of the rules that speak only where they are selected by their whole code: ``select = EMB`` "
                "leaves\nthem out.",
            ),
        )
    )


_HEADER_OF_INDEX = '''"""The names in each library file, and the conventions of all of them.

Generated from the library files by ``python -m tests.tools.generate``: do not edit.
"""

from __future__ import annotations

from typing import Final

from flake8_embedding.library.contents import Contents
from flake8_embedding.library.conventions import Conventions, WeightNames

# fmt: off
'''


def described_here() -> dict[str, Library]:
    """The libraries that the package describes, by file, in the order of their files."""
    below = f"{library.__name__}."
    files = [one.name.removeprefix(below) for one in pkgutil.walk_packages(library.__path__, below)]
    files.remove(INDEX.stem)
    found = {file: getattr(importlib.import_module(f"{below}{file}"), "LIBRARY", None) for file in files}
    return {file: one for file, one in found.items() if isinstance(one, Library)}


def index_module() -> str:
    """The text of ``library/index.py``."""
    libraries = described_here()
    conventions = together([one.conventions for one in libraries.values()])
    contents = "".join(f"    {_written(contents_of(one, file), 1)},\n" for file, one in libraries.items())
    return f"{_HEADER_OF_INDEX}CONTENTS: Final = (\n{contents})\n\nCONVENTIONS: Final = {_written(conventions, 0)}\n"


def _written(value: object, depth: int) -> str:
    """A value as a Python program writes it, a part in each line; fields of a record that have their default are left
    out."""
    if isinstance(value, str):
        return _text(value, depth)
    inside, end = "    " * (depth + 1), "    " * depth
    if isinstance(value, tuple):
        parts = "".join(f"{inside}{_written(one, depth + 1)},\n" for one in value)
    elif isinstance(value, Contents | Conventions | WeightNames):
        default = type(value)("") if isinstance(value, Contents) else type(value)()
        fields = [(name, getattr(value, name)) for name in names_of(type(value))]
        told = [(name, held) for name, held in fields if held != getattr(default, name)]
        parts = "".join(f"{inside}{name}={_written(held, depth + 1)},\n" for name, held in told)
    else:
        return repr(value)
    return f"{type(value).__name__ if not isinstance(value, tuple) else ''}(\n{parts}{end})"


def _text(words: str, depth: int) -> str:
    """A text of words, on as many lines as it takes."""
    if len(words) < 60:
        return f'"{words}"'
    inside, end = "    " * (depth + 1), "    " * depth
    lines = textwrap.wrap(words, 110 - len(inside), break_long_words=False, break_on_hyphens=False)
    quoted = [f'{inside}"{line} "\n' for line in lines[:-1]] + [f'{inside}"{lines[-1]}"\n']
    return f"(\n{''.join(quoted)}{end})"


def _libraries(libraries: Iterable[Library]) -> Iterator[str]:
    for one in libraries:
        if set(_tables(one)):
            yield from map(_top, one.roots)
        yield from map(_top, one.flavours)


def _tables(described: Library) -> Iterator[str]:
    methods = (entry for entries in described.methods.values() for entry in entries)
    for entry in (*described.entries, *methods):
        if isinstance(entry.effect, LooksUp) and entry.effect.of_any_array:
            # Most files that read rows of an array have no table: they are looked at for the names that say so.
            yield from (name for name in _called_by(entry) if name in described.everyday_names)
        elif isinstance(entry.effect, MakesTable | LooksUp):
            yield from _called_by(entry)
        else:
            yield from entry.removed


def _readers_of_rows(described: Library) -> Iterator[str]:
    methods = (entry for entries in described.methods.values() for entry in entries)
    for entry in (*described.entries, *methods):
        if isinstance(entry.effect, LooksUp) and entry.effect.of_any_array:
            yield from (name for name in _called_by(entry) if name in described.everyday_names)


def _called_by(entry: Entry) -> Iterator[str]:
    """A word that every call has: the function's name, or the argument with the size where that is a keyword only."""
    if entry.parameters[:1] == ("*",) and isinstance(entry.effect, MakesTable):
        yield entry.effect.rows
        return
    for name in entry.names:
        owner, _, last = name.rpartition(".")
        # A class method of a table: the class is named.
        yield owner.rpartition(".")[2] if owner.rpartition(".")[2][:1].isupper() else last


def _top(path: str) -> str:
    return path.partition(".")[0]


def _words(name: str, words: Iterable[str], text: str) -> str:
    lines = "".join(f'        "{word}",\n' for word in sorted(set(words)))
    return f'\n{name}: Final = frozenset(\n    {{\n{lines}    }}\n)\n"""{text}"""\n'


def _pairs(name: str, words: dict[str, str], text: str) -> str:
    lines = "".join(f'    "{word}": "{library}",\n' for word, library in sorted(words.items()))
    return f'\n{name}: Final = {{\n{lines}}}\n"""{text}"""\n'


def main() -> None:
    WORDS.write_text(words_module())
    INDEX.write_text(index_module())
    documents.main()


if __name__ == "__main__":
    main()
