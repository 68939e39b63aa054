"""The words under which library files list the methods and attributes of a kind of value: "list", "dict", "array"."""

from __future__ import annotations

from flake8_embedding.values.classes import Property
from flake8_embedding.values.frames import DataFrame
from flake8_embedding.values.objects import DictValue, ModelObject, SequenceValue, TableObject
from flake8_embedding.values.value import Const, Number, TextValue, Unknown, Value


def kind_of(content: Value) -> str:
    """The word for a value's kind: ``methods={"list": ...}`` in a library file. "any" is for unknown things, "other"
    for what has no word."""
    match content:
        case SequenceValue(kind=kind):
            return kind
        case DictValue():
            return "dict"
        case Const(value=str()) | TextValue():
            return "str"
        case TableObject():
            return "table"
        case ModelObject():
            return "model"
        case Number():
            return "number"
        case DataFrame():
            return "frame"
        case Property():
            return "property"
        case Unknown():
            return "any"
    return "other"
