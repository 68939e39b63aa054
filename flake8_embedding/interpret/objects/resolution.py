"""Members of classes of the file: where Python finds them, and what reading them through an owner gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import libcst as cst

from flake8_embedding.interpret.changes import sets_attribute
from flake8_embedding.interpret.frame import Arguments
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import record, replace
from flake8_embedding.values.classes import (
    Cached,
    ClassMethod,
    Decorated,
    Field,
    Property,
    RecordClass,
    RecordInit,
    StaticMethod,
    Super,
    Within,
)
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.memory.bindings import PartlyBound, filled
from flake8_embedding.values.objects import Instance
from flake8_embedding.values.predicates.predicate import Slot
from flake8_embedding.values.provenance import AttributeOf, Key
from flake8_embedding.values.value import (
    NONE,
    Choice,
    ClassValue,
    FunctionValue,
    LibraryName,
    Number,
    ObjectRef,
    Partial,
    Unknown,
    Value,
)


@record(frozen=True)
class Member:
    """What a class has under a name, and the class of the file in whose namespace it stands."""

    value: Value
    definer: ClassValue
    certain: bool
    """Whether no class that is not seen comes before the definer, in which the name may stand too."""


LIBRARY_PART = "library part"
"""The name under which an instance holds what it is by a base class of a library."""

METACLASS = "the metaclass"
"""The name under which a class holds a metaclass that is not ``type``, or ``ABCMeta``, or a library's own."""


def find_member(machine: Machine, order: Iterable[Value], name: str) -> Member | None:
    """The first of the classes that has the name."""
    certain = True
    for cls in order:
        if type(cls) is ClassValue:
            held = machine.store.get((cls.scope, name))
            if type(held) is Field:
                # A finished record has the default under the field's name, or nothing.
                held = held.default
            if held is not None:
                return Member(held, cls, certain)
        certain = certain and is_seen(machine, cls)
    return None


def is_of_file(cls: Value) -> bool:
    """Whether the class stands in the file, or was made by a call in it."""
    return isinstance(cls, ClassValue | RecordClass)


def is_described(machine: Machine, base: Value) -> bool:
    """Whether it is known when the methods of this base class call those of a class of the file."""
    if isinstance(base, LibraryName):
        return machine.registry.inherited_from(base.path) is not None
    return is_of_file(base)


def is_seen(machine: Machine, cls: Value) -> bool:
    """Whether all members of a class are known that the program could name."""
    if type(cls) is LibraryName:
        return machine.registry.inherited_from(cls.path) is not None or machine.registry.is_harmless(cls.path)
    return is_of_file(cls)


def from_class(
    machine: Machine,
    cls: Value,
    name: str,
    owner: Value | None,
    node: cst.CSTNode,
    *,
    otherwise: Value | None = None,
) -> Value | None:
    """``cls.name``, or ``owner.name`` of an instance that has no such attribute itself."""
    return from_order(machine, linear(cls), name, owner if owner is not None else cls, cls, node, otherwise=otherwise)


def from_order(
    machine: Machine,
    order: Sequence[Value],
    name: str,
    owner: Value,
    cls: Value,
    node: cst.CSTNode,
    *,
    otherwise: Value | None = None,
) -> Value | None:
    """The member of the first class that has the name, as ``owner`` sees it. ``cls`` is the owner's class, or the owner
    itself if that is a class. ``otherwise`` is the answer if no class of the file has the name."""
    certain = True
    for index, definer in enumerate(order):
        held = machine.store.held((definer.scope, name)) if type(definer) is ClassValue else None
        changed = type(definer) is ClassValue and machine.store.get((definer.scope, "*")) is not None
        if held is None or type(definer) is not ClassValue or (type(held) is Field and held.default is None):
            certain = certain and not changed and is_seen(machine, definer)
            continue
        if _is_private(name) and any(
            machine.store.get((one.scope, name)) for one in order[index + 1 :] if type(one) is ClassValue
        ):
            # ``self.__rows`` is another name in each class.
            return _uncertain(owner, name)
        if not certain or (changed and not _is_method(held)) or _is_placeholder(machine, owner, cls, name, held):
            return _uncertain(owner, name)
        seen = partial(_seen_through, machine, definer=definer, owner=owner, cls=cls, name=name, node=node)
        rest = partial(from_order, machine, order[index + 1 :], name, owner, cls, node, otherwise=otherwise)
        if type(held) in _TESTED:
            machine.reading.note(Slot((definer.scope, name)), held)
        match held:
            case PartlyBound(bound=options):
                bound = tuple(replace(option, value=seen(option.value)) for option in options)
                return filled(replace(held, bound=bound), rest, Key("unbound", definer.scope, name))
            case Choice(options=options):
                return Choice(tuple(replace(option, value=seen(option.value)) for option in options))
        return seen(held)
    return otherwise


_TESTED = frozenset({Number, Choice, PartlyBound})
"""What a class holds that tests tell something of: ``if is_valid(self.rows)``, with ``rows = 10`` in the class."""


def _is_private(name: str) -> bool:
    return name.startswith("__") and not name.endswith("__")


def _is_placeholder(machine: Machine, owner: Value, cls: Value, name: str, held: Value) -> bool:
    """Whether a subclass may set what the class leaves open. The instance must be one that the program did not make
    itself."""
    if not isinstance(owner, ObjectRef) or not machine.classes.is_presumed(owner) or not isinstance(cls, ClassValue):
        return False
    if held == NONE or _is_empty(held.getter if isinstance(held, Property) else held):
        return True
    own = frozenset(linear(cls))
    # A class below may get it from another base, beside this one: ``class Both(Real, Mixin)``.
    others = (one for below in machine.classes.below(cls) for one in linear(below) if one not in own)
    return any(
        isinstance(one, ClassValue)
        and (machine.store.get((one.scope, name)) is not None or sets_attribute(machine, one, name))
        for one in others
    )


def _is_empty(function: Value | None) -> bool:
    """Whether a method does nothing, so that a subclass is meant to override it: ``pass``, ``raise
    NotImplementedError``."""
    if not isinstance(function, FunctionValue) or not isinstance(function.node, cst.FunctionDef):
        return False
    return all(map(_does_nothing, function.node.body.body))


def _does_nothing(statement: cst.CSTNode) -> bool:
    match statement:
        case cst.SimpleStatementLine(body=parts):
            return all(map(_does_nothing, parts))
        case cst.Pass() | cst.Raise() | cst.Expr(value=cst.SimpleString() | cst.Ellipsis()):
            return True
        case cst.Return(value=value):
            return value is None or (isinstance(value, cst.Name) and value.value == "None")
    return False


def _is_method(held: Value) -> bool:
    return isinstance(
        held, FunctionValue | Decorated | Within | Cached | RecordInit | StaticMethod | ClassMethod | Property
    )


def _uncertain(owner: Value, name: str) -> Unknown:
    place = owner.alloc if isinstance(owner, ObjectRef) else getattr(owner, "scope", None)
    return Unknown(f"code that is not seen may set {name}", AttributeOf(place, name), f"self.{name}")


def _seen_through(
    machine: Machine, held: Value, *, definer: ClassValue, owner: Value, cls: Value, name: str, node: cst.CSTNode
) -> Value:
    """What a member is when it is read through an instance or a class: a function becomes a method, a descriptor is
    asked."""
    instance = None if isinstance(owner, ClassValue) else owner
    match held:
        case FunctionValue() | Decorated() | Within() | Cached():
            return bound_to(held, instance, definer)
        case RecordInit():
            return replace(held, owner=instance)
        case Field(default=Value() as default):
            # A finished record has the default under the field's name.
            return default
        case StaticMethod(function=function):
            return bound_to(function, None, definer)
        case ClassMethod(function=function):
            return bound_to(function, cls, definer)
        case Property() if instance is not None:
            return _read_property(machine, held, instance, definer, name, node)
        case ObjectRef() if machine.classes.defines("__get__"):
            return _read_descriptor(machine, held, instance, cls, node)
        case LibraryName(path=path) if instance is not None and _is_method_of_python(machine, path):
            return Partial(held, (instance,))
    return held


def _is_method_of_python(machine: Machine, path: str) -> bool:
    """Whether it is a method of one of Python's classes: ``__getattr__ = dict.__getitem__``."""
    owner, _, name = path.rpartition(".")
    is_container = machine.registry.is_class_of_containers(owner) and name != "fromkeys"
    return is_container or owner == "builtins.object"


def bound_to(function: Value, owner: Value | None, definer: ClassValue) -> Value:
    """A function of a class as a method of ``owner``; None for the plain function."""
    match function:
        case FunctionValue():
            return replace(function, owner=owner, cls=definer)
        case Decorated(function=inner):
            return Decorated(bound_to(inner, owner, definer))
        case Within(function=inner):
            return replace(function, function=bound_to(inner, owner, definer))
        case Cached(function=inner):
            return replace(function, function=bound_to(inner, owner, definer))
    return function


def _read_property(
    machine: Machine, held: Property, owner: Value, definer: ClassValue, name: str, node: cst.CSTNode
) -> Value:
    if held.getter is None:
        return machine.unknown("the property cannot be read", node)
    value = machine.call(bound_to(held.getter, owner, definer), Arguments(), node)
    if held.cached and isinstance(owner, ObjectRef):
        # From now on the instance has the attribute itself.
        machine.store.set((owner.alloc, name), value)
    return value


def _read_descriptor(machine: Machine, held: ObjectRef, instance: Value | None, cls: Value, node: cst.CSTNode) -> Value:
    """A member that is an object of the file with ``__get__``."""
    content = machine.store.content(held)
    getter = from_class(machine, content.cls, "__get__", held, node) if isinstance(content, Instance) else None
    if getter is None:
        return held
    return machine.call(getter, Arguments((instance if instance is not None else NONE, cls)), node)


def seen_by_super(machine: Machine, seen: Super) -> tuple[Value, tuple[Value, ...]]:
    """The class of the owner of ``super()``, and the classes of its order in which ``super()`` looks."""
    content = machine.store.content(seen.owner)
    cls = content.cls if isinstance(content, Instance) else content
    order = linear(cls)
    return cls, order[order.index(seen.cls) + 1 :] if seen.cls in order else linear(seen.cls)[1:]


def library_part(machine: Machine, owner: Value) -> Value | None:
    """The table, model or container that an instance is by its base class; None if it is none."""
    return machine.store.get((owner.alloc, LIBRARY_PART)) if type(owner) is ObjectRef else None
