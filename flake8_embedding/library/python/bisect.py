"""``bisect``: places in a sorted list, and elements put where they belong.

https://docs.python.org/3/library/bisect.html
"""

from __future__ import annotations

from flake8_embedding.library.arrays.bins import place_among
from flake8_embedding.library.each_case import in_each_case
from flake8_embedding.library.python.heaps import inserted
from flake8_embedding.library.spec import Entry, Handled, Library, handled

LIBRARY = Library(
    name="bisect",
    roots=("bisect",),
    entries=(
        Entry(("bisect", "bisect_left", "bisect_right"), ("bins", "x"), Handled(place_among), renamed={"a": "bins"}),
        handled("insort", "insort_left", "insort_right", by=in_each_case("heap", inserted), takes=("heap", "item")),
    ),
)
