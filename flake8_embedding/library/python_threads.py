"""Thread pools: what they are handed runs in this process, with the objects that it is given.

https://docs.python.org/3/library/concurrent.futures.html,
https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.ThreadPool

A pool of processes is none of them: what a function changes there, it changes in a copy.
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.python import mapped
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.values.objects import LibraryObject, is_none
from flake8_embedding.values.value import Number, Value


def _pool(call: Call) -> Value:
    """``ThreadPoolExecutor(4, initializer=prepare)``: each of its threads calls the function when it begins."""
    initializer = call.argument("initializer")
    if initializer is not None and not is_none(initializer):
        call.note_handed_on(initializer)
    return call.allocate(LibraryObject(call.path, call.place))


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
    begun = call.mark()
    call.apply(function, call.arguments[2:], call.keywords)
    marks = (("begun", Number.exactly(begun)), ("done", Number.exactly(call.mark())))
    return call.allocate(LibraryObject(_FUTURE, call.place, marks))


def _exception(call: Call) -> Value:
    """``future.exception()``: the program asks for the error, and does not end with it."""
    future = call.store.content(call.arguments[0])
    marks = [future.setting(name) for name in ("begun", "done")] if isinstance(future, LibraryObject) else []
    known = [one.constant for one in marks if isinstance(one, Number) and one.constant is not None]
    if len(known) == 2:
        call.expect_errors(*known)
    return call.unknown("whether there is an error is not known")


_FUTURE = "concurrent.futures.Future"
_EXECUTOR = "concurrent.futures.ThreadPoolExecutor"
_POOLS = ("multiprocessing.pool.ThreadPool", "multiprocessing.dummy.Pool")
_SETTINGS = ("max_workers", "thread_name_prefix", "initializer")

LIBRARY = Library(
    name="thread pools",
    roots=("concurrent.futures", "multiprocessing"),
    entries=(
        handled("ThreadPoolExecutor", by=_pool, takes=_SETTINGS, roots=("concurrent.futures",)),
        handled(
            "pool.ThreadPool", "dummy.Pool", by=_pool, takes=("processes", "initializer"), roots=("multiprocessing",)
        ),
    ),
    methods={
        _EXECUTOR: (
            handled("map", by=_map, takes=("self", "function", "given")),
            handled("submit", by=_submit, takes=("self", "function")),
        ),
        _FUTURE: (
            handled("exception", by=_exception),
            handled("result", by=lambda call: call.unknown("what comes of it later is not followed")),
        ),
        **dict.fromkeys(
            _POOLS, (handled("map", "imap", "imap_unordered", by=_map, takes=("self", "function", "given")),)
        ),
    },
)
