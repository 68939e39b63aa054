"""What tests are about, and how they come out if nobody has set an environment variable."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.values.chosen_at_start import Variable
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.predicates.predicate import Compare, Contains, Not, Op, Predicate, Truthy, operands_of
from flake8_embedding.values.provenance import DistinctOf, Key, LengthOf, NumberOf
from flake8_embedding.values.value import Const, FloatNumber, LibraryName, Number, TextValue, Unknown, Value

_ENVIRONMENT = LibraryName("os.environ")


def usual_outcome(predicate: Predicate) -> bool | None:
    """Whether the predicate holds without any environment variable; None where it does not depend on one."""
    match predicate:
        case Not(of=inner):
            found = usual_outcome(inner)
            return None if found is None else not found
        case Truthy(of=of) if (usual := _usual(of.value)) is not None:
            return bool(usual.value)
        case Contains(container=container) if container.value == _ENVIRONMENT:
            return False
        case Compare(op=Op.EQUAL | Op.IS, left=left, right=right):
            for one, other in ((left.value, right.value), (right.value, left.value)):
                usual = _usual(one)
                if usual is not None and isinstance(other, Const):
                    return bool(usual.value == other.value)
    return None


def _usual(value: Value) -> Const | None:
    match value:
        case Unknown(key=Variable(usual=usual)):
            return Const(usual)
    return None


def things_in(predicate: Predicate) -> frozenset[Hashable]:
    """The unknown things that the predicate is about, by their keys."""
    return frozenset([thing for operand in operands_of(predicate) for thing in _things_in(operand.value)])


def things_asked(predicate: Predicate) -> frozenset[Hashable]:
    """The unknown things that the predicate is about, each with what is asked of it. Whether two things are one, and
    whether they are equal, are two questions: an answer to one says nothing of the other."""
    things = frozenset(thing.of if isinstance(thing, DistinctOf) else thing for thing in things_in(predicate))
    match predicate:
        case Compare(op=Op.IS, left=left, right=right) if type(left.value) is not Const and not isinstance(
            right.value, Const
        ):
            return frozenset(Key(thing, "itself") for thing in things)
    return things


def _things_in(value: Value) -> list[Hashable]:
    match value:
        case Unknown(key=key):
            return [key]
        case TextValue(name=name) | FloatNumber(name=name) | Number(name=name) if name is not None:
            return [name]
        case LibraryName():
            return [value]
        case Number() if (exact := value.exact) is not None:
            keys = [symbol.key for symbol in symbols_of(exact)]
            return [key.of if isinstance(key, NumberOf | LengthOf) else key for key in keys]
    return []
