"""``try: number = index[word]``, ``except KeyError: index[word] = len(index)``: in the handler the key is missing."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final, NamedTuple

import libcst as cst

from flake8_embedding.interpret.calling.results import Lacking
from flake8_embedding.interpret.conditions.doubt import lacking
from flake8_embedding.interpret.containers.put_in import mark_missing
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.syntax.walk import nodes_in
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.predicates.sameness import contains
from flake8_embedding.values.value import Guard, LibraryName, ObjectRef, TextValue, Unknown, Value

_PUTS_IN = frozenset({"append", "add"})
"""Methods that raise no KeyError for what they are given."""


def may_miss_key(machine: Machine, tried: cst.BaseSuite, caught: Value | None, place: Hashable) -> bool:
    """A handler of the ``try`` at the place begins. If only one look-up in the block can have raised what it catches,
    that key is missing. False if the dict has the key: then the handler never runs."""
    read = machine.syntax.ask(_only_look_up, tried) if caught == LibraryName("builtins.KeyError") else None
    if read is None:
        return True
    owner = machine.evaluate(read.mapping)
    content = machine.store.content(owner)
    if isinstance(owner, ObjectRef) and isinstance(content, DictValue) and content.factory is None:
        key = machine.evaluate(read.key)
        if content.get(key) is not None or contains(content, key, machine.store):
            return False
        if isinstance(key, Unknown) and machine.has_key(owner.alloc, key):
            return False
        machine.mark_key("lacks", owner.alloc, key)
        mark_missing(machine, place, key)
    return True


def note_handler_doubt(
    machine: Machine, guards: frozenset[Guard], tried: cst.BaseSuite, caught: Value | None, place: Hashable
) -> None:
    """A handler of the block begins behind the guards. Note whether they are doubtful."""
    lacking = _lacking(machine, tried, caught, place)
    for guard in guards:
        machine.results.note_doubt(guard, lacking, machine.journal.mark())


def _lacking(machine: Machine, tried: cst.BaseSuite, caught: Value | None, place: Hashable) -> Lacking | None:
    """The dict in which the block looks up a word of those that the dict was made of: if they are all there, the
    handler never runs."""
    asked_by = _DOUBTFUL.get(caught.path) if isinstance(caught, LibraryName) else None
    for one in machine.syntax.ask(asked_by, tried) if asked_by is not None else ():
        if isinstance(one.key, cst.Call) and not _is_change_of_text(machine, one.key):
            continue
        asked = machine.evaluate(one.mapping)
        words = machine.store.content(asked)
        if asked_by is _searches and isinstance(words, SequenceValue):
            # A list has its words as a dict has its keys.
            asked = DictValue((), words.element, None, words.length)
        found = lacking(machine, asked, machine.evaluate(one.key), place)
        if found is not None:
            return found
    return None


class _LookUp(NamedTuple):
    mapping: cst.BaseExpression
    key: cst.BaseExpression


def _look_ups(tried: cst.BaseSuite) -> list[_LookUp]:
    """Each ``index[word]`` and ``self.index[word]`` in the block."""
    found = []
    for node in nodes_in(tried):
        match node:
            case cst.Subscript(value=mapping, slice=[cst.SubscriptElement(slice=cst.Index(value=key))]):
                if _is_path(mapping) and (_is_path(key) or _changed_text(key) is not None):
                    found.append(_LookUp(mapping, key))
            case cst.CompFor() | cst.Lambda() | cst.FunctionDef():
                return []
    return found


def _searches(tried: cst.BaseSuite) -> list[_LookUp]:
    """Each ``words.index(word)`` in the block."""
    found = []
    for node in nodes_in(tried):
        match node:
            case cst.Call(
                func=cst.Attribute(value=words, attr=cst.Name(value="index")),
                args=[cst.Arg(value=word, keyword=None, star="")],
            ) if _is_path(words) and (_is_path(word) or _changed_text(word) is not None):
                found.append(_LookUp(words, word))
            case cst.CompFor() | cst.Lambda() | cst.FunctionDef():
                return []
    return found


_DOUBTFUL: Final = {"builtins.KeyError": _look_ups, "builtins.ValueError": _searches}
"""What may raise an error of this class for a word that is missing."""


def _is_change_of_text(machine: Machine, key: cst.Call) -> bool:
    """Whether the key may be evaluated once more: what it changes is a text."""
    text = _changed_text(key)
    return text is not None and isinstance(machine.evaluate(text), Unknown | TextValue)


def _changed_text(key: cst.BaseExpression) -> cst.BaseExpression | None:
    """The word in ``word.lower()``."""
    match key:
        case cst.Call(func=cst.Attribute(value=text, attr=cst.Name(value=name)), args=[]) if hasattr(str, name):
            return text if _is_path(text) else _changed_text(text)
    return None


def _only_look_up(tried: cst.BaseSuite) -> _LookUp | None:
    """``index[word]`` or ``self.index.pop(word)``, if nothing else in the block can raise a KeyError."""
    found: list[_LookUp] = []
    for node in nodes_in(tried):
        match node:
            case (
                cst.Subscript(value=mapping, slice=[cst.SubscriptElement(slice=cst.Index(value=key))])
                | cst.Call(
                    func=cst.Attribute(value=mapping, attr=cst.Name(value="pop")),
                    args=[cst.Arg(value=key, keyword=None, star="")],
                )
            ) if _is_path(mapping) and (isinstance(key, cst.SimpleString) or _is_path(key)):
                found.append(_LookUp(mapping, key))
            case cst.Call(func=cst.Attribute(value=owner, attr=cst.Name(value=name))) if name in _PUTS_IN:
                if not _is_path(owner):
                    return None
            case cst.Subscript() | cst.Call() | cst.With() | cst.Raise() | cst.For() | cst.While() | cst.Await():
                return None
            case cst.CompFor():
                # Its names are others in the handler.
                return None
    return found[0] if len(found) == 1 else None


def _is_path(node: cst.BaseExpression) -> bool:
    """Whether it is a name or an attribute of one: ``word``, ``self.index``."""
    while isinstance(node, cst.Attribute):
        node = node.value
    return isinstance(node, cst.Name)
