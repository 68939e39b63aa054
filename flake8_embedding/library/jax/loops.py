"""JAX's loops, whose rounds are calls of a function: ``scan``, ``fori_loop`` and ``while_loop``.

https://docs.jax.dev/en/latest/_autosummary/jax.lax.scan.html: what is carried from one round to the next keeps its
shape and its type. So arrays that are carried have one range for all rounds, if a round that begins with it leaves
nothing else.
"""

from __future__ import annotations

from collections.abc import Callable

from flake8_embedding.library.call import Call
from flake8_embedding.library.jax.transforms import part_along, stacked
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import items_of, length_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.memory.widening import CHANGES
from flake8_embedding.values.numbers.bounds import add
from flake8_embedding.values.numbers.ranges import hull
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.value import NONE, Number, Unknown, Value

_ROUNDS = 3
"""A range that grows in as many rounds grows in each."""


def _scan(call: Call) -> Value:
    """``carried, stacked = scan(f, init, xs, length)``: ``carried, one = f(carried, x)`` for each x."""
    function, init, given = (call.argument(name) for name in ("f", "init", "xs"))
    if function is None or init is None or not call.complete:
        return call.unknown("which function is called in each round is not seen")
    element = NONE if given is None or is_none(given) else _element(call, given)
    left: list[Value] = []

    def step(carried: Value) -> Value:
        parts = items_of(call.apply(function, [carried, element]), call.store)
        if parts is None or len(parts) != 2:
            parts = (call.unknown("what is carried is not known"), call.unknown("what a round gives is not known"))
        left[:] = parts
        return parts[0]

    carried = _in_any_round(call, step, init)
    length = None if given is None or is_none(given) else length_of(given, call.store)
    rounds = length or call.argument("length")
    known = rounds if isinstance(rounds, Number) else unknown_length(call.key)
    results = (carried, stacked(call, left[1], known, "results"))
    return SequenceValue.of("tuple", results, any_of(list(results), call.key))


def _element(call: Call, given: Value) -> Value:
    """What a round gets of the arrays that are gone through."""
    content = call.store.content(given)
    if isinstance(content, SequenceValue) and content.kind == "tuple" and content.items is not None:
        parts = tuple(part_along(call, one, Number.exactly(0), place) for place, one in enumerate(content.items))
        return SequenceValue.of("tuple", parts, any_of(list(parts), call.key))
    return part_along(call, given, Number.exactly(0), "x")


def _counted(call: Call) -> Value:
    """``fori_loop(lower, upper, body, init)``: ``carried = body(i, carried)``"""
    lower, upper, function, init = (call.argument(name) for name in ("lower", "upper", "body_fun", "init_val"))
    if lower is None or upper is None or function is None or init is None:
        return call.unknown("which function is called in each round is not seen")
    round_number = _between(call, numbers_in(lower, call.store), numbers_in(upper, call.store))
    return _in_any_round(call, lambda carried: call.apply(function, [round_number, carried]), init)


def _between(call: Call, low: Number | None, stop: Number | None) -> Value:
    if low is None or stop is None or low.exact is None or stop.exact is None:
        return call.unknown("the rounds are not counted from a number that is known")
    return Number(low.exact, add(stop.exact, -1), attained=False)


def _repeated(call: Call) -> Value:
    """``while_loop(goes_on, body, init)``: ``carried = body(carried)``"""
    function, init = call.argument("body_fun"), call.argument("init_val")
    if function is None or init is None:
        return call.unknown("which function is called in each round is not seen")
    return _in_any_round(call, lambda carried: call.apply(function, [carried]), init)


def _in_any_round(call: Call, step: Callable[[Value], Value], init: Value) -> Value:
    """What is carried when any round begins, or the last one has ended."""
    carried = init
    for attempt in range(_ROUNDS):
        wider = _joined(call, carried, step(carried), f"carried {attempt}")
        if wider == carried:
            return carried
        carried = wider
    unknown = _joined(call, carried, call.unknown(CHANGES), "carried")
    step(unknown)
    return unknown


def _joined(call: Call, begun: Value, left: Value, part: str) -> Value:
    """What was carried into a round, or what it left: the value itself where both are one."""
    before, after = call.store.content(begun), call.store.content(left)
    if begun == left or before == after:
        return begun
    match before, after:
        case SequenceValue(kind="tuple", items=tuple() as items), SequenceValue(kind="tuple", items=tuple() as others):
            if len(items) == len(others):
                pairs = enumerate(zip(items, others, strict=True))
                parts = tuple(_joined(call, one, other, f"{part} {place}") for place, (one, other) in pairs)
                return begun if parts == items else SequenceValue.of("tuple", parts, any_of(list(parts), call.key))
    known, new = numbers_in(before, call.store), numbers_in(after, call.store)
    if known is None or new is None or isinstance(before, Unknown) or isinstance(after, Unknown):
        return begun if isinstance(before, Unknown) else call.unknown_part("it changes in a loop", part)
    both = hull([known, new]).weakened()
    if (both.low, both.high) == (known.low, known.high):
        return begun
    if not isinstance(before, SequenceValue):
        return both
    return call.allocate(SequenceValue("array", both, before.length, shape=before.shape), part)


LIBRARY = Library(
    name="JAX loops",
    roots=("jax",),
    entries=(
        handled("lax.scan", by=_scan, takes=("f", "init", "xs", "length")),
        handled("lax.fori_loop", by=_counted, takes=("lower", "upper", "body_fun", "init_val")),
        handled("lax.while_loop", by=_repeated, takes=("cond_fun", "body_fun", "init_val")),
    ),
)
