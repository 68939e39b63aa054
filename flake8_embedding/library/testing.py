"""pytest, unittest and others: tests that are skipped, and code that expects an exception."""

from __future__ import annotations

from typing import Final

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import (
    Conventions,
    Entry,
    ExpectsErrors,
    Handled,
    InheritedBehaviour,
    Library,
    MakesObject,
    NeverReturns,
    handled,
)
from flake8_embedding.values.contents import items_of
from flake8_embedding.values.dicts import DictValue
from flake8_embedding.values.mappings import merged, put
from flake8_embedding.values.objects import ErrorTrap, Replacement
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.sequences import SequenceValue
from flake8_embedding.values.value import NONE, ClassValue, Const, LibraryName, Number, ObjectRef, Partial, Value


def _patched_object(call: Call) -> Value:
    """``mock.patch.object(owner, "name", new)``"""
    match call.arguments:
        case [ObjectRef(alloc=owner) | ClassValue(scope=owner), Const(value=str() as name), *_]:
            return Replacement((((owner, name), _put_in_place(call)),))
        case [LibraryName(path=path), Const(value=str() as name), *_]:
            call.note_replaced_in_library(f"{path}.{name}")
            return Replacement(((Key("library", f"{path}.{name}"), _put_in_place(call)),))
    return call.unknown("what is patched is not known")


def _patched_name(call: Call) -> Value:
    """``mock.patch("torch.nn.Embedding", new)``"""
    match call.argument("target"):
        case Const(value=str() as path):
            call.note_replaced_in_library(path)
            return Replacement(((Key("library", path), _put_in_place(call)),))
    return call.unknown("what is patched is not known")


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
        return call.unknown("what is patched is not known")
    cleared = call.argument("clear") not in (None, Const(value=False))
    start = DictValue((), None, None, Number.exactly(0)) if cleared else content
    patched = merged(start, values, call.key)
    for name, value in added.items():
        patched = put(patched, name, value, call.key)
    return Replacement(((owner.alloc, patched),))


def _set_meanwhile(call: Call) -> Value:
    """``monkeypatch.setattr(config, "rows", 10)``: the attribute holds that until the test ends, so it is not known."""
    target, name = call.argument("target"), call.argument("name")
    match target:
        case ObjectRef() | ClassValue() if isinstance(name, Const) and isinstance(name.value, str):
            call.set_attribute(target, name.value, call.unknown("it is patched while a test runs"))
        case ObjectRef() | ClassValue():
            call.forget_attributes(target)
        case LibraryName(path=path) if isinstance(name, Const):
            call.note_replaced_in_library(f"{path}.{name.value}")
        case Const(value=str() as path):
            call.note_replaced_in_library(path)
    return NONE


def _enter_context(call: Call) -> Value:
    """``stack.enter_context(suppress(KeyError))``: from here on the stack is a trap as well."""
    entered = call.argument("manager") or call.unknown("nothing is entered")
    if isinstance(call.store.content(entered), ErrorTrap):
        call.set_attribute(call.arguments[0], "trap", entered)
    return entered


def _callback(call: Call) -> Value:
    """``stack.callback(function, *arguments)``: it is called when the block is left."""
    stack, *given = call.arguments
    if not given or not isinstance(stack, ObjectRef):
        return call.unknown("what is called is not seen")
    before = call.store.get((stack.alloc, "noted calls"))
    noted = (*((items_of(before, call.store) or ()) if before is not None else ()), Partial(given[0], tuple(given[1:])))
    call.set_attribute(stack, "noted calls", SequenceValue.of("tuple", noted, given[0]))
    return given[0]


TEST_CASE: Final = InheritedBehaviour(
    methods=(
        Entry(("skipTest", "fail"), ("self", "reason"), NeverReturns()),
        Entry(
            ("assertRaises", "failUnlessRaises"),
            ("self", "expected", "function"),
            ExpectsErrors("expected", "function"),
        ),
        Entry(
            ("assertRaisesRegex", "assertRaisesRegexp"),
            ("self", "expected", "pattern", "function"),
            ExpectsErrors("expected", "function"),
        ),
    )
)

LIBRARY = Library(
    name="pytest and unittest",
    roots=("pytest", "unittest", "contextlib", "mock", "numpy"),
    conventions=Conventions(
        prepares_tests=("setUpClass", "setup_class", "setUp", "asyncSetUp", "setup_method", "setup"),
        provides=("pytest.fixture", "pytest.yield_fixture"),
        meant_to_fail=("xfail", "expectedFailure", "skip"),
        expects_errors=("raises", "suppress", "assert_raises", "assertRaises*"),
        returned_errors=("return_exceptions",),
    ),
    entries=(
        Entry(("skip", "fail", "exit", "xfail"), ("reason",), NeverReturns(), roots=("pytest",)),
        Entry(("mock.patch",), ("target", "new"), Handled(_patched_name), roots=("unittest",)),
        Entry(("patch",), ("target", "new"), Handled(_patched_name), roots=("mock",)),
        Entry(("mock.patch.object",), ("target", "attribute", "new"), Handled(_patched_object), roots=("unittest",)),
        Entry(("mock.patch.dict",), ("mapping", "values", "clear"), Handled(_patched_dict), roots=("unittest",)),
        Entry(("patch.object",), ("target", "attribute", "new"), Handled(_patched_object), roots=("mock",)),
        Entry(("patch.dict",), ("mapping", "values", "clear"), Handled(_patched_dict), roots=("mock",)),
        Entry(("raises",), ("expected", "function"), ExpectsErrors("expected", "function"), roots=("pytest",)),
        Entry(("TestCase",), (), MakesObject(), roots=("unittest",)),
        Entry(("ExitStack", "AsyncExitStack"), (), MakesObject(), roots=("contextlib",)),
        Entry(("suppress",), ("errors",), ExpectsErrors("errors", several=True), roots=("contextlib",)),
        Entry(
            ("testing.assert_raises",),
            ("expected", "function"),
            ExpectsErrors("expected", "function"),
            roots=("numpy",),
        ),
    ),
    methods={
        "any": (
            # Of pytest's fixture ``monkeypatch``, which a test gets as an argument.
            handled("setattr", by=_set_meanwhile, takes=("self", "target", "name")),
        ),
        "unittest.TestCase": TEST_CASE.methods,
        **{
            f"contextlib.{name}": (
                handled("enter_context", "enter_async_context", by=_enter_context, takes=("self", "manager")),
                handled("callback", "push", by=_callback),
            )
            for name in ("ExitStack", "AsyncExitStack")
        },
    },
    bases=dict.fromkeys(("TestCase", "IsolatedAsyncioTestCase", "case.TestCase"), TEST_CASE),
)
