"""The glance at flake8's own ast: can a file have a finding at all, and one about more than its imports?

Says too often rather than too seldom that it can: where it says no, the file is not analysed. Imports nothing heavy.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
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
    tables = own or any(word in text for word in _IN_TEXT) or (keras and any(word in text for word in _VOCABULARIES))
    if not (tables or keras) or not _imports_one_of(tree, libraries):
        return Concern.NOTHING
    if own or (tables and _may_have_tables(text, tree)):
        return Concern.EVERYTHING
    return Concern.IMPORTS if keras else Concern.NOTHING


# Looking for these in the text is next to nothing beside a walk over the ast.
_IN_TEXT: Final = ("mbed", *(name for name in sorted(TABLES | {*TABLES_OF}) if "mbed" not in name))
_VOCABULARIES: Final = ("word_index", "okenizer")


def _imports_one_of(tree: ast.Module, libraries: frozenset[str]) -> bool:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                if any(alias.name.partition(".")[0] in libraries for alias in names):
                    return True
            case ast.ImportFrom(module=str(module), level=0) if module.partition(".")[0] in libraries:
                return True
    return False


def _may_have_tables(text: str, tree: ast.Module) -> bool:
    shared = {name for name, library in TABLES_OF.items() if library in text}
    matrices = False
    for node in ast.walk(tree):
        for name in _names_in(node):
            if name in TABLES or (name in shared and not _is_own(node)):
                return True
            matrices = matrices or any(word in name.lower() for word in MATRICES)
    return matrices and _writes_into_an_array(tree)


def _names_in(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.keyword(arg=str(name)):
            yield name
        case ast.Call(func=ast.Name(id=name)):
            yield name
        case ast.Constant(value=str(name)) if len(name) < 50:
            yield name
        case ast.alias(name=path):
            yield from path.split(".")


def _is_own(node: ast.AST) -> bool:
    """A variable, a parameter, or an attribute of the file's own objects: none of a library's names."""
    match node:
        case ast.Name() | ast.arg() | ast.Attribute(value=ast.Name(id="self")):
            return True
    return False


def _writes_into_an_array(tree: ast.Module) -> bool:
    """``matrix[i] = vector``, of something that may be an array."""
    made: set[str] = set()
    written: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=targets, value=value) if not _is_no_array(value):
                made.update(name for target in targets for name in _last_names(target))
            case ast.AnnAssign(target=target, value=ast.expr() as value) if not _is_no_array(value):
                made.update(_last_names(target))
            case ast.NamedExpr(target=target):
                made.update(_last_names(target))
            case ast.Subscript(value=owner, slice=index, ctx=ast.Store()) if not _is_no_id(index):
                written.update(_last_names(owner))
    return not made.isdisjoint(written)


def _last_names(target: ast.expr) -> Iterator[str]:
    match target:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            yield name
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from _last_names(part)


def _is_no_array(value: ast.expr) -> bool:
    match value:
        case ast.Dict() | ast.DictComp() | ast.List() | ast.ListComp() | ast.Constant():
            return True
        case ast.Call(func=ast.Name(id="dict" | "list" | "set" | "OrderedDict" | "defaultdict" | "Counter")):
            return True
    return False


def _is_no_id(index: ast.expr) -> bool:
    return isinstance(index, ast.Constant | ast.JoinedStr | ast.Slice)
