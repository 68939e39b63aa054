"""The ids that a method of an indexer gives: ``tokenizer.texts_to_sequences(texts)``, one row for each text."""

from __future__ import annotations

from collections.abc import Hashable

import libcst as cst

from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.vocabularies.changed_vocabularies import Change, ids_of_other_words, vocabulary_changed
from flake8_embedding.interpret.vocabularies.indexers import emitted
from flake8_embedding.library.spec import Emits, Form
from flake8_embedding.library.terms import variants
from flake8_embedding.values.containers.contents import has_symbolic, length_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.numbering import numbers_each, with_each_number
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import join
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import LibraryObject, is_none
from flake8_embedding.values.value import NONE, Const, Guard, Number, ObjectRef, TextValue, Unknown, Value


def ids_from(
    machine: Machine, owner: ObjectRef, made: LibraryObject, member: Emits, arguments: Arguments, node: cst.CSTNode
) -> Value:
    """What the method gives: ids in the form that ``member`` says, or a tensor of a functional model."""
    if has_symbolic(arguments.values, machine.store):
        return machine.symbolic(owner, arguments, node)
    changed = vocabulary_changed(machine, owner, made)
    if changed is not None:
        ids_of_others = ids_of_other_words(machine, owner, made) if changed is Change.REPLACED else None
        if ids_of_others is not None:
            is_cut = member.limit is not None and not is_none(made.setting(member.limit) or NONE)
            coming = ids_of_others.weakened() if is_cut else ids_of_others
            return _formed(machine, made, member, coming, arguments, node)
        unknown = machine.unknown("the vocabulary was changed by hand", node)
        if changed is Change.INSIDE:
            # They are this object's ids, whatever other vocabulary the size of a table counts. (Another dict in the
            # place of its own is often the very one that the size counts.)
            machine.taint.add(unknown.key)
        return unknown
    ways: list[tuple[Value, frozenset[Guard]]] = []
    for settings, guards in variants(made.settings):
        ids = emitted(machine, made, settings, member)
        ways.append((ids if ids is not None else machine.unknown("which ids come is not known", node), guards))
    ids_value = machine.on_this_path(join(ways, machine.key(node)))
    if isinstance(ids_value, Unknown):
        return ids_value
    return _formed(machine, made, member, ids_value, arguments, node)


def _formed(
    machine: Machine, made: LibraryObject, member: Emits, ids_value: Value, arguments: Arguments, node: cst.CSTNode
) -> Value:
    """The ids in what the method gives."""
    if member.under:
        return _batch(machine, member, ids_value, arguments, node)
    key = machine.key(node)
    if member.comes_as is Form.ONE:
        is_one_entry = any(isinstance(one, Const) for one in arguments.positional)
        # Which of the ids ``vocab["<pad>"]`` is depends on the data.
        return ids_value.without_highest() if isinstance(ids_value, Number) and is_one_entry else ids_value
    if member.comes_as is Form.LIST:
        return machine.allocate(node, _ids_of_texts(machine, member, ids_value, arguments, key))
    if member.comes_as is Form.ARRAY:
        return machine.allocate(node, _array_of(machine, ids_value, arguments, key))
    if member.comes_as is Form.EACH:
        return _ids_of_entries(machine, ids_value, arguments, node)
    length = made.setting(member.length) if member.length is not None else None
    if member.length is not None and _is_one_text(machine, arguments):
        longest = length if isinstance(length, Number) else unknown_length(key)
        return machine.allocate(node, SequenceValue("array", ids_value, longest, shape=(longest,)))
    texts = _texts_in(machine, arguments) if member.length is not None else None
    if texts is not None and not isinstance(length, Number):
        # As long as the longest one.
        length = unknown_length((key, "row"))
    if isinstance(length, Number):
        texts = texts or unknown_length(key)
        return machine.allocate(node, SequenceValue("array", ids_value, texts, shape=(texts, length)))
    row = SequenceValue("list", ids_value, unknown_length((key, "row")))
    return machine.allocate(node, SequenceValue("list", row, unknown_length(key)))


def _is_one_text(machine: Machine, arguments: Arguments) -> bool:
    """``vectorization("a b")`` gives the ids of one text, and not a row for each of several."""
    given = machine.store.content(arguments.positional[0]) if arguments.positional else None
    return isinstance(given, TextValue) or (isinstance(given, Const) and isinstance(given.value, str))


def _texts_in(machine: Machine, arguments: Arguments) -> Number | None:
    """How many texts are given, which need not be known; None for one text, and for what is not known."""
    given = machine.store.content(arguments.positional[0]) if arguments.positional else None
    if isinstance(given, SequenceValue) and given.kind in ("list", "tuple", "array"):
        return given.length
    return None


def _array_of(machine: Machine, ids: Value, arguments: Arguments, key: Hashable) -> SequenceValue:
    """The ids of what was given, element by element."""
    given = arguments.positional[0] if arguments.positional else None
    length = length_of(given, machine.store) if given is not None else None
    array = SequenceValue("array", ids, length or unknown_length(key))
    is_each = given is not None and numbers_each(ids, machine.store.content(given))
    return with_each_number(array) if is_each else array


def _ids_of_entries(machine: Machine, ids: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    """The id of an entry, or a list with the ids of several. Where it is not known which, ``+ [1]`` may be arithmetic
    or put an id behind the others."""
    given = machine.store.content(arguments.positional[0]) if arguments.positional else None
    length = unknown_length(machine.key(node))
    match given:
        case Const(value=str()) | TextValue():
            return ids.without_highest() if isinstance(ids, Number) else ids
        case SequenceValue():
            return machine.allocate(node, SequenceValue("list", ids, given.length))
    return machine.allocate(node, SequenceValue("array", ids.weakened() if isinstance(ids, Number) else ids, length))


def _ids_of_texts(machine: Machine, member: Emits, ids: Value, arguments: Arguments, key: Hashable) -> SequenceValue:
    """The ids of one text or of several, where an argument may ask for an array: ``tokenizer(text)["input_ids"]`` is a
    list, and ``+ [1]`` puts an id behind the others."""
    wanted = arguments.keyword(member.array_if) if member.array_if else None
    if member.comes_as is Form.ARRAY or wanted not in (None, NONE) or (member.array_if and not arguments.complete):
        return SequenceValue("array", ids, unknown_length((key, "row")))
    row = SequenceValue("list", ids, unknown_length((key, "row")))
    given = machine.store.content(arguments.positional[0]) if arguments.positional else None
    if member.comes_as is Form.LIKE_TEXTS and isinstance(given, SequenceValue):
        return SequenceValue("list", row, unknown_length((key, "texts")))
    return row


def _batch(machine: Machine, member: Emits, ids: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    """What holds the ids under a name, beside other things: ``batch["input_ids"]``, ``encoding.ids``."""
    key = machine.key(node)
    row = machine.allocate(node, _ids_of_texts(machine, member, ids, arguments, key), "ids")
    names = tuple((Const(name), row) for name in member.under)
    rest = machine.unknown("what else is in it is not followed", (node, "rest"))
    made = machine.allocate(node, DictValue(names, TextValue(), rest, unknown_length((key, "names"))), "batch")
    if isinstance(made, ObjectRef):
        for name in member.under:
            machine.store.set((made.alloc, name), row)
    if member.comes_as is not Form.LISTS:
        return made
    return machine.allocate(node, SequenceValue("list", made, unknown_length(key)))
