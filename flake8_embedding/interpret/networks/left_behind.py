"""Models that a program builds and does not use before another one takes their name: nothing is looked up in them.

    model = Net(words).to(device)
    model = Net(words).to(device)  # the cell was copied
    train(model)

In a notebook nothing is looked up in a model of which the name is used no more, either: no other file imports it. That
no look-up is seen proves nothing by itself. So the text counts, too: where the name stands, the model is only changed,
or its arrays are handed to a library. And nothing else that the program still has leads to the model. What was handed
to code that is not seen is noted elsewhere.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

import libcst as cst

from flake8_embedding.interpret.calling.notebook_ends import NotebookEnd
from flake8_embedding.interpret.journal_entries import LeftBehind
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.holders import Holders
from flake8_embedding.syntax.dotted import dotted
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.value import LibraryName


def note_left_behind(machine: Machine, end: NotebookEnd, *, is_notebook: bool) -> None:
    """Note, when the module has ended, the tables of models that were built and not used."""
    waiting = {key: table.calls[0] for key, table in machine.journal.tables_not_used().items() if table.calls}
    if not waiting or machine.escaped.is_hooked or end.reads_names:
        return
    text = _Text(machine, end)
    ends_here = is_notebook and end.is_over and not machine.escaped.handed
    left = {key: text.left_by(call, ends_here=ends_here) for key, call in waiting.items()}
    left = {key: name for key, name in left.items() if name}
    if left:
        holders = Holders(machine)
        # Where another model has the name now, it does not lead to this one.
        alone = frozenset(key for key, name in left.items() if not holders.lead_to(key, but=name))
        if alone:
            machine.journal.record(LeftBehind(alone))


class _Text:
    """What the text of the main module does with the names of its models."""

    def __init__(self, machine: Machine, end: NotebookEnd) -> None:
        self._end = end
        self._body = machine.source.main.module.body
        known = machine.registry.conventions
        self._shows, self._takes = known.shows, known.takes_arrays
        own = machine.classes.names_of_methods
        self._changing = frozenset((*known.changes_models, *known.builds_models)) - own
        self._giving_arrays = frozenset(known.gives_arrays) - own
        self._giving_parts = frozenset(known.gives_parts) - own
        held = dict(machine.store.names_in(machine.module_scope))
        self._held = held.keys()
        self._of_libraries = {name: value.path for name, value in held.items() if type(value) is LibraryName}
        self._made: dict[Hashable, tuple[int, str]] = {}
        """The calls whose results get a name, each with the place of the statement."""
        for number, statement in enumerate(self._body):
            name, value = _binding(statement)
            while isinstance(value, cst.Call):
                self._made[value] = (number, name)
                # ``Net(words).to(device)``
                value = self._before_change(value)

    def left_by(self, call: object, *, ends_here: bool) -> str:
        """The name that gets what this call makes, if it is not used before it gets something else, or at all where
        the program ends with this file; "" otherwise."""
        number, name = self._made.get(call, (0, "")) if isinstance(call, cst.Call) else (0, "")
        if not name or name in self._end.hidden:
            return ""
        for statement in self._body[number + 1 :]:
            target, value = _binding(statement)
            if target == name and value is not None and not any(_stands_in(value, name)):
                return name
            if not self._is_unused(statement, name):
                return ""
        return name if ends_here and name not in self._end.in_texts else ""

    def _is_unused(self, statement: cst.CSTNode, name: str) -> bool:
        """Whether a statement does no more with the name than to change the model that it holds, or to show that. What
        functions do is seen where they are called."""
        if isinstance(statement, cst.FunctionDef):
            params = nodes_in(statement.params)
            given = [part.default for part in params if isinstance(part, cst.Param) and part.default]
            return not any(any(_stands_in(one, name)) for one in (*given, *statement.decorators))
        if isinstance(statement, cst.ClassDef):
            # Python may call its methods where no call stands: ``__missing__``.
            return not any(_stands_in(statement, name))
        harmless = {id(one) for node in nodes_in(statement) for one in self._harmless(node, name)}
        return len(harmless) == sum(_stands_in(statement, name))

    def _harmless(self, node: cst.CSTNode, name: str) -> Iterator[cst.Name]:
        """Where the name stands in such a way that nothing but itself leads to the model thereafter."""
        match node:
            case cst.AssignTarget(target=cst.Name(value=found) as target) if found == name:
                yield target
            case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=found))], value=value) if found == name:
                # ``net = net.to(device)``
                yield from self._changed(value, name)
            case cst.Expr(value=value):
                yield from self._changed(value, name)
                if isinstance(value, cst.Call) and self._path(value.func) in self._shows:
                    for argument in value.args:
                        yield from self._owner(argument.value, name, self._giving_arrays | self._giving_parts)
                        if dotted(value.func) == "print":
                            yield from self._changed(argument.value, name)
            case cst.Call(func=func, args=args) if self._takes_arrays(func, len(args)):
                # ``Adam(net.parameters())``, ``sum(p.numel() for p in net.parameters())``
                for part in (one for argument in args for one in nodes_in(argument)):
                    yield from self._owner(part, name, self._giving_arrays)
            case cst.For(iter=iterated):
                yield from self._owner(iterated, name, self._giving_arrays)

    def _takes_arrays(self, function: cst.BaseExpression, count: int) -> bool:
        """Whether it gives none of the arrays of a model back that it takes: ``sum`` gives a list if it begins so."""
        path = self._path(function)
        return path.startswith(self._takes) and (count == 1 or not path.startswith("builtins."))

    def _path(self, function: cst.BaseExpression) -> str:
        """The path of a library's function, or of Python's own; "" for any other."""
        root, dot, more = dotted(function).partition(".")
        if root in self._of_libraries:
            return f"{self._of_libraries[root]}{dot}{more}"
        return "" if root in self._held or more else f"builtins.{root}"

    def _changed(self, node: cst.BaseExpression | None, name: str) -> Iterator[cst.Name]:
        """The name in ``net``, ``net.eval()`` or ``net.to(device).eval()``."""
        while isinstance(node, cst.Call):
            node = self._before_change(node)
        if isinstance(node, cst.Name) and node.value == name:
            yield node

    def _before_change(self, call: cst.Call) -> cst.BaseExpression | None:
        """What such a method changes, and gives back if anything."""
        match call.func:
            case cst.Attribute(value=owner, attr=cst.Name(value=method)) if method in self._changing:
                return owner
        return None

    @staticmethod
    def _owner(node: cst.CSTNode, name: str, methods: frozenset[str]) -> Iterator[cst.Name]:
        """The name in ``net.parameters()``."""
        match node:
            case cst.Call(func=cst.Attribute(value=cst.Name(value=found) as owner, attr=cst.Name(value=method))):
                if found == name and method in methods:
                    yield owner


def _binding(statement: cst.CSTNode) -> tuple[str, cst.BaseExpression | None]:
    """The name and the value of ``name = value``."""
    match statement:
        case cst.SimpleStatementLine(
            body=[cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))], value=value)]
        ):
            return name, value
    return "", None


def _stands_in(node: cst.CSTNode, name: str) -> Iterator[bool]:
    return (True for one in nodes_in(node) if isinstance(one, cst.Name) and one.value == name)
