"""TensorFlow 1: placeholders, and sessions that run a part of the graph with data in them.

https://www.tensorflow.org/api_docs/python/tf/compat/v1/Session#run
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, MakesInput, MakesObject, handled
from flake8_embedding.values.contents import any_in, is_symbolic, items_of
from flake8_embedding.values.objects import DictValue, ModelObject, SequenceValue
from flake8_embedding.values.value import Symbolic, Value

ROOTS = ("tensorflow", "tensorflow.compat.v1")


def _run(call: Call) -> Value:
    """``session.run(loss, feed_dict={ids: batch})``: the graph from the placeholders to what is fetched, with these
    data."""
    wanted, given = call.argument("fetches"), call.argument("feed_dict")
    fed = call.store.content(given) if given is not None else None
    pairs = [pair for pair in fed.entries if isinstance(pair[0], Symbolic)] if isinstance(fed, DictValue) else []
    if wanted is None or not pairs or not is_symbolic(wanted, call.store):
        return call.unknown("what the session computes is not followed")
    inputs, data = (_listed(call, [pair[side] for pair in pairs]) for side in (0, 1))
    found = call.apply(call.allocate(ModelObject((), inputs, wanted), "graph"), [data])
    items = items_of(found, call.store)
    # What comes out are arrays of numbers, such as losses: they are not followed into the next run.
    return call.unknown("what the session computes is not followed") if items is None else found


def _listed(call: Call, values: list[Value]) -> SequenceValue:
    return SequenceValue.of("list", tuple(values), any_in(values, call.store, call.key))


_SESSIONS = (
    *("Session", "InteractiveSession"),
    *("train.MonitoredTrainingSession", "train.MonitoredSession", "train.SingularMonitoredSession"),
)

ENTRIES = (
    Entry(("placeholder",), ("dtype", "shape", "name"), MakesInput(), roots=ROOTS),
    Entry(_SESSIONS, (), MakesObject(), roots=ROOTS),
)

METHODS = dict.fromkeys(
    (f"{root}.{name}" for root in ROOTS for name in _SESSIONS),
    (handled("run", by=_run, takes=("self", "fetches", "feed_dict")),),
)
