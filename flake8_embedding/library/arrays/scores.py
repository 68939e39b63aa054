"""Places of the largest scores, and numbers drawn by scores: ``np.argmax(p, axis=-1)``, ``torch.multinomial(p, 1)``.

They are ids from 0 to below the length of the dimension that is searched.
"""

from __future__ import annotations

from typing import Protocol

from flake8_embedding.library.arrays import order as array_order
from flake8_embedding.library.arrays.vector_reductions import KEEPING_NAMES, is_last, keeps_dimension, reduced
from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled, handled
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.vectors import VectorsOf, as_vectors, sides_of, vectors, vectors_in
from flake8_embedding.values.containers.contents import is_symbolic
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import Origin
from flake8_embedding.values.numbers.bounds import add, number
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.value import Const, FloatNumber, Number, Value

AXIS_NAMES = {"dim": "axis", "a": "self", "x": "self", "input": "self", "logits": "self", **KEEPING_NAMES}
"""What the libraries call the arguments of ``argmax``."""


def best_place(call: Call, *, is_smallest: bool) -> Value:
    """``argmax(x, axis=-1)``; without an axis the place in all of a single vector."""
    given, axis = call.argument("self"), call.argument("axis")
    if axis is not None and not is_none(axis):
        return _best_along(call, axis, is_smallest=is_smallest)
    if given is not None and is_symbolic(given, call.store):
        return call.symbolic()
    known = _vectors(call, given)
    if known is None or not known.is_one_row or keeps_dimension(call) is not False:
        return call.unknown_numbers("the place of the largest is not known")
    return _places(call, known, known.dimensions or 0, is_smallest=is_smallest)


def best_place_along_first(call: Call, *, is_smallest: bool) -> Value:
    """``tf.argmax(x, axis=-1)``, which searches the first dimension if none is named."""
    axis = call.argument("axis")
    axis = Number.exactly(0) if axis is None or is_none(axis) else axis
    return _best_along(call, axis, is_smallest=is_smallest)


def _best_along(call: Call, axis: Value, *, is_smallest: bool) -> Value:
    given = call.argument("self")
    if given is not None and is_symbolic(given, call.store):
        return call.symbolic()
    known = _vectors(call, given)
    if known is None or not call.complete or not is_last(known, axis):
        return call.unknown_numbers("the place of the largest is not known")
    return _places_along(call, known, is_smallest=is_smallest)


def _places_along(call: Call, known: VectorsOf, *, is_smallest: bool = False) -> Value:
    """A place for each vector, in an array with a dimension less, or with one of length 1 in its place."""
    keeps = keeps_dimension(call)
    if keeps is None:
        return _places(call, VectorsOf(call.key, known.width, None), 0, is_smallest=is_smallest)
    fewer, last = (0, Number.exactly(1)) if keeps else (1, None)
    return _places(call, known, fewer, last=last, is_smallest=is_smallest)


def _vectors(call: Call, given: Value | None) -> VectorsOf | None:
    return None if given is None else as_vectors(call.store.content(given), call.key)


def _row_of_scores(call: Call, given: Value | None) -> VectorsOf | None:
    """``torch.tensor([count[word] for word in words])``: one vector, with a score for each word."""
    content = call.store.content(given) if given is not None else None
    match content:
        case SequenceValue(kind="array", shape=None | (_,), element=Number() | FloatNumber() | Const()):
            return vectors_in(vectors(call.key, content.length, 1))
    return None


def drawn_by_scores(call: Call) -> Value:
    """``torch.multinomial(p, 2)``, ``tf.random.categorical(logits, 1)``: several places for each vector."""
    return places_drawn(call, call.argument("self"), 0, call.argument("num_samples"))


def places_drawn(call: Call, scores: Value | None, fewer: int, count: Value | None = None) -> Value:
    """Places that are drawn by these scores, ``count`` for each vector, in an array with ``fewer`` dimensions."""
    known = _vectors(call, scores) or _row_of_scores(call, scores)
    if known is None:
        return call.unknown_numbers("what is drawn is not known")
    return _places(call, known, fewer, DRAWN_BY_SCORES, last=count)


def drawn_along(call: Call) -> Value:
    """``jax.random.categorical(key, logits, axis=-1)``: one place for each vector, or as many as ``shape`` says."""
    known, axis = _vectors(call, call.argument("self")), call.argument("axis")
    if known is None or not call.complete or (axis is not None and not is_last(known, axis)):
        return call.unknown_numbers("what is drawn is not known")
    if call.argument("shape") is not None:
        known = VectorsOf(call.key, known.width, None)
    return _places(call, known, 1, DRAWN_BY_SCORES)


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
    known, axis, count = _vectors(call, call.argument("self")), call.argument("axis"), call.argument("k")
    if known is None:
        return array_order.largest_few(call)
    if axis is not None and not is_last(known, axis):
        return call.unknown_numbers("which are the largest is not known")
    scores = known.like((call.key, "scores"), count)
    return SequenceValue.of("tuple", (scores, _places(call, known, 0, last=count)), scores)


def distances(call: Call) -> Value:
    """``torch.cdist(x, codes)``: how far each vector is from each of the codes."""
    codes = call.argument("other")
    content = call.store.content(codes) if codes is not None else None
    rows = call.rows_of_weight(codes) if codes is not None else None
    is_matrix = rows is not None
    match content:
        case SequenceValue(kind="array", shape=(*before, Number() as side, _)):
            rows, is_matrix = side, not before
    if rows is None or not call.complete:
        return call.unknown("the distances are not followed")
    given = _vectors(call, call.argument("self"))
    return vectors(call.key, rows, given.dimensions if given is not None and is_matrix else None)


def best_along(call: Call) -> Value:
    """``torch.max(x, dim=1)``: the largest scores along a dimension, and their places if it is the last one."""
    known = _vectors(call, call.argument("self"))
    if known is None or not call.complete:
        return call.unknown_numbers("the largest along an axis are not known")
    largest = reduced(call, known) or call.unknown("the largest scores")
    is_of_vectors = is_last(known, call.argument("axis"))
    places = _places_along(call, known) if is_of_vectors else call.unknown_numbers("places along another axis")
    return SequenceValue.of("tuple", (largest, places), largest)


def _places(
    call: Call,
    known: VectorsOf,
    fewer: int,
    what: str = "places of the largest scores",
    *,
    last: Value | None = None,
    is_smallest: bool = False,
) -> Value:
    """Places in vectors, in an array with ``fewer`` dimensions; its last one is as long as ``last``. ``is_smallest``:
    they are those of the smallest numbers."""
    assert known.width.exact is not None
    origin = Origin("places of the smallest numbers" if is_smallest else what, call.place, by_scores=True)
    # What keeps a place from being that of the smallest number is not followed.
    is_any = not is_smallest and not call.is_ruled_out(known)
    place = Number(number(0), add(known.width.exact, -1), attained=is_any, origin=origin)
    sides = sides_of(known, call.key)
    if sides is None:
        return call.allocate(SequenceValue("array", place, unknown_length(call.key)))
    left = sides[: len(sides) - fewer] if fewer else (*sides[:-1], _length(call, last))
    if not left:
        return replace(place, is_cell=True)
    return call.allocate(SequenceValue("array", place, left[0], shape=left))


def _length(call: Call, given: Value | None) -> Number:
    return given if isinstance(given, Number) and given.exact is not None else unknown_length((call.key, "last"))


def same_width(call: Call) -> Value:
    """``softmax(x)``: other numbers in the same places. A row of a table's weight stays the row of that word."""
    given = call.argument("self")
    if given is not None and call.is_weight(given):
        return given
    if given is not None and is_symbolic(given, call.store):
        return call.symbolic()
    known = _vectors(call, given) or _row_of_scores(call, given)
    return known.with_other_numbers(call.key) if known is not None else call.unknown("the numbers are not followed")


DRAWN_BY_SCORES = "places drawn by scores"
ARGMAX = ("self", "axis", "keepdim")
KEEPING = ("softmax", "log_softmax", "sigmoid", "relu", "tanh", "exp", "gelu", "logsigmoid")
"""Functions that PyTorch, JAX, TensorFlow and Keras share, and that change each number, or all numbers of a vector."""
POWERS = ("pow", "sqrt", "square", "log", "log1p", "log2")
"""Functions and methods of PyTorch that change each number: ``counts.pow(0.75)``."""


class _Place(Protocol):
    def __call__(self, call: Call, *, is_smallest: bool) -> Value: ...


def place_entry(*names: str, by: _Place = best_place, is_smallest: bool = False) -> Entry:
    """The entry of a library's ``argmax``; ``is_smallest``: of its ``argmin``."""
    return Entry(names, ARGMAX, Handled(lambda call: by(call, is_smallest=is_smallest)), renamed=AXIS_NAMES)


def keeping(prefix: str, names: tuple[str, ...] = KEEPING) -> Entry:
    """The entry of a library's functions that keep the width."""
    return Entry(tuple(prefix + name for name in names), ("self", "axis"), Handled(same_width), renamed={**AXIS_NAMES})


DRAWN = Entry(("multinomial",), ("self", "num_samples", "replacement"), Handled(drawn_by_scores), renamed=AXIS_NAMES)
BEST = Entry(("topk",), ("self", "k", "axis", "largest", "sorted"), Handled(best_places), renamed=AXIS_NAMES)

METHODS = (
    place_entry("argmax"),
    place_entry("argmin", is_smallest=True),
    DRAWN,
    BEST,
    *(handled(name, by=same_width, takes=("self", "axis")) for name in (*KEEPING, *POWERS)),
)
"""The methods of arrays and tensors."""
