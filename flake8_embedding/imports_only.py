"""A file without tables, cut down to what rules about imports need: libcst then parses a few lines instead of all.

Works on Python's ast, which flake8 has made anyway; imports nothing heavy.
"""

from __future__ import annotations

import ast
import re
from typing import Final

TABLES: Final = (
    "Embed",
    "embed",
    "vocab_size",
    "SparseFeat",
    "CategoryEncoding",
    "categorical_column_with_identity",
    ".take(",
)
"""A file without any of these names no table. A test keeps it in step with the libraries."""

BEYOND_IMPORTS: Final = (*TABLES, "Tokenizer", "word_index", "nb_words")
"""A file without any of these has no other findings than those about its imports: no table either, no matrix for one,
and no former argument of a data set."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def has_tables(text: str, words: tuple[str, ...] = BEYOND_IMPORTS) -> bool:
    """Whether the file may have more findings than those about its imports."""
    return any(word in text for word in words)


def imports_only(text: str, tree: ast.Module) -> tuple[str, ast.Module]:
    """The text with a blank line for each that belongs to no import and no use of a Keras by attribute, and its ast."""
    kept = [statement for statement in tree.body if _matters(statement)]
    lines = _LINE.findall(text)
    shown: set[int] = set()
    for statement in kept:
        first = min([statement.lineno, *(one.lineno for one in getattr(statement, "decorator_list", []))])
        shown.update(range(first, (statement.end_lineno or first) + 1))
    reduced = "".join(line if number in shown else "\n" for number, line in enumerate(lines, 1))
    return reduced, ast.Module(kept, [])


def _matters(statement: ast.stmt) -> bool:
    for node in ast.walk(statement):
        match node:
            case ast.Import() | ast.ImportFrom():
                return True
            case ast.Attribute(attr="keras" | "environ" | "putenv") | ast.Attribute(value=ast.Name(id="keras")):
                return True
            case ast.Name(id="environ" | "putenv" | "sys" | "exec"):
                return True
    return False
