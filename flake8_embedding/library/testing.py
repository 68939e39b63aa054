"""pytest, unittest and others: tests that are skipped, and code that expects an exception."""

from __future__ import annotations

from typing import Final

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, ExpectsErrors, Handled, InheritedBehaviour, Library, NeverReturns
from flake8_embedding.values.mappings import merged, put
from flake8_embedding.values.objects import DictValue, Replacement
from flake8_embedding.values.value import ClassValue, Const, Number, ObjectRef, Value


def _patched_object(call: Call) -> Value:
    """``mock.patch.object(owner, "name", new)``"""
    match call.arguments:
        case [ObjectRef(alloc=owner) | ClassValue(scope=owner), Const(value=str() as name), new]:
            return Replacement((((owner, name), new),))
    return call.unknown("what is patched is not known")


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
    entries=(
        Entry(("skip", "fail", "exit", "xfail"), ("reason",), NeverReturns(), roots=("pytest",)),
        Entry(("mock.patch.object",), ("target", "attribute", "new"), Handled(_patched_object), roots=("unittest",)),
        Entry(("mock.patch.dict",), ("mapping", "values", "clear"), Handled(_patched_dict), roots=("unittest",)),
        Entry(("patch.object",), ("target", "attribute", "new"), Handled(_patched_object), roots=("mock",)),
        Entry(("patch.dict",), ("mapping", "values", "clear"), Handled(_patched_dict), roots=("mock",)),
        Entry(("raises",), ("expected", "function"), ExpectsErrors("expected", "function"), roots=("pytest",)),
        Entry(("suppress",), ("errors",), ExpectsErrors("errors", several=True), roots=("contextlib",)),
        Entry(
            ("testing.assert_raises",),
            ("expected", "function"),
            ExpectsErrors("expected", "function"),
            roots=("numpy",),
        ),
    ),
    bases=dict.fromkeys(("TestCase", "IsolatedAsyncioTestCase", "case.TestCase"), TEST_CASE),
)
