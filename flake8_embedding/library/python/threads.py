"""Thread pools: what they are handed runs in this process, with the objects that it is given. And processes.

https://docs.python.org/3/library/concurrent.futures.html,
https://docs.python.org/3/library/multiprocessing.html,
https://docs.pytorch.org/docs/stable/multiprocessing.html#torch.multiprocessing.spawn

A pool of processes is none of them: what a function changes there, it changes in a copy.
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.options.attribute_dicts import entries_of
from flake8_embedding.library.python.iteration import mapped
from flake8_embedding.library.python.queues import is_queue
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.objects import LibraryObject, is_none
from flake8_embedding.values.value import ANY_INDEX, NONE, Number, Value


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


def _spawned(call: Call) -> Value:
    """``spawn(work, args=(vocab,), nprocs=2)``: ``work(0, vocab)`` and ``work(1, vocab)``, each in its own process."""
    return _run_apart(call, call.argument("target"), call.argument("args"), first=(ANY_INDEX,))


def _process(call: Call) -> Value:
    """``Process(target=work, args=(vocab,))``"""
    settings = tuple((name, value) for name in _OF_PROCESS if (value := call.argument(name)) is not None)
    return call.allocate(LibraryObject(_PROCESS, call.place, settings))


def _started(call: Call) -> Value:
    """``process.start()``"""
    process = call.store.content(call.arguments[0])
    if not isinstance(process, LibraryObject):
        return NONE
    return _run_apart(call, process.setting("target"), process.setting("args"), process.setting("kwargs"))


def _run_apart(
    call: Call, target: Value | None, args: Value | None, kwargs: Value | None = None, first: tuple[Value, ...] = ()
) -> Value:
    """Call the function in a process of its own. What it changes is lost there, except for what processes share, which
    may be changed at any time."""
    given = () if args is None else items_of(args, call.store)
    named = {} if kwargs is None else entries_of(call, kwargs)
    if target is not None and given is not None and named is not None:
        with call.store.path():
            call.apply(target, [*first, *given], tuple(named.items()))
    shared = [*given, *named.values()] if given is not None and named is not None else [args, kwargs]
    changing = [one for one in shared if one is not None and not is_queue(call, one)]
    return call.apply(call.unknown("another process"), changing)


_PROCESS = "multiprocessing.Process"
_OF_PROCESS = ("target", "args", "kwargs")
_FUTURE = "concurrent.futures.Future"
_EXECUTOR = "concurrent.futures.ThreadPoolExecutor"
_POOLS = ("multiprocessing.pool.ThreadPool", "multiprocessing.dummy.Pool")
_SETTINGS = ("max_workers", "thread_name_prefix", "initializer")

LIBRARY = Library(
    name="threads and processes",
    roots=("concurrent.futures", "multiprocessing", "torch.multiprocessing"),
    entries=(
        handled("ThreadPoolExecutor", by=_pool, takes=_SETTINGS, roots=("concurrent.futures",)),
        handled(
            "pool.ThreadPool", "dummy.Pool", by=_pool, takes=("processes", "initializer"), roots=("multiprocessing",)
        ),
        handled(
            "Process",
            by=_process,
            takes=("group", "target", "name", "args", "kwargs"),
            roots=("multiprocessing", "torch.multiprocessing"),
        ),
        handled("spawn", by=_spawned, takes=("target", "args", "nprocs"), roots=("torch.multiprocessing",)),
    ),
    methods={
        _EXECUTOR: (
            handled("map", by=_map, takes=("self", "function", "given")),
            handled("submit", by=_submit, takes=("self", "function")),
        ),
        _PROCESS: (handled("start", "run", by=_started),),
        _FUTURE: (
            handled("exception", by=_exception),
            handled("result", by=lambda call: call.unknown("what comes of it later is not followed")),
        ),
        **dict.fromkeys(
            _POOLS, (handled("map", "imap", "imap_unordered", by=_map, takes=("self", "function", "given")),)
        ),
    },
)
