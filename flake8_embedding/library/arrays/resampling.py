"""Rows in another order, some of them, or some of them several times: scikit-learn's ``shuffle`` and ``resample``, and
the samplers of imbalanced-learn.

https://scikit-learn.org/stable/modules/generated/sklearn.utils.shuffle.html,
https://scikit-learn.org/stable/modules/generated/sklearn.utils.resample.html,
https://imbalanced-learn.org/stable/references/over_sampling.html
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.arrays.frames import some_rows
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.selections import Blindly
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.sets import in_any_order
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.ranges import some_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import LibraryObject
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Unknown, Value


def _shuffled(call: Call) -> Value:
    """``shuffle(x, y)``: copies with the same rows in another order; one array comes back by itself."""
    if not call.complete or not call.arguments or {name for name, _ in call.keywords} - {"random_state"}:
        return call.unknown("the arguments are not all seen")
    return _several(call, [_in_any_order(call, one, f"part {place}") for place, one in enumerate(call.arguments)])


def _in_any_order(call: Call, given: Value, part: str) -> Value:
    content = call.store.content(given)
    match content:
        case SequenceValue():
            return call.allocate(in_any_order(content), part)
        case DataFrame():
            return call.allocate(some_rows(content, call.store, Blindly(Key(call.key, part))), part)
        case Unknown():
            return Unknown("rows in another order", Key(call.key, part))
    return content


def _drawn(call: Call) -> Value:
    """``resample(x, y, n_samples=9)``: rows that are drawn, each perhaps several times."""
    if not call.complete or not call.arguments:
        return call.unknown("the arguments are not all seen")
    return _several(call, [_some(call, one, f"part {place}") for place, one in enumerate(call.arguments)])


def _some(call: Call, given: Value, part: str) -> Value:
    content = call.store.content(given)
    ids = numbers_in(given, call.store) if isinstance(content, SequenceValue) else None
    key = Key(call.key, part)
    if isinstance(content, DataFrame):
        return call.allocate(some_rows(content, call.store, Blindly(key)), part)
    if ids is None or not isinstance(content, SequenceValue):
        return Unknown("rows that are drawn", key)
    count = unknown_length(key)
    shape = None if content.shape is None else (count, *content.shape[1:])
    return call.allocate(SequenceValue("array", some_of(ids), count, shape=shape, dtype=content.dtype), part)


def _several(call: Call, parts: list[Value]) -> Value:
    return parts[0] if len(parts) == 1 else SequenceValue.of("list", tuple(parts), any_of(parts, call.key))


_SAMPLER = "imblearn.over_sampling.RandomOverSampler"


def _resampled(call: Call) -> Value:
    """``x, y = SMOTE().fit_resample(x, y)``: rows of ``x``, and with some samplers rows between two of them: what
    stands there lies between two numbers of ``x``."""
    given = [one for one in (call.argument("X"), call.argument("y")) if one is not None]
    if len(given) != 2 or not call.complete:
        return call.unknown("what is sampled is not seen")
    parts = [_some(call, one, f"part {place}") for place, one in enumerate(given)]
    return SequenceValue.of("tuple", tuple(parts), any_of(parts, call.key))


_SAMPLERS = (
    *(f"over_sampling.{name}" for name in ("RandomOverSampler", "SMOTE", "ADASYN", "BorderlineSMOTE")),
    *(f"under_sampling.{name}" for name in ("RandomUnderSampler", "NearMiss", "TomekLinks", "EditedNearestNeighbours")),
    *(f"combine.{name}" for name in ("SMOTETomek", "SMOTEENN")),
)

LIBRARY = Library(
    name="resampling",
    roots=("sklearn", "imblearn"),
    entries=(
        handled("utils.shuffle", by=_shuffled, takes=(), roots=("sklearn",)),
        handled("utils.resample", by=_drawn, takes=(), roots=("sklearn",)),
        handled(
            *_SAMPLERS,
            by=lambda call: call.allocate(LibraryObject(_SAMPLER, call.place)),
            takes=(),
            roots=("imblearn",),
        ),
    ),
    methods={_SAMPLER: (handled("fit_resample", "fit_sample", by=_resampled, takes=("self", "X", "y")),)},
)
