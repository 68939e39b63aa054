"""Objects of the file that fill the gaps of a text: ``"%(word)s" % vocab``, ``"{word}".format_map(vocab)``.

Each gap asks the object for an entry, and the methods of its class that answer may number a word that is missing.
"""

from __future__ import annotations

from collections.abc import Iterable

import libcst as cst

from flake8_embedding.interpret.escaping.callbacks import call_back
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.objects.protocols import special_method
from flake8_embedding.values.value import Value


def ask_for_gaps(machine: Machine, given: Iterable[Value], node: cst.CSTNode) -> None:
    """Note that a text asks each of these any number of times, for keys that are not read off it."""
    if not machine.classes.defines_any(_ANSWERS):
        return
    for value in given:
        for name in _ANSWERS:
            method = special_method(machine, value, name, node)
            if method is not None:
                call_back(machine, method, node, later=False)


_ANSWERS = ("__missing__", "__getitem__")
