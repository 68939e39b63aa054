"""Values that are patched for a while: ``mock.patch``, and pytest's ``monkeypatch``.

https://docs.python.org/3/library/unittest.mock.html#the-patchers
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled, handled
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.mappings import merged, put
from flake8_embedding.values.objects import ANY_NAME, Replacement
from flake8_embedding.values.provenance import InLibrary
from flake8_embedding.values.value import NONE, ClassValue, Const, LibraryName, Number, ObjectRef, Value


def _patched_object(call: Call) -> Value:
    """``mock.patch.object(owner, "name", new)``"""
    owner, name = call.argument("target"), call.argument("attribute")
    if not isinstance(name, Const) or not isinstance(name.value, str):
        return Replacement((), (ANY_NAME,))
    return _replaced(call, owner, [(name.value, _put_in_place(call))])


def _patched_several(call: Call) -> Value:
    """``mock.patch.multiple(owner, rows=10, width=8)``, where the owner may be named by its path."""
    new = [(name, value) for name, value in call.keywords if name not in _SETTINGS]
    owner = call.argument("target")
    if not call.complete:
        return Replacement((), (ANY_NAME,))
    if isinstance(owner, Const) and isinstance(owner.value, str):
        for name, _ in new:
            call.note_replaced_in_library(f"{owner.value}.{name}")
    # ``DEFAULT`` stands for a mock object.
    mock = call.unknown("a mock object is in its place")
    return _replaced(call, owner, [(name, mock if isinstance(one, LibraryName) else one) for name, one in new])


_SETTINGS = frozenset({"target", "spec", "create", "spec_set", "autospec", "new_callable"})


def _replaced(call: Call, owner: Value | None, new: list[tuple[str, Value]]) -> Replacement:
    values: list[tuple[Hashable, Value]] = []
    names: list[str] = []
    for name, value in new:
        match owner:
            case ObjectRef(alloc=scope) | ClassValue(scope=scope):
                values.append(((scope, name), value))
            case LibraryName(path=path):
                call.note_replaced_in_library(f"{path}.{name}")
                values.append((InLibrary(f"{path}.{name}"), value))
                names.append(name)
            case _:
                names.append(name)
    return Replacement(tuple(values), tuple(names))


def _patched_name(call: Call) -> Value:
    """``mock.patch("torch.nn.Embedding", new)``, and ``mock.patch("__main__.ROWS", 10)``, of which any part of the path
    may be a module, a class or an object of the project."""
    match call.argument("target"):
        case Const(value=str() as path):
            call.note_replaced_in_library(path)
            return Replacement(((InLibrary(path), _put_in_place(call)),), (path.rpartition(".")[2],))
    return Replacement((), (ANY_NAME,))


def _put_in_place(call: Call) -> Value:
    """What the name holds meanwhile: by default an object that takes any call."""
    return call.argument("new") or call.unknown("a mock object is in its place")


def _patched_dict(call: Call) -> Value:
    """``mock.patch.dict(mapping, {"rows": 10})``, or the entries as keywords."""
    owner = call.argument("mapping")
    given = call.argument("values")
    added = {Const(name): value for name, value in call.keywords if name not in ("mapping", "values", "clear")}
    content = call.store.content(owner) if owner is not None else None
    values = call.store.content(given) if given is not None else DictValue((), None, None, Number.exactly(0))
    if not isinstance(owner, ObjectRef) or not isinstance(content, DictValue):
        path = owner.value if isinstance(owner, Const) and isinstance(owner.value, str) else ANY_NAME
        return Replacement((), (path.rpartition(".")[2],))
    if not call.complete:
        return Replacement(((owner.alloc, call.unknown("what is patched is not known")),))
    cleared = call.argument("clear") not in (None, Const(value=False))
    start = DictValue((), None, None, Number.exactly(0)) if cleared else content
    patched = merged(start, values, call.key)
    for name, value in added.items():
        patched = put(patched, name, value, call.key)
    return Replacement(((owner.alloc, patched),))


def _started(call: Call) -> Value:
    """``patcher.start()``: until it is stopped, which may be anywhere, what it patches is not known."""
    match call.arguments[0]:
        case Replacement() as replacement:
            call.start_replacement(replacement)
    return call.unknown("a mock object")


def _set_meanwhile(call: Call) -> Value:
    """``monkeypatch.setattr(config, "rows", 10)``: the attribute holds that until the test ends, so it is not known."""
    target, name = call.argument("target"), call.argument("name")
    text = name.value if isinstance(name, Const) and isinstance(name.value, str) else ANY_NAME
    match target:
        case ObjectRef() | ClassValue() if text != ANY_NAME:
            call.set_attribute(target, text, call.unknown("it is patched while a test runs"))
        case ObjectRef() | ClassValue():
            call.forget_attributes(target)
        case LibraryName(path=path) if text != ANY_NAME:
            call.note_replaced_in_library(f"{path}.{text}")
            call.start_replacement(Replacement((), (text,)))
        case Const(value=str() as path):
            call.note_replaced_in_library(path)
            call.start_replacement(Replacement((), (path.rpartition(".")[2],)))
        case _:
            call.start_replacement(Replacement((), (text,)))
    return NONE


def _item_set_meanwhile(call: Call) -> Value:
    """``monkeypatch.setitem(settings, "rows", 10)``"""
    target, name = call.argument("dic"), call.argument("name")
    if target is not None:
        call.write(target, (name or call.unknown("a key"),), call.unknown("it is patched while a test runs"))
    return NONE


ENTRIES = tuple(
    Entry((f"{prefix}{name}",), takes, Handled(by), roots=(root,))
    for root, prefix in (("unittest", "mock."), ("mock", ""))
    for name, takes, by in (
        ("patch", ("target", "new"), _patched_name),
        ("patch.object", ("target", "attribute", "new"), _patched_object),
        ("patch.multiple", ("target",), _patched_several),
        ("patch.dict", ("mapping", "values", "clear"), _patched_dict),
    )
)

METHODS = {
    "any": (
        # Of pytest's fixture ``monkeypatch``, which a test gets as an argument.
        handled("setattr", by=_set_meanwhile, takes=("self", "target", "name")),
        handled("setitem", by=_item_set_meanwhile, takes=("self", "dic", "name")),
    ),
    "patcher": (handled("start", "__enter__", by=_started),),
}
