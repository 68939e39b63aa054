"""Keys of arrays that hold one number for each column of another array, and of the sums of what such an array holds."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.values.containers.selections import Blindly, RowsOf
from flake8_embedding.values.provenance import Key, MadeOf


class PartialSums(Key):
    """The sums of the first numbers of an array: of the first one, of the first two and so on. ``begun``: the sum of
    none of them, which is 0, stands in front. ``whole``: the sum of all of them is there, at the end."""

    __slots__ = ("begun", "whole")

    def __init__(self, of: Hashable, *, begun: bool = False, whole: bool = True) -> None:
        super().__init__("partial sums", of, begun, whole)
        self.begun = begun
        self.whole = whole

    @property
    def of(self) -> Hashable:
        return self.at(1)


class SumOf(MadeOf):
    """The sum of the numbers in an array."""

    __slots__ = ()


class LargestOfColumns(Key):
    """The largest number in each column of an array, and ``more`` added to each."""

    __slots__ = ("more",)

    def __init__(self, of: Hashable, more: int = 0) -> None:
        super().__init__("largest of columns", of, more)
        self.more = more

    @property
    def of(self) -> Hashable:
        return self.at(1)


class CutAtEnd(MadeOf):
    """An array of numbers without the last one."""

    __slots__ = ()


class FromZero(MadeOf):
    """An array of numbers with a 0 put in front."""

    __slots__ = ()


class OtherColumns(RowsOf):
    """Data with the columns in another order, or with their numbers in other columns."""

    __slots__ = ()

    def __init__(self, of: Hashable, place: Hashable) -> None:
        super().__init__(of, Blindly(place))
