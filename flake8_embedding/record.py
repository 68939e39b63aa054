"""Records: what type checkers take for a dataclass, made in less time. Knows nothing of what is recorded.

A frozen dataclass sets each of its fields by a call of ``object.__setattr__``, which was a tenth of all the time that a
file takes; and the methods of a dataclass are code that Python compiles anew in every run, for each class. Nobody
assigns to a frozen record here: mypy sees to that, for it reads ``dataclass``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType, MemberDescriptorType
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["HashedOnce", "as_dict", "is_record", "names_of", "record", "replace", "values_of"]

Made = TypeVar("Made")

_FIELDS = "__record_fields__"


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
        places, values = _places_in(before.__class__)
        made = [*values(before)]
        for name in changes:
            made[places[name]] = changes[name]
        return before.__class__(*made)

    def record(*, frozen: bool, eq: bool = True, slots: bool = False) -> Callable[[type[Made]], type[Made]]:
        """``@record(frozen=True, slots=True)``, in place of ``dataclass`` with the same arguments. A record that
        changes, ``frozen=False``, has no hash."""

        def decorate(cls: type[Made]) -> type[Made]:
            fields = _fields_of(cls)
            setattr(cls, _FIELDS, fields)
            cls.__match_args__ = tuple(fields)
            made = _with_slots(cls, fields) if slots else cls
            made.__init__ = _constructor_of(made, fields)
            if "__repr__" not in made.__dict__:
                made.__repr__ = _shown
            if eq and "__eq__" not in made.__dict__:
                _compare_by_value(made, fields, hashable=frozen)
            return made

        return decorate


def names_of(cls: type[object]) -> tuple[str, ...]:
    """The names of a record's fields, in the order in which its constructor takes them."""
    return tuple(getattr(cls, _FIELDS))


def is_record(cls: type[object]) -> bool:
    """Whether what the class makes are records."""
    return hasattr(cls, _FIELDS)


def values_of(one: Any) -> tuple[object, ...]:
    """The values of a record's fields, in the order of its constructor."""
    return _places_in(one.__class__)[1](one)


def as_dict(one: object) -> dict[str, Any]:
    """The fields of a record by name, and so for the records in it: ``dataclasses.asdict``."""
    return {name: _in_dicts(getattr(one, name)) for name in names_of(type(one))}


def _in_dicts(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(_in_dicts(one) for one in value)
    return as_dict(value) if is_record(type(value)) else value


def _fields_of(cls: type[object]) -> dict[str, Field[Any] | object]:
    """What a field has if it is not given: a ``Field`` says so, anything else is the default itself. Those of the bases
    come first. A default can be read from the class, too."""
    found: dict[str, Field[Any] | object] = {}
    for base in reversed(cls.__mro__[1:]):
        found.update(base.__dict__.get(_FIELDS, ()))
    for name in cls.__annotations__:
        default = found[name] = getattr(cls, name, MISSING)
        if isinstance(default, Field):
            if default.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, default.default)
        elif isinstance(default, MemberDescriptorType):
            found[name] = MISSING
    return found


def _with_slots(cls: type[Made], fields: dict[str, Field[Any] | object]) -> type[Made]:
    """The class again, with a slot for each field that no base has."""
    space = dict(cls.__dict__)
    inherited = {slot for base in cls.__mro__[1:-1] for slot in base.__dict__.get("__slots__", ())}
    space["__slots__"] = tuple(name for name in fields if name not in inherited)
    for name in (*fields, "__dict__", "__weakref__"):
        space.pop(name, None)
    made: type[Made] = type(cls)(cls.__name__, cls.__bases__, space)  # type: ignore[misc]
    made.__qualname__ = cls.__qualname__
    return made


def _constructor_of(cls: type[object], fields: dict[str, Field[Any] | object]) -> Callable[..., None]:
    """``__init__`` as a dataclass has it: the code for so many fields, with their names put in."""
    names = tuple(fields)
    defaults: list[object] = []
    factories: dict[str, Callable[[], object]] = {}
    for place, default in enumerate(fields.values()):
        if isinstance(default, Field):
            if default.default_factory is not MISSING:
                factories[f"made_{place}"] = default.default_factory
                defaults.append(MISSING)
            elif default.default is not MISSING:
                defaults.append(default.default)
        elif default is not MISSING:
            defaults.append(default)
    made = tuple(int(name.removeprefix("made_")) for name in factories)
    code = _constructing(len(names), made, hasattr(cls, "__post_init__"))
    # What the code takes are the arguments, and what it sets are attributes of the same names.
    named = {f"field_{place}": name for place, name in enumerate(names)}
    code = code.replace(co_varnames=("self", *names), co_names=tuple(named.get(name, name) for name in code.co_names))
    return FunctionType(code, {**factories, "MISSING": MISSING}, "__init__", tuple(defaults))


@cache
def _constructing(count: int, made: tuple[int, ...], goes_on: bool) -> CodeType:
    """The code of a constructor with so many fields, which makes those at some places where they are not given, and
    calls ``__post_init__`` at its end if it ``goes_on``."""
    names = [f"field_{place}" for place in range(count)]
    lines = [
        f"self.{name} = made_{place}() if {name} is MISSING else {name}" if place in made else f"self.{name} = {name}"
        for place, name in enumerate(names)
    ]
    lines += ["self.__post_init__()"] * goes_on
    space: dict[str, Any] = {}
    exec(f"def __init__({', '.join(['self', *names])}): {'; '.join(lines) or 'pass'}", space)
    code: CodeType = space["__init__"].__code__
    return code


def _compare_by_value(cls: type[object], fields: dict[str, Field[Any] | object], *, hashable: bool) -> None:
    """``__eq__`` and ``__hash__`` as a dataclass has them."""
    compared = [name for name, one in fields.items() if not isinstance(one, Field) or one.compare]
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
    if not hashable:
        cls.__hash__ = None  # type: ignore[assignment]
    elif "__hash__" not in cls.__dict__:
        cls.__hash__ = hashed_once if issubclass(cls, HashedOnce) else hashed  # type: ignore[method-assign, assignment]


@cache
def _places_in(cls: type[object]) -> tuple[dict[str, int], Callable[[object], tuple[object, ...]]]:
    """The places of a record's fields by their names, and what reads them all."""
    names = names_of(cls)
    places = {name: place for place, name in enumerate(names)}
    if len(names) == 1:
        return places, lambda one: (getattr(one, names[0]),)
    return places, attrgetter(*names)


def _shown(self: object) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names_of(type(self)))})"
