"""What classes are made of: descriptors, and the classes that many derive from.

https://docs.python.org/3/library/functions.html#property
"""

from __future__ import annotations

from collections.abc import Callable

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled, InheritedBehaviour, Library, handled
from flake8_embedding.record import replace
from flake8_embedding.values.classes import ClassMethod, Property, StaticMethod
from flake8_embedding.values.objects import Instance, is_none
from flake8_embedding.values.value import NONE, ClassValue, Const, Value


def _static_method(call: Call) -> Value:
    return StaticMethod(call.arguments[0]) if call.arguments else call.unknown("no function is given")


def _class_method(call: Call) -> Value:
    return ClassMethod(call.arguments[0]) if call.arguments else call.unknown("no function is given")


def _set_directly(call: Call) -> Value:
    """``object.__setattr__(self, name, value)``, ``super().__setattr__(name, value)``"""
    owner, name, value = (call.argument(one) for one in ("self", "name", "value"))
    if owner is None or value is None:
        return call.unknown("what is set is not seen")
    if isinstance(name, Const) and isinstance(name.value, str):
        call.set_attribute(owner, name.value, value)
    else:
        call.forget_attributes(owner)
    return NONE


def _new(call: Call) -> Value:
    """``object.__new__(cls)``, ``super().__new__(cls)``"""
    cls = call.argument("cls")
    if not isinstance(cls, ClassValue):
        return call.unknown("the class is not known")
    return call.allocate(Instance(cls))


def _property(call: Call) -> Value:
    """``@property``, ``property(get_rows, set_rows)``"""
    if not call.complete:
        return call.unknown("the functions of the property are not all seen")
    given = [call.argument(name) for name in ("fget", "fset", "fdel")]
    getter, setter, deleter = (None if one is None or is_none(one) else one for one in given)
    return Property(getter, setter, deleter)


def _with_setter(call: Call) -> Value:
    """``@rows.setter``"""
    owner, function = call.arguments[0], call.argument("function")
    return replace(owner, setter=function) if isinstance(owner, Property) else call.unknown("no property")


def _with_deleter(call: Call) -> Value:
    """``@rows.deleter``"""
    owner, function = call.arguments[0], call.argument("function")
    return replace(owner, deleter=function) if isinstance(owner, Property) else call.unknown("no property")


def _with_getter(call: Call) -> Value:
    """``@rows.getter``"""
    owner, function = call.arguments[0], call.argument("function")
    return replace(owner, getter=function) if isinstance(owner, Property) else call.unknown("no property")


def _descriptor(name: str, by: Callable[[Call], Value], takes: tuple[str, ...] = ("self",)) -> Entry:
    """What is made of a function by a decorator that calls it no sooner than somebody asks for the attribute."""
    return Entry((name,), takes, Handled(by, keeps_arguments=True))


LIBRARY = Library(
    name="Python's classes",
    roots=("builtins",),
    entries=(
        _descriptor("staticmethod", _static_method),
        _descriptor("classmethod", _class_method),
        handled("object.__setattr__", "type.__setattr__", by=_set_directly, takes=("self", "name", "value")),
        handled("object.__new__", by=_new, takes=("cls",)),
        _descriptor("property", _property, ("fget", "fset", "fdel", "doc")),
    ),
    methods={
        "property": (
            _descriptor("setter", _with_setter, ("self", "function")),
            _descriptor("deleter", _with_deleter, ("self", "function")),
            _descriptor("getter", _with_getter, ("self", "function")),
        )
    },
    bases={
        "object": InheritedBehaviour(calls_nothing_else=True),
        **dict.fromkeys(("dict", "list"), InheritedBehaviour(container=True)),
    },
)
