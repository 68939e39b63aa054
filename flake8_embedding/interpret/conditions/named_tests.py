"""Tests that messages may name: "when len(words) < 5". Each is noted once, with what it is about.

What it is about tells whether two tests have to do with each other: a test of ``words`` and one of ``words().split()``.
"""

from __future__ import annotations

from collections.abc import Hashable

import libcst as cst

from flake8_embedding.facts import Test
from flake8_embedding.interpret.conditions.answers_of import things_held, things_that_decide
from flake8_embedding.interpret.conditions.closed import is_closed
from flake8_embedding.interpret.conditions.of_environment import asks_for_own_variable
from flake8_embedding.interpret.conditions.of_own_data import is_of_own_data, is_search_of_own_numbers
from flake8_embedding.interpret.containers.asked_words import question_of
from flake8_embedding.interpret.journal_entries import Decided, Tested
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.limits import QUESTIONS
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.classes import Namespace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.predicates.predicate import Compare, Contains, Not, Predicate, operands_of
from flake8_embedding.values.predicates.usual import things_asked, things_in, usual_outcome
from flake8_embedding.values.provenance import (
    AttributeOf,
    Changed,
    DistinctOf,
    Key,
    LengthOf,
    NumberOf,
    Part,
    SmallestOf,
)
from flake8_embedding.values.relations import before_changes
from flake8_embedding.values.value import Const, LibraryName, Method, Number, ObjectRef, TextValue, Unknown, Value


def note_test(machine: Machine, predicate: Predicate, test: cst.CSTNode, *, negated: bool) -> None:
    """Note the test, if messages may name it; ``negated``: the predicate is the opposite of what stands there."""
    if _can_be_told(machine, predicate):
        machine.journal.record_test(Tested(predicate, _test(machine, predicate, test, negated=negated)))
    elif _is_decided(machine, predicate):
        machine.journal.record(Decided(predicate))


def _test(machine: Machine, predicate: Predicate, place: cst.CSTNode, *, negated: bool) -> Test:
    first = [before_changes(thing) for thing in things_in(predicate)]
    about = frozenset(question_of(machine, thing) for thing in first)
    made_of = frozenset(one for thing in first for one in things_that_decide(machine, thing))
    asks = things_asked(predicate)
    if isinstance(predicate, Contains):
        # ``"ab" in text`` asks something of the text, as ``text.startswith("a")`` does.
        made_of = made_of.union(first, things_held(predicate.container.value))
        about, asks = _whether_in(predicate.item.value, about), _whether_in(predicate.item.value, asks)
    of_changed = any(_is_of_changed(machine, one.value) for one in operands_of(predicate))
    return Test(place, negated, usual_outcome(predicate), about, asks, made_of, of_changed=of_changed)


def _whether_in(item: Value, things: frozenset[Hashable]) -> frozenset[Hashable]:
    """The questions whether the item is in each of the things."""
    return frozenset(Key("answer", "in", item, thing) for thing in things)


def _can_be_told(machine: Machine, predicate: Predicate) -> bool:
    """Whether a message may name the test as a condition. The outcome must depend on the data, or on who runs the
    program. What constants of the program decide is no condition, nor is a test of numbers of which only the range is
    known, nor one of two objects that the program itself has made, or of what was asked of such an object."""
    values = [one.value for one in operands_of(predicate)]
    if any(map(_is_smallest, values)):
        return False
    if any(map(_is_vague, values)) or (len(values) > 1 and all(isinstance(value, ObjectRef) for value in values)):
        return False
    if any(is_of_own_data(machine, value) for value in values) or is_search_of_own_numbers(machine, predicate):
        return False
    if _are_made_of_one(machine, predicate) or any(_asks_for_name(machine, value) for value in values):
        return False
    if asks_for_own_variable(machine, values):
        return False
    return not _is_decided(machine, predicate)


def _is_decided(machine: Machine, predicate: Predicate) -> bool:
    values = [one.value for one in operands_of(predicate)]
    return all(is_closed(machine, one) or _is_mode(machine, one) for one in values)


def _is_mode(machine: Machine, value: Value) -> bool:
    """Whether it is a mode that methods of a module switch: ``self.training``, which ``net.eval()`` makes false."""
    key = value.key if isinstance(value, Unknown) else None
    name = key.at(2) if isinstance(key, AttributeOf) else key.name if isinstance(key, Part) else None
    return name in machine.registry.conventions.modes


_ASK_FOR_NAMES = frozenset({"builtins.dir", "builtins.getattr", "builtins.hasattr"})


def _asks_for_name(machine: Machine, value: Value, depth: int = QUESTIONS) -> bool:
    """``hasattr(config, "rows")``, ``getattr(config, "rows", None)``, ``"nn" in vars()``, ``"torch" in sys.modules``,
    ``"age" in frame.columns``: whether something has a name. That is decided by the program, or by the version of a
    library, and hardly by the data, whether or not the linter can tell."""
    match value:
        case Namespace():
            return True
        case LibraryName(path=path):
            return machine.registry.is_table_of_modules(path)
        case Unknown(key=Part(name=name)) if name in machine.registry.conventions.column_names:
            return True
        case Unknown(key=key):
            asked = machine.results.question(key)
            if asked is not None and isinstance(asked[0], LibraryName) and asked[0].path in _ASK_FOR_NAMES:
                return True
            return asked is not None and depth > 0 and any(_asks_for_name(machine, one, depth - 1) for one in asked)
        case Method(owner=owner):
            return _asks_for_name(machine, owner, depth)
    return False


def _are_made_of_one(machine: Machine, predicate: Predicate) -> bool:
    """``join(folder, "a") == join(folder, "b")``, ``" ".join(words) != text``: two things that are made of the same,
    which may leave only one answer. Of what a text is made is not always followed."""
    match predicate:
        case Not(of=inner):
            return _are_made_of_one(machine, inner)
        case Compare(left=left, right=right):
            kinds = {type(left.value), type(right.value)}
            if TextValue in kinds:
                return Const not in kinds
            return not _made_of(machine, left.value).isdisjoint(_made_of(machine, right.value))
    return False


def _made_of(machine: Machine, value: Value) -> frozenset[Hashable]:
    key = value.key if isinstance(value, Unknown) else None
    return frozenset() if key is None else frozenset((key, *things_that_decide(machine, key)))


def _is_of_changed(machine: Machine, value: Value) -> bool:
    """``words.extend(more)``, and then ``if len(words) > 3``: whether the value depends on what the program itself has
    done to an unknown thing, or on an attribute that it has set."""
    content = machine.store.content(value)
    match content:
        case Unknown(key=key):
            things: list[Hashable] = [key]
        case Number() if content.exact is not None:
            symbols = [symbol.key for symbol in symbols_of(content.exact)]
            things = [key.of for key in symbols if isinstance(key, NumberOf | LengthOf | DistinctOf)]
        case DataFrame(columns=columns):
            return bool(columns)
        case _:
            return False
    return any(_was_changed(thing) for thing in things)


def _was_changed(thing: Hashable) -> bool:
    match thing:
        case Changed():
            return True
    return False


def _is_smallest(value: Value) -> bool:
    """``min(numbers)``: with which number ids begin, the program decides that has made them."""
    exact = value.exact if isinstance(value, Number) else None
    keys = [symbol.key for symbol in symbols_of(exact)] if exact is not None else []
    return any(isinstance(key, SmallestOf) or (isinstance(key, Key) and key.parts[:1] == ("smallest",)) for key in keys)


def _is_vague(value: Value) -> bool:
    kind = type(value)
    return kind is SequenceValue or kind is DictValue or (type(value) is Number and value.exact is None)
