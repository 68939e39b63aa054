"""Vocabularies made by hand: dicts from words to running numbers."""

from __future__ import annotations

from dataclasses import replace

import libcst as cst

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.values.bounds import symbols_of
from flake8_embedding.values.objects import Mapping
from flake8_embedding.values.value import Number, Origin, Ref, Value


def note_vocabulary(machine: Machine, made: Value, node: cst.CSTNode) -> None:
    """Whoever takes this dict's length for a size tells which ids will come: those in the dict.

    Only a dict whose highest value depends on how many entries there are is a vocabulary.
    """
    content = machine.store.content(made)
    if not isinstance(made, Ref) or not isinstance(content, Mapping) or not isinstance(content.others, Number):
        return
    ids, length = content.others, content.length.exact
    if ids.high is None or not ids.reached or length is None:
        return
    counted = symbols_of(ids.high)
    bounds = {symbol for own in symbols_of(length) for most in own.most for symbol in most.symbols}
    if not counted & (symbols_of(length) | bounds):
        return
    machine.locate(node)
    name = f"ids in {made.alloc.text}" if made.alloc.text else "ids in the dict"
    ids = replace(ids, origin=Origin(name, node, counted=length))
    if content.numbered is None:
        machine.store.set(made.alloc, replace(content, value=ids))
    for symbol in counted | symbols_of(length):
        machine.producers.setdefault(symbol, {})[made.alloc] = ids
