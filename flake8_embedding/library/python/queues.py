"""Queues: what one thread or process puts in, another one gets out.

https://docs.python.org/3/library/queue.html, https://docs.python.org/3/library/multiprocessing.html#pipes-and-queues
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled, Library, handled
from flake8_embedding.values.objects import LibraryObject
from flake8_embedding.values.value import NONE, Value

_QUEUE = "queue.Queue"


def _made(call: Call) -> Value:
    return call.allocate(LibraryObject(_QUEUE, call.place))


def is_queue(call: Call, value: Value) -> bool:
    """Whether it is a queue. Other processes change it only by ``put``."""
    content = call.store.content(value)
    return isinstance(content, LibraryObject) and content.path == _QUEUE


def _put(call: Call) -> Value:
    """``queue.put(batch)``"""
    given = call.argument("item")
    call.note_put(call.arguments[0], given or call.unknown("what is put into the queue is not seen"))
    return NONE


def _got(call: Call) -> Value:
    """``queue.get()``: anything that is put in."""
    return call.taken_from_queue(call.arguments[0]) or call.unknown("what is put into the queue is not known")


LIBRARY = Library(
    name="queues",
    roots=("queue", "multiprocessing", "torch.multiprocessing"),
    entries=(handled("Queue", "SimpleQueue", "JoinableQueue", "LifoQueue", by=_made),),
    methods={
        _QUEUE: (
            Entry(("put", "put_nowait"), ("self", "item"), Handled(_put, keeps_arguments=True)),
            handled("get", "get_nowait", by=_got),
            handled("task_done", "join", "close", "join_thread", "cancel_join_thread", by=lambda _: NONE),
        )
    },
)
