"""pytest, unittest and others: tests that are skipped, and code that expects an exception."""

from __future__ import annotations

from typing import Final

from flake8_embedding.library.spec import Entry, ExpectsErrors, InheritedBehaviour, Library, NeverReturns

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
    roots=("pytest", "unittest", "contextlib", "numpy"),
    entries=(
        Entry(("skip", "fail", "exit", "xfail"), ("reason",), NeverReturns(), roots=("pytest",)),
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
