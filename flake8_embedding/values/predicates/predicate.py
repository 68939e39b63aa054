"""What a test says, as a value: ``len(words) > 3``, ``kind == "big"``, ``word in vocab``, ``n`` by itself.

The value of a test that is not decided is ``Undecided(predicate)``. Deciding the same test again, narrowing what it is
about, the guards of a path, the words of a message and the formula of a verdict all read this one predicate.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import field
from enum import Enum
from typing import Any, TypeGuard

from flake8_embedding.limits import KEY_DEPTH
from flake8_embedding.record import HashedOnce, record
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import AllocationSite, Const, FloatNumber, Guard, Number, TextValue, Unknown, Value


class Op(Enum):
    """How two things are compared. The other operators are these, negated or with their sides exchanged."""

    LESS = "<"
    EQUAL = "=="
    IS = "is"


# -- what a test is about ---------------------------------------------------------------------------------------------


@record(frozen=True, slots=True)
class Slot(HashedOnce):
    """A name in a scope, or an attribute of an object, by the key under which the store holds its value."""

    key: Hashable


@record(frozen=True, slots=True)
class EntryOf(HashedOnce):
    """``owner[key]`` of a dict or list of the store, or ``owner.get(key, default)``."""

    owner: AllocationSite
    key: Value
    default: Value | None = None


@record(frozen=True, slots=True)
class ItemOf(HashedOnce):
    """``pair[1]``: an element of a tuple that is held in ``of``."""

    of: Access
    index: int


Access = Slot | EntryOf | ItemOf
"""Where a value was read: what a test tells of it holds for whoever reads it there again."""


@record(frozen=True, slots=True)
class Operand(HashedOnce):
    """A value that is tested. ``at`` is where it was read, None where it was made on the spot; ``read`` are all places
    that were read to make it."""

    value: Value
    at: Access | None = field(default=None, compare=False)
    read: tuple[Access, ...] = field(default=(), compare=False)


class Remembered(HashedOnce):
    """A predicate that keeps what is asked of it again and again: its ``operands``, its ``guards``, its ``subjects``,
    its ``formulas`` and its ``alternatives``."""

    __slots__ = ("alternatives", "formulas", "guards", "operands", "subjects")
    operands: tuple[Operand, ...]
    guards: dict[bool, frozenset[Guard]]
    subjects: frozenset[Hashable]
    formulas: dict[bool, Any]
    alternatives: tuple[Any, ...]


# -- predicates -------------------------------------------------------------------------------------------------------


@record(frozen=True, slots=True)
class Compare(Remembered):
    """``left op right``. ``site`` names the comparison where its operands do not: of two elements of a list, the same
    comparison may come out in two ways."""

    op: Op
    left: Operand
    right: Operand
    site: Hashable = None


@record(frozen=True, slots=True)
class Contains(Remembered):
    """``item in container``"""

    item: Operand
    container: Operand
    site: Hashable = None


@record(frozen=True, slots=True)
class Truthy(Remembered):
    """The value counts as true."""

    of: Operand
    site: Hashable = None


@record(frozen=True, slots=True)
class Not(Remembered):
    """The predicate does not hold."""

    of: Predicate


@record(frozen=True, slots=True)
class AllOf(Remembered):
    """Each of at least two predicates holds, in whatever order they are named."""

    of: tuple[Predicate, ...] = field(compare=False)
    members: frozenset[Predicate]


@record(frozen=True, slots=True)
class AnyOf(Remembered):
    """At least one of at least two predicates holds."""

    of: tuple[Predicate, ...] = field(compare=False)
    members: frozenset[Predicate]


@record(frozen=True, slots=True)
class Went(Remembered):
    """A path went this way where paths part without a test: by a handler, a ``case``, a ``break``."""

    place: Hashable
    way: str


Predicate = Compare | Contains | Truthy | Not | AllOf | AnyOf | Went
Decision = bool | Predicate


_PREDICATES = frozenset({Compare, Contains, Truthy, Not, AllOf, AnyOf, Went})


def is_predicate(place: object) -> TypeGuard[Predicate]:
    """Whether a guard is about a test."""
    return type(place) in _PREDICATES


@record(frozen=True, slots=True)
class Undecided(Unknown):
    """The value of a test that may hold or not; its ``key`` is what it says."""

    @property
    def predicate(self) -> Predicate:
        assert is_predicate(self.key)
        return self.key


def is_truth(key: Hashable) -> bool:
    """Whether an unknown thing is a truth, or an array of truths: ``ids > 3``, ``(ids > 3) & (ids < 9)``. What ``a and
    b`` gives may be a, which is none."""
    match key:
        case Compare() | Contains() | Not():
            return True
        case AllOf(of=parts) | AnyOf(of=parts):
            return all(map(is_truth, parts))
        case Key(parts=(one, "&" | "|" | "^", other)):
            return is_truth(one) and is_truth(other)
    return False


def undecided(predicate: Predicate, text: str | None = None) -> Undecided:
    """The value of a test that may hold or not; ``text`` is how the source writes it."""
    return Undecided("the test depends on unknown values", predicate, text)


def as_value(decision: Decision) -> Value:
    """A test as a value: True, False, or what it says."""
    return Const(decision) if isinstance(decision, bool) else undecided(decision)


def is_particular(value: Value) -> bool:
    """Whether two mentions of the value are one thing: an unknown thing, a constant, an exact number. A range is not:
    it stands for any of its numbers."""
    match value:
        case Number():
            return value.name is not None or value.exact is not None
        case TextValue(name=name) | FloatNumber(name=name):
            return name is not None
        case Undecided():
            return _depth(value) < KEY_DEPTH
        case Unknown() | Const():
            return True
    return False


def itself(value: Value) -> Value:
    """The number without what does not matter for a comparison: only which number it is."""
    return Number.exactly(value.exact) if type(value) is Number and value.exact is not None else value


def _depth(value: Value) -> int:
    """How many tests are inside each other. ``a = (a == b)`` in a loop grows without end."""
    deepest = 0
    waiting = [(value, 1)]
    while waiting and deepest < KEY_DEPTH:
        one, depth = waiting.pop()
        deepest = max(deepest, depth)
        if isinstance(one, Undecided):
            waiting.extend((operand.value, depth + 1) for operand in operands_of(one.predicate))
    return deepest


def negation(decision: Decision) -> Decision:
    """The predicate that holds exactly if this one does not."""
    match decision:
        case bool():
            return not decision
        case Not(of=inner):
            return inner
    return Not(decision)


def all_of(decisions: Iterable[Decision]) -> Decision:
    """The predicate that each of these holds. Each is said once; False if one is said to hold and not to hold."""
    return _joined(decisions, AllOf, neutral=True)


def any_of_these(decisions: Iterable[Decision]) -> Decision:
    """The predicate that at least one of these holds."""
    return _joined(decisions, AnyOf, neutral=False)


def _joined(decisions: Iterable[Decision], kind: type[AllOf] | type[AnyOf], *, neutral: bool) -> Decision:
    each: dict[Predicate, None] = {}
    for one in decisions:
        if isinstance(one, bool):
            if one is not neutral:
                return one
            continue
        each.update(dict.fromkeys(one.of if isinstance(one, kind) else (one,)))
    denied = {negation(part) for part in each}
    if not denied.isdisjoint(each):
        return not neutral
    other = AnyOf if kind is AllOf else AllOf
    # In ``p or (not p and q)`` the second part is ``q``.
    parts = [_without(part, denied, other) for part in each]
    if not parts:
        return neutral
    return _of_kind(kind, tuple(dict.fromkeys(parts)))


def _of_kind(kind: type[AllOf] | type[AnyOf], parts: tuple[Predicate, ...]) -> Predicate:
    if len(parts) == 1:
        return parts[0]
    made = _MADE.get((kind, parts))
    if made is None:
        made = _MADE[kind, parts] = kind(parts, frozenset(parts))
    return made


_MADE: dict[tuple[type, tuple[Predicate, ...]], AllOf | AnyOf] = {}
"""Predicates of the same parts are one object. A test of the result of a test says the same things again and again, in
depth, and two that are one object are not compared part by part."""


def forget_predicates() -> None:
    """Begin with another file."""
    _MADE.clear()


def _without(part: Predicate, known: AbstractSet[Decision], kind: type[AllOf] | type[AnyOf]) -> Predicate:
    if not isinstance(part, kind):
        return part
    left = tuple(one for one in part.of if one not in known)
    return _of_kind(kind, left) if 0 < len(left) < len(part.of) else part


def operands_of(predicate: Predicate) -> tuple[Operand, ...]:
    """All the values that the predicate compares, each once for each place that it was read at."""
    try:
        return predicate.operands
    except AttributeError:
        predicate.operands = found = _operands_of(predicate)
        return found


def _operands_of(predicate: Predicate) -> tuple[Operand, ...]:
    match predicate:
        case Compare(left=left, right=right):
            return (left, right)
        case Contains(item=item, container=container):
            return (item, container)
        case Truthy(of=of):
            return (of,)
        case Not(of=inner):
            return operands_of(inner)
        case AllOf(of=parts) | AnyOf(of=parts):
            # What one test has found is a part of the next: of a hundred thousand mentions 65 are different.
            found: dict[Hashable, Operand] = {}
            for part in parts:
                for operand in operands_of(part):
                    found.setdefault((operand, operand.at), operand)
            return tuple(found.values())
    return ()
