"""Who else may get to an expression: other calls of the function that it is in, other rounds of a loop, other files.

What is edited there changes for them as well, and nobody has looked whether that is right.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from flake8_embedding.fixes.names import (
    attribute_targets,
    called_as,
    evaluated,
    function_of,
    name_of,
    value_given_to,
    variable_of,
)
from flake8_embedding.fixes.program import Program

_LOOPS = (cst.For, cst.While)
_OWN_CLASS = ("cls", "__class__", "type")
_PLAIN_DECORATORS = frozenset({"staticmethod", "classmethod"})


def other_values(program: Program, node: cst.CSTNode) -> str:
    """Why the expression may also have values that the finding is not about; empty where it cannot."""
    return next(_other_values(program, node, set()), "")


def _other_values(program: Program, node: cst.CSTNode, seen: set[int]) -> Iterator[str]:
    """The reasons, for the names in the expression and for what they were made of."""
    around = list(program.around(node))
    inside = {id(one) for one in around}
    is_in_function = any(isinstance(one, cst.FunctionDef | cst.Lambda) for one in around)
    for read in program.below(node):
        name = name_of(read)
        if name is None or id(read) in seen:
            continue
        seen.add(id(read))
        variable = variable_of(program, read)
        if variable is None and not name.startswith("."):
            continue
        bindings = variable.bindings if variable is not None else attribute_targets(program, name)
        is_from_outside = is_in_function and not (variable is not None and variable.is_local)
        in_loops = [one for binding in bindings for one in program.around(binding) if isinstance(one, _LOOPS)]
        if len(bindings) > 1 and (is_from_outside or any(id(loop) in inside for loop in in_loops)):
            yield f"`{name.lstrip('.')}` is given several values"
        for binding in bindings:
            yield from _other_values_of(program, binding, inside, seen)


def _other_values_of(program: Program, binding: cst.CSTNode, inside: set[int], seen: set[int]) -> Iterator[str]:
    """The reasons that come with one of the places where a name gets a value; ``inside`` is what the expression stands
    in, by address."""
    if id(binding) in seen:
        return
    seen.add(id(binding))
    if isinstance(binding, cst.Param):
        yield from _other_calls(program, binding, seen)
        return
    loop = next((one for one in program.around(binding) if isinstance(one, cst.For | cst.CompFor)), None)
    if loop is not None and any(one is binding for one in program.below(loop.target)):
        rounds = program.parent(loop) if isinstance(loop, cst.CompFor) else loop
        if id(rounds) in inside:
            yield f"`{program.text(binding)}` has another value in each round of the loop on line {program.line(loop)}"
    value = value_given_to(program, binding)
    if value is not None:
        yield from _other_values(program, value, seen)


def _other_calls(program: Program, parameter: cst.Param, seen: set[int]) -> Iterator[str]:
    """The reasons that come with a parameter: all but one call in the file, and what that one is given."""
    function = function_of(program, parameter)
    if not isinstance(function, cst.FunctionDef):
        yield "it is in a function that may be called with other sizes"
        return
    if id(function) in seen:
        return
    seen.add(id(function))
    name, is_method = called_as(program, function)
    if is_method and function.params.params and function.params.params[0] is parameter:
        # ``self``: its attributes are looked at one by one.
        return
    called = f"`{name}` may be called with other sizes"
    if is_method and function.name.value != "__init__":
        # By whoever has such an object, and by the library that the class derives from.
        yield called
        return
    calls = [one for one in program.named(name) if not _is_defined(program, one)]
    if len(calls) != 1 or program.told(name) is not None or evaluated(program) is not None:
        yield called
        return
    if _is_called_by_others(program, function):
        yield called
    outside = program.outside(name)
    if outside:
        yield outside
    call = next((one for one in program.around(calls[0]) if not isinstance(one, cst.Attribute)), None)
    if not isinstance(call, cst.Call) or not any(one is calls[0] for one in program.below(call.func)):
        yield called
        return
    for arg in call.args:
        yield from _other_values(program, arg.value, seen)


def _is_called_by_others(program: Program, function: cst.FunctionDef) -> bool:
    """Whether a decorator may call the function, or its class is made without its name: ``cls(50)``."""
    owner = next((one for one in program.around(function) if isinstance(one, cst.ClassDef)), None)
    decorators = [*function.decorators, *(owner.decorators if owner is not None else ())]
    if any(name_of(one.decorator) not in _PLAIN_DECORATORS for one in decorators):
        return True
    own = (node for name in _OWN_CLASS for node in program.named(name))
    return owner is not None and any(one is owner for node in own for one in program.around(node))


def _is_defined(program: Program, name: cst.Name) -> bool:
    above = program.parent(name)
    return isinstance(above, cst.FunctionDef | cst.ClassDef) and above.name is name
