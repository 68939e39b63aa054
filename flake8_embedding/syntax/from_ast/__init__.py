"""libcst's nodes without the spaces between them, made of the ast that Python or flake8 has made already.

Of the 19 nodes that libcst's parser makes of a line of real code, 8 are spaces, commas and line ends, which values have
nothing to do with; and flake8 has parsed the file before us. So nodes are made of its ast, in a tenth of the time.
They are libcst's own classes with just the fields that mean something: a field for spaces, parentheses or commas is not
set, reading it is an ``AttributeError``, and there is no code to be generated from such a tree. Who changes a program
needs libcst's parser; ``syntax.source`` has both.

A test holds every node and field against libcst's parser. What is not made here (syntax newer than Python
3.13) is left to that parser as well: ``NotMade`` says so. Type parameters have no field: values do not depend on them.
"""

from __future__ import annotations

import ast
import sys

import libcst as cst

from flake8_embedding.limits import LEVELS
from flake8_embedding.syntax.from_ast.expressions import NotMade, Places
from flake8_embedding.syntax.from_ast.nodes import MODULE
from flake8_embedding.syntax.from_ast.patterns import Patterns

__all__ = ["NotMade", "Places", "module_of"]


def module_of(tree: ast.Module) -> tuple[cst.Module, Places]:
    """The module, and for each of its nodes, by address, what in the ast has its place.

    Raises ``NotMade``, and ``RecursionError`` for what is nested too deep.
    """
    maker = Patterns()
    limit = sys.getrecursionlimit()
    # A chain of calls is two levels for each. Python's own functions calling each other take no room on its stack, and
    # CPython's parser has seen to it that nothing is nested without end.
    sys.setrecursionlimit(max(limit, LEVELS))
    try:
        return MODULE(maker.block(tree.body)), maker.places
    finally:
        sys.setrecursionlimit(limit)
