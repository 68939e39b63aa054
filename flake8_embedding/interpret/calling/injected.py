"""Arguments that a test runner gives by the names of parameters: what the fixture of that name returns.

``def test_shape(model):`` gets what the function ``model`` below ``@pytest.fixture`` makes, anew for each test. A
fixture may be a method of the test's own class.
"""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from flake8_embedding.interpret.frame import Arguments, parameters_of
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.protocols import iterated
from flake8_embedding.syntax.walk import visit
from flake8_embedding.values.containers.contents import element_of
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.objects import Suspended
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import NEVER, ClassValue, FunctionValue, LibraryName, Value

_DEPTH = 4
"""Fixtures that ask for fixtures: people write two or three."""


def note_providers(machine: Machine) -> None:
    """Find the module's fixtures, before any of its uncalled functions is evaluated."""
    if machine.registry.conventions.provides:
        for function in machine.functions.uncalled:
            node = function.node
            if isinstance(node, cst.FunctionDef) and _provides(machine, node):
                cls = machine.classes.of_method(node)
                machine.functions.note_provider(node.name.value, function, cls.scope if cls is not None else None)


def injected(
    machine: Machine, function: FunctionValue, owner: Value | None, parameters: Sequence[str]
) -> dict[str, Value]:
    """The arguments that fixtures give to a test, by its parameters; none for a function that is no test. ``owner`` is
    the object on which the test is called, None for a test that is no method."""
    node = function.node
    if not isinstance(node, cst.FunctionDef) or not machine.functions.has_providers:
        return {}
    if not node.name.value.startswith("test") and not _provides(machine, node):
        return {}
    return _given(machine, function, owner, parameters, _DEPTH)


def _given(
    machine: Machine, function: FunctionValue, owner: Value | None, parameters: Sequence[str], depth: int
) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name in parameters:
        provider = _provider(machine, function, name)
        if (
            provider is None
            or provider.node is function.node
            or depth == 0
            or _is_given_otherwise(machine, function, name)
        ):
            continue
        asked = _given(machine, provider, owner, parameters_of(provider), depth - 1)
        this = () if owner is None or machine.classes.of_method(provider.node) is None else (owner,)
        made = machine.call_or_never(provider, Arguments(this, tuple(asked.items())), function.node)
        if made is NEVER:
            continue
        if isinstance(machine.store.content(made), Suspended):
            # ``yield model``: what stands behind it tidies up.
            key = Key(machine.key(function.node), "given", name)
            made = element_of(
                machine.resumed(iterated(machine, machine.resumed(made), function.node)), machine.store, key
            )
        found[name] = made
    return found


def _provider(machine: Machine, function: FunctionValue, name: str) -> FunctionValue | None:
    """The fixture of this name: that of the test's own class, or of one that it inherits from, or else the module's."""
    cls = machine.classes.of_method(function.node)
    for one in linear(cls) if cls is not None else ():
        if isinstance(one, ClassValue) and machine.store.get((one.scope, name)) is not None:
            return machine.functions.provider(name, one.scope)
    return machine.functions.provider(name)


def _provides(machine: Machine, node: cst.FunctionDef) -> bool:
    for one in node.decorators:
        called = one.decorator.func if isinstance(one.decorator, cst.Call) else one.decorator
        value = machine.evaluate(called) if isinstance(called, cst.Name | cst.Attribute) else None
        path = value.path if isinstance(value, LibraryName) else getattr(value, "text", None) or ""
        if path in machine.registry.conventions.provides:
            return True
    return False


def _is_given_otherwise(machine: Machine, function: FunctionValue, name: str) -> bool:
    """Whether a decorator names the parameter."""
    cls = machine.classes.of_method(function.node)
    nodes = [function.node, *([cls.node] if isinstance(cls, ClassValue) else [])]
    texts = _Texts()
    for decorator in (one for node in nodes for one in getattr(node, "decorators", ())):
        visit(decorator.decorator, texts)
    return any(name in (part.strip() for part in text.split(",")) for text in texts.found)


class _Texts(cst.CSTVisitor):
    """The constant texts in an expression."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def visit_SimpleString(self, node: cst.SimpleString) -> None:
        if isinstance(node.evaluated_value, str):
            self.found.append(node.evaluated_value)
