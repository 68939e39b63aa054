"""Indexers: objects that number what they are given, such as tokenizers, look-ups and label encoders.

The entry of an object's class says how it learns, how it counts and which ids it emits. Here that is applied to one
object.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

import libcst as cst

from flake8_embedding.facts import Limit
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.journal_entries import WordsPresumed
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.library.spec import Described, Emits, Entry, Grows, Learns, MakesIndexer
from flake8_embedding.library.terms import Setting, Settings, variants
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import element_of, items_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.entries import entries_of
from flake8_embedding.values.containers.numbering import number_of_values
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import IdFacts, NegativeId, Origin
from flake8_embedding.values.memory.join import join
from flake8_embedding.values.numbers.bounds import Expr, add, constant_of, max_of, min_of, symbols_of, upper_bounds
from flake8_embedding.values.numbers.compare import at_least
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.numbers.unknown_numbers import distinct_count
from flake8_embedding.values.objects import LibraryObject, is_none
from flake8_embedding.values.provenance import Key, Learned, SizeOf
from flake8_embedding.values.texts import is_surely_text
from flake8_embedding.values.value import NONE, Const, Guard, Number, ObjectRef, TextValue, Unknown, Value


def make_indexer(
    machine: Machine, path: str, effect: MakesIndexer, settings: dict[str, Value], node: cst.CSTNode
) -> Value:
    """The object that the constructor's call makes; ``path`` is the constructor's."""
    made = LibraryObject(path, node, tuple(settings.items()))
    ref = machine.allocate(node, made)
    machine.vocabularies.note_made_in(ref, machine.frame.scope)
    learn(machine, ref, made, effect)
    for member in effect.members.values():
        if isinstance(member, Emits) and member.limit is not None:
            limit = settings.get(member.limit)
            if isinstance(limit, Number) and limit.exact is not None:
                machine.journal.record(Limit(limit, node, member.limit))
    return ref


def indexer_effect(machine: Machine, made: LibraryObject) -> MakesIndexer | None:
    """What the entry of the object's class says of its members; None for an object that is no indexer."""
    entry = machine.registry.entry_for(made.path)
    return entry.effect if entry is not None and type(entry.effect) is MakesIndexer else None


def described_method(machine: Machine, made: LibraryObject, name: str) -> Entry | None:
    """What an entry says of the object's method of this name; None where none does."""
    effect = indexer_effect(machine, made)
    member = effect.members.get(name) if effect is not None else None
    return member.entry if isinstance(member, Described) else None


def learn(
    machine: Machine,
    ref: ObjectRef,
    made: LibraryObject,
    effect: MakesIndexer,
    epoch: Hashable = None,
    exactly: int | None = None,
    data: Value | None = None,
    *,
    each_value: bool = False,
) -> None:
    """Give the object its number of entries. It comes from the settings, or from texts in the file; otherwise it is a
    symbol, which only the data decide (``exactly``)."""
    name = _name_of(ref, effect)
    options = [settings for settings, _ in variants(made.settings)]
    least = min(constant_of(effect.least.evaluate(Settings(machine.store, settings))) or 0 for settings in options)
    most = _bounds(machine, effect, options)
    if exactly is not None:
        least, most = exactly, (Linear(exactly),)
    text = effect.counted_as.format(name)
    counts = _learned_from(machine, data)
    counted = Number.exactly(Linear.of(Symbol(Learned(ref.alloc, epoch), text, least, most, counts=counts)))
    if each_value and isinstance(data, Unknown):
        counted = distinct_count(data, text)
    elif each_value and data is not None:
        counted = number_of_values(machine.store.content(data), Key("learned", ref.alloc, epoch), text) or counted
    ways: list[tuple[Value, frozenset[Guard]]] = []
    for settings, guards in variants(made.settings):
        count = effect.count.evaluate(Settings(machine.store, settings)) if effect.count is not None else None
        ways.append((Number.exactly(count) if count is not None else counted, guards))
    # Without any setting it has no entry of its own.
    may_be_word = effect.own_may_be_word if made.settings else None
    beside_texts = may_be_word is not None and (made.beside_texts or not _are_texts(machine, data))
    if may_be_word is not None and exactly is None and _own_may_be_word(may_be_word, options, not beside_texts):
        # Assumption: words-of-data. A word is none of the entries that the program puts in.
        machine.journal.record(WordsPresumed(frozenset({Learned(ref.alloc, epoch)})))
    is_fitted, marked = epoch is not None, _marked(machine, data)
    now = replace(made, learned=join(ways, ref.alloc), fitted=is_fitted, added=None, marked=marked)
    if beside_texts and is_fitted:
        now = replace(now, beside_texts=True)
    if effect.base_as:
        # Of a published tokenizer the number is known; none is added by hand yet.
        fewest = least if Linear(least) in most else 0
        base = Symbol(Key("base", ref.alloc, epoch), effect.base_as.format(name), fewest, upper_bounds(count_of(now)))
        now = replace(now, base=Linear.of(base))
    _renew(machine, ref, now, effect)


def _own_may_be_word(
    asked: Callable[[dict[str, object], bool], bool], options: list[dict[str, Value]], are_texts: bool
) -> bool:
    """Whether a word of the data may be an entry of the program's own: ``Tokenizer(oov_token="unk")``."""
    plain = [
        {name: one.value if isinstance(one, Const) else one for name, one in settings.items()} for settings in options
    ]
    return any(asked(settings, are_texts) for settings in plain)


def _are_texts(machine: Machine, data: Value | None) -> bool:
    """Whether each element of the data is surely a text, and none a list of words."""
    return data is not None and is_surely_text(element_of(data, machine.store, Key("learned text")))


def _learned_from(machine: Machine, data: Value | None) -> frozenset[Hashable]:
    """What names the data. Of a list that is written out, its texts do; of what a text was made is not known:
    ``[" ".join(words)]``."""
    content = machine.store.content(data) if data is not None else None
    items = content.items if isinstance(content, SequenceValue) else None
    if items is None or all(isinstance(one, Const) for one in items):
        return frozenset({identity_of(data)} if data is not None else ()) - {None}
    named = frozenset(one.key if isinstance(one, TextValue) else identity_of(one) for one in items)
    return frozenset() if None in named else named


def _marked(machine: Machine, data: Value | None) -> bool:
    """Whether the program puts something of its own among the data: ``["<pad>"] + words``. A text is taken for that if
    it begins with no letter or digit. It comes first where entries are sorted."""
    content = machine.store.content(data) if data is not None else None
    if not isinstance(content, SequenceValue):
        return False
    first = content.items or content.members or content.begins
    texts = [one.value for one in first if isinstance(one, Const) and isinstance(one.value, str)]
    return any(not text[:1].isalnum() for text in texts)


def _name_of(ref: ObjectRef, effect: MakesIndexer) -> str:
    return ref.alloc.text or f"the {effect.what}"


def _bounds(machine: Machine, effect: MakesIndexer, options: list[dict[str, Value]]) -> tuple[Linear, ...]:
    """The sums that the number of entries is never above, whatever the settings are."""
    if effect.most is None or len(options) != 1:
        return ()
    return upper_bounds(effect.most.evaluate(Settings(machine.store, options[0])))


def _renew(machine: Machine, ref: ObjectRef, now: LibraryObject, effect: MakesIndexer) -> None:
    machine.store.set(ref.alloc, now)
    for member in effect.members.values():
        if isinstance(member, Emits):
            _name_producer(machine, ref, now, member)


def grow(
    machine: Machine,
    ref: ObjectRef,
    made: LibraryObject,
    effect: MakesIndexer,
    member: Grows,
    arguments: Arguments,
    node: cst.CSTNode,
) -> None:
    """Add the entries to the object. Those that it has already do not count."""
    before = count_of(made)
    given = arguments.values[0] if arguments.values else None
    texts = _texts_in(machine, given) if given is not None and arguments.complete else None
    had = member.had(dict(made.settings)) if member.had is not None else None
    sure = len({text for text in texts or () if text not in (member.usual if had is None else had)})
    text = effect.counted_as.format(_name_of(ref, effect))
    above = (before + sure,) if isinstance(before, Linear) else ()
    most = (before + len(texts),) if isinstance(before, Linear) and texts is not None else ()
    count = Symbol(Learned(ref.alloc, machine.key(node)), text, sure, most, above)
    added = node if sure else made.added
    _renew(machine, ref, replace(made, learned=Number.exactly(Linear.of(count)), added=added), effect)


def _texts_in(machine: Machine, given: Value) -> set[str] | None:
    """Texts that are written in the file: one, a list, or the values of a dict. None if not all are."""
    content = machine.store.content(given)
    match content:
        case Const(value=str(text)):
            return {text}
        case DictValue(entries=entries, key=None):
            parts: tuple[Value, ...] | None = tuple(value for _, value in entries)
        case _:
            parts = items_of(given, machine.store)
    found: set[str] = set()
    for part in parts or ():
        inner = _texts_in(machine, part)
        if inner is None:
            return None
        found |= inner
    return found if parts is not None else None


def counted_in(machine: Machine, made: LibraryObject, member: Learns, arguments: Arguments) -> int | None:
    """The number of entries after the first learning, if the texts are written in the file."""
    texts = items_of(arguments.positional[0], machine.store) if arguments.positional else None
    if member.counts is None or texts is None or made.fitted:
        return None
    settings = {name: value.value for name, value in made.settings if isinstance(value, Const)}
    known = all(isinstance(value, Const | Number) for _, value in made.settings)
    words = [text.value for text in texts if isinstance(text, Const) and isinstance(text.value, str)]
    return member.counts(words, settings) if known and len(words) == len(texts) else None


def data_of(machine: Machine, arguments: Arguments) -> Value | None:
    """What the object learns from. An unknown thing stands for itself, and not for an argument of this call."""
    given = arguments.positional[0] if arguments.positional else None
    content = machine.store.content(given) if given is not None else None
    return content if isinstance(content, Unknown) else given


def count_when_asked(machine: Machine, ref: ObjectRef, made: LibraryObject, settings: dict[str, Value]) -> Expr | None:
    """The number of entries that the object tells when it is asked: before it has learned any, only its own ones. An
    object that was made in another function may have learned in a call that is not seen."""
    if not machine.vocabularies.was_made_in(ref, machine.frame.scope):
        return count_of(made)
    effect = indexer_effect(machine, made)
    known = Settings(machine.store, settings)
    given = effect.count.evaluate(known) if effect is not None and effect.count is not None else None
    if effect is None or effect.before is None or made.fitted or given is not None:
        return count_of(made)
    is_given = effect.given is not None and not is_none(settings.get(effect.given, NONE))
    return count_of(made) if is_given else effect.before.evaluate(known)


def identity_of(value: Value) -> Hashable:
    """What names the data, None where nothing does."""
    match value:
        case ObjectRef(alloc=alloc):
            return alloc
        case Unknown(key=key):
            return key
    return None


def set_setting(machine: Machine, ref: ObjectRef, made: LibraryObject, name: str, value: Value) -> bool:
    """``tokenizer.num_words = n``. Gives whether the attribute is a setting; if so, it is changed."""
    entry, effect = machine.registry.entry_for(made.path), indexer_effect(machine, made)
    if entry is None or effect is None or name not in entry.parameters:
        return False
    _renew(machine, ref, with_settings(made, {name: value}), effect)
    return True


def configure(
    machine: Machine, ref: ObjectRef, made: LibraryObject, effect: MakesIndexer, settings: dict[str, Value]
) -> None:
    """The object has these settings from now on."""
    _renew(machine, ref, with_settings(made, settings), effect)


def with_settings(made: LibraryObject, changed: dict[str, Value]) -> LibraryObject:
    """The object with some settings changed."""
    return replace(made, settings=tuple({**dict(made.settings), **changed}.items()))


def _name_producer(machine: Machine, ref: ObjectRef, made: LibraryObject, member: Emits) -> None:
    """Note the ids under each length that is the length of their vocabulary."""
    for settings, _ in variants(made.settings):
        ids = emitted(machine, made, settings, member)
        if ids is not None and ids.origin is not None and ids.origin.counted is not None:
            lengths: list[Hashable] = [*symbols_of(ids.origin.counted), SizeOf(ref.alloc)]
            effect = indexer_effect(machine, made)
            given = settings.get(effect.given or "") if effect is not None else None
            entries = entries_of(machine.store.content(given)) if given is not None else None
            if entries is not None:
                lengths.append(entries)
            limit = settings.get(member.limit or "")
            if member.through is not None and isinstance(limit, Number) and limit.birth is not None:
                # The constant that limits the vocabulary tells of its ids where it is a size, too.
                lengths.append(limit.birth)
            for length in lengths:
                machine.vocabularies.note(length, ref, ids)


def count_of(made: LibraryObject) -> Expr | None:
    """How many entries there are, None where that depends on the path."""
    return made.learned.exact if isinstance(made.learned, Number) else None


def emitted(machine: Machine, made: LibraryObject, settings: dict[str, Value], member: Emits) -> Number | None:
    """The ids that the object emits now, with these settings; None if they are not known."""
    known = Settings(machine.store, settings, count_of(made), made.base)
    if member.only_if is not None:
        name, allowed = member.only_if
        value = settings.get(name, Const(None))
        if not isinstance(value, Const) or value.value not in allowed:
            return None
    low, stop, reserved = member.low.evaluate(known), member.stop.evaluate(known), member.reserved.evaluate(known)
    if low is None or stop is None:
        return None
    id_facts = IdFacts() if made.marked else _marks(settings, member)
    unknown_as, attained = settings.get(member.unknown_as or "", NONE), True
    if not is_none(unknown_as):
        if not isinstance(unknown_as, Number) or unknown_as.low is None or unknown_as.high is None:
            return None
        attained = unknown_as.attained or at_least(stop, add(unknown_as.high, 1)) is True
        low, stop = min_of(low, unknown_as.low), max_of(stop, add(unknown_as.high, 1))
        if unknown_as.constant is not None and unknown_as.constant < 0:
            negative = NegativeId(unknown_as.constant, unknown_as.birth or made.place)
            id_facts = id_facts | IdFacts(negative=negative)
    extra = reserved.constant if isinstance(reserved, Linear) and not reserved.terms else 0
    count = count_of(made)
    origin = Origin(
        member.what,
        made.place,
        counted=None if count is None else add(count, -extra),
        reserved=extra,
        limit=_limit(machine, settings, member, known),
        limit_given=Setting(member.limit).evaluate(known) if member.limit and member.through is not None else None,
        limit_name=member.limit or "",
        added=made.added,
        asked=(effect.asked or effect.counted_as) if (effect := indexer_effect(machine, made)) is not None else "",
    )
    return Number(low, add(stop, -1), attained, origin=origin, id_facts=id_facts)


def _limit(machine: Machine, settings: dict[str, Value], member: Emits, known: Settings) -> Expr | None:
    """How many ids a setting lets through."""
    given = settings.get(member.limit) if member.limit is not None else None
    if given is None or is_none(given):
        return None
    if member.through is not None:
        return member.through.evaluate(known)
    limit = machine.numeric(given)
    return limit.exact if isinstance(limit, Number) else None


def _marks(settings: dict[str, Value], member: Emits) -> IdFacts:
    padded = settings.get(member.zero_unless or "")
    return IdFacts(member.zero if padded is None or is_none(padded) else None)
