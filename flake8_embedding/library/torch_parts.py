"""The modules and parameters inside a PyTorch module: ``children()``, ``named_modules()``, ``get_submodule(name)``.

A module of a module may be called by itself, and a parameter may be the matrix in which ids are looked up. What is not
found here one by one is a part of the module that is not followed.
https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import handled
from flake8_embedding.values.join import any_of
from flake8_embedding.values.objects import Instance, LibraryObject, ModelObject, SequenceValue, TableObject
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.provenance import Key, PartOfModel, WeightOfModel
from flake8_embedding.values.value import (
    Const,
    FunctionValue,
    Number,
    ObjectRef,
    TextValue,
    Unknown,
    Value,
)

_DEPTH = 8
"""How deep modules in modules are listed."""


class _NotKnownError(Exception):
    """A module has an attribute that may be a module or not."""


def _part(call: Call, name: str) -> Value:
    """A part of the module that is not followed. Ids that come to it may come to any table of the module."""
    owner = call.argument("self")
    alloc = owner.alloc if isinstance(owner, ObjectRef) else None
    return Unknown("this part of the module is not followed", PartOfModel(alloc, name))


def _children_of(call: Call, module: Value) -> list[tuple[str, Value]]:
    """The modules directly in a module, with their names. Raises ``_NotKnownError``."""
    content = call.store.content(module)
    match content:
        case ModelObject(layers=layers):
            held = [(str(place), layer) for place, layer in enumerate(layers)]
        case SequenceValue(items=items) if items is not None:
            held = [(str(place), item) for place, item in enumerate(items)]
        case Instance() if isinstance(module, ObjectRef):
            held = [(name, value) for name, value in call.store.names_in(module.alloc) if name.isidentifier()]
        case TableObject() | LibraryObject():
            held = []
        case _:
            raise _NotKnownError
    return [(name, value) for name, value in held if _is_module(call, value)]


def _is_module(call: Call, value: Value) -> bool:
    content = call.store.content(value)
    if isinstance(content, Instance | ModelObject | TableObject):
        return True
    if isinstance(content, LibraryObject | SequenceValue):
        return call.maker_of(value) == "torch" and (isinstance(content, LibraryObject) or content.items != ())
    if isinstance(content, Const | FunctionValue | Number | TextValue):
        return False
    raise _NotKnownError


def _all_in(call: Call, module: Value, name: str = "", depth: int = _DEPTH) -> Iterator[tuple[str, Value]]:
    """The module, and those in it at any depth, each after the one that it is in."""
    if depth == 0:
        raise _NotKnownError
    yield name, module
    for inner, child in _children_of(call, module):
        yield from _all_in(call, child, f"{name}.{inner}" if name else inner, depth - 1)


def _listed(call: Call, kind: str, *, deep: bool, named: bool) -> Value:
    owner = call.argument("self")
    if owner is None or not call.complete:
        return _part(call, kind)
    try:
        found = list(_all_in(call, owner)) if deep else _children_of(call, owner)
    except _NotKnownError:
        return _part(call, kind)
    once = {module: name for name, module in reversed(found)}
    values = [
        SequenceValue.of("tuple", (Const(name), module), module) if named else module
        for module, name in reversed(once.items())
    ]
    return call.allocate(SequenceValue.of("iterator", tuple(values), any_of(values, Key(call.key, kind))))


def _children(call: Call) -> Value:
    """``model.children()``"""
    return _listed(call, "children", deep=False, named=False)


def _named_children(call: Call) -> Value:
    """``model.named_children()``: pairs of a name and a module."""
    return _listed(call, "children", deep=False, named=True)


def _modules(call: Call) -> Value:
    """``model.modules()``: the model itself, and the modules in it."""
    return _listed(call, "modules", deep=True, named=False)


def _named_modules(call: Call) -> Value:
    """``model.named_modules()``: pairs of a dotted name and a module."""
    return _listed(call, "modules", deep=True, named=True)


def _by_path(call: Call) -> Value:
    """``model.get_submodule("encoder.table")``, ``model.get_parameter("encoder.table.weight")``"""
    found, path = call.argument("self"), text_in(call.argument("target"))
    if found is None or path is None:
        return _part(call, "modules")
    for name in path.split(".") if path else ():
        found = call.attribute(found, name)
    return found


def _parameters(call: Call) -> Value:
    """``model.parameters()``, ``model.state_dict()``: the weights of the tables are among them."""
    owner = call.argument("self")
    alloc = owner.alloc if isinstance(owner, ObjectRef) else None
    return Unknown("the parameters of the module are not followed", WeightOfModel(alloc, "parameters"))


METHODS = (
    handled("children", by=_children),
    handled("named_children", by=_named_children),
    handled("modules", by=_modules),
    handled("named_modules", by=_named_modules, takes=("self", "memo", "prefix", "remove_duplicate")),
    handled("get_submodule", "get_parameter", by=_by_path, takes=("self", "target")),
    handled("parameters", "named_parameters", "state_dict", by=_parameters, takes=("self", "*", "prefix", "keep_vars")),
)
