"""TensorFlow 1: placeholders, and sessions that run a part of the graph with data in them.

https://www.tensorflow.org/api_docs/python/tf/compat/v1/Session#run
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled, MakesInput, MakesObject, handled
from flake8_embedding.values.containers.contents import any_in, is_symbolic, items_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.objects import ModelObject
from flake8_embedding.values.value import FALSE, TRUE, Number, Symbolic, Value

ROOTS = ("tensorflow", "tensorflow.compat.v1")


def _run(call: Call) -> Value:
    """``session.run(loss, feed_dict={ids: batch})``: the graph from the placeholders to what is fetched, with these
    data."""
    wanted, given = call.argument("fetches"), call.argument("feed_dict")
    fed = call.store.content(given) if given is not None else None
    if isinstance(fed, DictValue) and _feeds_others(call, fed):
        # Any tensor can be fed. So what stands in the graph need not be what is looked up.
        call.expect_errors(0, call.mark())
    pairs = [pair for pair in fed.entries if isinstance(pair[0], Symbolic)] if isinstance(fed, DictValue) else []
    if wanted is None or not pairs or not is_symbolic(wanted, call.store):
        return call.unknown("what the session computes is not followed")
    inputs, data = (_listed(call, [pair[side] for pair in pairs]) for side in (0, 1))
    found = call.apply(call.allocate(ModelObject((), inputs, wanted), "graph"), [data])
    items = items_of(found, call.store)
    # What comes out are arrays of numbers, such as losses: they are not followed into the next run.
    return call.unknown("what the session computes is not followed") if items is None else found


def _feeds_others(call: Call, fed: DictValue) -> bool:
    """Whether something is fed that is no placeholder: a constant, or what is computed."""
    keys = [key for key, _ in fed.entries] + ([] if fed.key is None else [fed.key])
    return any(isinstance(call.store.content(key), SequenceValue | Number) for key in keys)


def _one_of_two(call: Call) -> Value:
    """``tf.cond(test, then, otherwise)``: only one of the functions is carried out."""
    test, functions = call.argument("pred"), [call.argument(name) for name in ("true_fn", "false_fn")]
    content = call.store.content(test) if test is not None else None
    if isinstance(content, SequenceValue):
        # It was fed to a placeholder.
        content = content.items[0] if content.items is not None and len(content.items) == 1 else content.element
    if content in (TRUE, FALSE):
        functions = functions[:1] if content == TRUE else functions[1:]
    begun = call.mark()
    results = [call.apply(function, []) for function in functions if function is not None]
    if len(results) == 1:
        return results[0]
    call.expect_errors(begun, call.mark())
    return call.unknown("which of two functions is carried out is not known")


def _listed(call: Call, values: list[Value]) -> SequenceValue:
    return SequenceValue.of("list", tuple(values), any_in(values, call.store, call.key))


_SESSIONS = (
    *("Session", "InteractiveSession"),
    *("train.MonitoredTrainingSession", "train.MonitoredSession", "train.SingularMonitoredSession"),
)

ENTRIES = (
    Entry(("placeholder",), ("dtype", "shape", "name"), MakesInput(), roots=ROOTS),
    Entry(_SESSIONS, (), MakesObject(), roots=ROOTS),
    Entry(
        ("cond",),
        ("pred", "true_fn", "false_fn"),
        Handled(_one_of_two, keeps_arguments=True),
        renamed={"fn1": "true_fn", "fn2": "false_fn"},
        roots=ROOTS,
    ),
)

METHODS = dict.fromkeys(
    (f"{root}.{name}" for root in ROOTS for name in _SESSIONS),
    (handled("run", by=_run, takes=("self", "fetches", "feed_dict")),),
)
