"""pytest, unittest and others: tests that are skipped, and code that expects an exception."""

from __future__ import annotations

from typing import Final

from flake8_embedding.library.python import patches
from flake8_embedding.library.spec import (
    Conventions,
    Entry,
    ExpectsErrors,
    InheritedBehaviour,
    Library,
    MakesObject,
    NeverReturns,
)

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
    roots=("pytest", "unittest", "mock", "numpy"),
    conventions=Conventions(
        prepares_tests=("setUpClass", "setup_class", "setUp", "asyncSetUp", "setup_method", "setup"),
        provides=("pytest.fixture", "pytest.yield_fixture"),
        meant_to_fail=("xfail", "expectedFailure", "skip"),
        expects_errors=("raises", "assert_raises", "assertRaises*"),
        returned_errors=("return_exceptions",),
    ),
    entries=(
        Entry(("skip", "fail", "exit", "xfail"), ("reason",), NeverReturns(), roots=("pytest",)),
        *patches.ENTRIES,
        Entry(("raises",), ("expected", "function"), ExpectsErrors("expected", "function"), roots=("pytest",)),
        Entry(("TestCase",), (), MakesObject(), roots=("unittest",)),
        Entry(
            ("testing.assert_raises",),
            ("expected", "function"),
            ExpectsErrors("expected", "function"),
            roots=("numpy",),
        ),
    ),
    methods={
        **patches.METHODS,
        "unittest.TestCase": TEST_CASE.methods,
    },
    bases={
        **dict.fromkeys(("TestCase", "IsolatedAsyncioTestCase", "case.TestCase"), TEST_CASE),
    },
)
