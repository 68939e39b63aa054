"""Python's functions and methods that answer yes or no: ``isinstance``, ``any``, ``name.endswith("x")``."""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.python.made_classes import new_class
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.limits import UNROLLED
from flake8_embedding.values.containers.contents import any_in, element_of, items_of, length_of, members_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.memory.join import alternatives_of, join
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import Instance, LibraryObject, ModelObject, TableObject, is_none
from flake8_embedding.values.predicates.predicate import Decision, Operand, all_of, any_of_these, as_value
from flake8_embedding.values.predicates.truth import decision_of
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import (
    ClassValue,
    Const,
    FloatNumber,
    FunctionValue,
    LibraryName,
    Method,
    Number,
    NumericType,
    TextValue,
    Unknown,
    Value,
)

_TYPES: dict[str, type] = {one.__name__: one for one in (int, str, float, bool, bytes, list, tuple, set, dict, range)}


def _type_of(call: Call, value: Value) -> type | None:
    """The type of a value that is one of Python's own."""
    match call.store.content(value):
        case Const(value=constant):
            return type(constant)
        case Number(numeric_type=NumericType.PYTHON):
            return int
        case TextValue():
            return str
        case FloatNumber():
            return float
        case SequenceValue(kind="list" | "tuple" | "set" | "range" as kind):
            return _TYPES[kind]
        case DictValue(factory=None):
            return dict
    return None


def _isinstance(call: Call) -> Value:
    """``isinstance(x, int)``, ``isinstance(x, (list, tuple))``"""
    value, wanted = call.argument("self"), call.argument("types")
    if value is None or wanted is None:
        return call.unknown("what is asked is not seen")
    several = call.store.content(wanted)
    kinds = several.items if isinstance(several, SequenceValue) else (several,)
    answers = [_is_of(call, value, call.store.content(kind)) for kind in kinds or ()]
    if True in answers:
        return Const(True)
    return call.unknown("whether it is of this type") if None in answers or not answers else Const(False)


def _is_of(call: Call, value: Value, kind: Value) -> bool | None:
    own = _type_of(call, value)
    content = call.store.content(value)
    match kind:
        case LibraryName(path="builtins.object"):
            return True
        case LibraryName(path=path) if own is not None:
            named = _TYPES.get(path.removeprefix("builtins."))
            return issubclass(own, named) if named is not None and path.startswith("builtins.") else None
        case ClassValue() if own is not None:
            return False
        case ClassValue() if isinstance(content, Instance):
            order = linear(content.cls)
            known = all(isinstance(one, ClassValue) for one in order)
            return True if kind in order else False if known else None
        case LibraryName(path=path) if isinstance(content, TableObject | LibraryObject | ModelObject | Instance):
            return _is_of_library(call, content, path)
    return None


def _is_of_library(call: Call, content: Value, path: str) -> bool | None:
    """Whether a layer or model is of a library's class: ``isinstance(module, nn.Embedding)``"""
    called = call.table_called(path)
    match content:
        case TableObject(table=table):
            return table.called == called if called is not None else call.is_base_of_layers(path) or None
        case LibraryObject(path=own):
            return own == path or (False if called is not None else call.is_base_of_layers(path) or None)
        case Instance(cls=cls):
            bases = [one.path for one in linear(cls) if isinstance(one, LibraryName)]
            known = all(isinstance(one, ClassValue | LibraryName) for one in linear(cls))
            makes_none = called is not None and known and all(call.table_called(one) is None for one in bases)
            return True if path in bases else False if makes_none else None
    return False if called is not None else None


def _type(call: Call) -> Value:
    """``type(x)``"""
    value = call.argument("self")
    content = call.store.content(value) if value is not None else None
    if value is None or len(call.arguments) > 1:
        return new_class(call)
    if isinstance(content, Instance):
        return content.cls
    if isinstance(content, TableObject) and content.cls is not None:
        return LibraryName(content.cls)
    own = _type_of(call, value)
    if own is not None and own.__name__ in _TYPES:
        return LibraryName(f"builtins.{own.__name__}")
    return call.unknown("of which type it is")


def _callable(call: Call) -> Value:
    value = call.argument("self")
    if isinstance(value, FunctionValue | ClassValue | Method):
        return Const(True)
    if value is not None and _type_of(call, value) is not None:
        return Const(False)
    return call.unknown("whether it can be called")


def _hasattr(call: Call) -> Value:
    value, name = call.argument("self"), call.argument("name")
    own = _type_of(call, value) if value is not None else None
    if own is not None and isinstance(name, Const) and isinstance(name.value, str):
        return Const(hasattr(own, name.value))
    on_paths = _has_on_paths(call, value, name.value) if value and isinstance(name, Const) else None
    return on_paths or call.unknown("whether it has this attribute")


def _has_on_paths(call: Call, owner: Value, name: object) -> Value | None:
    """Whether an object has an attribute that only some paths have set; None where that is not known."""
    missing = Unknown("no path has set it", Key(call.key, "missing"))
    if not isinstance(name, str) or not name.isidentifier():
        return None
    found = call.attribute_or(owner, name, missing)
    if isinstance(found, FunctionValue) and isinstance(call.store.content(owner), Instance):
        # A method of the program's own.
        return Const(True)
    if missing not in [option.value for option in alternatives_of(found)]:
        return None
    return join([(Const(one.value != missing), one.guards) for one in alternatives_of(found)], call.key)


def _each(call: Call) -> list[Decision] | None:
    """What each element says as a test, where all elements are known one by one."""
    given = call.argument("self")
    if given is None:
        return None
    members = members_of(given, call.store)
    if members is None:
        return None
    content = call.store.content
    return [decision_of(Operand(one), content, (call.key, place)) for place, one in enumerate(members)]


def _any(call: Call) -> Value:
    each = _each(call)
    return call.unknown("whether one of these holds") if each is None else as_value(any_of_these(each))


def _all(call: Call) -> Value:
    each = _each(call)
    return call.unknown("whether all of these hold") if each is None else as_value(all_of(each))


def _bool(call: Call) -> Value:
    value = call.argument("self")
    if value is None:
        return Const(False) if call.complete else call.unknown("what is asked is not seen")
    return as_value(decision_of(Operand(value), call.store.content, call.key))


def _filter(call: Call) -> Value:
    """``filter(is_known, words)``: the elements that pass, each with what the test has shown of it."""
    function, given = call.argument("function"), call.argument("self")
    if given is None or function is None:
        return call.unknown("what is filtered is not seen")
    items = items_of(given, call.store)
    if items is not None and len(items) <= UNROLLED:
        tests = [one if is_none(function) else call.apply(function, [one]) for one in items]
        content = call.store.content
        each = [decision_of(Operand(one), content, (call.key, place)) for place, one in enumerate(tests)]
        if all(isinstance(one, bool) for one in each):
            kept = tuple(item for item, passes in zip(items, each, strict=True) if passes)
            return SequenceValue.of("iterator", kept, any_in(list(kept), call.store, call.key))
    most = length_of(given, call.store)
    passing = call.passing(function, element_of(given, call.store, call.key))
    return SequenceValue("iterator", passing, unknown_length(call.key, most=most))


LIBRARY = Library(
    name="Python's questions",
    roots=("builtins",),
    entries=(
        handled("isinstance", by=_isinstance, takes=("self", "types")),
        handled("type", by=_type, takes=("self", "bases")),
        handled("callable", by=_callable),
        handled("hasattr", by=_hasattr, takes=("self", "name")),
        handled("any", by=_any),
        handled("all", by=_all),
        handled("filter", by=_filter, takes=("function", "self"), lazy=True, iterates=True),
        handled("bool", by=_bool),
    ),
)
