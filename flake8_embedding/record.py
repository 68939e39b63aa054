"""Records: what type checkers take for a frozen dataclass, made in less time. Knows nothing of what is recorded.

A frozen dataclass sets each of its fields by a call of ``object.__setattr__``, which was a tenth of all the time that a
file takes; and the methods that refuse assignment are code that Python compiles anew in every run, as is ``__repr__``.
Nobody assigns to a record here: mypy sees to that, for it reads ``dataclass``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["HashedOnce", "record", "replace"]

Made = TypeVar("Made")


class HashedOnce:
    """Base of records that keep their hash: those that stand in other records, and are keys again and again."""

    __slots__ = ("_hash",)
    _hash: int


if TYPE_CHECKING:
    from dataclasses import dataclass as record
    from dataclasses import replace
else:

    def replace(before: Made, /, **changes: Any) -> Made:
        """``dataclasses.replace``, which looks at each field by itself: here all are read at once."""
        places, values = _fields_of(before.__class__)
        made = [*values(before)]
        for name in changes:
            made[places[name]] = changes[name]
        return before.__class__(*made)

    def record(*, frozen: bool, eq: bool = True, **options: bool) -> Callable[[type[Made]], type[Made]]:
        """``@record(frozen=True, slots=True)``, in place of ``dataclass`` with the same arguments."""
        assert frozen, "a record that changes is a dataclass"

        def decorate(cls: type[Made]) -> type[Made]:
            if "__repr__" not in cls.__dict__:
                cls.__repr__ = _shown
            by_value = eq and "__eq__" not in cls.__dict__
            plain = all(_is_plain(value) for value in cls.__dict__.values() if isinstance(value, dataclasses.Field))
            made = dataclasses.dataclass(cls, eq=False, repr=False, init=not plain, **options)
            if plain:
                made.__init__ = _constructor_of(made)
            if by_value:
                _compare_by_value(made)
            return made

        return decorate


def _is_plain(field: dataclasses.Field[Any]) -> bool:
    """Whether the constructor takes the field as it is given."""
    return field.init and field.default_factory is dataclasses.MISSING


def _constructor_of(cls: type[object]) -> Callable[..., None]:
    """``__init__`` as a dataclass has it: the code for so many fields, with their names put in. A dataclass has Python
    compile it anew for each class, in every run, which was a fifth of the time that it takes to load this package."""
    fields = dataclasses.fields(cls)  # type: ignore[arg-type]
    names = tuple(field.name for field in fields)
    code = _constructing(len(names), hasattr(cls, "__post_init__"))
    # What the code reads are the arguments, and what it sets are attributes of the same names.
    code = code.replace(co_varnames=("self", *names), co_names=(*names, *code.co_names[len(names) :]))
    defaults = tuple(field.default for field in fields if field.default is not dataclasses.MISSING)
    return FunctionType(code, {}, "__init__", defaults)


@cache
def _constructing(count: int, goes_on: bool) -> CodeType:
    """The code of a constructor with so many fields, which calls ``__post_init__`` at its end if it ``goes_on``."""
    names = [f"field_{number}" for number in range(count)]
    lines = [f"self.{name} = {name}" for name in names] + ["self.__post_init__()"] * goes_on
    space: dict[str, Any] = {}
    exec(f"def __init__({', '.join(['self', *names])}): {'; '.join(lines) or 'pass'}", space)
    code: CodeType = space["__init__"].__code__
    return code


def _compare_by_value(cls: type[object]) -> None:
    """``__eq__`` and ``__hash__`` as a dataclass has them, without code that Python compiles in every run."""
    compared = [field.name for field in dataclasses.fields(cls) if field.compare]  # type: ignore[arg-type]
    # The value itself for one field, a tuple for several.
    values = attrgetter(*compared) if compared else lambda _: ()

    def equal(self: object, other: object) -> bool:
        if self is other:
            return True
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(values(self))

    def hashed_once(self: HashedOnce) -> int:
        try:
            return self._hash
        except AttributeError:
            self._hash = found = hash(values(self))
            return found

    cls.__eq__ = equal  # type: ignore[method-assign]
    if "__hash__" not in cls.__dict__:
        cls.__hash__ = hashed_once if issubclass(cls, HashedOnce) else hashed  # type: ignore[method-assign, assignment]


@cache
def _fields_of(cls: type[object]) -> tuple[dict[str, int], Callable[[object], tuple[object, ...]]]:
    """The places of a record's fields by their names, and what reads them all."""
    names = [field.name for field in dataclasses.fields(cls)]  # type: ignore[arg-type]
    places = {name: place for place, name in enumerate(names)}
    if len(names) == 1:
        return places, lambda one: (getattr(one, names[0]),)
    return places, attrgetter(*names)


def _shown(self: object) -> str:
    parts = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)  # type: ignore[arg-type]
    return f"{type(self).__qualname__}({', '.join(parts)})"
