"""What the answer of a call is about: the ids themselves, or something else of what it is asked of."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.values.value import LibraryName, Value

_KINDS = frozenset(f"builtins.{name}" for name in ("isinstance", "callable", "hasattr", "len", "bool", "type"))
"""Functions whose answer is about a value as a whole, and not about the ids in it."""

_ABOUT_IDS = frozenset({"max", "min", "amax", "amin", "all", "any", "item", "sum", "isin", "count"})
"""Methods whose answer depends on the ids."""


def is_about_kind(callee: Value) -> bool:
    """Whether the answer says nothing of the ids in the arguments."""
    return isinstance(callee, LibraryName) and callee.path in _KINDS


def asks_for_ids(function: cst.BaseExpression) -> bool:
    """Whether a method with this name answers by the ids in its object."""
    return type(function) is cst.Attribute and function.attr.value in _ABOUT_IDS
