"""Functions that do the same in each run of the program.

Streamlit runs a program again at each input of the user, and keeps what functions behind its caches have given. So that
may have been made in another run, with another number:

    n = st.slider("n", 0, 10)

    @st.cache_data
    def limit():
        return n
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.syntax.bound_names import assigned_in, bound_by, name_of_alias, names_bound_in
from flake8_embedding.syntax.dotted import dotted
from flake8_embedding.syntax.walk import nodes_in, parts_of
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import AllocationSite, FunctionValue, Unknown

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


def reads_only_constants(machine: Machine, function: FunctionValue) -> bool:
    """Whether all names that the function reads, and what these are made of, are functions, classes, imports,
    constants and paths. An attribute that is set makes its owner none of these."""
    names = machine.syntax.ask(_Names, machine.source.of(function.node).module)
    scope = machine.root_of(function.scope)
    waiting: list[cst.CSTNode | None] = [function.node]
    seen = set[str]()
    while waiting:
        new = names.read_in(waiting.pop()) - seen
        seen |= new
        for name in new:
            bound = names.bindings.get(name, ())
            if bound != (None,) or not _is_path(machine, (scope, name)):
                if None in bound:
                    return False
                waiting += bound
    return True


def _is_path(machine: Machine, name: tuple[AllocationSite, str]) -> bool:
    """Whether the name is a path that is made of constants and of ``__file__``, and no open file."""
    held = machine.store.get(name)
    if not isinstance(held, Unknown) or machine.environment.path_of(held.key) is None:
        return False
    return machine.store.get(Key("opened", held.key)) is None


class _Names:
    """The names of a program. ``bindings`` are what it binds them to, wherever that is: functions, classes and
    constants by their nodes, None for all else. Imports are left out, but for those that ask the user."""

    def __init__(self, module: cst.Module) -> None:
        nodes = nodes_in(module)
        imports = [one for one in nodes if isinstance(one, cst.Import | cst.ImportFrom)]
        self._asking = frozenset(name for one in imports for name in _asking_names(one))
        constants = dict(_constants_at_top(module))
        self.bindings: dict[str, tuple[cst.CSTNode | None, ...]] = dict.fromkeys(self._asking, (None,))
        for node in nodes:
            if not isinstance(node, cst.Import | cst.ImportFrom):
                is_code = isinstance(node, cst.FunctionDef | cst.ClassDef) and _is_made_of_constants(node)
                bound = node if is_code else constants.get(node)
                for name in bound_by(node):
                    self.bindings[name] = (*self.bindings.get(name, ()), bound)

    def read_in(self, node: cst.CSTNode | None) -> set[str]:
        """The names in a node, without those that functions in it bind for themselves, what a call names a parameter,
        and attributes. Decorators have done their work."""
        match node:
            case None:
                return set()
            case cst.Name(value=name):
                return {name}
            case cst.Attribute(value=owner) | cst.Arg(value=owner):
                return self.read_in(owner)
            case cst.AssignTarget(target=cst.Name()):
                return set()
            case cst.Expr(value=cst.Call() as call) | cst.WithItem(item=cst.Call() as call, asname=None):
                return self._read_by_statement(call)
            case cst.FunctionDef(params=params, body=body) | cst.Lambda(params=params, body=body):
                return self._read_in_all([params, body]) - _own_names(params, body)
            case cst.ClassDef(bases=bases, body=body):
                return self._read_in_all([*bases, body])
            case cst.GeneratorExp() | cst.ListComp() | cst.SetComp() | cst.DictComp():
                # What the first part goes over is evaluated outside.
                return self.read_in(node.for_in.iter) | (self._read_in_all(parts_of(node)) - _own_names(node.for_in))
        return self._read_in_all(parts_of(node))

    def _read_by_statement(self, call: cst.Call) -> set[str]:
        """``st.error("no model")`` and ``with st.spinner("..."):`` show something. What they give, nobody asks for."""
        shows = dotted(call.func).partition(".")[0] in self._asking
        return self._read_in_all(call.args if shows else parts_of(call))

    def _read_in_all(self, nodes: Iterable[cst.CSTNode]) -> set[str]:
        return set[str]().union(*map(self.read_in, nodes))


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
