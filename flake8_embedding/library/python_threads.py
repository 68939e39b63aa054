"""Thread pools: what they are handed runs in this process, with the objects that it is given.

https://docs.python.org/3/library/concurrent.futures.html,
https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.ThreadPool

A pool of processes is none of them: what a function changes there, it changes in a copy.
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.python import mapped
from flake8_embedding.library.spec import Entry, Library, MakesObject, handled
from flake8_embedding.values.value import Value


def _map(call: Call) -> Value:
    """``pool.map(model, batches)``"""
    function, given = call.argument("function"), call.argument("given")
    if function is None or given is None or not call.complete:
        return call.unknown("what the pool maps is not seen")
    if len(call.arguments) > 3:
        return call.unknown("map() over several collections is not followed")
    return mapped(call, function, given)


def _submit(call: Call) -> Value:
    """``pool.submit(model, ids)``"""
    function = call.argument("function")
    if function is None or not call.complete:
        return call.unknown("what the pool is handed is not seen")
    call.apply(function, call.arguments[2:], call.keywords)
    return call.unknown("what comes of it later is not followed")


_EXECUTOR = "concurrent.futures.ThreadPoolExecutor"
_POOLS = ("multiprocessing.pool.ThreadPool", "multiprocessing.dummy.Pool")

LIBRARY = Library(
    name="thread pools",
    roots=("concurrent.futures", "multiprocessing"),
    entries=(
        Entry(("ThreadPoolExecutor",), (), MakesObject(), roots=("concurrent.futures",)),
        Entry(("pool.ThreadPool", "dummy.Pool"), (), MakesObject(), roots=("multiprocessing",)),
    ),
    methods={
        _EXECUTOR: (
            handled("map", by=_map, takes=("self", "function", "given")),
            handled("submit", by=_submit, takes=("self", "function")),
        ),
        **dict.fromkeys(
            _POOLS, (handled("map", "imap", "imap_unordered", by=_map, takes=("self", "function", "given")),)
        ),
    },
)
