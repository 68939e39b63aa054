"""Numbers that are sorted into bins: what digitize(), searchsorted(), bisect() and cut() of every library give.

``n`` boundaries have ``n + 1`` places around them, from 0 to ``n``, where a library does not say that what lies outside
is missing. That a number lies above the last boundary is known only of numbers that stand in the file: often the last
boundary is one that the data cannot reach.
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.values.containers.contents import items_of, length_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import Origin
from flake8_embedding.values.numbers.bounds import Expr, add, number
from flake8_embedding.values.numbers.unknown_numbers import as_scalar, unknown_length
from flake8_embedding.values.value import Const, FloatNumber, Number, Value


def _numbered(call: Call, counted: Expr, stop: Expr, *, attained: bool = True) -> Number:
    origin = Origin("numbers of the bins", call.place, counted=counted)
    return Number(number(0), add(stop, -1), attained, origin=origin)


def _constants(value: Value | None, call: Call) -> list[float]:
    """The numbers in a list or array that stand in the file; none where not all of them do."""
    items = items_of(value, call.store) if value is not None else None
    known = [_constant(item) for item in (items if items is not None else (value,))]
    return [one for one in known if one is not None] if None not in known else []


def _constant(value: Value | None) -> float | None:
    match value:
        case Number():
            return value.constant
        case Const(value=float() as real):
            return real
    return None


def _above_all(call: Call, name: str) -> bool:
    """Whether a number is known to lie above the last boundary."""
    given, boundaries = _constants(call.argument(name), call), _constants(call.argument("bins"), call)
    return bool(given and boundaries) and max(given) > max(boundaries)


def _boundaries(call: Call, name: str) -> Expr | None:
    given = call.argument(name)
    length = length_of(given, call.store) if given is not None else None
    return length.exact if length is not None else None


def binned(call: Call) -> Value:
    """``digitize(x, bins)``: for each number in ``x`` between which of the boundaries it lies, 0 to ``len(bins)``."""
    boundaries = _boundaries(call, "bins")
    if boundaries is None:
        return call.unknown("how many boundaries the bins have is not known")
    ids = _numbered(call, boundaries, add(boundaries, 1), attained=_above_all(call, "x"))
    given = call.argument("x")
    length = length_of(given, call.store) if given is not None else None
    # Of numbers that stand in the file, the one above all may be in another part.
    stands_here = bool(_constants(given, call))
    return call.allocate(SequenceValue("array", ids, length or unknown_length(call.key), each_once=stands_here))


def place_among(call: Call) -> Value:
    """``bisect(boundaries, x)``: where one number belongs, 0 to ``len(boundaries)``."""
    boundaries = _boundaries(call, "bins")
    if boundaries is None:
        return call.unknown("how many boundaries there are is not known")
    return _numbered(call, boundaries, add(boundaries, 1), attained=_above_all(call, "x"))


def cut(call: Call) -> Value:
    """``cut(x, bins, labels=False)``: 0 to the number of bins - 1. A list of bins is that of their edges, one more than
    there are bins; what lies outside them gets NaN."""
    if call.argument("labels") != Const(value=False) or call.argument("retbins") not in (None, Const(value=False)):
        return call.unknown("the bins have other labels than their numbers")
    bins = call.argument("bins")
    count = bins.exact if isinstance(bins, Number) else None
    edges = _boundaries(call, "bins")
    if count is None and edges is not None:
        count = add(edges, -1)
    if count is None:
        return call.unknown("how many bins there are is not known")
    return call.allocate(SequenceValue("array", _numbered(call, count, count), unknown_length(call.key)))


def evenly_spaced(call: Call) -> Value:
    """``linspace(0, 1, n + 1)``: so many numbers, 50 where it does not say."""
    given = call.argument("num")
    count = Number.exactly(50) if given is None else as_scalar(given)
    if count is None or count.exact is None or call.argument("retstep") is not None or not call.complete:
        return call.unknown("how many numbers there are is not known")
    return call.allocate(SequenceValue("array", FloatNumber(), count, shape=(count,)))


def quantiles(call: Call) -> Value:
    """``quantile(x, [0.25, 0.5, 0.75])``: a boundary for each of these shares."""
    given, axis = call.argument("q"), call.argument("axis")
    length = length_of(given, call.store) if given is not None else None
    if length is None or axis is not None or not call.complete:
        return call.unknown("how many boundaries there are is not known")
    return call.allocate(SequenceValue("array", FloatNumber(), length, shape=(length,)))
