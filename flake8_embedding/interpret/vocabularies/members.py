"""Members of indexers: what reading and calling ``tokenizer.word_index`` and the like gives.

The entry of the object's class says what each member is. Here that is applied to one object.
"""

from __future__ import annotations

import libcst as cst

from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.vocabularies.emitted_ids import ids_from
from flake8_embedding.interpret.vocabularies.indexers import (
    configure,
    count_when_asked,
    counted_in,
    data_of,
    grow,
    indexer_effect,
    learn,
    with_settings,
)
from flake8_embedding.library.spec import (
    Configures,
    Emits,
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
    Tally,
    Texts,
    Vocabulary,
)
from flake8_embedding.library.terms import Setting, Settings, Term, special_entries, variants
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import IdFacts, Origin
from flake8_embedding.values.memory.join import join
from flake8_embedding.values.numbers.bounds import Expr, add, number, times
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import LibraryObject
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
            IdOfOne(called=False)
            | Vocabulary(called=False)
            | Tally()
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
            return ids_from(machine, owner, made, member, arguments, node)
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
        case IdOfOne(called=True) | Vocabulary() | Size() | ListOfEntries() | Matrix():
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
            case Vocabulary() | Tally():
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
    machine: Machine, owner: ObjectRef, made: LibraryObject, member: Vocabulary | Tally, known: Settings, name: str
) -> Value:
    """The dict of the entries. It is one object until the indexer learns more, so changes to it stay."""
    text = f"{owner.alloc.text}.{name}" if owner.alloc.text else name
    alloc = machine.allocs.of((owner.alloc, made.learned), None, name, text)
    if machine.store.get(alloc) is None:
        length = member.length.evaluate(known)
        entry = _entry(machine, made, member, known, length)
        if length is None or entry is None:
            return machine.unknown("a setting is unknown", alloc)
        distinct = isinstance(member, Vocabulary)
        machine.store.set(alloc, DictValue((), *entry, Number.exactly(length), distinct=distinct))
    return ObjectRef(alloc)


def _entry(
    machine: Machine, made: LibraryObject, member: Vocabulary | Tally, known: Settings, length: Expr | None
) -> tuple[Value, Value] | None:
    """The key and the value of any entry: a text and its id, or how often it was met. None where they are not known."""
    if isinstance(member, Tally):
        return TextValue(), Number(number(1), None, attained=False)
    low, stop = member.low.evaluate(known), member.stop.evaluate(known)
    if low is None or stop is None:
        return None
    effect = indexer_effect(machine, made)
    what = f"entries of the {effect.what}" if effect is not None else "entries"
    few = member.frequent_below is not None and Setting(member.frequent_below).evaluate(known) is not None
    ids = Number(low, add(stop, -1), origin=Origin(what, made.place, counted=length, are_frequent_known=few))
    return (ids, TextValue()) if member.inverted else (TextValue(), ids)


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
