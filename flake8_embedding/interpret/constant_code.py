"""Functions that do the same in each run of the program.

Streamlit runs a program again at each input of the user, and keeps what functions behind its caches have given. So that
may have been made in another run, with another number:

    n = st.slider("n", 0, 10)

    @st.cache_data
    def limit():
        return n
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.syntax.bound_names import assigned_in, bound_by, name_of_alias, names_bound_in
from flake8_embedding.syntax.dotted import dotted
from flake8_embedding.syntax.walk import nodes_in, parts_of

_CONSTANTS = (
    cst.Integer,
    cst.Float,
    cst.SimpleString,
    cst.ConcatenatedString,
    cst.Tuple,
    cst.UnaryOperation,
    cst.BinaryOperation,
    cst.Name,
)
"""Expressions that nobody can change, and that no test decides. What the names stand for is another question."""

_RERUNS = "streamlit"
"""What is imported of this library asks the user."""


def reads_only_constants(machine: Machine, function: cst.CSTNode) -> bool:
    """Whether all names that the function reads, and what these are made of, are functions, classes, imports and
    constants. An attribute that is set makes its owner none of these."""
    bindings = machine.syntax.ask(_bindings, machine.source.of(function).module)
    waiting, seen = [function], set[str]()
    while waiting:
        new = _names_read(waiting.pop()) - seen
        seen |= new
        for bound in (one for name in new for one in bindings.get(name, ())):
            if bound is None:
                return False
            waiting.append(bound)
    return True


def _names_read(node: cst.CSTNode | None) -> set[str]:
    """The names in a node, without those that functions in it bind for themselves, what a call names a parameter, and
    attributes. Decorators have done their work."""
    match node:
        case None:
            return set()
        case cst.Name(value=name):
            return {name}
        case cst.Attribute(value=owner) | cst.Arg(value=owner):
            return _names_read(owner)
        case cst.AssignTarget(target=cst.Name()):
            return set()
        case cst.FunctionDef(params=params, body=body) | cst.Lambda(params=params, body=body):
            return _names_in([params, body]) - _own_names(params, body)
        case cst.ClassDef(bases=bases, body=body):
            return _names_in([*bases, body])
        case cst.GeneratorExp() | cst.ListComp() | cst.SetComp() | cst.DictComp():
            # What the first part goes over is evaluated outside.
            return _names_read(node.for_in.iter) | (_names_in(parts_of(node)) - _own_names(node.for_in))
    return _names_in(parts_of(node))


def _names_in(nodes: list[cst.CSTNode]) -> set[str]:
    return set[str]().union(*map(_names_read, nodes))


def _own_names(*parts: cst.CSTNode) -> set[str]:
    """The parameters of a function or the targets of a comprehension, and what its lines set, but for what is global.
    Functions, classes and comprehensions in it have names of their own."""
    found, shared = set[str](), set[str]()
    waiting = [*parts]
    while waiting:
        match present := waiting.pop():
            case cst.Global(names=names) | cst.Nonlocal(names=names):
                shared.update(one.name.value for one in names)
            case cst.Param(name=target) | cst.AsName(name=target):
                found.update(names_bound_in(target))
            case _ if (assigned := assigned_in(present)) is not None:
                found.update(names_bound_in(assigned))
        if not isinstance(present, cst.FunctionDef | cst.ClassDef | cst.Lambda | cst.BaseComp):
            waiting += parts_of(present)
    return found - shared


def _bindings(module: cst.Module) -> dict[str, tuple[cst.CSTNode | None, ...]]:
    """What the program binds its names to, wherever that is: functions, classes and constants by their nodes, None for
    all else. Imports are left out, but for those that ask the user."""
    constants = dict(_constants_at_top(module))
    found: dict[str, tuple[cst.CSTNode | None, ...]] = {}
    for node in nodes_in(module):
        names = _asking_names(node) if isinstance(node, cst.Import | cst.ImportFrom) else bound_by(node)
        is_code = isinstance(node, cst.FunctionDef | cst.ClassDef) and _is_made_of_constants(node)
        bound = node if is_code else constants.get(node)
        for name in names:
            found[name] = (*found.get(name, ()), bound)
    return found


def _constants_at_top(module: cst.Module) -> Iterator[tuple[cst.CSTNode, cst.BaseExpression]]:
    """The targets of the assignments that each run carries out, since they stand in no branch, and the constants."""
    for line in module.body:
        for one in line.body if isinstance(line, cst.SimpleStatementLine) else ():
            if isinstance(one, cst.Assign) and _is_constant(one.value):
                yield from ((target, one.value) for target in one.targets if isinstance(target.target, cst.Name))


def _is_made_of_constants(node: cst.FunctionDef | cst.ClassDef) -> bool:
    """Whether only constants are evaluated where a function or a class is defined: defaults, what a class sets."""
    if isinstance(node, cst.FunctionDef):
        return all(_is_constant(one.default) for one in nodes_in(node.params) if isinstance(one, cst.Param))
    lines = [line for line in node.body.body if not isinstance(line, cst.FunctionDef)]
    parts = [one for line in lines for one in (line.body if isinstance(line, cst.SimpleStatementLine) else [line])]
    values = [one.value for one in parts if isinstance(one, cst.Assign | cst.AnnAssign)]
    only_sets = all(isinstance(one, cst.Assign | cst.AnnAssign | cst.Pass | cst.Expr) for one in parts)
    return only_sets and all(map(_is_constant, values))


def _is_constant(value: cst.BaseExpression | None) -> bool:
    inside = nodes_in(value) if value is not None else []
    return all(isinstance(one, _CONSTANTS) for one in inside if isinstance(one, cst.BaseExpression))


def _asking_names(node: cst.Import | cst.ImportFrom) -> Iterator[str]:
    """The names that an import of Streamlit binds."""
    if isinstance(node.names, cst.ImportStar):
        return
    origin = dotted(node.module) if isinstance(node, cst.ImportFrom) and node.module is not None else ""
    for alias in node.names:
        if (origin or dotted(alias.name)).partition(".")[0] == _RERUNS:
            yield name_of_alias(alias)
