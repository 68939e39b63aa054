"""The modules and parameters inside a PyTorch module: ``children()``, ``named_modules()``, ``get_submodule(name)``.

A module of a module may be called by itself, and a parameter may be the matrix in which ids are looked up. What is not
found here one by one is a part of the module that is not followed.
https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from flake8_embedding.library.call import Call
from flake8_embedding.library.modules import part_of_model
from flake8_embedding.library.spec import Entry, Handled, handled
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.mappings import EntriesAreAttributes
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.linearization import linear
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.objects import Instance, LibraryObject, ModelObject, TableObject
from flake8_embedding.values.plain import text_in
from flake8_embedding.values.provenance import Key, PartOfModel, WeightOfModel
from flake8_embedding.values.relations import with_owners
from flake8_embedding.values.value import (
    NONE,
    Choice,
    ClassValue,
    Const,
    LibraryName,
    Method,
    ObjectRef,
    Symbolic,
    Unknown,
    Value,
)

_DEPTH = 8
"""How deep modules in modules are listed."""

_NO_MODULES = ("torch.utils.", "builtins.", "abc.", "typing.", "collections.", "enum.")
"""Where the classes of a library stand whose objects are no modules."""


class NotKnownError(Exception):
    """It is not known which modules are in a module."""


def _children_of(call: Call, module: Value) -> list[tuple[str, Value]]:
    """The modules directly in a module, with their names. Raises ``NotKnownError``."""
    content = call.store.content(module)
    call.costs(1)
    match content:
        case ModelObject(layers=layers):
            return [(str(place), layer) for place, layer in enumerate(layers)]
        case SequenceValue(items=items) if items is not None:
            return [(str(place), item) for place, item in enumerate(items)]
        case DictValue(entries=entries, key=None):
            return [(str(name.value), held) for name, held in entries if isinstance(name, Const)]
        case Instance() if isinstance(module, ObjectRef):
            held = [(name, value) for name, value in call.store.names_in(module.alloc) if name.isidentifier()]
            return [(name, value) for name, value in held if _is_module(call, value)]
        case TableObject() | LibraryObject():
            return []
    raise NotKnownError


def _is_module(call: Call, value: Value) -> bool:
    """Whether an attribute is a module, and not data, a vocabulary or a configuration. Raises ``NotKnownError``."""
    content = call.store.content(value)
    match content:
        case TableObject() | ModelObject():
            return True
        case Instance(cls=cls):
            return _is_class_of_modules(cls)
        case LibraryObject(path=path):
            return _is_of_torch(path)
        case SequenceValue(kind="list", items=None) if call.maker_of(value) == "torch":
            # ``nn.ModuleList(Block() for _ in range(100))``: what is known of one of them stands for all.
            raise NotKnownError
        case SequenceValue(kind="list", items=items):
            return call.maker_of(value) == "torch" and bool(items) and all(_is_module(call, one) for one in items or ())
        case DictValue():
            return isinstance(value, ObjectRef) and call.store.get(EntriesAreAttributes(value.alloc)) is not None
        case Unknown() | Choice() | Symbolic():
            raise NotKnownError
    return False


def _is_class_of_modules(cls: Value) -> bool:
    bases = [one for one in linear(cls) if not isinstance(one, ClassValue)]
    if not all(isinstance(one, LibraryName) for one in bases):
        raise NotKnownError
    # Each is asked: one that is not known may be a module.
    are_of_torch = [_is_of_torch(one.path) for one in bases if isinstance(one, LibraryName)]
    return True in are_of_torch


def _is_of_torch(path: str) -> bool:
    if path.startswith(("torch.nn.", "torch.jit.")):
        return True
    if path.startswith(_NO_MODULES):
        return False
    raise NotKnownError


def all_in(
    call: Call, module: Value, seen: set[Value], name: str = "", depth: int = _DEPTH
) -> Iterator[tuple[str, Value]]:
    """The module, and those in it at any depth, each after the one that it is in. What is in several is listed where
    it is met first, as PyTorch does."""
    if depth == 0:
        raise NotKnownError
    if module in seen:
        return
    seen.add(module)
    yield name, module
    for inner, child in _children_of(call, module):
        yield from all_in(call, child, seen, f"{name}.{inner}" if name else inner, depth - 1)


def _listed(call: Call, *, deep: bool, named: bool) -> Value:
    owner = call.argument("self")
    others = [name for name, _ in call.keywords] + call.arguments[1:]
    if owner is None or not call.complete or others:
        return part_of_model(call, PartOfModel)
    try:
        found = list(all_in(call, owner, set())) if deep else _children_of(call, owner)
    except NotKnownError:
        return part_of_model(call, PartOfModel)
    first: dict[Value, str] = {}
    for name, module in found:
        first.setdefault(module, name)
    values = [
        SequenceValue.of("tuple", (Const(name), module), module) if named else module for module, name in first.items()
    ]
    return call.allocate(SequenceValue.of("iterator", tuple(values), any_of(values, Key(call.key, "module"))))


def _children(call: Call) -> Value:
    """``model.children()``"""
    return _listed(call, deep=False, named=False)


def _named_children(call: Call) -> Value:
    """``model.named_children()``: pairs of a name and a module."""
    return _listed(call, deep=False, named=True)


def _modules(call: Call) -> Value:
    """``model.modules()``: the model itself, and the modules in it."""
    return _listed(call, deep=True, named=False)


def _named_modules(call: Call) -> Value:
    """``model.named_modules()``: pairs of a dotted name and a module."""
    return _listed(call, deep=True, named=True)


def _by_path(call: Call) -> Value:
    """``model.get_submodule("encoder.table")``, ``model.get_parameter("encoder.table.weight")``"""
    found, path = call.argument("self"), text_in(call.argument("target"))
    if found is None or path is None:
        return part_of_model(call, PartOfModel)
    for name in path.split(".") if path else ():
        content = call.store.content(found)
        if isinstance(content, ModelObject) and (place := content.numbered(name)) is not None:
            found = content.layers[place]
        else:
            found = call.attribute(found, name)
    return found


def _parameters(call: Call) -> Value:
    """``model.parameters()``, ``model.state_dict()``: the weights of the tables are among them."""
    return part_of_model(call, WeightOfModel)


def _optimizer(call: Call) -> Value:
    """``torch.optim.Adam(model.parameters())``: it holds the parameters, ``optimizer.param_groups[0]["params"]``."""
    given = call.argument("params")
    models = [] if given is None else list(_models_of(call, given, _DEPTH))
    if not models:
        return call.unknown(f"what {call.path} returns is not followed")
    return Unknown("what an optimizer holds is not followed", WeightOfModel(models[0], call.key))


def _models_of(call: Call, given: Value, depth: int) -> Iterator[Hashable]:
    """The models of which these may be parameters: ``model.parameters()``, ``[{"params": model.parameters()}]``."""
    match call.store.content(given):
        case Unknown(key=key):
            yield from (one.model for one in with_owners(key) if isinstance(one, WeightOfModel))
        case DictValue(entries=entries) if depth:
            for _, one in entries:
                yield from _models_of(call, one, depth - 1)
        case SequenceValue(items=items, element=element) if depth:
            for one in items if items is not None else (element,):
                yield from _models_of(call, one, depth - 1)


def _loaded_state(call: Call) -> Value:
    """``head.load_state_dict({"weight": weight, "bias": bias})``: with a dict that the program has made, some places
    may be ruled out. What is read from a file was made by training."""
    given = call.argument("state_dict")
    if given is not None and isinstance(call.store.content(given), DictValue):
        call.note_any_ruled_out()
    return call.unknown("which keys are missing is not followed")


def _swapped(call: Call) -> Value:
    """``torch.utils.swap_tensors(head.weight, other)``"""
    one, other = call.argument("t1"), call.argument("t2")
    for mine, given in ((one, other), (other, one)):
        if isinstance(mine, Method) and given is not None:
            call.set_attribute(mine.owner, mine.name, call.unknown("it was another tensor"))
        elif isinstance(mine, ObjectRef):
            call.set(mine, call.unknown("it was another tensor"))
    call.note_any_ruled_out()
    return NONE


def _from_vector(call: Call) -> Value:
    """``vector_to_parameters(vector, model.parameters())``"""
    call.note_any_ruled_out()
    return NONE


PUT_IN = (
    handled("utils.swap_tensors", by=_swapped, takes=("t1", "t2")),
    Entry(
        ("nn.utils.vector_to_parameters", "nn.utils.convert_parameters.vector_to_parameters"),
        ("vec", "parameters"),
        Handled(_from_vector, keeps_arguments=True),
    ),
)
"""Functions that put other numbers into parameters."""

OPTIMIZER = Handled(_optimizer, keeps_arguments=True)

OF_LAYERS = (
    handled("get_parameter", by=_by_path, takes=("self", "target")),
    handled("parameters", "named_parameters", "state_dict", by=_parameters, takes=("self", "*", "prefix", "keep_vars")),
    Entry(("load_state_dict",), ("self", "state_dict"), Handled(_loaded_state, keeps_arguments=True)),
)
"""The methods of a layer of a library that list its parameters, or put others in."""

METHODS = (
    handled("children", by=_children),
    handled("named_children", by=_named_children),
    handled("modules", by=_modules),
    handled("named_modules", by=_named_modules, takes=("self", "memo", "prefix", "remove_duplicate")),
    handled("get_submodule", by=_by_path, takes=("self", "target")),
    *OF_LAYERS,
)
