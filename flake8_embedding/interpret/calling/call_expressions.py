"""Calls as they are written: the callee, its arguments, and what is remembered of the result."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import libcst as cst

from flake8_embedding.interpret.changes import MUTATORS
from flake8_embedding.interpret.conditions.about import asks_for_ids, is_about_kind
from flake8_embedding.interpret.conditions.behind import keep_numbers
from flake8_embedding.interpret.conditions.chosen import chosen
from flake8_embedding.interpret.conditions.closed import is_asked_of_constants
from flake8_embedding.interpret.conditions.found_keys import FIND, called_to_find
from flake8_embedding.interpret.containers.subscripts import item
from flake8_embedding.interpret.escaping.callbacks import call_own_methods
from flake8_embedding.interpret.escaping.handed_back import handed_back
from flake8_embedding.interpret.escaping.members_set import members_of
from flake8_embedding.interpret.frame import Arguments, PathEnds
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.networks.model_parts import still_part_of_model
from flake8_embedding.interpret.objects.namespaces import entries_now
from flake8_embedding.interpret.objects.resolution import find_member
from flake8_embedding.interpret.paths.past_none import past_none, past_none_for
from flake8_embedding.interpret.rounds.iterators import taken_wholly
from flake8_embedding.interpret.tainted import is_tainted
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.arrays.vectors import other_vectors
from flake8_embedding.values.classes import Namespace
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.kinds import kind_of
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.predicates.predicate import Operand, Slot
from flake8_embedding.values.provenance import Changed, Extended, Part
from flake8_embedding.values.value import (
    NEVER,
    Choice,
    Const,
    Guarded,
    LibraryName,
    Method,
    Number,
    ObjectRef,
    TextValue,
    Unknown,
    Value,
)


def _note_own_methods(machine: Machine, owner: Value, node: cst.Call) -> None:
    """``sizes.enlarge()`` with ``enlarge = partialmethod(set_rows, 10)`` in the class may call other methods."""
    content = machine.store.content(owner)
    if type(owner) is not ObjectRef or type(content) is not Instance or not isinstance(node.func, cst.Attribute):
        return
    name = node.func.attr.value
    if machine.store.get((owner.alloc, name)) is None and find_member(machine, linear(content.cls), name) is not None:
        call_own_methods(machine, owner, content.cls, node)


_NOT_FOLLOWED = frozenset({LibraryName, Unknown})
"""What is called and may not be evaluated."""

_MAY_CHANGE = frozenset({Method, Unknown})
"""What is called and may be a method of something unknown."""


def _call(machine: Machine, node: cst.Call) -> Value:
    begun = machine.reading.noted
    # This is done by hand, and not with ``naming``: every call does it twice.
    name, machine.pending_name = machine.pending_name, ""
    try:
        owner, callee = _callee(machine, node.func)
    finally:
        machine.pending_name = name
    if owner is not None and asks_for_ids(machine, node.func):
        machine.reading.replace_since(begun, owner.read)
    else:
        keep_numbers(machine, begun)
    entry = machine.registry.entry_for(callee.path) if type(callee) is LibraryName else None
    machine.pending_name = name if entry is not None and entry.keeps_name else ""
    try:
        arguments = arguments_of(machine, node)
    finally:
        machine.pending_name = name
    if machine.tested:
        arguments = _chosen_arguments(machine, callee, arguments, node)
    machine.reading.last = None
    if owner is not None and type(callee) is Unknown:
        _note_own_methods(machine, owner.value, node)
    # Asked before the call, which may change its arguments.
    is_asked = type(callee) in _NOT_FOLLOWED
    of_constants = is_asked and is_asked_of_constants(machine, callee, arguments.values)
    changes = owner is not None and type(callee) in _MAY_CHANGE and _is_mutator(node.func)
    own = _texts_in(machine, arguments) if changes else frozenset()
    finds = type(callee) is Method and callee.name in FIND
    value = (called_to_find if finds else Machine.call_or_never)(machine, callee, arguments, node)
    machine.results.method_owner = owner
    if owner is not None and changes:
        note_change(machine, owner, node, own)
    if value is NEVER:
        machine.store.may_be_interrupted()
        raise PathEnds
    if type(callee) is LibraryName and is_about_kind(callee):
        keep_numbers(machine, begun)
    if type(value) is TextValue and value.key is None and is_asked_of_constants(machine, callee, arguments.values):
        value = replace(value, key=machine.key(node))
        machine.results.note_constant(value.key)
    value = _one_of_parts(machine, value, callee, arguments, node)
    if type(value) is Unknown:
        value = _with_what_it_holds(machine, value, callee, arguments)
        if of_constants or (not is_asked and is_asked_of_constants(machine, callee, arguments.values)):
            machine.results.note_constant(value.key)
        machine.results.note(value.key, (callee, *arguments.values), machine.reading.since(begun))
    return value


_MAY_BE_PARTS = frozenset({SequenceValue, DictValue})
"""What may be one of the lists or dicts that a container holds."""


def _kind_of(option: Guarded) -> type:
    """What a call gives on some of its paths: a list, a dict, or another kind of value."""
    return type(option.value)


def _one_of_parts(machine: Machine, found: Value, callee: Value, arguments: Arguments, node: cst.Call) -> Value:
    """``random.choice(rows)``, ``named.get(k)``: one of the lists or dicts that the call was given, if it is any."""
    objects: list[ObjectRef] = []
    if type(found) is Choice and Method is type(callee) and _MAY_BE_PARTS.intersection(map(_kind_of, found.options)):
        # ``named.get(k)``, where it may be missing
        each = (replace(one, value=_one_of_parts(machine, one.value, callee, arguments, node)) for one in found.options)
        return Choice(tuple(each))
    if type(found) is not DictValue and (type(found) is not SequenceValue or found.kind != "list"):
        return found
    if type(callee) is Method:
        objects = handed_back(machine, "", Arguments((callee.owner,)))
    elif type(callee) is LibraryName and machine.registry.hands_out(callee.path):
        objects = handed_back(machine, callee.path, arguments)
    return machine.stand_in(node, found, dict.fromkeys((*objects, *machine.store.like(found)))) if objects else found


def _with_what_it_holds(machine: Machine, made: Unknown, callee: Value, arguments: Arguments) -> Unknown:
    """The result of a call that is not followed, as a part of what the call was given."""
    if type(callee) is LibraryName and machine.registry.hands_out(callee.path):
        machine.escaped.note_alias(made.key, handed_back(machine, callee.path, arguments))
    return still_part_of_model(machine, made, callee, arguments.values)


def _is_mutator(function: cst.BaseExpression) -> bool:
    return type(function) is cst.Attribute and function.attr.value in MUTATORS


def _texts_in(machine: Machine, arguments: Arguments) -> frozenset[str]:
    given = [one for value in arguments.values for one in (value, *(items_of(value, machine.store) or ()))]
    return frozenset(one.value for one in given if isinstance(one, Const) and isinstance(one.value, str))


def note_change(machine: Machine, owner: Operand, node: cst.CSTNode, own: frozenset[str] = frozenset()) -> None:
    """A method has changed its unknown object: from here on it is another thing. ``own``: the texts that the program
    has put in."""
    before = machine.store.content(owner.value)
    place: Hashable = owner.at.key if type(owner.at) is Slot else None
    if type(owner.value) is ObjectRef:
        # An object of the file that code which is not seen may have changed.
        place = owner.value.alloc
    if not isinstance(before, Unknown) or place is None:
        return
    if machine.store.get(place) != before:
        # The call itself has put something else there.
        return
    here = machine.key(node)
    key = Extended(before.key, here, own) if own else Changed(before.key, here)
    now = _in_same_shape(machine, before, node) or Unknown("it was changed", key, before.text)
    if is_tainted(machine, before):
        machine.taint.add(now.key)
    machine.store.set(place, now)


def _in_same_shape(machine: Machine, before: Unknown, node: cst.CSTNode) -> Unknown | None:
    """``scores.sort()``, ``scores.add(1)``: a method of arrays, which in some libraries changes the numbers; None for
    methods of other things, and for what is no array of vectors."""
    function = node.func if isinstance(node, cst.Call) else None
    name = function.attr.value if isinstance(function, cst.Attribute) else ""
    is_known = machine.registry.method_entry(kind_of(before), name) is not None
    return other_vectors(before, machine.key(node)) if is_known else None


def _chosen_arguments(machine: Machine, callee: Value, arguments: Arguments, node: cst.Call) -> Arguments:
    """``kept.append(word)``: the word is kept as one that passed the tests on the way here."""
    if type(callee) is not Method or type(machine.store.content(callee.owner)) is not SequenceValue:
        return arguments
    return replace(arguments, positional=tuple(chosen(machine, one, node) for one in arguments.positional))


def _callee(machine: Machine, node: cst.BaseExpression) -> tuple[Operand | None, Value]:
    """The object whose method it is, and what is called."""
    if type(node) is not cst.Attribute:
        return None, past_none(machine, machine.evaluate(node))
    owner = machine.operand(node.value)
    name = node.attr.value
    return owner, machine.attribute(past_none_for(machine, owner.value, name), name, node)


def arguments_of(machine: Machine, node: cst.Call) -> Arguments:
    """The arguments of the call. ``*`` and ``**`` of known content are spread out."""
    positional: list[Value] = []
    keywords: list[tuple[str, Value]] = []
    nodes: list[tuple[int | str, cst.CSTNode]] = []
    complete = True
    starred: Value | None = None
    place = 0
    """How many positional arguments come before."""
    for argument in node.args:
        value = machine.evaluate(argument.value)
        if argument.star == "*":
            value = taken_wholly(machine, value, argument)
            inner = items_of(value, machine.store)
            starred = value if inner is None and all(one is argument or one.keyword for one in node.args) else None
            if complete:
                positional.extend(_first_of(machine, value, argument) if inner is None else inner)
            complete = complete and inner is not None
            place = len(positional)
        elif argument.star == "**":
            value = machine.resumed(value)
            spread, are_all = _keywords_in(machine, machine.store.content(value))
            keywords.extend(spread)
            complete = complete and are_all
        elif argument.keyword is not None:
            keywords.append((argument.keyword.value, value))
            nodes.append((argument.keyword.value, argument.value))
        else:
            nodes.append((place, argument.value))
            if complete:
                positional.append(value)
                place += 1
    return Arguments(tuple(positional), tuple(keywords), complete, tuple(nodes), starred)


def _first_of(machine: Machine, starred: Value, node: cst.Arg) -> tuple[Value, ...]:
    """The first elements of what is spread out, as far as they are known: ``Embedding(*matrix.shape)``."""
    match machine.store.content(starred):
        case SequenceValue(begins=begins):
            return begins
        case Unknown(key=Part(name=name)) if name in machine.registry.conventions.shapes:
            return (item(machine, starred, (Number.exactly(0),), node),)
    return ()


def _keywords_in(machine: Machine, given: Value) -> tuple[Iterable[tuple[str, Value]], bool]:
    """The keywords that ``**given`` spreads out, as far as they are known, and whether they are all."""
    match given:
        case DictValue(entries=entries, key=others):
            known = [(str(key.value), found) for key, found in entries if isinstance(key, Const)]
            return known, others is None and len(known) == len(entries)
        case DataFrame(columns=columns):
            # Unknown settings, of which the program has set some.
            return columns, False
        case Namespace(owner=ObjectRef(alloc=alloc)) if machine.store.get((alloc, "*")) is None:
            # ``**vars(args)``: what the program has set is there, and perhaps more.
            return machine.store.names_in(alloc), entries_now(machine, given) is not None
        case Unknown():
            return members_of(machine, given), False
    return (), False


def _await(machine: Machine, node: cst.Await) -> Value:
    return machine.resumed(machine.evaluate(node.expression))
