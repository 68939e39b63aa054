"""How a value came to where it is: which names were bound on the way, and from which other names each got its value.

The evaluation notes each name that it reads, and a binding keeps the bindings that were read for it. So the history of
a size is a small graph. It is there when a table is made, and costs little where none is made.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import field

from flake8_embedding.facts import TrailStep
from flake8_embedding.limits import TRAIL
from flake8_embedding.record import record
from flake8_embedding.values.ids import Place
from flake8_embedding.values.memory.join import alternatives_of
from flake8_embedding.values.numbers.bounds import Expr, parts_of, symbols_of
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.value import Choice, Number, Value


@record(frozen=True, eq=False)
class Binding:
    """A name, attribute or parameter that got a value at a place, and what was read for that value."""

    name: str
    place: Place
    value: Value
    order: int
    read: tuple[Binding, ...] = ()
    before: Binding | None = None
    """What the name got before: on another path it may be what it still holds."""


Reads = tuple["Reads", Binding] | None
"""What was read last, behind what was read before."""


@record(frozen=False)
class Trail:
    """The bindings there are, and those read since evaluation of the present statement began."""

    bindings: dict[Hashable, Binding] = field(default_factory=dict)
    reads: Reads = None
    made: int = 0
    begun: Reads = None
    """What had been read when the present statement began."""

    def note_read(self, key: Hashable, value: Value) -> None:
        """A name or attribute that holds the value is read."""
        if key not in self.bindings:
            return
        found = self.bindings[key]
        self.reads = (self.reads, found)
        if type(value) is Choice:
            held = [option.value for option in value.options]
            for _ in range(TRAIL):
                if found.before is None:
                    break
                found = found.before
                if found.value in held:
                    self.reads = (self.reads, found)

    def note_binding(self, key: Hashable, name: str, place: Place, value: Value) -> None:
        """It is bound to what was made of all that the present statement has read."""
        self.made += 1
        before = self.bindings.get(key)
        self.bindings[key] = Binding(name, place, value, self.made, self._read(), before)

    def _read(self) -> tuple[Binding, ...]:
        """The bindings read by the present statement, each once, the last ones if they are too many."""
        found: dict[Binding, None] = {}
        reads = self.reads
        while reads is not None and reads is not self.begun and len(found) < TRAIL:
            reads, one = reads
            found[one] = None
        return tuple(reversed(found))

    def steps(self, towards: list[Number]) -> tuple[TrailStep, ...]:
        """What became known on the way to the numbers, in the order in which it did."""
        wanted = _Wanted.of(towards)
        found = {one: None for one in self._reached(self._read()) if wanted.has(one.value)}
        ordered = sorted(found, key=lambda one: one.order)[-TRAIL:]
        return tuple(TrailStep(one.place, f"{one.name} is {_text(one.value)}") for one in ordered)

    def _reached(self, bindings: tuple[Binding, ...]) -> Iterator[Binding]:
        seen: set[Binding] = set()
        waiting = list(bindings)
        while waiting and len(seen) < TRAIL * TRAIL:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                yield one
                waiting.extend(one.read)


@record(frozen=True)
class _Wanted:
    """The symbols and constants of a size. A binding that has none of them is not part of its history."""

    symbols: frozenset[Symbol]
    constants: frozenset[int]

    @staticmethod
    def of(numbers: list[Number]) -> _Wanted:
        exprs = [end for number in numbers for end in (number.low, number.high) if end is not None]
        symbols = frozenset(symbol for expr in exprs for symbol in symbols_of(expr))
        # A size differs from what it was made of by one or two: for padding, or an OOV entry.
        near = (part.constant + step for expr in exprs for part in _constants(expr) for step in (-2, -1, 0, 1, 2))
        return _Wanted(symbols, frozenset(near))

    def has(self, value: Value) -> bool:
        for option in alternatives_of(value):
            number = option.value
            if not isinstance(number, Number) or number.exact is None:
                continue
            if symbols_of(number.exact) & self.symbols or number.constant in self.constants:
                return True
        return False


def _constants(expr: Expr) -> Iterator[Linear]:
    return (part for part in parts_of(expr) if not part.terms)


def _text(value: Value) -> str:
    texts = [str(option.value.exact) for option in alternatives_of(value) if isinstance(option.value, Number)]
    return " or ".join(dict.fromkeys(texts))
