"""Where the sources of the code cells stand in the JSON of a notebook, so that they alone can be replaced.

``json`` tells no positions. So the few levels above a source are walked here, and each value is skipped by ``json``
itself: any legal spelling of a key is read as what it means.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()

Span = tuple[int, int]
"""Where a value begins and ends in the text, the end exclusive."""


def source_spans(raw: str) -> list[Span]:
    """The values of ``source`` of the code cells, in their order. ``raw`` is the JSON of a notebook of format 4."""
    found = []
    cells, _ = _members(raw, _behind_space(raw, 0))["cells"]
    for _, (start, _) in _parts(raw, cells):
        cell = _members(raw, start)
        if json.loads(raw[slice(*cell["cell_type"])]) == "code":
            found.append(cell["source"])
    return found


def _members(raw: str, start: int) -> dict[object, Span]:
    """The values of an object by their keys. Of two equal keys the last counts, as for ``json``."""
    return dict(_parts(raw, start))


def _parts(raw: str, start: int) -> Iterator[tuple[object, Span]]:
    """The members of the object or array that begins at ``start``: key or number, and where the value stands."""
    is_object, at, number = raw[start] == "{", _behind_space(raw, start + 1), 0
    while raw[at] not in "}]":
        key: object = number
        if is_object:
            key, at = _DECODER.raw_decode(raw, at)
            at = _behind_space(raw, _behind_space(raw, at) + len(":"))
        _, end = _DECODER.raw_decode(raw, at)
        yield key, (at, end)
        number += 1
        at = _behind_space(raw, end)
        if raw[at] == ",":
            at = _behind_space(raw, at + 1)


def _behind_space(raw: str, at: int) -> int:
    found = _SPACE.match(raw, at)
    return found.end() if found is not None else at
