"""The end of a notebook: whether anything may run, or read a name, when its last cell has ended.

No other file imports a notebook. So a function that it does not call runs no more, unless it was handed to code that is
not seen, by itself, by a decorator or by its name: ``%time train(net)``, ``run("train")``.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.notebook import hidden_lines
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.classes import Decorated, Within
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.value import ClassValue, FunctionValue, LibraryName, Partial

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

_CALLED_IN_TEXT = re.compile(r"\w+(?=\()|(?<=import )\w+")

_CALLED = (FunctionValue, Partial, Decorated, Within, ClassValue, Instance)
"""What somebody who has its name may call."""


class NotebookEnd:
    """What the text of the main module says of what runs when the module has ended."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self.hidden = frozenset(WORD.findall("\n".join(hidden_lines(machine.source.main.whole))))
        """The words of the lines that are no Python."""
        words = Counter(node.value for node in nodes_in(machine.source.main.module) if type(node) is cst.Name)
        # ``model.eval()``, ``model.modules()``
        words.subtract(filter(None, map(_method_of_own, nodes_in(machine.source.main.module))))
        names = {word for word, count in words.items() if count > 0}
        self.reads_names = not names.isdisjoint(READS_NAMES)
        """Whether anything may read a name that does not stand there."""
        self.in_texts = _names_in_texts(machine)
        """The names that code may look for that gets a text of the program."""
        self._runs_no_functions = RUNS_OTHERS.isdisjoint(self.hidden) and names.isdisjoint(_RUNS_FUNCTIONS)
        """Whether nothing in the text runs functions that it does not call."""

    @cached_property
    def is_over(self) -> bool:
        """Whether no function runs any more, but those that ``may_run``."""
        names = self._machine.store.names_in(self._machine.module_scope)
        held = {name for name, value in names if type(value) is not LibraryName}
        called = {name for name, value in names if type(self._machine.store.content(value)) in _CALLED}
        return (
            self._runs_no_functions
            and not self.reads_names
            and held.isdisjoint(self.hidden)
            and called.isdisjoint(self.in_texts)
        )


def may_run(machine: Machine, function: FunctionValue) -> bool:
    """Whether code that is not seen has got the function, by itself or by a decorator."""
    if any(_function_in(one).node == function.node for one in machine.escaped.handed):
        return True
    if not isinstance(function.node, cst.FunctionDef) or not function.node.decorators:
        return False
    held = machine.store.get((function.scope, function.name))
    while isinstance(held, Within):
        held = held.function
    return held != function


def _function_in(handed: FunctionValue | Partial) -> FunctionValue:
    while isinstance(handed, Partial):
        assert isinstance(handed.function, FunctionValue | Partial)
        handed = handed.function
    return handed


def _names_in_texts(machine: Machine) -> frozenset[str]:
    """The names that stand in texts of the program where code that gets the text may look for them: ``run("show")``,
    ``timeit("show(9)")``. In a sentence a word is no name."""
    found: set[str] = set()
    for node in nodes_in(machine.source.main.module):
        if isinstance(node, cst.SimpleString | cst.FormattedStringText):
            text = node.raw_value if isinstance(node, cst.SimpleString) else node.value
            found.update(WORD.findall(text) if len(text.split()) == 1 else _CALLED_IN_TEXT.findall(text))
    return frozenset(found)


def _method_of_own(node: cst.CSTNode) -> str | None:
    """The method that is called there, without anything, of what a name holds."""
    match node:
        case cst.Call(func=cst.Attribute(attr=cst.Name(value=method)), args=[]):
            return method
    return None
