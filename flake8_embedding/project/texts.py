"""The texts of a project's files, and what a glance at one shows. Imports nothing heavy."""

from __future__ import annotations

import io
import os
import re
import tokenize
from functools import lru_cache

Stamp = tuple[str, int, int]
"""A file as it was: path, size and time of its last change."""


def stamp_of(path: str) -> Stamp | None:
    """None for what is not there."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return path, found.st_size, found.st_mtime_ns


def text_of(path: str) -> str | None:
    """The text of a Python file, None where it cannot be read as one."""
    try:
        with open(path, "rb") as opened:
            raw = opened.read()
        encoding, _ = tokenize.detect_encoding(io.BytesIO(raw).readline)
        return io.TextIOWrapper(io.BytesIO(raw), encoding).read()
    except (OSError, SyntaxError, ValueError, LookupError):
        return None


_ACTS = (
    r"(?m)^(?:@(?!keras\.|tf\.|tensorflow\.|torch\.|functools\.|atexit\.)[\w.]*regist"
    r"|[\w.]*regist\w*\("
    r"|[^\W\d][\w.]*\[[^\n]*\][\w.]*\s*=[^=]"
    r"|[^\W\d]\w*\.(?!__)\w+\s*=[^=]"
    r"|[^\W\d][\w.]*\.(?:append|add|update|extend|setdefault)\()"
)
"""At the left margin: what registers something, a part of something that is set, or a container that is filled."""

_SET = r"([^\W\d]\w*)\.\w+\s*="
"""An attribute that is set."""

_SETS_NAMES = r"(?m)^[ \t]+global[ \t]"
"""A function that sets names of its module."""

_HANDS_ON = r"(?m)^(?:@|[^\W\d][\w.]*\()"
"""At the left margin: a decorator or a call, which may hand such a function on: ``on_start(grow)``."""


def acts(path: str) -> bool:
    """Whether the body of a module may change something that another module reads, or hands on a function that may, by
    a glance at its text."""
    stamp = stamp_of(path)
    return stamp is not None and _acts(stamp)


@lru_cache(maxsize=4096)
def _acts(stamp: Stamp) -> bool:
    if registers(stamp):
        return True
    text = text_of(stamp[0])
    return text is not None and bool(re.search(_SETS_NAMES, text)) and bool(re.search(_HANDS_ON, text))


@lru_cache(maxsize=4096)
def registers(stamp: Stamp) -> bool:
    """Whether the body of a module may put something where others find it without naming the module."""
    text = text_of(stamp[0])
    return text is not None and any(not _sets_own(found, text) for found in re.finditer(_ACTS, text))


def _sets_own(found: re.Match[str], text: str) -> bool:
    """Whether it is an attribute of a class or function of the module, which others find by its name."""
    whole = re.compile(_SET).match(text, found.start())
    return whole is not None and re.search(rf"(?m)^(?:class|def)[ \t]+{whole[1]}\b", text) is not None
