"""The caches of Streamlit: what a decorated function has given is given again for the same arguments.

``cache_resource`` gives the same object, ``cache_data`` a copy. Arguments for parameters that begin with an underscore
do not count: https://docs.streamlit.io/develop/concepts/architecture/caching
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled, Library
from flake8_embedding.values.classes import Cached
from flake8_embedding.values.value import Value

_LEFT_OUT = "_"
_COPIES = ("cache_data", "experimental_memo")
_KEEPS = ("cache_resource", "experimental_singleton", "cache")


def _cached(call: Call) -> Value:
    if not call.arguments:
        return call.unknown("no function is given")
    copies = call.path.rpartition(".")[2] in _COPIES
    return Cached(call.arguments[0], _LEFT_OUT, copies)


LIBRARY = Library(
    name="Streamlit",
    roots=("streamlit",),
    entries=(Entry((*_COPIES, *_KEEPS), ("self",), Handled(_cached), decorates=True),),
)
