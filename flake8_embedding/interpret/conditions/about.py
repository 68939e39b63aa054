"""What the answer of a call is about: the ids in its arguments, or something else of these, such as their number."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.value import LibraryName, Value

_KINDS = frozenset(f"builtins.{name}" for name in ("isinstance", "callable", "hasattr", "len", "bool", "type"))
"""Functions whose answer is about a value as a whole, and not about the ids in it."""


def is_about_kind(callee: Value) -> bool:
    """Whether the answer says nothing of the ids in the arguments."""
    return type(callee) is LibraryName and callee.path in _KINDS


def asks_for_ids(machine: Machine, function: cst.BaseExpression) -> bool:
    """Whether a method with this name answers by the ids in its object."""
    return type(function) is cst.Attribute and function.attr.value in machine.registry.conventions.about_ids
