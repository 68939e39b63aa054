"""What stands in a class's namespace, and what reading it through an instance gives: descriptors and records.

A record is a class whose constructor is generated from its fields: a dataclass, a named tuple.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import field

from flake8_embedding.record import record
from flake8_embedding.values.value import Value


@record(frozen=True, slots=True)
class Within(Value):
    """A function whose calls run in the block of a context manager, as ``@manager`` above it says."""

    function: Value
    manager: Value


@record(frozen=True, slots=True)
class Decorated(Value):
    """A function behind a decorator that is not seen. Nearly all decorators call it with the arguments that they are
    given, so its tables and look-ups are there. The result may be something else."""

    function: Value


@record(frozen=True, slots=True)
class Cached(Value):
    """A function behind ``functools.lru_cache``: its body runs once for the same arguments."""

    function: Value
    left_out: str = ""
    """If not empty: arguments do not count for parameters with names that begin so."""
    copies: bool = False
    """Whether each call gives a copy of its own."""


@record(frozen=True, slots=True)
class StaticMethod(Value):
    """``staticmethod(function)``: the function as it is."""

    function: Value


@record(frozen=True, slots=True)
class ClassMethod(Value):
    """``classmethod(function)``: called with the class as its first argument."""

    function: Value


@record(frozen=True, slots=True)
class Property(Value):
    """``property(getter, setter)``: reading calls the getter; ``cached``: once for each instance.

    None where the property has no such function.
    """

    getter: Value | None
    setter: Value | None = None
    deleter: Value | None = None
    cached: bool = False


@record(frozen=True, slots=True)
class Field(Value):
    """A field of a record: what its name holds in the class body, or in the finished record.

    ``default`` is None where there is none; ``factory`` makes one for each instance. ``in_constructor``: the
    constructor takes it. ``keyword_only``: None where the record decides. ``stored``: False for an ``InitVar``, which
    only ``__post_init__`` sees. ``converted``: a function changes what the constructor is given.
    """

    name: str = ""
    default: Value | None = None
    factory: Value | None = None
    in_constructor: bool = True
    keyword_only: bool | None = None
    stored: bool = True
    converted: bool = False
    argument: str = ""
    """The constructor's parameter, where it is not called like the field."""


@record(frozen=True, slots=True)
class Fields(Value):
    """The fields of a record, inherited ones first. ``complete``: no base that is not seen may have others.
    ``frozen``: nobody sets a field of an instance."""

    fields: tuple[Field, ...]
    complete: bool = True
    frozen: bool = False


@record(frozen=True, slots=True)
class RecordInit(Value):
    """The generated ``__init__`` of a record; ``after`` is the method it calls at its end."""

    fields: Fields
    after: str = ""
    is_tuple: bool = False
    owner: Value | None = field(default=None, compare=False)


@record(frozen=True, slots=True)
class RecordClass(Value):
    """A class that only has fields, such as ``namedtuple`` makes. ``base`` is the path of the library's class of which
    its instances have the methods, and ``scope`` names the class, of which attributes may be set."""

    fields: Fields
    base: str = ""
    scope: Hashable = field(default=None, compare=False)


@record(frozen=True, slots=True)
class Namespace(Value):
    """``vars(owner)``, ``owner.__dict__``: the attributes as a dict, which writes through."""

    owner: Value


@record(frozen=True, slots=True)
class Auto(Value):
    """``enum.auto()``: the number after that of the member before."""


@record(frozen=True, slots=True)
class Super(Value):
    """``super()``: the owner as the classes see it that come after ``cls`` in the order of the owner's class."""

    owner: Value
    cls: Value


SHARED = "the dict of the attributes"
"""The name under which an object holds the dict that ``self.__dict__ = given`` has made of its attributes."""

MEMBERS = "__members__"
"""The name under which an Enum's class holds its members, in order."""

FIELDS = "__dataclass_fields__"
"""The name under which a record's class holds its fields."""
