"""Lists, tuples, sets, iterators and arrays: their elements, and what is known of all of them."""

from __future__ import annotations

from dataclasses import field

from flake8_embedding.record import record
from flake8_embedding.values.value import AllocationSite, Number, Value


class KeepsNumbers(Value):
    """A sequence that keeps the range of the numbers in it, once that was asked. Sequences with objects in them do not
    keep it: objects change."""

    __slots__ = ("numbers",)
    numbers: Number | None


@record(frozen=True, slots=True)
class SequenceValue(KeepsNumbers):
    """A list, tuple, set, iterator, array or tensor.

    ``items`` are all the elements in order. They are None if only ``element`` is known, which stands for each of them.
    ``distinct``: no element occurs twice. ``shape`` are the lengths of an array's dimensions, None where unknown.
    ``begins`` are the first elements of a list whose ``items`` are not known; of a set some that it surely has.
    ``members`` are all the elements in an unknown order, as of a set.
    """

    kind: str
    element: Value
    length: Number
    items: tuple[Value, ...] | None = None
    distinct: bool = False
    shape: tuple[Value, ...] | None = None
    begins: tuple[Value, ...] = ()
    of_set: bool = False
    """They come from a set or a count, perhaps sorted: the program did not choose which element is the first."""
    members: tuple[Value, ...] | None = None
    each_once: bool = False
    """It has one element for each of some different things: a part of it may lack the highest id."""
    dtype: str = ""
    """The narrow type of an array, such as ``uint8``; "" for one that holds any id."""
    keys_of: AllocationSite | None = field(default=None, compare=False)
    """The dict whose keys, or pairs of keys and values, these are."""
    by_first: bool = False
    """Its elements are pairs that differ in what they begin with, as those of ``sorted(counts.items())``; of an
    enumeration, what is enumerated."""
    each_number: tuple[Number, Value] | None = field(default=None, compare=False)
    """The length and the element with which every number of its range stands in it, see ``numbering``."""
    index: Value | None = field(default=None, compare=False)
    """What the rows of a column are called, where that is known: ``column.items()`` gives it with each element."""

    by_last: bool = False
    """Its elements are pairs that differ in what they end with, as those of ``index.items()`` where no two words have
    one id."""
    turned: bool = False
    """It was put into another order: the element that has the highest number may come first."""

    @property
    def has_keyed_pairs(self) -> bool:
        """Whether its elements are pairs, each of which begins with something that no other has."""
        return self.kind == "items" or (self.by_first and self.kind != "enumerated")

    @property
    def lasting_begin(self) -> tuple[Value, ...]:
        """What the sequence still begins with when its other elements are others: of a list that grows the first
        elements, of a tuple nothing, since it is another tuple then."""
        return () if self.kind == "tuple" else self.begins

    @staticmethod
    def of(kind: str, items: tuple[Value, ...], element: Value, *, distinct: bool = False) -> SequenceValue:
        return SequenceValue(kind, element, Number.exactly(len(items)), items, distinct)


ITERATORS = frozenset({"iterator", "zipped", "enumerated"})
"""The kinds of sequences that give each element once, where they are objects: as values, nobody has them twice."""
