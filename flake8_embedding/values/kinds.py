"""The words under which library files list the methods and attributes of a kind of value: "list", "dict", "array"."""

from __future__ import annotations

from typing import Final

from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.arrays.sparse import SparseMatrix
from flake8_embedding.values.arrays.vectors import VectorsOf
from flake8_embedding.values.arrays.views import ChangedCopies
from flake8_embedding.values.classes import Property
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.objects import ModelObject, Replacement, TableObject
from flake8_embedding.values.value import Const, Number, TextValue, Unknown, Value

_WORDS: Final[dict[type, str]] = {
    DictValue: "dict",
    TextValue: "str",
    TableObject: "table",
    ModelObject: "model",
    Number: "number",
    SparseMatrix: "sparse",
    DataFrame: "frame",
    Property: "property",
    Replacement: "patcher",
    ChangedCopies: "changed copies",
}


def kind_of(content: Value) -> str:
    """The word for a value's kind: ``methods={"list": ...}`` in a library file. "vectors" is for arrays of which
    only the length of the vectors is known, "any" for other unknown things, "other" for what has no word."""
    match content:
        case SequenceValue(kind=kind):
            return kind
        case Const(value=str()):
            return "str"
        case Unknown(key=VectorsOf()):
            return "vectors"
        case Unknown():
            return "any"
    return _WORDS.get(type(content), "other")
