"""The texts of Python's module ``string``: ``string.ascii_letters``, ``string.printable``.

https://docs.python.org/3/library/string.html#string-constants: they do not depend on the locale.
"""

from __future__ import annotations

import string

from flake8_embedding.library.spec import Library
from flake8_embedding.values.value import Const

_NAMES = (
    *("ascii_letters", "ascii_lowercase", "ascii_uppercase", "digits", "hexdigits", "octdigits"),
    *("printable", "punctuation", "whitespace"),
)

LIBRARY = Library(
    name="Python's letters",
    roots=("string",),
    entries=(),
    constants={f"string.{name}": Const(getattr(string, name)) for name in _NAMES},
)
