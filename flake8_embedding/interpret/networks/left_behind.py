"""Models that a program builds and does not use before another one takes their name: nothing is looked up in them.

    model = Net(words).to(device)
    model = Net(words).to(device)  # the cell was copied
    train(model)

In a notebook nothing is looked up in a model of which the name is used no more, either: no other file imports it. That
no look-up is seen proves nothing by itself. So the text counts, too: where the name stands, nothing but a method of the
model is called. What was handed to code that is not seen is noted elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator

import libcst as cst

from flake8_embedding.interpret.journal_entries import LeftBehind
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.notebook import hidden_lines
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.value import LibraryName

READS_NAMES = frozenset(
    {
        *("eval", "exec", "globals", "locals", "vars", "modules", "__main__", "__all__"),
        *("currentframe", "_getframe", "f_locals", "f_globals", "gc"),
        *("get_ipython", "In", "Out"),
    }
)
"""What may read a name that does not stand there: ``globals()["rnn"]``, ``sys.modules["__main__"].rnn``."""

RUNS_OTHERS = frozenset({"run", "runfile", "load", "macro", "rerun", "recall", "store"})
"""Magics by which the code of another file or cell may read a name: ``%run -i use.py``."""

_RUNS_FUNCTIONS = frozenset({"unittest", "doctest", "timeit", "pytest", "ipytest"})
"""What runs functions that the program does not call."""

WORD = re.compile(r"\w+")


def runs_nothing_later(machine: Machine) -> bool:
    """Whether no function of a notebook runs any more when its last cell has ended, but those that were handed to code
    that is not seen: no other file imports it. A line that is no Python may call one: ``%time train(net)``."""
    text = _Text(machine)
    held = {name for name, value in machine.store.names_in(machine.module_scope) if type(value) is not LibraryName}
    return text.ends_here and not text.reads_names and held.isdisjoint(text.hidden)


def note_left_behind(machine: Machine, *, is_notebook: bool) -> None:
    """Note, when the module has ended, the tables of models that were built and not used."""
    waiting = {key: table.calls[0] for key, table in machine.journal.tables_not_used().items() if table.calls}
    if not waiting or machine.escaped.is_hooked:
        return
    text = _Text(machine)
    ends_here = is_notebook and text.ends_here and not machine.escaped.handed
    left = frozenset(key for key, call in waiting.items() if text.is_left(call, ends_here=ends_here))
    if left and not text.reads_names:
        machine.journal.record(LeftBehind(left))


class _Text:
    """What the text of the main module does with the names of its models."""

    def __init__(self, machine: Machine) -> None:
        self._body = machine.source.main.module.body
        self.hidden = set(WORD.findall("\n".join(hidden_lines(machine.source.main.whole))))
        words = Counter(node.value for node in nodes_in(machine.source.main.module) if type(node) is cst.Name)
        # ``model.eval()``, ``model.modules()``
        words.subtract(filter(None, map(_method_of_own, nodes_in(machine.source.main.module))))
        names = {word for word, count in words.items() if count > 0}
        self.ends_here = RUNS_OTHERS.isdisjoint(self.hidden) and names.isdisjoint(_RUNS_FUNCTIONS)
        """Whether nothing in the text runs functions that it does not call."""
        self.reads_names = not names.isdisjoint(READS_NAMES)
        """Whether anything may read a name that does not stand there."""
        self._made: dict[Hashable, tuple[int, str]] = {}
        """The calls whose results get a name, each with the place of the statement."""
        for number, statement in enumerate(self._body):
            name, value = _binding(statement)
            while isinstance(value, cst.Call):
                self._made[value] = (number, name)
                # ``Net(words).to(device)``
                value = value.func.value if isinstance(value.func, cst.Attribute) else None

    def is_left(self, call: object, *, ends_here: bool) -> bool:
        """Whether the name that gets what this call makes is not used before it gets something else, or at all where
        the program ends with this file."""
        number, name = self._made.get(call, (0, "")) if isinstance(call, cst.Call) else (0, "")
        if not name or name in self.hidden:
            return False
        for statement in self._body[number + 1 :]:
            target, value = _binding(statement)
            if target == name and value is not None and not any(_stands_in(value, name)):
                return True
            if not _is_unused(statement, name):
                return False
        return ends_here


def _method_of_own(node: cst.CSTNode) -> str | None:
    """The method that is called there, without anything, of what a name holds."""
    match node:
        case cst.Call(func=cst.Attribute(attr=cst.Name(value=method)), args=[]):
            return method
    return None


def _binding(statement: cst.CSTNode) -> tuple[str, cst.BaseExpression | None]:
    """The name and the value of ``name = value``."""
    match statement:
        case cst.SimpleStatementLine(
            body=[cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))], value=value)]
        ):
            return name, value
    return "", None


def _is_unused(statement: cst.CSTNode, name: str) -> bool:
    """Whether a statement does no more with the name than to call a method of what it holds, or to show that. What
    functions do is seen where they are called."""
    if isinstance(statement, cst.FunctionDef):
        given = [part.default for part in nodes_in(statement.params) if isinstance(part, cst.Param) and part.default]
        return not any(any(_stands_in(one, name)) for one in (*given, *statement.decorators))
    if isinstance(statement, cst.ClassDef):
        parts = [*statement.bases, *statement.keywords, *statement.decorators]
        parts += [one for one in statement.body.body if not isinstance(one, cst.FunctionDef)]
        return not any(any(_stands_in(one, name)) for one in parts)
    harmless = sum(_is_harmless(node, name) for node in nodes_in(statement))
    return harmless == sum(_stands_in(statement, name))


def _stands_in(node: cst.CSTNode, name: str) -> Iterator[bool]:
    return (True for one in nodes_in(node) if isinstance(one, cst.Name) and one.value == name)


def _is_harmless(node: cst.CSTNode, name: str) -> bool:
    match node:
        case cst.Call(func=cst.Attribute(value=cst.Name(value=found))):
            # ``model.parameters()``, ``model.to(device)``
            return found == name
        case cst.Call(func=cst.Name(value="print"), args=[cst.Arg(keyword=None, star="", value=cst.Name(value=found))]):
            return found == name
        case cst.AssignTarget(target=cst.Name(value=found)) | cst.Expr(value=cst.Name(value=found)):
            return found == name
    return False
