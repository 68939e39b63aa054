"""The prefilter: can a file have a finding at all, and one about more than its imports? A glance at flake8's own ast.

Says too often rather than too seldom that it can: where it says no, the file is not analysed. Imports nothing heavy.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from enum import Enum
from itertools import chain
from typing import Final

from flake8_embedding.prefilter.lines import Lines, is_quoted, places_alone, places_of, reads_columns
from flake8_embedding.prefilter.words import LIBRARIES, TABLES, TABLES_OF

KERAS: Final = "keras"
"""A file without this word imports no library that comes in several versions. A test holds it against the libraries."""

MATRICES: Final = ("embed", "word_index", "tokenizer")
"""A file with none of these in a name, however it is capitalized, writes no embedding matrix."""


class Concern(Enum):
    """How much of a file there is to analyse."""

    NOTHING = "nothing"
    IMPORTS = "imports"
    EVERYTHING = "everything"


def concern(
    text: str, tree: ast.Module, own_words: tuple[str, ...] = (), libraries: frozenset[str] = LIBRARIES
) -> Concern:
    """What a file can have findings about. ``own_words`` are in the files that make tables of the project's own, or of
    a library that another package describes; such libraries are among ``libraries``."""
    own = any(word in text for word in own_words)
    keras = KERAS in text
    named, places = _named_in(text)
    written = any(word in text for word in _IN_TEXT) or (keras and "okenizer" in text)
    if not (own or named or written or keras):
        return Concern.NOTHING
    imported = _imported_by(text, tree)
    if imported.isdisjoint(libraries) and not (own and "" in imported):
        return Concern.NOTHING
    named = frozenset(word for word in named if word in TABLES or _has_library(TABLES_OF[word], imported, text))
    if own or _may_have_table(text, tree, named, places) or (written and _may_have_matrix(text, tree)):
        return Concern.EVERYTHING
    return Concern.IMPORTS if keras else Concern.NOTHING


# Looking for these in the text is next to nothing beside a walk over the ast.
_IN_TEXT: Final = (
    *("mbed", "MBED", "word_index"),
    *(name for name in sorted(TABLES | {*TABLES_OF}) if "mbed" not in name),
)


def _named_in(text: str) -> tuple[frozenset[str], list[int]]:
    """The names of tables that may be in the text, and the places in it to look at."""
    words = (*TABLES, *(name for name, library in TABLES_OF.items() if library in text))
    found = {word: [place for place in places_alone(word, text) if not reads_columns(text, place)] for word in words}
    # What getattr() is given may be written in parts.
    parts = list(places_of("getattr", text))
    named = frozenset(word for word, places in found.items() if places or parts)
    return named, [*chain.from_iterable(found.values()), *parts]


def _imported_by(text: str, tree: ast.Module) -> frozenset[str]:
    """The packages that are imported, an empty name for the own one; and ``*`` where all of a module's names are."""
    found = set[str]()
    for statement in Lines(text, places_of("import", text)).statements(tree):
        match statement:
            case ast.Import(names=names):
                found.update(alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=module, level=level, names=names):
                found.add("" if level else (module or "").partition(".")[0])
                found.update(alias.name for alias in names if alias.name == "*")
    return frozenset(found)


def _has_library(library: str, imported: frozenset[str], text: str) -> bool:
    """Whether a file that imports these packages has a library at hand, which another module may give it."""
    return library in imported or "*" in imported or is_quoted(library, text)


def _may_have_table(text: str, tree: ast.Module, named: frozenset[str], places: list[int]) -> bool:
    """Whether a name in the code, not just a word in a text or a comment, is one of those given."""
    return bool(named) and any(
        name in named and (name in TABLES or not _is_own(node))
        for node in Lines(text, places).nodes(tree)
        for name in _names_in(node)
    )


def _may_have_matrix(text: str, tree: ast.Module) -> bool:
    """Whether something is written at an index, in a file with names of embeddings or vocabularies."""
    from flake8_embedding.prefilter.writes import written_rows

    targets = list(written_rows(tree))
    if not targets or not _speaks_of_matrices(text, tree):
        return False
    from flake8_embedding.prefilter.matrices import may_write_matrix

    return may_write_matrix(tree, targets)


def _speaks_of_matrices(text: str, tree: ast.Module) -> bool:
    lowered = text.lower()
    places = [place for word in MATRICES for place in places_of(word, lowered)]
    lines = Lines(lowered, places)
    used = (name for node in lines.nodes(tree) for name in _names_in(node))
    defined = (name for statement in lines.statements(tree) for name in _defined_by(statement))
    return any(word in name.lower() for name in chain(used, defined) for word in MATRICES)


def _defined_by(statement: ast.AST) -> Sequence[str]:
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return (name,)
        case ast.ImportFrom(module=str(module)):
            return (module,)
    return ()


def _names_in(node: ast.AST) -> Sequence[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.keyword(arg=str(name)):
            return (name,)
        case ast.Constant(value=str(name)) if len(name) < 50:
            return (name,)
        case ast.alias(name=path):
            return path.split(".")
        case ast.Call(func=ast.Name(id=name)):
            # What is called is none of the file's variables.
            return (name,)
    return ()


def _is_own(node: ast.AST) -> bool:
    """A variable, a parameter, or an attribute of the file's own objects: none of a library's names."""
    match node:
        case ast.Name() | ast.arg() | ast.Attribute(value=ast.Name(id="self")):
            return True
    return False
