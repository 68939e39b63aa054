"""Members of encoders: tokenizers, look-ups and other objects that number what they are given.

What each member is stands in the row of the object's class; here is what that means for one object: which ids it
emits now, how long its vocabulary is, and what changes when it learns.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

import libcst as cst

from flake8_embedding.facts import Limit
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.terms import Terms, variants
from flake8_embedding.library.lookup import row_for
from flake8_embedding.library.spec import Emits, Harmless, Learns, ListOfEntries, MakesEncoder, Member, Size, Vocabulary
from flake8_embedding.values.bounds import Expr, add, constant_of, least_of, most_of, symbols_of, times
from flake8_embedding.values.contents import is_symbolic, items_of
from flake8_embedding.values.identity import Key
from flake8_embedding.values.join import join
from flake8_embedding.values.linear import Linear, Symbol
from flake8_embedding.values.objects import LibraryObject, Mapping, Sequence, distinct_count, is_none, unknown_length
from flake8_embedding.values.value import (
    NONE,
    Arm,
    Const,
    Marks,
    Method,
    Number,
    Origin,
    Ref,
    TextValue,
    Unknown,
    Value,
)


def make_encoder(
    machine: Machine, path: str, word: MakesEncoder, settings: dict[str, Value], node: cst.CSTNode
) -> Value:
    """The object that the constructor's call makes; ``path`` is the constructor's."""
    made = LibraryObject(path, node, tuple(settings.items()))
    ref = machine.allocate(node, made)
    _learn(machine, ref, made, word)
    for member in word.members.values():
        if isinstance(member, Emits) and member.limit is not None:
            limit = settings.get(member.limit)
            if isinstance(limit, Number) and limit.exact is not None:
                machine.facts.limits.append(Limit(limit, node, member.limit))
    return ref


def encoder_word(made: LibraryObject) -> MakesEncoder | None:
    """What the object's row says of its members; None for an object that makes no ids."""
    row = row_for(made.path)
    return row.word if row is not None and isinstance(row.word, MakesEncoder) else None


def _learn(
    machine: Machine,
    ref: Ref,
    made: LibraryObject,
    word: MakesEncoder,
    epoch: Hashable = None,
    exactly: int | None = None,
    data: Value | None = None,
    *,
    each_value: bool = False,
) -> None:
    """Give the object its number of entries: from its settings, or else a number that has a name, and is known only
    where the data are (``exactly``)."""
    name = ref.alloc.text or f"the {word.what}"
    least = min(constant_of(Terms(machine.store, settings)(word.least)) or 0 for settings, _ in variants(made.settings))
    most: tuple[Linear, ...] = ()
    if exactly is not None:
        least, most = exactly, (Linear(exactly),)
    text = word.counted_as.format(name)
    counts = frozenset({identity_of(data)} if data is not None else ()) - {None}
    count_of = Number.exactly(Linear.of(Symbol(Key("learned", ref.alloc, epoch), text, least, most, counts)))
    if each_value and isinstance(data, Unknown):
        count_of = distinct_count(data, text)
    ways: list[tuple[Value, frozenset[Arm]]] = []
    for settings, arms in variants(made.settings):
        count = Terms(machine.store, settings)(word.count) if word.count is not None else None
        ways.append((Number.exactly(count) if count is not None else count_of, arms))
    now = replace(made, learned=join(ways, ref.alloc), fitted=epoch is not None)
    machine.store.set(ref.alloc, now)
    for member in word.members.values():
        if isinstance(member, Emits):
            _name_producer(machine, ref, now, member)


def set_setting(machine: Machine, ref: Ref, made: LibraryObject, name: str, value: Value) -> bool:
    """``tokenizer.num_words = n``: whether the attribute is a setting, which is then another."""
    row, word = row_for(made.path), encoder_word(made)
    if row is None or word is None or name not in row.parameters:
        return False
    now = replace(made, settings=(*((key, old) for key, old in made.settings if key != name), (name, value)))
    machine.store.set(ref.alloc, now)
    for member in word.members.values():
        if isinstance(member, Emits):
            _name_producer(machine, ref, now, member)
    return True


def _data_of(machine: Machine, member: Learns, arguments: Arguments) -> Value | None:
    """What is learned from; what is unknown by what it is, and not as an argument of this call."""
    given = arguments.positional[0] if arguments.positional else None
    content = machine.store.content(given) if given is not None else None
    return content if isinstance(content, Unknown) else given


def identity_of(value: Value) -> Hashable:
    """What names the data, None where nothing does."""
    match value:
        case Ref(alloc=alloc):
            return alloc
        case Unknown(key=key):
            return key
    return None


def _counted(machine: Machine, made: LibraryObject, member: Learns, arguments: Arguments) -> int | None:
    """How many entries there are after learning from texts that stand in the file, for the first time."""
    texts = items_of(arguments.positional[0], machine.store) if arguments.positional else None
    if member.counts is None or texts is None or made.fitted:
        return None
    settings = {name: value.value for name, value in made.settings if isinstance(value, Const)}
    known = all(isinstance(value, Const | Number) for _, value in made.settings)
    words = [text.value for text in texts if isinstance(text, Const) and isinstance(text.value, str)]
    return member.counts(words, settings) if known and len(words) == len(texts) else None


def _name_producer(machine: Machine, ref: Ref, made: LibraryObject, member: Emits) -> None:
    """Note under each length that it is the length of the vocabulary behind these ids."""
    for settings, _ in variants(made.settings):
        ids = _emitted(machine, made, settings, member)
        if ids is not None and ids.origin is not None and ids.origin.counted is not None:
            for length in (*symbols_of(ids.origin.counted), Key("size", ref.alloc)):
                machine.producers.setdefault(length, {})[ref.alloc] = ids


def _count(made: LibraryObject) -> Expr | None:
    return made.learned.exact if isinstance(made.learned, Number) else None


def _emitted(machine: Machine, made: LibraryObject, settings: dict[str, Value], member: Emits) -> Number | None:
    terms = Terms(machine.store, settings, _count(made))
    if member.only_if is not None:
        name, allowed = member.only_if
        value = settings.get(name, Const(None))
        if not isinstance(value, Const) or value.value not in allowed:
            return None
    low, stop, reserved = terms(member.low), terms(member.stop), terms(member.reserved)
    if low is None or stop is None:
        return None
    marks = _marks(settings, member)
    unknown_as = settings.get(member.unknown_as or "", NONE)
    if not is_none(unknown_as):
        if not isinstance(unknown_as, Number) or unknown_as.exact is None:
            return None
        low, stop = least_of(low, unknown_as.exact), most_of(stop, add(unknown_as.exact, 1))
        if (unknown_as.constant or 0) < 0:
            marks = marks | Marks(negative=unknown_as.birth or made.place)
    extra = reserved.constant if isinstance(reserved, Linear) and not reserved.terms else 0
    count = _count(made)
    limit = settings.get(member.limit) if member.limit is not None else None
    limit = None if limit is None or is_none(limit) else machine.numeric(limit)
    origin = Origin(
        member.what,
        made.place,
        counted=None if count is None else add(count, -extra),
        reserved=extra,
        limit=limit.exact if isinstance(limit, Number) else None,
        limit_name=member.limit or "",
    )
    return Number(low, add(stop, -1), origin=origin, marks=marks)


def _marks(settings: dict[str, Value], member: Emits) -> Marks:
    padded = settings.get(member.zero_unless or "")
    return Marks(member.zero if padded is None or is_none(padded) else None)


def member_of(machine: Machine, owner: Value, made: LibraryObject, name: str, node: cst.CSTNode) -> Value:
    """``encoder.name``."""
    word = encoder_word(made)
    member = word.members.get(name) if word is not None else None
    match member:
        case Vocabulary(called=False) | Size(called=False) | ListOfEntries(called=False):
            return _data(machine, owner, made, member, name, node, Arguments())
        case None if made.setting(name) is not None:
            return made.setting(name) or Method(owner, name)
    return Method(owner, name)


def call_member(
    machine: Machine, owner: Ref, made: LibraryObject, name: str, arguments: Arguments, node: cst.CSTNode
) -> Value:
    """``encoder.name(...)``, and ``encoder(...)`` under the name ``__call__``."""
    word = encoder_word(made)
    member = word.members.get(name) if word is not None else None
    match member:
        case Emits():
            return _emission(machine, owner, made, member, arguments, node)
        case Learns(emits=emits) if word is not None:
            known = _counted(machine, made, member, arguments)
            data = _data_of(machine, member, arguments)
            _learn(machine, owner, made, word, id(node), known, data, each_value=member.each_value)
            if emits is None:
                return owner
            now = machine.store.content(owner)
            return call_member(machine, owner, now, emits, arguments, node) if isinstance(now, LibraryObject) else owner
        case Vocabulary() | Size() | ListOfEntries():
            return _data(machine, owner, made, member, name, node, arguments)
        case Harmless():
            return machine.unknown(f"what {name} returns is not followed", node)
    if word is not None and name != "__call__":
        machine.forget(owner, f"{name} may change the {word.what}", node)
    return machine.unknown(f"the method {name} is not followed", node)


def _data(
    machine: Machine,
    owner: Value,
    made: LibraryObject,
    member: Member,
    name: str,
    node: cst.CSTNode,
    arguments: Arguments,
) -> Value:
    if not isinstance(made.learned, Number) or not isinstance(owner, Ref):
        return machine.unknown("how many entries there are depends on the path taken", node)
    ways: list[tuple[Value, frozenset[Arm]]] = []
    for settings, arms in variants(made.settings):
        terms = Terms(machine.store, settings, _count(made))
        match member:
            case Size(of=term):
                size = terms(term)
                value: Value = machine.unknown("a setting is unknown", node)
                if size is not None:
                    value = Number.exactly(size, birth=Key("size", owner.alloc))
            case Vocabulary():
                return _vocabulary(machine, owner, made, member, terms, name)
            case ListOfEntries():
                value = _entries(machine, member, terms, arguments, node)
            case _:
                value = machine.unknown(f"what {name} returns is not followed", node)
        ways.append((value, arms))
    return join(ways, machine.key(node))


def _vocabulary(
    machine: Machine, owner: Ref, made: LibraryObject, member: Vocabulary, terms: Terms, name: str
) -> Value:
    """The dict from entry to id: one object as long as nothing more is learned, so that changes to it stay."""
    text = f"{owner.alloc.text}.{name}" if owner.alloc.text else name
    alloc = machine.allocs.of((owner.alloc, made.learned), None, name, text)
    if machine.store.get(alloc) is None:
        length, low, stop = terms(member.length), terms(member.low), terms(member.stop)
        if length is None or low is None or stop is None:
            return machine.unknown("a setting is unknown", alloc)
        word = encoder_word(made)
        what = f"entries of the {word.what}" if word is not None else "entries"
        ids = Number(low, add(stop, -1), origin=Origin(what, made.place, counted=length))
        key, value = (ids, TextValue()) if member.inverted else (TextValue(), ids)
        machine.store.set(alloc, Mapping((), key, value, Number.exactly(length)))
    return Ref(alloc)


def _entries(machine: Machine, member: ListOfEntries, terms: Terms, arguments: Arguments, node: cst.CSTNode) -> Value:
    length, reserved = terms(member.length), terms(member.reserved)
    wanted = arguments.keyword(member.less_if_false or "")
    if length is None or reserved is None or not isinstance(wanted, Const | None):
        return machine.unknown("a setting is unknown", node)
    if isinstance(wanted, Const) and wanted.value is False:
        length = add(length, times(reserved, -1))
        return machine.allocate(node, Sequence("list", TextValue(), Number.exactly(length), distinct=True))
    begins = tuple(map(Const, member.begins))
    return machine.allocate(node, Sequence("list", TextValue(), Number.exactly(length), distinct=True, begins=begins))


def _emission(
    machine: Machine, owner: Ref, made: LibraryObject, member: Emits, arguments: Arguments, node: cst.CSTNode
) -> Value:
    if any(is_symbolic(value, machine.store) for value in arguments.values):
        return machine.symbolic(owner, arguments, node)
    if _vocabulary_changed(machine, owner, made):
        return machine.unknown("the vocabulary was changed by hand", node)
    ways: list[tuple[Value, frozenset[Arm]]] = []
    for settings, arms in variants(made.settings):
        ids = _emitted(machine, made, settings, member)
        ways.append((ids if ids is not None else machine.unknown("which ids come is not known", node), arms))
    ids_value = join(ways, machine.key(node))
    if isinstance(ids_value, Unknown):
        return ids_value
    key = machine.key(node)
    if not member.texts:
        return machine.allocate(node, Sequence("array", ids_value, unknown_length(key)))
    length = made.setting(member.length) if member.length is not None else None
    if isinstance(length, Number):
        texts = unknown_length(key)
        return machine.allocate(node, Sequence("array", ids_value, texts, shape=(texts, length)))
    row = Sequence("list", ids_value, unknown_length((key, "row")))
    return machine.allocate(node, Sequence("list", row, unknown_length(key)))


def _vocabulary_changed(machine: Machine, owner: Ref, made: LibraryObject) -> bool:
    """Whether entries other than one for id 0 were added to the dict the object works with."""
    word = encoder_word(made)
    for name, member in (word.members if word is not None else {}).items():
        if not isinstance(member, Vocabulary):
            continue
        if machine.store.get((owner.alloc, name)) is not None:
            return True
        now = machine.store.get(machine.allocs.of((owner.alloc, made.learned), None, name))
        match now:
            case None:
                continue
            case Mapping(entries=entries, value=Number() | TextValue()):
                if any(isinstance(value, Number) and value.constant != 0 for _, value in entries):
                    return True
            case _:
                return True
    return False
