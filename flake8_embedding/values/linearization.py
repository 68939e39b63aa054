"""Method resolution order: the C3 linearization, https://docs.python.org/3/howto/mro.html.

A class keeps its ``ancestors``, computed once when it is made. A look-up walks them; nothing searches bases of bases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flake8_embedding.limits import ANCESTORS
from flake8_embedding.values.value import ClassValue, Unknown, Value


def linear(cls: Value) -> tuple[Value, ...]:
    """The class and all it inherits from, in the order in which Python looks for a member."""
    return (cls, *cls.ancestors) if type(cls) is ClassValue else (cls,)


def ancestors_of(bases: Sequence[Value]) -> tuple[Value, ...]:
    """The ancestors of a class with these bases, in Python's order. If the bases have no consistent order, or are too
    many, an unknown stands for the rest: what comes behind it may be overridden."""
    merged = linear(bases[0]) if len(bases) == 1 else _merge([*map(linear, bases), tuple(bases)])
    if merged is None:
        return (Unknown("the bases have no order", ("no order", tuple(bases))), *bases)
    if len(merged) > ANCESTORS:
        return (*merged[:ANCESTORS], Unknown("the class has too many ancestors", ("ancestors", tuple(bases))))
    return merged


def _merge(orders: list[tuple[Value, ...]]) -> tuple[Value, ...] | None:
    """One order that keeps all of them, as far as one more than are kept; None where two contradict each other."""
    waiting = Counter(cls for order in orders for cls in order[1:])
    begins = [0] * len(orders)
    merged: list[Value] = []
    while True:
        heads = [order[begin] for order, begin in zip(orders, begins, strict=True) if begin < len(order)]
        if not heads or len(merged) > ANCESTORS:
            return tuple(merged)
        chosen = next((head for head in heads if not waiting[head]), None)
        if chosen is None:
            return None
        merged.append(chosen)
        for number, order in enumerate(orders):
            if begins[number] < len(order) and order[begins[number]] == chosen:
                begins[number] += 1
                if begins[number] < len(order):
                    waiting[order[begins[number]]] -= 1
