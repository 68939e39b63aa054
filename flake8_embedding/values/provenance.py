"""Where a value comes from: names for things of the program under analysis that two mentions can share.

``Part(of=df, name="user")`` is one column wherever it is read, ``LengthOf(of=words)`` one number. What is made at a
place and has no other name is a plain ``Key`` of the place and the calls that are open there.

A key is built from places and other keys, and may be built upon again for as long as the program goes on. So it keeps
its hash and its depth: comparing two keys is comparing two numbers almost always, and a key that grows without end
(``x = f(x.a)`` in a loop) becomes a name of its own.
"""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime
from typing import Any, Final

from flake8_embedding.limits import KEY_DEPTH

KINDS: Final[set[type]] = set()
"""All classes of keys. To look a class up here costs less than ``isinstance``, and keys are everywhere."""


class Key:
    """A tuple of hashable parts, whose hash is computed once; ``chain`` is what it is a part of, computed when somebody
    asks."""

    __slots__ = ("_hash", "chain", "depth", "parts")

    def __init_subclass__(cls) -> None:
        KINDS.add(cls)

    def __init__(self, *parts: Any) -> None:
        depth: int = 0
        for part in parts:
            if type(part) in KINDS and part.depth > depth:
                depth = part.depth
        self.depth: int = depth + 1
        self.parts: tuple[Hashable, ...] = parts
        if self.depth > KEY_DEPTH:
            self.parts, self.depth = (object(),), 1
        self._hash = hash(self.parts)
        self.chain: tuple[Hashable, ...] | None = None

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: Any) -> bool:
        return self is other or (type(other) in KINDS and self._hash == other._hash and self.parts == other.parts)

    def __repr__(self) -> str:
        return f"{type(self).__name__}#{self._hash & 0xFFFF:04x}"

    def at(self, place: int) -> Hashable:
        """The part at this place; None for a key that had grown too long, which has no parts."""
        return self.parts[place] if place < len(self.parts) else None

    def owned_by(self, owner: Hashable) -> Key:
        """The same part of another owner: ``df.user`` of ``other`` is ``other.user``."""
        made = object.__new__(type(self))
        Key.__init__(made, owner, *self.parts[1:])
        return made


KINDS.add(Key)


class Mark(Key):
    """Something that holds from some place on, if every path came by such a place: "the dict has this key"."""

    __slots__ = ()


# -- parts of an unknown thing: the first part of each is its owner ----------------------------------------------------


class PartOf(Key):
    """A part of a thing. Its first part is the thing, its owner."""

    __slots__ = ()

    @property
    def of(self) -> Hashable:
        return self.parts[0]


class Part(PartOf):
    """``of.name``; of a data frame also ``of["name"]``."""

    __slots__ = ()

    def __init__(self, of: Hashable, name: Hashable) -> None:
        super().__init__(of, name)

    @property
    def name(self) -> Hashable:
        return self.at(1)


class Item(PartOf):
    """``of[index]``"""

    __slots__ = ()

    def __init__(self, of: Hashable, index: Hashable) -> None:
        super().__init__(of, "item", index)

    @property
    def index(self) -> Hashable:
        return self.at(2)


class PartOfModel(Key):
    """Something in a model that is not followed: one of its layers, or what comes out of one."""

    __slots__ = ()

    def __init__(self, model: Hashable, place: Hashable) -> None:
        super().__init__("part of model", model, place)

    @property
    def model(self) -> Hashable:
        return self.at(1)


class WeightOfModel(PartOfModel):
    """One of the parameters of a model, or all of them."""

    __slots__ = ()


class OneOfObjects(Key):
    """One of several things, and it is not known which; ``objects`` are those among them that can change."""

    __slots__ = ()

    def __init__(self, place: Hashable, objects: tuple[Hashable, ...]) -> None:
        super().__init__("one of", place, objects)

    @property
    def objects(self) -> tuple[Hashable, ...]:
        found = self.at(2)
        return found if isinstance(found, tuple) else ()


# -- made of a thing --------------------------------------------------------------------------------------------------


class MadeOf(Key):
    """Something that is made of one other thing, and is the same for the same thing."""

    __slots__ = ()

    def __init__(self, of: Hashable) -> None:
        super().__init__(type(self).__name__, of)

    @property
    def of(self) -> Hashable:
        return self.parts[1] if len(self.parts) > 1 else None


class Saved(MadeOf):
    """What was written to a place: a path, a file or a text."""

    __slots__ = ()


class Complete(MadeOf):
    """Of an object that a library has made: what it has been given is all that it has."""

    __slots__ = ()


class NumberOf(MadeOf):
    """The number that an unknown thing is, or the largest one in it."""

    __slots__ = ()


class FractionAt(Key):
    """One fraction that is worked out at a place: ``math.sqrt(n)``."""

    __slots__ = ()


class Argument(Key):
    """What a parameter holds where no argument is seen, in a call or when nobody calls the function. ``default`` is the
    number below 0 that it has by default, at ``place``; None if it has another default, or none."""

    __slots__ = ("default", "place")

    def __init__(self, call: Hashable, name: str, default: int | None = None, place: Hashable = None) -> None:
        super().__init__("no argument", call, name)
        self.default = default
        self.place = place


class CallersArgument(Argument):
    """What a parameter holds of a function that nothing in the program calls: its callers, if there are any, decide."""

    __slots__ = ()


class SetLate(Key):
    """When a name is set that is None at first: a function that uses it runs ``BEFORE`` that, or after it."""

    __slots__ = ()


BEFORE: Final = "before"


class IteratorOver(Key):
    """Whether the object is an iterator over an unknown thing."""

    __slots__ = ()


class LengthOf(MadeOf):
    """``len(of)``"""

    __slots__ = ()


class LengthOfData(LengthOf):
    """The length of a collection in which there is something, if there is something in the data that it is made of."""

    __slots__ = ()


class DistinctOf(MadeOf):
    """The number of different entries of a collection."""

    __slots__ = ()


class KeysOf(MadeOf):
    """The keys of a dict that is made of a sequence of pairs: fewer than the pairs where a key occurs twice."""

    __slots__ = ()


class KeysWithOwn(KeysOf):
    """The keys of a dict of words of the data into which the program has put one of its own, ``index["."] = 0``: one
    fewer where a word is spelled like it."""

    __slots__ = ()


class GroupsOf(MadeOf):
    """A data frame, grouped by a column."""

    __slots__ = ()


class CategoriesOf(MadeOf):
    """A column as categories."""

    __slots__ = ()


class Read(MadeOf):
    """Data as they stand in a file, read at a ``place``. ``gaps`` are the columns in which a cell is empty, where the
    data stand in the program; None where they are not seen. ``path`` is that of the file, empty if it is not known."""

    __slots__ = ("gaps", "path", "place")

    def __init__(
        self, of: Hashable, gaps: frozenset[str] | None = None, path: str = "", place: Hashable = None
    ) -> None:
        super().__init__(of)
        self.gaps = gaps
        self.path = path
        self.place = place


class ContentOf(Key):
    """What a file holds, as long as no file may have been written."""

    __slots__ = ()

    def __init__(self, path: Hashable, state: int) -> None:
        super().__init__("content", path, state)


class OpenedFile(Key):
    """A file that was opened to be read as text: its elements are the lines."""

    __slots__ = ()

    def __init__(self, opened: Hashable) -> None:
        super().__init__("opened file", opened)


class AnswerOf(Key):
    """What a method gives that answers by its object alone, and always the same: ``text.split()``."""

    __slots__ = ()

    def __init__(self, of: Hashable, method: str, *arguments: Hashable) -> None:
        super().__init__("answer", of, method, *arguments)


class Continuous(MadeOf):
    """Fractions such as a scaler or ``randn`` gives, made at a place."""

    __slots__ = ()


class Drawn(MadeOf):
    """Numbers that are drawn at random at a place."""

    __slots__ = ()


class FractionsDrawn(Drawn):
    """Fractions that are drawn at random. ``cast`` are the whole numbers that they become as ids."""

    __slots__ = ("cast",)

    def __init__(self, of: Hashable, cast: Hashable) -> None:
        super().__init__(of)
        self.cast = cast


class HashOf(MadeOf):
    """A hash that is computed at a place: it takes every value."""

    __slots__ = ()


class Dates(MadeOf):
    """A column of dates that is made of another one. ``form`` says how a date is written there, None if that is not
    said."""

    __slots__ = ("form",)

    def __init__(self, of: Hashable, form: str | None = None) -> None:
        super().__init__(of)
        self.form = form


class InLibrary(Key):
    """Something in a library in whose place the program has put something else: ``sys.stdout = Window()``."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        super().__init__("library", path)
        self.path = path


class DatesSeen(Key):
    """Dates that stand in the program, or follow from what stands there, in their order."""

    __slots__ = ("dates",)

    def __init__(self, dates: tuple[datetime, ...]) -> None:
        super().__init__("dates", dates)
        self.dates = dates


class LargestOf(MadeOf):
    """The largest of some ids, asked for at a place."""

    __slots__ = ()


class SmallestOf(MadeOf):
    """The smallest of some ids, asked for at a place."""

    __slots__ = ()


class SizeOf(MadeOf):
    """The size that a tokenizer or lookup tells."""

    __slots__ = ()


class LoopCount(MadeOf):
    """The number of rounds of a loop that are done when a round begins."""

    __slots__ = ()


class SoFar(MadeOf):
    """The largest of the numbers that a loop has met before one of its rounds."""

    __slots__ = ()


class InRound(Key):
    """What a loop changes, as it is when a round begins."""

    __slots__ = ()

    def __init__(self, loop: Hashable, name: Hashable) -> None:
        super().__init__(loop, name)


class FormerRound(MadeOf):
    """A container that one round of a loop has made and another one finds."""

    __slots__ = ()


class Round(MadeOf):
    """One of several rounds of a loop, or another time that the same place is executed."""

    __slots__ = ()


class Learned(Key):
    """The number of entries that an object has found in data, as it learned at a place."""

    __slots__ = ()

    def __init__(self, learner: Hashable, epoch: Hashable) -> None:
        super().__init__("learned", learner, epoch)


class AttributeOf(Key):
    """An attribute of an object of the file that code which is not seen may have set."""

    __slots__ = ()

    def __init__(self, owner: Hashable, name: str) -> None:
        super().__init__("attribute", owner, name)

    @property
    def owner(self) -> Hashable:
        return self.at(1)


# -- how a thing came about --------------------------------------------------------------------------------------------


class Changed(Key):
    """What an unknown thing is after something was done to it at a place."""

    __slots__ = ()

    def __init__(self, before: Hashable, place: Hashable) -> None:
        super().__init__("changed", before, place)

    @property
    def before(self) -> Hashable:
        return self.parts[1] if len(self.parts) > 1 else None


class Extended(Changed):
    """What an unknown list is after the program has put some of its ``own`` texts in: ``words.append("<unk>")``."""

    __slots__ = ()

    def __init__(self, before: Hashable, place: Hashable, own: frozenset[Hashable]) -> None:
        Key.__init__(self, "changed", before, place, own)

    @property
    def own(self) -> Hashable:
        return self.at(3)


class SetMember(Key):
    """An attribute that the program has set on an unknown thing: what holds its value."""

    __slots__ = ()

    def __init__(self, of: Hashable, name: str) -> None:
        super().__init__("set", of, name)

    @property
    def of(self) -> Hashable:
        return self.at(1)

    @property
    def name(self) -> Hashable:
        return self.at(2)
