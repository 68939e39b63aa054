"""The glance at flake8's own ast: can a file have a finding at all, and one about more than its imports?

Says too often rather than too seldom that it can: where it says no, the file is not analysed. Imports nothing heavy.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from enum import Enum
from typing import Final

LIBRARIES: Final = frozenset(
    {
        "deepctr",
        "deepctr_torch",
        "deepmatch",
        "equinox",
        "flax",
        "haiku",
        "jax",
        "keras",
        "keras_hub",
        "keras_nlp",
        "keras_preprocessing",
        "mlx",
        "mxnet",
        "tensorflow",
        "tf_keras",
        "torch",
        "transformers",
    }
)
"""The top-level modules with tables, or that come in several versions. A test keeps it in step."""

KERAS: Final = "keras"
"""A file without this word imports no library that comes in several versions. A test keeps it in step."""

TABLES: Final = frozenset(
    {
        "CategoryEncoding",
        "Embed",
        "Embedding",
        "EmbeddingBag",
        "ReversibleEmbedding",
        "SparseFeat",
        "TokenAndPositionEmbedding",
        "_resize_token_embeddings",
        "categorical_column_with_identity",
        "embedding_lookup",
        "nb_words",
        "resize_token_embeddings",
    }
)
"""What makes tables, and a former argument that is reported: a file has one of these as a name, an attribute, an
argument or a string, or no table. A test keeps it in step with the libraries."""

TABLES_OF: Final = {"embedding": "torch", "take": "jax", "vocab_size": "transformers"}
"""The same for names that many variables have too, each with the library that alone has it."""

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
    words = (*TABLES, *_shared_in(text))
    # What getattr() is given may be written in parts.
    named = frozenset(words if "getattr" in text else (word for word in words if _stands_in(word, text)))
    written = any(word in text for word in _IN_TEXT) or (keras and _has_vocabulary(text))
    if not (own or named or written or keras) or not _imports_one_of(tree, libraries):
        return Concern.NOTHING
    if own or ((named or written) and _may_have_tables(tree, named, written=written)):
        return Concern.EVERYTHING
    return Concern.IMPORTS if keras else Concern.NOTHING


# Looking for these in the text is next to nothing beside a walk over the ast.
_IN_TEXT: Final = ("mbed", *(name for name in sorted(TABLES | {*TABLES_OF}) if "mbed" not in name))


def _shared_in(text: str) -> list[str]:
    return [name for name, library in TABLES_OF.items() if library in text]


def _stands_in(word: str, text: str) -> bool:
    """Whether the word is in the text and no part of a longer one: next to nothing beside a walk over the ast."""
    place = text.find(word)
    while place != -1:
        after = text[place + len(word) : place + len(word) + 1]
        before = text[place - 1 : place] if place else ""
        if not (before.isalnum() or before == "_" or after.isalnum() or after == "_"):
            return True
        place = text.find(word, place + 1)
    return False


def _has_vocabulary(text: str) -> bool:
    return "word_index" in text or "okenizer" in text


def _imports_one_of(tree: ast.Module, libraries: frozenset[str]) -> bool:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                if any(alias.name.partition(".")[0] in libraries for alias in names):
                    return True
            case ast.ImportFrom(module=str(module), level=0) if module.partition(".")[0] in libraries:
                return True
    return False


_NAMED: Final = {ast.Name: "id", ast.Attribute: "attr", ast.arg: "arg", ast.keyword: "arg"}
"""Where in these nodes their name is."""


def _may_have_tables(tree: ast.Module, named: frozenset[str], *, written: bool) -> bool:
    """Whether a name in the code is one of those given, or a matrix may be written."""
    writes = False
    seen: set[str | None] = set()
    for node in ast.walk(tree):
        kind = type(node)
        field = _NAMED.get(kind)
        if field is not None:
            name = getattr(node, field)
            if name in named and (name in TABLES or not _is_own(node)):
                return True
            seen.add(name)
        elif kind in _OTHERS:
            names = _names_in(node)
            if any(name in named for name in names):
                return True
            seen.update(names)
            writes = writes or _is_written_at_an_index(node)
    if not (written and writes and any(word in name.lower() for name in seen if name for word in MATRICES)):
        return False
    from flake8_embedding.matrices import may_write_matrix

    return may_write_matrix(tree)


_OTHERS: Final = frozenset({ast.Constant, ast.alias, ast.Call, ast.Subscript})


def _names_in(node: ast.AST) -> Sequence[str]:
    match node:
        case ast.Constant(value=str(name)) if len(name) < 50:
            return (name,)
        case ast.alias(name=path):
            return path.split(".")
        case ast.Call(func=ast.Name(id=name)):
            return (name,)
    return ()


def _is_written_at_an_index(node: ast.AST) -> bool:
    match node:
        case ast.Subscript(slice=index, ctx=ast.Store()):
            return not isinstance(index, ast.Constant | ast.JoinedStr | ast.Slice)
    return False


def _is_own(node: ast.AST) -> bool:
    """A variable, a parameter, or an attribute of the file's own objects: none of a library's names."""
    match node:
        case ast.Name() | ast.arg() | ast.Attribute(value=ast.Name(id="self")):
            return True
    return False
