"""Parameters: which argument of a call goes to which parameter of a function of the file."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from flake8_embedding.interpret.calling.unseen_arguments import UnseenArguments
from flake8_embedding.interpret.frame import Arguments, parameters_of
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.value import Const, FunctionValue, Number, Value


def bound_parameters(
    machine: Machine, function: FunctionValue, arguments: Arguments, node: cst.CSTNode
) -> Iterator[tuple[str, Value]]:
    """Each parameter with its argument, its default, or an unknown; ``*rest`` and ``**rest`` come last."""
    declared = function.node.params
    positional = [one.name.value for one in (*declared.posonly_params, *declared.params)]
    defaults = dict(function.defaults)
    given = dict(zip(positional, arguments.positional, strict=False))
    keywords = dict(arguments.keywords)
    unseen = UnseenArguments(machine, function, machine.key(node))
    for name in parameters_of(function):
        if name in given:
            yield name, given[name]
        elif name in keywords:
            yield name, keywords.pop(name)
        elif not arguments.complete or name not in defaults:
            yield name, unseen.of(name, f"no argument is seen for {name}")
        else:
            yield name, defaults[name]
    if isinstance(declared.star_arg, cst.Param):
        rest = arguments.positional[len(positional) :]
        yield declared.star_arg.name.value, _rest(machine, rest, arguments.complete, node)
    if declared.star_kwarg is not None:
        yield declared.star_kwarg.name.value, _named_rest(machine, keywords, arguments.complete, node)


def refuses(function: FunctionValue, arguments: Arguments, node: cst.CSTNode) -> bool:
    """Whether Python raises a ``TypeError`` at this call, for more arguments than the function takes: one too many, one
    under a name that is no parameter, or one twice. ``arguments`` begin with the owner of a method."""
    if not arguments.nodes or not arguments.complete:
        return False
    declared = function.node.params
    places = [one.name.value for one in (*declared.posonly_params, *declared.params)]
    count = len(arguments.positional)
    is_one_too_many = count > len(places) and not isinstance(declared.star_arg, cst.Param)
    filled = frozenset(places[len(declared.posonly_params) : count])
    if declared.star_kwarg is None:
        others = {*places[count:], *(one.name.value for one in declared.kwonly_params)}
        is_not_taken = any(name not in others for name, _ in arguments.keywords)
    else:
        is_not_taken = any(name in filled for name, _ in arguments.keywords)
    return (is_one_too_many or is_not_taken) and _is_called_as_written(function, arguments, node)


def _is_called_as_written(function: FunctionValue, arguments: Arguments, node: cst.CSTNode) -> bool:
    """Whether the call passes to the function what stands in its brackets. A library may leave some of it out before it
    calls a method, as Keras does with ``model(x, training=True)``, and a decorator may as well."""
    if not isinstance(node, cst.Call) or not isinstance(function.node, cst.FunctionDef):
        return False
    written = len(arguments.nodes) + (function.owner is not None)
    name = function.node.name.value
    called = node.func.attr if isinstance(node.func, cst.Attribute) else node.func
    is_named = name == "__init__" or (isinstance(called, cst.Name) and called.value == name)
    if not is_named or len(arguments.positional) + len(arguments.keywords) != written:
        return False
    return all(
        isinstance(one.decorator, cst.Name) and one.decorator.value in _KEEP_PARAMETERS
        for one in function.node.decorators
    )


_KEEP_PARAMETERS = frozenset({"staticmethod", "classmethod"})


def _rest(machine: Machine, values: tuple[Value, ...], complete: bool, node: cst.CSTNode) -> Value:
    if not complete:
        return machine.unknown("the arguments are not all seen", (node, "*"))
    return SequenceValue.of("tuple", values, any_of(list(values), machine.key((node, "*"))))


def _named_rest(machine: Machine, values: dict[str, Value], complete: bool, node: cst.CSTNode) -> Value:
    if not complete:
        return machine.unknown("the arguments are not all seen", (node, "**"))
    entries = tuple((Const(name), value) for name, value in values.items())
    return machine.allocate((node, "**"), DictValue(entries, None, None, Number.exactly(len(entries))))
