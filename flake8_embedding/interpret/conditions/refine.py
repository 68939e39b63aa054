"""What a test shows of what it is about: ``if n is None``, ``if vocab[w] < n``, ``0 < i <= n``, ``w in vocab``."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from flake8_embedding.interpret.conditions.access import held_at, put_at
from flake8_embedding.interpret.conditions.chosen import Narrowed, is_one_of, show_left
from flake8_embedding.interpret.conditions.doubt import doubt_defaults, entry_asked
from flake8_embedding.interpret.conditions.kept_before import doubt_kept
from flake8_embedding.interpret.conditions.narrow import EXCHANGED, SIGNS, narrowed, without_other
from flake8_embedding.interpret.conditions.words_asked import tells_of_few, word_asked
from flake8_embedding.interpret.containers.put_in import mark_missing
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.interpret.rounds.numbered_beside import cut_beside, cut_by_truth
from flake8_embedding.record import replace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.parts import cut_off
from flake8_embedding.values.containers.selections import CutByPosition, WithOwn
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.memory.store import Delta
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.predicates.conjuncts import guards_of
from flake8_embedding.values.predicates.predicate import (
    AllOf,
    AnyOf,
    Compare,
    Contains,
    Decision,
    Not,
    Op,
    Operand,
    Predicate,
    Slot,
    Truthy,
)
from flake8_embedding.values.provenance import Item, Key, NumberOf, Part
from flake8_embedding.values.value import Const, Guard, Number, ObjectRef, TextValue, Unknown, Value

_FOLLOWED = 4
"""Alternatives of an ``or`` that are followed one by one."""


_DEPTH = 2
"""An ``or`` within an ``or`` that is followed. Each level asks for each of its alternatives again."""


def refine(
    machine: Machine, decision: Decision, *, holds: bool, depth: int = _DEPTH, earlier: Narrowed | None = None
) -> None:
    """Narrow each value where the test read it, to what is possible if the test holds, or if it does not. An ``or``
    that is nested deeper than ``depth`` narrows nothing. ``earlier`` is what the parts before this one have shown.
    """
    earlier = {} if earlier is None else earlier
    match decision:
        case Not(of=inner):
            refine(machine, inner, holds=not holds, depth=depth, earlier=earlier)
        case AllOf(of=parts) if holds:
            for part in parts:
                refine(machine, part, holds=True, depth=depth, earlier=earlier)
        case AnyOf(of=parts) if not holds:
            for part in parts:
                refine(machine, part, holds=False, depth=depth, earlier=earlier)
        case AllOf(of=parts) | AnyOf(of=parts):
            _one_of_these(machine, parts, holds=holds, depth=depth)
        case Compare():
            _compared(machine, decision, earlier, holds=holds)
        case Contains():
            _contained(machine, decision, holds=holds)
        case Truthy():
            _is_true(machine, decision, holds=holds)


def _one_of_these(machine: Machine, parts: tuple[Predicate, ...], *, holds: bool, depth: int) -> None:
    """``i < 3 or i > 7``: what each alternative shows, joined."""
    for part in parts:
        # ``while not ids or ids[-1] != END``
        is_not = isinstance(part, Not)
        compared = part.of if isinstance(part, Not) else part
        if isinstance(compared, Compare):
            _doubt_kept(machine, compared, holds=holds is not is_not)
    if len(parts) > _FOLLOWED or depth == 0:
        return
    shown: list[tuple[Delta, frozenset[Guard]]] = []
    common: set[Hashable] | None = None
    for part in parts:
        guards = guards_of(part, holds=holds)
        if machine.path_condition.refutes(guards):
            continue
        with machine.path(guards) as changed:
            refine(machine, part, holds=holds, depth=depth - 1)
        # What one alternative says nothing of is open.
        common = set(changed) if common is None else common.intersection(changed)
        if not common:
            return
        shown.append((changed, guards))
    if common:
        kept = [({key: changed[key] for key in changed if key in common}, guards) for changed, guards in shown]
        machine.store.join_paths(kept, parts[0])


def _compared(machine: Machine, compared: Compare, earlier: Narrowed, *, holds: bool) -> None:
    _doubt_kept(machine, compared, holds=holds)
    sign = SIGNS[compared.op, holds]
    for side, told, other in (
        (compared.left, sign, compared.right),
        (compared.right, EXCHANGED[sign], compared.left),
    ):
        show_left(machine, side, partial(narrowed, sign=told, other=other.value), earlier)
        cut_beside(machine, side, told, other.value)
        is_one = holds and type(other.value) is Const and isinstance(side.value, Unknown | TextValue)
        if compared.op is not Op.LESS and (is_one or _is_at_a_place(side.value, other.value)):
            # ``if word != words[-1]``, ``if word == "<unk>"``
            _cut_word(machine, side, holds=holds)
            if is_one:
                # ``if word.lower() == "<unk>"``
                _cut_word_asked(machine, side.value)
    if compared.op is Op.EQUAL and holds:
        _shows_empty(machine, compared)
    if compared.op is not Op.LESS and holds and is_none(compared.right.value):
        _lacks(machine, compared.left, compared)


def _doubt_kept(machine: Machine, compared: Compare, *, holds: bool) -> None:
    sign, left, right = SIGNS[compared.op, holds], compared.left.value, compared.right.value
    doubt_kept(machine, left, sign, right)
    doubt_kept(machine, right, EXCHANGED[sign], left)


def _shows_empty(machine: Machine, compared: Compare) -> None:
    """``if not words``, and behind ``while words: words.pop()``: the list is empty."""
    at = compared.left.at
    held = held_at(machine, at) if at is not None and compared.right.value == _ZERO else None
    content = machine.store.content(held) if type(held) is ObjectRef else None
    if type(held) is not ObjectRef or not isinstance(content, SequenceValue | DictValue):
        return
    if content.length == compared.left.value and content.length.constant is None:
        nothing = Unknown("it is empty", Key("empty", held.alloc))
        empty = replace(content, length=_ZERO)
        if isinstance(empty, DictValue):
            empty = replace(empty, entries=(), key=None, value=None, numbered=None, repeats=False, first_key=None)
        else:
            empty = replace(empty, items=(), element=nothing, members=None, begins=())
        machine.store.set(held.alloc, empty)


_ZERO = Number.exactly(0)


def _contained(machine: Machine, asked: Contains, *, holds: bool) -> None:
    """``if word not in index``: setting ``index[word]`` makes a new entry; ``if word in index``: ``index.get(word)``
    finds it."""
    item, container = asked.item, asked.container
    if not holds:
        mark_missing(machine, asked, item.value)
    if isinstance(container.value, ObjectRef):
        machine.mark_key("has" if holds else "lacks", container.value.alloc, item.value)
        if holds:
            is_one_of(machine, item.value, container.value)
            doubt_defaults(machine, container.value.alloc)
    content = machine.store.content(container.value)
    by_place = _is_part_of_the_same(item.value, content) or _has_one_at_a_place(item.value, content)
    if by_place or (_is_written(content) or _lacks_some(content) if holds else _are_chosen(machine, content)):
        # ``if word not in {words[-1]}``: which words are left depends on their places. ``if word in ("a", "b")``: few.
        # ``if word not in rare``: those that some test of their ids has left.
        _cut_word(machine, item, holds=holds)
    if holds and isinstance(item.value, Const) and isinstance(container.value, Unknown | TextValue):
        # ``if "<" in word``
        _cut_words_read(machine, container)


def _cut_words_read(machine: Machine, made: Operand) -> None:
    """The words of the data of which something was made that is written in the program: few have just that in them."""
    for place in made.read:
        held = held_at(machine, place)
        if isinstance(held, TextValue | Unknown) and _is_word(held):
            _cut_word(machine, Operand(held, place), holds=True)


def _cut_word_asked(machine: Machine, answer: Value) -> None:
    """The word of the data of which something was asked that few words have."""
    asked = word_asked(machine, answer)
    scope = machine.frame.scope
    for name, held in machine.store.names_in(scope) if asked is not None else ():
        words = [one.value for one in alternatives_of(held) if isinstance(one.value, TextValue | Unknown)]
        if any(word.key == asked and _is_word(word) for word in words):
            _cut_word(machine, Operand(held, Slot((scope, name))), holds=True)


def _is_word(held: TextValue | Unknown) -> bool:
    """Whether it stands for each element of something that is not known: for the words of the data."""
    return isinstance(held, TextValue) or (isinstance(held.key, Part) and held.key.name == "[element]")


def _cut_word(machine: Machine, item: Operand, *, holds: bool) -> None:
    """Which words pass depends on their places: the highest of the ids may be that of one that does not."""
    for name in machine.reading.names_under(item.value):
        number = held_at(machine, name)
        if number is not None:
            put_at(machine, name, cut_off(number, machine.store))
    show_left(machine, item, lambda held: cut_off(held, machine.store, "in", holds))


def _is_written(container: Value) -> bool:
    """Whether it is a collection of constants that stand in the program."""
    items = (container.items or container.members) if isinstance(container, SequenceValue) else None
    return items is not None and all(isinstance(item, Const | Number) for item in items)


def _is_part_of_the_same(item: Value, container: Value) -> bool:
    """Whether the container holds some of the elements of the collection that the item is of, chosen by position."""
    return isinstance(container, SequenceValue) and _is_of_the_same(item, container.element)


def _lacks_some(container: Value) -> bool:
    """``set(index) - {last}``: whether it has all words but some that the program takes out."""
    each = container.element if isinstance(container, SequenceValue) and container.kind == "set" else None
    return isinstance(each, Unknown) and isinstance(each.key, CutByPosition) and each.key.at(3) == "-"


def _has_one_at_a_place(item: Value, container: Value) -> bool:
    """``[words[-1], "<unk>"]``: whether one of them was chosen by its position."""
    items = (container.items or container.members) if isinstance(container, SequenceValue) else None
    return items is not None and any(_is_at_a_place(item, one) for one in items)


def _are_chosen(machine: Machine, container: Value) -> bool:
    """Whether these are words that were chosen by their ids or by their positions: ``{w for w in vocab if vocab[w] >=
    n}``, ``sorted(vocab)[-5:]``. The one with the highest id may be among them."""
    match container:
        case SequenceValue(element=each):
            return machine.tested.is_chosen(each) or (isinstance(each, Unknown) and isinstance(each.key, CutByPosition))
        case DictValue(key=Value() as each):
            return machine.tested.is_chosen(each)
    return False


def _is_at_a_place(item: Value, other: Value) -> bool:
    """Whether the other one was chosen by its position: ``words[-1]``. It may be the word with the highest id."""
    if _is_largest_of(item, other):
        return True
    if not isinstance(item, Unknown | TextValue) or not isinstance(other, Unknown | TextValue):
        return False
    if _is_of_the_same(item, other):
        return True
    match other.key:
        case CutByPosition():
            return other.key.at(2) == "item"
        case Item(index=(Number(constant=int()),)) | Item(of=CutByPosition()):
            return True
    return False


def _is_largest_of(item: Value, other: Value) -> bool:
    """Whether the other one is the largest of all that the item stands for: ``max(words)``."""
    if not isinstance(item, Unknown) or not isinstance(other, Number) or other.exact is None:
        return False
    ends = (end for symbol in symbols_of(other.exact) for end in symbol.most)
    return any(symbol.key == NumberOf(item.key) for end in ends for symbol in symbols_of(end))


def _is_of_the_same(item: Value, other: Value) -> bool:
    """Whether the other one is of a part of the collection that the item is of, chosen by position."""
    if not isinstance(item, Unknown | TextValue) or not isinstance(other, Unknown | TextValue):
        return False
    if not isinstance(other.key, CutByPosition):
        return False
    whole = other.key.of
    return whole == item.key or (isinstance(whole, WithOwn) and item.key in whole.words)


def _is_true(machine: Machine, asked: Truthy, *, holds: bool) -> None:
    """``if index.get(word)``: None is not there, or the word is taken not to be in the dict."""
    of = asked.of
    cut_by_truth(machine, of, holds=holds)
    if holds:
        show_left(machine, of, lambda held: without_other(held) if isinstance(held, Number) else held)
        if tells_of_few(machine, of.value):
            _cut_word_asked(machine, of.value)
    else:
        _lacks(machine, of, asked)


def _lacks(machine: Machine, of: Operand, asked: Predicate) -> None:
    """``if not index.get(word)``: on this way the word is taken not to be in the dict."""
    entry = entry_asked(machine, of)
    if entry is not None and isinstance(machine.store.get(entry.owner), DictValue):
        machine.mark_key("lacks", entry.owner, entry.key)
        mark_missing(machine, asked, entry.key)
