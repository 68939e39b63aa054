"""Parts of a thing that were chosen: rows of data, the first elements, what passes a test."""

from __future__ import annotations

from collections.abc import Hashable
from enum import Enum

from flake8_embedding.values.provenance import Key, MadeOf, PartOf


class RowsOf(PartOf):
    """Some of the rows of data: the same columns, with no value in them that the whole does not have."""

    __slots__ = ()

    def __init__(self, of: Hashable, *selection: Hashable) -> None:
        super().__init__(of, "rows", *selection)

    @property
    def selection(self) -> Hashable:
        return self.at(2)


class Present(RowsOf):
    """The rows in which a column has a value: what ``dropna()`` leaves of it, and ``nunique()`` counts."""

    __slots__ = ()

    def __init__(self, of: Hashable) -> None:
        super().__init__(of, "present")


class WithoutMissing(Key):
    """A choice of the rows in which no value is missing in some ``columns``, with None in all."""

    __slots__ = ("columns",)

    def __init__(self, columns: frozenset[str] | None, place: Hashable) -> None:
        super().__init__("without missing", columns, place)
        self.columns = columns


class First(PartOf):
    """The first ``count`` elements, or all where there are fewer."""

    __slots__ = ()

    def __init__(self, of: Hashable, count: Hashable) -> None:
        super().__init__(of, "first", count)

    @property
    def count(self) -> Hashable:
        return self.at(2)


class CutByPosition(PartOf):
    """An element of a part of a collection in which no element occurs twice: ``words[:-1]``. It is none of the elements
    outside that part."""

    __slots__ = ()

    def __init__(self, of: Hashable, *place: Hashable) -> None:
        super().__init__(of, "cut", *place)


class LastWord(Enum):
    """Which word a collection of words ends with."""

    OWN = "one that the program has put in"
    OF_DATA = "one of the data"
    ANY = "any of them, as in sorted words"
    UNKNOWN = "it was turned around, or words were put somewhere in it: nothing is to be said of the last one"


class WithOwn(PartOf):
    """An element of a collection of words of the data among which the program puts some of its ``own``, as in ``words +
    ["<unk>"]``. ``words`` stand for the words of the data."""

    __slots__ = ()

    def __init__(
        self, of: Hashable, words: frozenset[Hashable], own: frozenset[Hashable], last: LastWord = LastWord.ANY
    ) -> None:
        super().__init__(of, "with own", words, own, last)

    @property
    def words(self) -> frozenset[Hashable]:
        return _several(self.at(2))

    @property
    def own(self) -> frozenset[Hashable]:
        return _several(self.at(3))

    @property
    def last(self) -> LastWord:
        found = self.at(4)
        return found if isinstance(found, LastWord) else LastWord.ANY


def _several(part: Hashable) -> frozenset[Hashable]:
    return part if isinstance(part, frozenset) else frozenset()


class OneOf(Key):
    """One of a few ``texts`` that are known."""

    __slots__ = ("texts",)

    def __init__(self, texts: frozenset[str]) -> None:
        super().__init__("one of", texts)
        self.texts = texts


class Stacked(Key):
    """Data or columns one below the other: each value of each of the ``parts_below`` is in them."""

    __slots__ = ()

    def __init__(self, *parts: Hashable) -> None:
        super().__init__("stacked", *parts)

    @property
    def parts_below(self) -> tuple[Hashable, ...]:
        return self.parts[1:]


class Blindly(MadeOf):
    """A choice of rows that does not look at the values. Any value may be among them, and any may be left out."""

    __slots__ = ()


class Joined(MadeOf):
    """A choice of rows made by joining data with other data. Columns of the other data came in, too."""

    __slots__ = ()


class AsText(MadeOf):
    """A column as texts: where a value was missing stands the text "nan"."""

    __slots__ = ()


class OwnCategories(MadeOf):
    """A column whose categories the program lists: a row need not have each of them."""

    __slots__ = ()


class MissingIn(MadeOf):
    """Where values of a column or of the data are missing, whether any is, or how many."""

    __slots__ = ()


class Passing(MadeOf):
    """How many elements pass a test, as ``(ids != -1).sum()`` counts them."""

    __slots__ = ()


class ChosenByTest(Key):
    """A choice of rows by what stands in some ``columns``: the ids in one of these are not all that were there."""

    __slots__ = ("columns",)

    def __init__(self, columns: frozenset[Hashable], place: Hashable) -> None:
        super().__init__("tested", columns, place)
        self.columns = columns
