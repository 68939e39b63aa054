"""What a constructor that is not seen does with the fields of a class: it runs validators, and converts texts.

A validator is a method behind a decorator of the library that the base class is of: ``@field_validator("rows")`` in a
class that is derived from pydantic's ``BaseModel``.
"""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.records import declared_names
from flake8_embedding.interpret.objects.resolution import is_seen
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.value import ClassValue, Const, LibraryName, ObjectRef, Value


def set_by_unseen(machine: Machine, cls: ClassValue, owner: ObjectRef, arguments: Arguments, node: cst.CSTNode) -> None:
    """A base class that is not seen makes the instance. It may turn any keyword into an attribute.

    Assumption: base-classes-keep. It does not bind again what the class of the file sets itself.
    """
    order = linear(cls)
    converts = {name for one in order if isinstance(one, ClassValue) for name in _converted_names(one.node)}
    for name, value in arguments.keywords:
        is_text = isinstance(value, Const) and isinstance(value.value, str)
        kept = machine.unknown("a text is converted", node) if is_text and name in converts else value
        machine.store.set((owner.alloc, name), kept)
    roots = {_root_of(one.path) for one in order if isinstance(one, LibraryName) and not is_seen(machine, one)}
    if any(_has_hook(machine, one.node, roots) for one in order if isinstance(one, ClassValue)):
        machine.forget_attributes(owner)


def _converted_names(node: cst.ClassDef) -> set[str]:
    """The fields that are declared as numbers: the constructor may make one of a text."""
    return {
        name
        for name, annotation in declared_names(node.body)
        if isinstance(annotation, cst.Name) and annotation.value in _NUMBERS
    }


_NUMBERS = frozenset({"int", "float", "bool"})


def _has_hook(machine: Machine, node: cst.ClassDef, roots: set[str]) -> bool:
    """Whether a method is behind a decorator of one of these libraries, or is one that they call by its name."""
    methods = [part for part in node.body.body if isinstance(part, cst.FunctionDef)]
    called = machine.registry.conventions.ends_constructors
    return bool(roots) and any(
        method.name.value in called
        or any(_library_of(machine, decorator.decorator) in roots for decorator in method.decorators)
        for method in methods
    )


def _library_of(machine: Machine, decorator: cst.BaseExpression) -> str | None:
    while isinstance(decorator, cst.Call):
        decorator = decorator.func
    found: Value = machine.evaluate(decorator)
    return _root_of(found.path) if isinstance(found, LibraryName) else None


def _root_of(path: str) -> str:
    return path.partition(".")[0]
