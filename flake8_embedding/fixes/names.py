"""Names in a program: what a size was called on its way to a table, and who else uses that name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import libcst as cst
from libcst.metadata import Assignment, FunctionScope, GlobalScope, Scope

from flake8_embedding.fixes.program import Program
from flake8_embedding.limits import TRAIL
from flake8_embedding.record import record
from flake8_embedding.values.ids import Place

Sized = Mapping[int, str]
"""The expressions, by address, that are the size of a table or matrix; each with why a change of that size would change
more than the fault, empty where it would not."""

_EVALUATES = frozenset({"eval", "exec", "globals", "locals", "vars", "_getframe", "currentframe", "f_locals"})
"""Names by which a program reads its variables without naming them."""


@record(frozen=True)
class Variable:
    """A name in its scope: where it is bound, and where it is read, in the order of the lines."""

    name: str
    bindings: tuple[cst.CSTNode, ...]
    reads: tuple[cst.CSTNode, ...]
    is_global: bool
    is_local: bool
    """Whether it is of a function. What is of a class is an attribute as well."""


def variable_of(program: Program, node: cst.CSTNode) -> Variable | None:
    """The variable that a name stands for, None for what is imported or built in."""
    if not isinstance(node, cst.Name):
        return None
    scope = program.scopes.get(node)
    if scope is None:
        return None
    key = (scope, node.value)
    if key not in program.variables:
        program.variables[key] = _variable_in(program, *key)
    return program.variables[key]


def _variable_in(program: Program, scope: Scope, name: str) -> Variable | None:
    found = [one for one in scope[name] if isinstance(one, Assignment)]
    if not found or any(type(one) is not Assignment for one in found):
        return None
    reads = {id(read.node): read.node for one in found for read in one.references}
    return Variable(
        name,
        tuple(sorted((one.node for one in found), key=program.line)),
        tuple(sorted(reads.values(), key=program.line)),
        all(isinstance(one.scope, GlobalScope) for one in found),
        all(isinstance(one.scope, FunctionScope) for one in found),
    )


@record(frozen=True)
class Definition:
    """``name = value``, or an argument given to a parameter: the value, and where the name is read on the way to the
    table. ``variable`` is None for an attribute."""

    name: str
    value: cst.BaseExpression
    read: cst.CSTNode
    variable: Variable | None


def definitions(program: Program, node: cst.CSTNode, history: tuple[Place, ...] | None) -> Iterator[Definition]:
    """What the expression was defined as, if it is a name, and so on from there, up to where that is not clear.

    ``history`` are the places at which names got their values on the way to the table, None where that is not known.
    """
    seen: set[str] = set()
    while (name := name_of(node)) is not None and name not in seen and len(seen) < TRAIL:
        seen.add(name)
        variable = variable_of(program, node)
        bindings = variable.bindings if variable is not None else attribute_targets(program, name)
        values = list(_values(program, bindings, history))
        if len(values) != 1:
            return
        yield Definition(name, values[0], node, variable)
        node = values[0]


def _values(
    program: Program, bindings: tuple[cst.CSTNode, ...], history: tuple[Place, ...] | None
) -> Iterator[cst.BaseExpression]:
    places = {id(place) for place in history or ()}
    for binding in bindings:
        if isinstance(binding, cst.Param):
            calls = [place for place in history or () if isinstance(place, cst.Call)]
            yield from (value for call in calls if (value := argument_for(program, binding, call)) is not None)
        elif history is None or id(binding) in places:
            value = value_given_to(program, binding)
            if value is not None:
                yield value


def name_of(node: cst.CSTNode) -> str | None:
    """``x`` or ``.x`` for an attribute of ``self``, None for any other expression."""
    match node:
        case cst.Name(value=name):
            return name
        case cst.Attribute(value=cst.Name("self"), attr=cst.Name(value=name)):
            return f".{name}"
    return None


def attribute_targets(program: Program, name: str) -> tuple[cst.CSTNode, ...]:
    """Where an attribute of this name gets a value, whatever it is an attribute of; ``name`` as in ``name_of``."""
    attributes = [program.parent(node) for node in program.named(name.lstrip("."))]
    found = []
    for node in attributes:
        match node, program.parent(node) if node is not None else None:
            case cst.Attribute(), cst.AssignTarget(target=target) | cst.AnnAssign(target=target) | cst.AugAssign(
                target=target
            ) if target is node:
                found.append(target)
    return tuple(found)


def value_given_to(program: Program, target: cst.CSTNode) -> cst.BaseExpression | None:
    """What an assignment gives to the target, None where it is none of the target's own."""
    match program.parent(target):
        case cst.AssignTarget() as holder:
            match program.parent(holder):
                case cst.Assign(targets=[_], value=value):
                    return value
        case cst.AnnAssign(target=assigned, value=value) if assigned is target:
            return value
    return None


def bound_to(program: Program, value: cst.CSTNode) -> str | None:
    """The name that an assignment gives to this very value."""
    match program.parent(value):
        case cst.Assign(targets=[cst.AssignTarget(target=target)], value=given) if given is value:
            return program.text(target) if name_of(target) is not None else None
        case cst.AnnAssign(target=target, value=given) if given is value:
            return program.text(target) if name_of(target) is not None else None
    return None


def function_of(program: Program, parameter: cst.Param) -> cst.FunctionDef | cst.Lambda | None:
    """The function that has the parameter."""
    for one in program.around(parameter):
        if isinstance(one, cst.FunctionDef | cst.Lambda):
            return one
    return None


def called_as(program: Program, function: cst.FunctionDef) -> tuple[str, bool]:
    """The name that calls of the function have, and whether it is a method: a class's for ``__init__``."""
    body = program.parent(function)
    owner = program.parent(body) if body is not None else None
    if not isinstance(owner, cst.ClassDef):
        return function.name.value, False
    return owner.name.value if function.name.value == "__init__" else function.name.value, True


def argument_for(program: Program, parameter: cst.Param, call: cst.Call) -> cst.BaseExpression | None:
    """What the call gives to the parameter, if it calls the parameter's function and that is clear."""
    function = function_of(program, parameter)
    if not isinstance(function, cst.FunctionDef) or any(arg.star for arg in call.args):
        return None
    name, is_method = called_as(program, function)
    match call.func:
        case cst.Name(value=called) | cst.Attribute(attr=cst.Name(value=called)) if called in (
            name,
            function.name.value,
        ):
            pass
        case _:
            return None
    for arg in call.args:
        if arg.keyword is not None and arg.keyword.value == parameter.name.value:
            return arg.value
    taken = [*function.params.posonly_params, *function.params.params]
    if is_method and not any(name_of(one.decorator) == "staticmethod" for one in function.decorators):
        taken = taken[1:]
    for one, arg in zip(taken, call.args, strict=False):
        if one is parameter and arg.keyword is None:
            return arg.value
    return None


def used_elsewhere(program: Program, definition: Definition, sized: Sized) -> str:
    """Why another value of the name would change more than sizes of tables and matrices; empty where it would not."""
    variable, name = definition.variable, definition.name.lstrip(".")
    if variable is None or not (variable.is_global or variable.is_local):
        return f"`{name}` is an attribute, which other code may read"
    seen = _read_or_bound_elsewhere(program, definition, sized)
    if seen:
        return seen
    unseen = program.told(name) or evaluated(program)
    if variable.is_global:
        # ``__main__.n``
        unseen = unseen or next((program.line(one) for one in program.named(name) if _is_member(program, one)), None)
    if unseen is not None:
        return f"`{name}` may be used for something else on line {unseen}"
    if any(isinstance(one, cst.Param) for one in variable.bindings) and not _is_called_directly(program, definition):
        return f"`{name}` may be the parameter of another function as well"
    return program.outside(name) if variable.is_global else ""


def _read_or_bound_elsewhere(program: Program, definition: Definition, sized: Sized) -> str:
    """Why a read or a binding of the name that is seen forbids another value; empty where none does."""
    variable, name = definition.variable, definition.name.lstrip(".")
    for read in variable.reads if variable is not None else ():
        if read is definition.read:
            continue
        if id(read) not in sized:
            return f"`{name}` is used for something else on line {program.line(read)}"
        if sized[id(read)]:
            return sized[id(read)]
    for binding in variable.bindings if variable is not None else ():
        if not isinstance(binding, cst.Param) and value_given_to(program, binding) is None:
            return f"`{name}` is used for something else on line {program.line(binding)}"
    return ""


def _is_member(program: Program, name: cst.Name) -> bool:
    above = program.parent(name)
    return isinstance(above, cst.Attribute) and above.attr is name


def _is_called_directly(program: Program, argument: Definition) -> bool:
    """Whether the call that gives the argument can only be one of the function or class that has the parameter."""
    call = next((one for one in program.around(argument.value) if isinstance(one, cst.Call)), None)
    called = variable_of(program, call.func) if call is not None else None
    match called.bindings if called is not None else ():
        case [cst.FunctionDef(decorators=[])]:
            return True
        case [cst.ClassDef(decorators=[], keywords=[], body=body)]:
            return not any(isinstance(one, cst.FunctionDef) and one.name.value == "__new__" for one in body.body)
    return False


def evaluated(program: Program) -> int | None:
    """The line of a call that can read variables without naming them."""
    for name in sorted(_EVALUATES):
        for node in program.named(name):
            above = program.parent(node)
            # ``model.eval()`` is of PyTorch.
            if not isinstance(above, cst.Attribute) or above.attr is not node or name not in ("eval", "exec"):
                return program.line(node)
    for name in ("query", "eval", "evaluate"):
        for node in program.named(name):
            if _takes_a_text(program, node):
                return program.line(node)
    return None


def _takes_a_text(program: Program, method: cst.Name) -> bool:
    """``df.query(wanted)``, ``numexpr.evaluate(formula)``: names in the text are read in the caller's frame."""
    owner = program.parent(method)
    call = program.parent(owner) if isinstance(owner, cst.Attribute) and owner.attr is method else None
    if not isinstance(call, cst.Call) or call.func is not owner or not call.args:
        return False
    return method.value != "evaluate" or bool(program.named("numexpr"))
