"""In which order functions are evaluated that nobody calls when the module runs: first those that call the others.

``def main(): Net(len(words))`` says what ``Net`` is made of, wherever it stands. If ``Net`` came first, it would be
made of arguments that are not seen, although the program never makes it so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.value import FunctionValue


def callers_first(machine: Machine, functions: Iterable[FunctionValue]) -> list[FunctionValue]:
    """The functions, each behind those that name it, or its class. Otherwise they keep their order, as do those that
    name each other. Only texts are looked at: a name may mean something else, and then the order means nothing."""
    groups: dict[str, list[FunctionValue]] = defaultdict(list)
    for function in functions:
        groups[_called_as(machine, function)].append(function)
    naming: dict[str, list[str]] = defaultdict(list)
    for name, members in groups.items():
        for named in {one for function in members for one in _names_in(machine, function)} & groups.keys():
            naming[named].append(name)
    return [function for name in _behind(groups, naming) for function in groups[name]]


def _called_as(machine: Machine, function: FunctionValue) -> str:
    """``Net`` for a method of the class ``Net``: a call of the class calls it."""
    cls = machine.classes.of_method(function.node)
    return function.name if cls is None else cls.name


def _names_in(machine: Machine, function: FunctionValue) -> set[str]:
    return {node.value for node in machine.syntax.ask(nodes_in, function.node.body) if type(node) is cst.Name}


def _behind(names: Iterable[str], before: dict[str, list[str]]) -> list[str]:
    """The names, each behind those that come ``before`` it."""
    placed: dict[str, None] = {}
    met: set[str] = set()
    for first in names:
        waiting = [(first, False)]
        while waiting:
            name, is_left = waiting.pop()
            if is_left:
                placed[name] = None
            elif name not in met:
                met.add(name)
                waiting.append((name, True))
                waiting.extend((one, False) for one in reversed(before.get(name, ())))
    return list(placed)
