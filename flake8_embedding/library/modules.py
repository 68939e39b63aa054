"""What every library with modules, layers or models shares: the same object handed on, copies, and what is inside."""

from __future__ import annotations

from collections.abc import Callable

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, ReturnsArgument
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.views import ArrayView
from flake8_embedding.values.classes import Namespace
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.modules import modules_in
from flake8_embedding.values.objects import Instance, LibraryObject, ModelObject, TableObject
from flake8_embedding.values.provenance import Complete, Key, PartOfModel
from flake8_embedding.values.value import Choice, FunctionValue, ObjectRef, Unknown, Value

_DEPTH = 8
"""How deep modules in modules are followed."""


def same_object(*names: str, of: str = "self", takes: tuple[str, ...] | None = None) -> Entry:
    """Functions or methods that give back one of their arguments, the same object: ``model.to(device)``."""
    return Entry(names, takes or (of,), ReturnsArgument(of))


def copied(call: Call) -> Value:
    """``copy.deepcopy(x)``: another object of the same content, and so is each that it holds."""
    given = call.argument("self")
    if given is None:
        return call.unknown("nothing is copied")
    return _by_its_class(call, given, "__deepcopy__", [call.unknown("what is copied already")]) or _copy(
        call, given, _DEPTH, {}
    )


def _by_its_class(call: Call, given: Value, name: str, arguments: list[Value]) -> Value | None:
    """What a method of the object's own class makes of it; None if the class has none."""
    if not isinstance(call.store.content(given), Instance):
        return None
    method = call.attribute(given, name)
    return call.apply(method, arguments) if isinstance(method, FunctionValue) else None


def copied_shallow(call: Call) -> Value:
    """``copy.copy(x)``: another object that holds the same ones."""
    given = call.argument("self")
    if given is None:
        return call.unknown("nothing is copied")
    content = call.store.content(given)
    if isinstance(given, ObjectRef) and isinstance(content, SequenceValue) and call.maker_of(given) == "torch":
        # Another tensor, in the same memory.
        return call.allocate_view(ArrayView(given, content, content, whole=True))
    return _by_its_class(call, given, "__copy__", []) or _copy(call, given, 1, {})


def copied_object(call: Call, value: Value) -> Value:
    """Another object of the same content."""
    return _copy(call, value, _DEPTH, {})


def _copy(call: Call, value: Value, depth: int, made: dict[Value, Value]) -> Value:
    if value in made:
        return made[value]
    if isinstance(value, Choice):
        return Choice(tuple(replace(one, value=_copy(call, one.value, depth, made)) for one in value.options))
    if not isinstance(value, ObjectRef):
        return _with_copies(value, lambda one: _copy(call, one, depth - 1, made) if depth > 1 else one)
    content = call.store.content(value)
    if isinstance(content, Unknown) or depth == 0:
        return value if not isinstance(content, Unknown) else content
    part = f"copy {len(made)}"
    copy = made[value] = call.allocate(content, part)
    if not isinstance(copy, ObjectRef):
        return copy

    def inner(one: Value) -> Value:
        return _copy(call, one, depth - 1, made) if depth > 1 else one

    call.set(copy, _with_copies(content, inner))
    for name, held in call.store.names_in(value.alloc):
        call.store.set((copy.alloc, name), inner(held))
    is_complete = call.store.get(Complete(value.alloc))
    if is_complete is not None:
        call.store.set(Complete(copy.alloc), is_complete)
    return copy


def _with_copies(content: Value, copy: Callable[[Value], Value]) -> Value:
    """The content with a copy in place of each thing that it holds, or that it may be."""
    match content:
        case Choice(options=options):
            return Choice(tuple(replace(one, value=_copy_of_either(one.value, copy)) for one in options))
        case SequenceValue(items=items, element=element):
            copies = None if items is None else tuple(map(copy, items))
            return replace(content, items=copies, element=copy(element), begins=tuple(map(copy, content.begins)))
        case DictValue(entries=entries):
            return replace(content, entries=tuple((key, copy(held)) for key, held in entries))
        case Namespace(owner=owner):
            return Namespace(copy(owner))
        case ModelObject(layers=layers):
            return replace(content, layers=tuple(map(copy, layers)))
        case TableObject():
            return replace(content, is_copy=True)
    return content


def _copy_of_either(value: Value, copy: Callable[[Value], Value]) -> Value:
    return copy(value) if isinstance(value, ObjectRef) else _with_copies(value, copy)


def part_of_model(call: Call, made: type[PartOfModel]) -> Value:
    """A part of the model or module that is not followed. Ids that come to it may come to any table there."""
    owner = call.argument("self")
    alloc = owner.alloc if isinstance(owner, ObjectRef) else None
    return Unknown("this part of the model is not followed", made(alloc, call.key))


def applied(call: Call) -> Value:
    """``model.apply(function)``: it is called with each module inside, and with the model itself at last."""
    owner, function = call.argument("self"), call.argument("fn")
    if owner is None or function is None:
        return call.unknown("what is applied is not seen")
    modules = list(modules_in(owner, call.store))
    if not modules and isinstance(call.store.content(owner), SequenceValue):
        # ``pd.Series([3, 1]).apply(function)``: these are no modules.
        call.note_handed_on(function)
        return call.unknown("what is made of the elements is not followed")
    left_alone: set[Value | str | type | None] = set()
    for module in [*modules, owner]:
        kind = _kind_of(call.store.content(module))
        if kind in left_alone:
            # A model has one layer many times. What the function does not change in one, it does not in the others.
            continue
        before = _state_of(call, module)
        call.apply(function, [module])
        if kind is not None and _state_of(call, module) == before:
            left_alone.add(kind)
    return owner


def _kind_of(content: Value) -> Value | str | type | None:
    """The class of a module; None for a table, of which each counts."""
    match content:
        case TableObject():
            return None
        case Instance(cls=cls):
            return cls
        case LibraryObject(path=path):
            return path
    return type(content)


def _state_of(call: Call, module: Value) -> tuple[Value, dict[str, Value]]:
    named = dict(call.store.names_in(module.alloc)) if isinstance(module, ObjectRef) else {}
    return call.store.content(module), named


def handed_back(call: Call) -> Value:
    """``prepare(model)`` is the model, ``prepare(model, optimizer, loader)`` a tuple of what was given."""
    given = call.arguments[1:]
    if not call.complete or not given:
        return call.unknown("what is prepared is not all seen")
    if len(given) == 1:
        return given[0]
    return SequenceValue.of("tuple", tuple(given), Unknown("they differ", Key(call.key, "one of them")))
