"""Which elements of an array an index chooses, and whether it looked at the ids for that.

``x[torch.rand(9) < 0.2]`` chooses without looking: every element may be among those chosen, and among those left. ``x[x
> 3]`` looks: the highest ids may be the ones that are left out.
"""

from __future__ import annotations

from collections.abc import Hashable
from enum import IntEnum

from flake8_embedding.interpret.machine import Machine
from flake8_embedding.limits import KEY_DEPTH
from flake8_embedding.record import record
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.slices import Slice
from flake8_embedding.values.ids import IdKind, Origin
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.numbers.bounds import symbols_of
from flake8_embedding.values.numbers.casts import MASKS_AT_TIMES
from flake8_embedding.values.predicates.predicate import is_predicate, operands_of
from flake8_embedding.values.provenance import Key, NumberOf, OneOfObjects
from flake8_embedding.values.relations import are_related, is_drawn
from flake8_embedding.values.value import Choice, Const, Number, Unknown, Value


class Sight(IntEnum):
    """How much a choice saw of the ids."""

    BLIND = 0
    """It was drawn at random, or stands in the file."""
    OTHER = 1
    """It was made of other things, as far as is seen."""
    LOOKS = 2
    """It compares the ids, or was made of them in a way that is not followed."""


def sight_of(machine: Machine, index: tuple[Value, ...], array: Value) -> Sight:
    """How much the choice ``array[index]`` saw of the ids in the array."""
    numbers = numbers_in(array, machine.store)
    looker = _Looker(machine, numbers, *_named_by(numbers))
    return max((looker.sight(one) for one in index), default=Sight.BLIND)


def _named_by(numbers: Number | None) -> tuple[Origin | None, frozenset[Hashable]]:
    """Where the ids come from, and the unknown things that they are."""
    if numbers is None or numbers.high is None:
        return None, frozenset()
    keys = [symbol.key for symbol in symbols_of(numbers.high)]
    return numbers.origin, frozenset(key.of for key in keys if isinstance(key, NumberOf))


@record(frozen=True)
class _Looker:
    """Asks of each part of a mask what it has to do with the ids of one array."""

    machine: Machine
    numbers: Number | None
    origin: Origin | None
    things: frozenset[Hashable]

    def sight(self, part: Value, depth: int = 0) -> Sight:
        if depth > KEY_DEPTH:
            return Sight.LOOKS
        content = self.machine.store.content(part)
        match content:
            case Const() | Slice():
                return Sight.BLIND
            case Number():
                return self._of_numbers(content)
            case Choice():
                # Which of several masks goes with which array, only the paths tell.
                return Sight.LOOKS
            case Unknown(key=key):
                return self._of_key(key, depth)
            case SequenceValue(dtype=dtype) if dtype in MASKS_AT_TIMES:
                return Sight.LOOKS
            case SequenceValue(dtype="bool", items=tuple()) | SequenceValue(element=Unknown(key=OneOfObjects())):
                # Each truth is known, as those of a comparison of ids that are known, perhaps on each of some paths.
                return Sight.LOOKS
            case SequenceValue(items=tuple() as items) if not any(isinstance(one, Unknown) for one in items):
                return max((self.sight(one, depth + 1) for one in items), default=Sight.BLIND)
            case SequenceValue(element=element):
                return self.sight(element, depth + 1)
        return Sight.OTHER

    def _compared(self, value: Value, depth: int) -> Sight:
        """``x >= 0`` looks at the ids of an array, even if all of them are one number."""
        for option in alternatives_of(self.machine.store.content(value)):
            array = self.machine.store.content(option.value)
            if isinstance(array, SequenceValue) and numbers_in(array, self.machine.store) == self.numbers:
                return Sight.LOOKS
        return self.sight(value, depth)

    def _of_numbers(self, numbers: Number) -> Sight:
        if numbers.constant is not None:
            return Sight.BLIND
        if numbers.origin is None:
            keys = symbols_of(numbers.high)
            inside = [symbol.key.of for symbol in keys if isinstance(symbol.key, NumberOf)]
            if inside:
                return max(self._of_key(key, 0) for key in inside)
            return Sight.LOOKS if self.origin is None else Sight.OTHER
        if numbers.origin == self.origin or numbers.origin.id_kind is IdKind.FOUND:
            return Sight.LOOKS
        return Sight.BLIND if numbers.origin.id_kind in (IdKind.DRAWN, IdKind.POSITIONS) else Sight.OTHER

    def _of_key(self, key: Hashable, depth: int) -> Sight:
        if depth > KEY_DEPTH:
            return Sight.LOOKS
        if is_predicate(key):
            return max((self._compared(operand.value, depth + 1) for operand in operands_of(key)), default=Sight.OTHER)
        if is_drawn(key):
            return Sight.BLIND
        if isinstance(key, Key) and len(key.parts) == 3 and key.parts[1] in ("&", "|", "^"):
            return max(self._of_key(key.parts[0], depth + 1), self._of_key(key.parts[2], depth + 1))
        if isinstance(key, Key) and key.parts[:1] == ("not",) and len(key.parts) == 2:
            return self._of_key(key.parts[1], depth + 1)
        if self.machine.taint.has(key) or any(are_related(key, thing) for thing in self.things):
            return Sight.LOOKS
        return Sight.OTHER
