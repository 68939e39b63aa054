"""Members of indexers: what reading and calling ``tokenizer.word_index`` and the like gives.

The entry of the object's class says what each member is. Here that is applied to one object.
"""

from __future__ import annotations

from collections.abc import Hashable
from enum import Enum

import libcst as cst

from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.indexers import (
    configure,
    count_when_asked,
    counted_in,
    data_of,
    emitted,
    grow,
    indexer_effect,
    learn,
    with_settings,
)
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.library.spec import (
    Configures,
    Emits,
    Form,
    Fractions,
    Grows,
    Harmless,
    IdOfOne,
    Itself,
    Learns,
    ListOfEntries,
    MakesIndexer,
    Matrix,
    Member,
    Size,
    Texts,
    Vocabulary,
)
from flake8_embedding.library.terms import Settings, Term, special_entries, variants
from flake8_embedding.values.bounds import add, times
from flake8_embedding.values.contents import has_symbolic, length_of
from flake8_embedding.values.ids import IdFacts, Origin
from flake8_embedding.values.join import join
from flake8_embedding.values.numbering import numbers_each, with_each_number
from flake8_embedding.values.objects import DictValue, LibraryObject, SequenceValue, unknown_length
from flake8_embedding.values.provenance import Continuous, SizeOf
from flake8_embedding.values.value import NONE, Const, Guard, Method, Number, ObjectRef, TextValue, Unknown, Value


def member_of(machine: Machine, owner: Value, made: LibraryObject, name: str, node: cst.CSTNode) -> Value:
    """``indexer.name``"""
    effect = indexer_effect(machine, made)
    member = effect.members.get(name) if effect is not None else None
    match member:
        case Itself():
            return owner
        case (
            IdOfOne()
            | Vocabulary(called=False)
            | Size(called=False)
            | ListOfEntries(called=False)
            | Matrix(called=False)
        ):
            return _data(machine, owner, made, member, name, node, Arguments())
        case None if made.setting(name) is not None:
            return made.setting(name) or Method(owner, name)
    return Method(owner, name)


def call_member(
    machine: Machine, owner: ObjectRef, made: LibraryObject, name: str, arguments: Arguments, node: cst.CSTNode
) -> Value:
    """``indexer.name(...)``; ``indexer(...)`` goes by the name ``__call__``, ``indexer[...]`` by ``__getitem__``."""
    effect = indexer_effect(machine, made)
    member = effect.members.get(name) if effect is not None else None
    match member:
        case Emits():
            return _emission(machine, owner, made, member, arguments, node)
        case Fractions(unless=unless) if unless is None or made.setting(unless) is None:
            return Unknown("fractions are no ids", Continuous(machine.key(node)))
        case Learns() if effect is not None:
            return _learned(machine, owner, made, effect, member, arguments, node)
        case Grows() if effect is not None:
            grow(machine, owner, made, effect, member, arguments, node)
            return machine.unknown(f"what {name} returns is not followed", node)
        case Configures(settings=names) if effect is not None:
            unseen = machine.unknown("the arguments are not all seen", node)
            given = {**dict(zip(names, arguments.positional, strict=False)), **dict(arguments.keywords)}
            configure(machine, owner, made, effect, {name: given.get(name, unseen) for name in names})
            return machine.unknown(f"what {name} returns is not followed", node)
        case Vocabulary() | Size() | ListOfEntries() | Matrix():
            return _data(machine, owner, made, member, name, node, arguments)
        case Texts():
            return machine.allocate(node, SequenceValue("list", TextValue(), unknown_length(machine.key(node))))
        case Harmless() | Fractions():
            return machine.unknown(f"what {name} returns is not followed", node)
    if effect is not None and name != "__call__":
        machine.forget(owner, f"{name} may change the {effect.what}", node)
    return machine.unknown(f"the method {name} is not followed", node)


def _learned(
    machine: Machine,
    owner: ObjectRef,
    made: LibraryObject,
    effect: MakesIndexer,
    member: Learns,
    arguments: Arguments,
    node: cst.CSTNode,
) -> Value:
    given = {**dict(zip(member.settings, arguments.positional, strict=False)), **dict(arguments.keywords)}
    taught = {*member.settings, *member.named} - {""}
    made = with_settings(made, {name: value for name, value in given.items() if name in taught})
    known = counted_in(machine, made, member, arguments)
    data = data_of(machine, arguments)
    learn(machine, owner, made, effect, id(node), known, data, each_value=member.each_value)
    now = machine.store.content(owner)
    if member.emits is None or not isinstance(now, LibraryObject):
        return owner
    return call_member(machine, owner, now, member.emits, arguments, node)


def _data(
    machine: Machine,
    owner: Value,
    made: LibraryObject,
    member: Member,
    name: str,
    node: cst.CSTNode,
    arguments: Arguments,
) -> Value:
    if not isinstance(made.learned, Number) or not isinstance(owner, ObjectRef):
        return machine.unknown("how many entries there are depends on the path taken", node)
    ways: list[tuple[Value, frozenset[Guard]]] = []
    for settings, guards in variants(made.settings):
        known = Settings(machine.store, settings, count_when_asked(machine, owner, made, settings), made.base)
        match member:
            case Size():
                size = _which_size(member, arguments).evaluate(known)
                value: Value = machine.unknown("a setting is unknown", node)
                if size is not None:
                    value = Number.exactly(size, birth=SizeOf(owner.alloc))
            case IdOfOne():
                value = _id_of_one(machine, made, member, known, node)
            case Vocabulary():
                return _vocabulary(machine, owner, made, member, known, name)
            case Matrix():
                value = _matrix(machine, member, known, node)
            case ListOfEntries():
                value = _entries(machine, member, known, arguments, node)
            case _:
                value = machine.unknown(f"what {name} returns is not followed", node)
        ways.append((value, guards))
    return join(ways, machine.key(node))


def _id_of_one(machine: Machine, made: LibraryObject, member: IdOfOne, known: Settings, node: cst.CSTNode) -> Value:
    """Any of the ids, and not one that is looked up in place of the last."""
    low, stop = member.low.evaluate(known), member.stop.evaluate(known)
    if low is None or stop is None:
        return machine.unknown("a setting is unknown", node)
    origin = Origin(member.what, made.place)
    return Number(low, add(stop, -1), origin=origin, id_facts=IdFacts(instead=NONE)).without_highest()


def _which_size(member: Size, arguments: Arguments) -> Term:
    name, other = member.if_false or ("", member.of)
    return other if arguments.keyword(name) == Const(False) else member.of


def _matrix(machine: Machine, member: Matrix, known: Settings, node: cst.CSTNode) -> Value:
    rows = member.rows.evaluate(known)
    width = member.width.evaluate(known) if member.width is not None else None
    if rows is None:
        return machine.unknown("a setting is unknown", node)
    columns = Number.exactly(width) if width is not None else machine.unknown("the width is not known", (node, "width"))
    element = machine.unknown("numbers of any kind", (node, "vectors"))
    length = Number.exactly(rows)
    return machine.allocate(node, SequenceValue("array", element, length, shape=(length, columns)))


def _vocabulary(
    machine: Machine, owner: ObjectRef, made: LibraryObject, member: Vocabulary, known: Settings, name: str
) -> Value:
    """The dict from entries to ids. It is one object until the indexer learns more, so changes to it stay."""
    text = f"{owner.alloc.text}.{name}" if owner.alloc.text else name
    alloc = machine.allocs.of((owner.alloc, made.learned), None, name, text)
    if machine.store.get(alloc) is None:
        length, low, stop = member.length.evaluate(known), member.low.evaluate(known), member.stop.evaluate(known)
        if length is None or low is None or stop is None:
            return machine.unknown("a setting is unknown", alloc)
        effect = indexer_effect(machine, made)
        what = f"entries of the {effect.what}" if effect is not None else "entries"
        ids = Number(low, add(stop, -1), origin=Origin(what, made.place, counted=length))
        key, value = (ids, TextValue()) if member.inverted else (TextValue(), ids)
        machine.store.set(alloc, DictValue((), key, value, Number.exactly(length), distinct=True))
    return ObjectRef(alloc)


def _entries(
    machine: Machine, member: ListOfEntries, known: Settings, arguments: Arguments, node: cst.CSTNode
) -> Value:
    length, reserved = member.length.evaluate(known), member.reserved.evaluate(known)
    kind = "array" if member.is_array else "list"
    wanted = arguments.keyword(member.less_if_false or "")
    if length is None or reserved is None or not isinstance(wanted, Const | None):
        return machine.unknown("a setting is unknown", node)
    if isinstance(wanted, Const) and wanted.value is False:
        length = add(length, times(reserved, -1))
        return machine.allocate(node, SequenceValue(kind, TextValue(), Number.exactly(length), distinct=True))
    begins = special_entries(member.begins, known) or ()
    return machine.allocate(
        node, SequenceValue(kind, TextValue(), Number.exactly(length), distinct=True, begins=begins)
    )


def _emission(
    machine: Machine, owner: ObjectRef, made: LibraryObject, member: Emits, arguments: Arguments, node: cst.CSTNode
) -> Value:
    if has_symbolic(arguments.values, machine.store):
        return machine.symbolic(owner, arguments, node)
    changed = _vocabulary_changed(machine, owner, made)
    if changed is not None:
        unknown = machine.unknown("the vocabulary was changed by hand", node)
        if changed is _Change.INSIDE:
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
    if isinstance(length, Number):
        texts = unknown_length(key)
        return machine.allocate(node, SequenceValue("array", ids_value, texts, shape=(texts, length)))
    row = SequenceValue("list", ids_value, unknown_length((key, "row")))
    return machine.allocate(node, SequenceValue("list", row, unknown_length(key)))


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


class _Change(Enum):
    """What became of the dict that an indexer works with: another dict is in its place, or its entries are others."""

    REPLACED = "replaced"
    INSIDE = "inside"


def _vocabulary_changed(machine: Machine, owner: ObjectRef, made: LibraryObject) -> _Change | None:
    """What the program did to the dict that the indexer works with. An entry for id 0 alone is no change."""
    effect = indexer_effect(machine, made)
    for name, member in (effect.members if effect is not None else {}).items():
        if not isinstance(member, Vocabulary):
            continue
        if machine.store.get((owner.alloc, name)) is not None:
            return _Change.REPLACED
        now = machine.store.get(machine.allocs.of((owner.alloc, made.learned), None, name))
        match now:
            case None:
                continue
            case DictValue(entries=entries, value=Number() | TextValue()):
                if any(isinstance(value, Number) and value.constant != 0 for _, value in entries):
                    return _Change.INSIDE
            case _:
                return _Change.INSIDE
    return None
