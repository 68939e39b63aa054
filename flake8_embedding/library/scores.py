"""Places of the largest scores, and numbers drawn by scores: ``np.argmax(p, axis=-1)``, ``torch.multinomial(p, 1)``.

They are ids from 0 to below the length of the dimension that is searched.
"""

from __future__ import annotations

from flake8_embedding.library import array_order
from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled, handled
from flake8_embedding.values.bounds import add, number
from flake8_embedding.values.contents import is_symbolic
from flake8_embedding.values.ids import Origin
from flake8_embedding.values.objects import SequenceValue, is_none, unknown_length
from flake8_embedding.values.value import Const, FloatNumber, Number, Value
from flake8_embedding.values.vectors import VectorsOf, as_vectors, vectors, vectors_in

AXIS_NAMES = {"dim": "axis", "a": "self", "x": "self", "input": "self", "logits": "self"}
"""What the libraries call the arguments of ``argmax``."""


def largest_place(call: Call) -> Value:
    """``argmax(x, axis=-1)``; without an axis the place in all of a single vector."""
    given = call.argument("self")
    if given is not None and is_symbolic(given, call.store):
        return call.symbolic()
    known, axis = _vectors(call, given), call.argument("axis")
    if known is not None and (axis is None or is_none(axis)) and _is_one_row(call, given):
        known = VectorsOf(call.key, known.width, 1)
    if known is None or not call.complete or not _is_last(known, axis):
        return call.unknown_numbers("the place of the largest is not known")
    return _places(call, known, 1)


def _is_one_row(call: Call, given: Value | None) -> bool:
    """Whether the array is one vector in a matrix: its places in all of the array are those in the vector."""
    content = call.store.content(given) if given is not None else None
    sides = content.shape if isinstance(content, SequenceValue) else None
    return sides is not None and all(isinstance(side, Number) and side.constant == 1 for side in sides[:-1])


def _vectors(call: Call, given: Value | None) -> VectorsOf | None:
    return None if given is None else as_vectors(call.store.content(given), call.key)


def _row_of_scores(call: Call, given: Value | None) -> VectorsOf | None:
    """``torch.tensor([count[word] for word in words])``: one vector, with a score for each word."""
    content = call.store.content(given) if given is not None else None
    match content:
        case SequenceValue(kind="array", shape=None | (_,), element=Number() | FloatNumber() | Const()):
            return vectors_in(vectors(call.key, content.length, 1))
    return None


def _is_last(known: VectorsOf, axis: Value | None) -> bool:
    """Whether it searches the last dimension, and nothing else."""
    if axis is None or is_none(axis):
        return known.dimensions == 1
    place = axis.constant if isinstance(axis, Number) else None
    # In an array of fewer dimensions there is no such one, and an error comes.
    return place is not None and (place == -1 or place + 1 == known.most)


def drawn_by_scores(call: Call) -> Value:
    """``torch.multinomial(p, 2)``, ``tf.random.categorical(logits, 1)``: several places for each vector."""
    return places_drawn(call, call.argument("self"), 0)


def places_drawn(call: Call, scores: Value | None, fewer: int) -> Value:
    """Places that are drawn by these scores, in an array with ``fewer`` dimensions."""
    known = _vectors(call, scores) or _row_of_scores(call, scores)
    if known is None:
        return call.unknown_numbers("what is drawn is not known")
    return _places(call, known, fewer, "places drawn by scores")


def drawn_along(call: Call) -> Value:
    """``jax.random.categorical(key, logits, axis=-1)``: one place for each vector, or as many as ``shape`` says."""
    known, axis = _vectors(call, call.argument("self")), call.argument("axis")
    if known is None or not call.complete or (axis is not None and not _is_last(known, axis)):
        return call.unknown_numbers("what is drawn is not known")
    if call.argument("shape") is not None:
        known = VectorsOf(call.key, known.width, None)
    return _places(call, known, 1, "places drawn by scores")


def counts_drawn(call: Call) -> Value:
    """``np.random.multinomial(1, p, size=1)``: how often each place is drawn, once or several times."""
    known, size = _vectors(call, call.argument("pvals")), call.argument("size")
    if known is None or known.dimensions != 1:
        return call.unknown("what is drawn is not known")
    if isinstance(size, Number):
        return call.allocate(SequenceValue("array", FloatNumber(), size, shape=(size, known.width)))
    return vectors(call.key, known.width, 1 if size is None or is_none(size) else None)


def best_places(call: Call) -> Value:
    """``torch.topk(x, 3)``: the largest scores, and their places."""
    known, axis = _vectors(call, call.argument("self")), call.argument("axis")
    if known is None:
        return array_order.largest_few(call)
    if axis is not None and not _is_last(known, axis):
        return call.unknown_numbers("which are the largest is not known")
    scores = call.unknown("the largest scores")
    return SequenceValue.of("tuple", (scores, _places(call, known, 0)), scores)


def best_along(call: Call) -> Value:
    """``torch.max(x, dim=1)``: the largest scores along the last dimension, and their places."""
    known = _vectors(call, call.argument("self"))
    if known is None or not call.complete or not _is_last(known, call.argument("axis")):
        return call.unknown_numbers("the largest along an axis are not known")
    scores = call.unknown("the largest scores")
    return SequenceValue.of("tuple", (scores, _places(call, known, 1)), scores)


def _places(call: Call, known: VectorsOf, fewer: int, what: str = "places of the largest scores") -> Value:
    assert known.width.exact is not None
    origin = Origin(what, call.place)
    place = Number(number(0), add(known.width.exact, -1), origin=origin)
    rank = None if known.dimensions is None else known.dimensions - fewer
    if rank == 0:
        return place
    if rank is None:
        return call.allocate(SequenceValue("array", place, unknown_length(call.key)))
    sides = tuple(unknown_length((call.key, "side", axis)) for axis in range(rank))
    return call.allocate(SequenceValue("array", place, sides[0], shape=sides))


def same_width(call: Call) -> Value:
    """``softmax(x)``: other numbers in the same places."""
    given = call.argument("self")
    if given is not None and is_symbolic(given, call.store):
        return call.symbolic()
    known = _vectors(call, given) or _row_of_scores(call, given)
    return known.with_other_numbers(call.key) if known is not None else call.unknown("the numbers are not followed")


ARGMAX = ("self", "axis")
KEEPING = ("softmax", "log_softmax", "sigmoid", "relu", "tanh", "exp", "gelu", "logsigmoid")
"""Functions that PyTorch, JAX, TensorFlow and Keras share, and that change each number, or all numbers of a vector."""
POWERS = ("pow", "sqrt", "square", "log", "log1p", "log2")
"""Functions and methods of PyTorch that change each number: ``counts.pow(0.75)``."""


def argmax_entry(*names: str) -> Entry:
    """The entry of a library's ``argmax``."""
    return Entry(names, ARGMAX, Handled(largest_place), renamed=AXIS_NAMES)


def keeping(prefix: str, names: tuple[str, ...] = KEEPING) -> Entry:
    """The entry of a library's functions that keep the width."""
    return Entry(tuple(prefix + name for name in names), ("self", "axis"), Handled(same_width), renamed={**AXIS_NAMES})


DRAWN = Entry(("multinomial",), ("self", "num_samples", "replacement"), Handled(drawn_by_scores), renamed=AXIS_NAMES)
BEST = Entry(("topk",), ("self", "k", "axis"), Handled(best_places), renamed=AXIS_NAMES)

METHODS = (
    argmax_entry("argmax"),
    DRAWN,
    BEST,
    *(handled(name, by=same_width, takes=("self", "axis")) for name in (*KEEPING, *POWERS)),
)
"""The methods of arrays and tensors."""
