"""Arrays of which the length of the last dimension is known: the vectors of a table, the scores that a layer gives.

What is in them is not followed. But the place of the largest score is a number below that length, and may be looked up.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Final

from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.plain import integer_of
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Choice, FloatNumber, Number, Unknown, Value

_NO_ONES: Final[frozenset[int]] = frozenset()


class VectorsOf(Key):
    """Vectors of a ``width``, made at a place; ``dimensions`` is how many the array has, None if that is not known.

    It has ``most`` dimensions at most, None if that is not known. ``ones`` are those of its dimensions that are 1,
    counted from 0; the vectors themselves are none of them.
    """

    __slots__ = ("dimensions", "most", "ones", "width")

    def __init__(
        self,
        place: Hashable,
        width: Number,
        dimensions: int | None,
        most: int | None = None,
        *,
        ones: frozenset[int] = _NO_ONES,
    ) -> None:
        if dimensions is None and most is not None and ones and max(ones) + 2 == most:
            # The vectors come behind each of them.
            dimensions = most
        most = most if dimensions is None else dimensions
        super().__init__("vectors", place, width, dimensions, most, ones)
        self.width = width
        self.dimensions = dimensions
        self.most = most
        self.ones = ones

    @property
    def is_one_row(self) -> bool:
        """Whether there is only one vector in the array."""
        return self.dimensions is not None and len(self.ones) + 1 == self.dimensions

    def is_shaped_as(self, other: VectorsOf) -> bool:
        """Whether the same is known of both shapes."""
        known = (other.width, other.dimensions, other.most, other.ones)
        return known == (self.width, self.dimensions, self.most, self.ones)

    def like(self, place: Hashable, width: Value | None) -> Unknown:
        """An array of as many dimensions, with vectors of another ``width``."""
        return vectors(place, width, self.dimensions, most=self.most, ones=self.ones)

    def with_other_numbers(self, place: Hashable, *, fewer: int = 0) -> Unknown:
        """An array of the same shape, or one with ``fewer`` dimensions."""
        if fewer:
            return vectors(place, self.width, None if self.dimensions is None else self.dimensions - fewer)
        return self.like(place, self.width)


def vectors(
    place: Hashable,
    width: Value | None,
    dimensions: int | None,
    *,
    most: int | None = None,
    ones: frozenset[int] = _NO_ONES,
) -> Unknown:
    """An array whose last dimension has this length, as far as that is known."""
    reason = "vectors are not followed"
    if dimensions == 0:
        return Unknown(reason, Key("vectors", place))
    if type(width) is not Number or width.exact is None:
        width = unknown_length(Key("width of vectors", place))
    assert width.exact is not None
    known = VectorsOf(place, Number.exactly(width.exact), dimensions, most, ones=ones)
    return Unknown(reason, known)


def vectors_in(value: Value) -> VectorsOf | None:
    """What is known of an array of vectors, whatever path it comes on; None for anything else."""
    match value:
        case Unknown(key=VectorsOf() as known):
            return known
        case Choice(options=(first, *others)):
            found = vectors_in(first.value)
            for other in others:
                found = None if found is None else _in_common(found, vectors_in(other.value))
            return found
    return None


def _in_common(one: VectorsOf, other: VectorsOf | None) -> VectorsOf | None:
    """What is known of the shapes of both; None if the vectors may be of two widths."""
    if other is None or one.width != other.width:
        return None
    if one.is_shaped_as(other):
        return one
    dimensions = one.dimensions if one.dimensions == other.dimensions else None
    most = None if one.most is None or other.most is None else max(one.most, other.most)
    return VectorsOf(one, one.width, dimensions, most, ones=one.ones & other.ones)


def sides_of(known: VectorsOf, place: Hashable) -> tuple[Number, ...] | None:
    """How long each dimension is, as far as that is known; None if it is not known how many there are."""
    if known.dimensions is None:
        return None
    before = (
        Number.exactly(1) if axis in known.ones else unknown_length((place, "side", axis))
        for axis in range(known.dimensions - 1)
    )
    return (*before, known.width)


def other_vectors(value: Value, place: Hashable) -> Unknown | None:
    """Vectors of the same width with other numbers in them; None for what holds no vectors."""
    known = vectors_in(value)
    return None if known is None else known.with_other_numbers(place)


def as_vectors(content: Value, place: Hashable) -> VectorsOf | None:
    """What is known of vectors that are not followed, or of an array in which the numbers are not known."""
    match content:
        case SequenceValue(
            shape=(*_, Number() as width) as shape, element=Unknown() | FloatNumber() | Number(low=None)
        ):
            before = enumerate(shape[:-1])
            ones = frozenset(axis for axis, side in before if integer_of(side) == 1)
            return vectors_in(vectors(place, width, len(shape), ones=ones))
    return vectors_in(content)


def product_of(one: Value, other: Value, place: Hashable) -> Unknown | None:
    """``a @ b``: the vectors are as long as those of ``b``, if that is no single vector; None if it may be one."""
    first, second = as_vectors(one, place), as_vectors(other, place)
    if second is None or second.dimensions is None or second.dimensions < 2:
        return None
    count = None if first is None else first.dimensions
    return vectors(place, second.width, max(count, second.dimensions) if count is not None and count > 1 else None)


def of_one_width(one: Value, other: Value, place: Hashable) -> Unknown | None:
    """What two arrays of vectors have in common, if the vectors are of one width: scores that each round of a loop
    makes anew."""
    first, second = vectors_in(one), vectors_in(other)
    common = None if first is None else _in_common(first, second)
    return None if common is None else common.with_other_numbers(place)


def in_one_array(rows: Iterable[Value], place: Hashable) -> Unknown | None:
    """Arrays of vectors one behind the other in an array with a dimension more: ``np.array([scores[0], scores[1]])``.
    None where not all of them are known to have vectors of one width."""
    known = [vectors_in(row) for row in rows]
    first = known[0] if known else None
    if first is None or any(one is None or one.width != first.width for one in known):
        return None
    dimensions = {one.dimensions for one in known if one is not None}
    several = dimensions.pop()
    return vectors(place, first.width, None if several is None or dimensions else several + 1)
