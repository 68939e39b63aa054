"""Streamlit: what a function has made once is there for all runs of the program.

https://docs.streamlit.io/develop/api-reference/caching-and-state/st.cache_resource. Arguments whose names begin with
``_`` are left out when Streamlit compares calls. (``cache_data`` is another thing: it gives a copy.)
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled, Library
from flake8_embedding.values.classes import Cached
from flake8_embedding.values.value import Value


def _kept(call: Call) -> Value:
    return Cached(call.arguments[0], may_mix=True) if call.arguments else call.unknown("no function is given")


LIBRARY = Library(
    name="Streamlit",
    roots=("streamlit",),
    entries=(Entry(("cache_resource", "experimental_singleton"), ("self",), Handled(_kept), decorates=True),),
)
