"""What the store holds for an ``ObjectRef``: the present content of tokenizers, tables, models, instances. Lists and
arrays are in ``sequences``, dicts in ``dicts``.

Contents are immutable records; a change in the program puts a new record in the store. Tuples and iterators,
which nobody changes, are used as values without an ``ObjectRef``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import field
from typing import Any

from flake8_embedding.record import record
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import Place
from flake8_embedding.values.numbers.bounds import Expr
from flake8_embedding.values.provenance import BEFORE, OneOfObjects, SetLate
from flake8_embedding.values.value import Choice, Const, Guarded, ObjectRef, Unknown, Value


@record(frozen=True, slots=True)
class LibraryObject(Value):
    """An instance of a library's class: a tokenizer, a lookup layer, a model.

    ``settings`` are the constructor's arguments by name. ``learned`` is the number of entries the object has
    found in data (the words of a tokenizer), None before it has seen any.
    """

    path: str
    place: Place
    settings: tuple[tuple[str, Value], ...] = ()
    learned: Value | None = None
    fitted: bool = False
    base: Expr | None = None
    """How many of the entries were not added by hand, where the library tells these apart."""
    marked: bool = False
    """Whether the entry with the lowest id may be one that the program puts in for padding."""
    added: Place = None
    """Where entries were added to those that it had."""
    beside_texts: bool = False
    """Whether it may have learned from something else than texts, such as lists of words."""

    def setting(self, name: str) -> Value | None:
        return dict(self.settings).get(name)


@record(frozen=True, slots=True)
class TableObject(Value):
    """An embedding table; ``table`` is the fact about it, opaque here."""

    table: Any = field(compare=False)
    key: Hashable = None
    calls: tuple[tuple[str, int], ...] = field(default=(), compare=False)
    """The methods that look ids up, each with how many arguments come before them."""
    cls: str | None = field(default=None, compare=False)
    """The library's class, where that was called to make it."""
    is_copy: bool = field(default=False, compare=False)
    """Whether it is a copy, which has the table's fact but a weight of its own."""


@record(frozen=True, slots=True)
class ModelObject(Value):
    """A model: layers one after the other, or a graph from symbolic inputs to outputs."""

    layers: tuple[Value, ...] = ()
    inputs: Value | None = None
    outputs: Value | None = None

    def with_layer(self, layer: Value, place: int | None = None) -> ModelObject:
        """The model with the layer in the place of another one, or behind all others."""
        before = self.layers if place is None else self.layers[:place]
        return ModelObject((*before, layer, *self.layers[len(before) + 1 :]))

    def numbered(self, name: str) -> int | None:
        """The place of a layer that is called by it, "0", "1" and so on; None where it is no such name."""
        return next((place for place in range(len(self.layers)) if str(place) == name), None)

    def in_some_order(self, key: Hashable) -> Unknown:
        """The model where it is not known which of these layers it has, and in which order."""
        objects = tuple(layer.alloc for layer in self.layers if isinstance(layer, ObjectRef))
        return Unknown("its layers were changed in a way that is not followed", OneOfObjects(key, objects))


@record(frozen=True, slots=True)
class ErrorTrap(Value):
    """A context manager that lets exceptions of these classes pass; None for any."""

    errors: tuple[Value, ...] | None


ANY_NAME = "*"
"""Stands for each name of a module or a class."""


@record(frozen=True, slots=True)
class Replacement(Value):
    """A context manager in whose block these keys of the store hold other values. These ``names`` are not known then,
    whoever has them."""

    values: tuple[tuple[Hashable, Value], ...]
    names: tuple[str, ...] = ()


@record(frozen=True, slots=True, eq=False)
class Suspended(Value):
    """An iterator or coroutine whose code has not run yet; ``run`` runs it and gives the result.

    The code of a context manager's function is run by ``around``: what stands in the ``with`` block happens at its
    ``yield``.
    """

    run: Callable[[], Value]
    around: Callable[[Callable[[Value], None]], Value] | None = None


@record(frozen=True, slots=True, eq=False)
class HandsOut(Value):
    """What a loader gives: ``make`` makes it of its ``data`` each time somebody goes over it. ``seen`` is what the
    data had when it was made first, name by name."""

    data: ObjectRef
    make: Callable[[], Value]
    seen: tuple[Value, ...]


@record(frozen=True, slots=True)
class Instance(Value):
    """An instance of a class of the file; its attributes are names in the scope of its own allocation.

    ``member`` is the constant by which a member of an Enum differs from the others of its class; None for all else.
    ``equals_member``: such a member is equal to that constant too, ``class Kind(str, Enum)``."""

    cls: Value
    member: Value | None = None
    equals_member: bool = False


_CHANGEABLE = frozenset({"list", "set"})
"""The kinds of sequences that are changed in place, without arrays, which may be views of each other."""


def changeable_kind(content: Value) -> str | None:
    """What kind of thing it is, if it is one that is changed in place and not an array; None otherwise."""
    match content:
        case SequenceValue(kind=kind):
            return kind if kind in _CHANGEABLE else None
        case DictValue():
            return "dict"
        case Instance():
            return "instance"
        case Choice(options=options):
            kinds = (changeable_kind(one.value) for one in options)
            return next((kind for kind in kinds if kind is not None), None)
    return None


def is_no_id(value: Value) -> bool:
    """Whether it is None or a text, with which nothing can be looked up in a table."""
    return isinstance(value, Const) and (value.value is None or isinstance(value.value, str))


def is_none(value: Value) -> bool:
    """Whether the value is known to be None."""
    return type(value) is Const and value.value is None


def without_late_none(value: Value) -> Value:
    """The alternatives but None, which a name was until it was set: ``model = None``, and ``model(ids)`` after a
    function has set it.

    What is None on one path of the program stays: on that path other things are other things, too."""
    if type(value) is not Choice:
        return value
    left = tuple([option for option in value.options if not is_none(option.value) or not _is_before(option)])
    if not left or len(left) == len(value.options):
        return value
    return left[0].value if len(left) == 1 else Choice(left)


def _is_before(option: Guarded) -> bool:
    return any(type(place) is SetLate and way == BEFORE for place, way in option.guards)
