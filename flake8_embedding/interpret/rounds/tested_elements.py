"""Whether a loop or a comprehension tests what it goes over: ``for word in words: if word == "<unk>": break``."""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.containers.own_last import without_own_last
from flake8_embedding.values.value import Value


def in_tested_round(machine: Machine, element: Value, node: cst.CSTNode, target: cst.BaseExpression) -> Value:
    """The element of a round. If it is tested, the one that the program itself has put in last may go no further."""
    tested = without_own_last(element)
    if tested is element:
        return element
    names = {one.value for one in nodes_in(target) if isinstance(one, cst.Name)}
    return tested if names & machine.syntax.ask(_tested_names, node) else element


def _tested_names(node: cst.CSTNode) -> frozenset[str]:
    """The names in the tests of a loop or a comprehension."""
    found: set[str] = set()
    for one in nodes_in(node):
        if isinstance(one, cst.If | cst.IfExp | cst.While | cst.Assert | cst.CompIf):
            found.update(name.value for name in nodes_in(one.test) if isinstance(name, cst.Name))
        elif isinstance(one, cst.Match):
            found.update(name.value for name in nodes_in(one.subject) if isinstance(name, cst.Name))
    return frozenset(found)
