"""Splits of data into parts that are together all of it: scikit-learn's ``train_test_split``, ``KFold`` and the like.

https://scikit-learn.org/stable/modules/generated/sklearn.model_selection.train_test_split.html,
https://scikit-learn.org/stable/modules/generated/sklearn.model_selection.KFold.html
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled, Library, handled
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.arrays.frames import some_rows
from flake8_embedding.values.arrays.lines import some_lines
from flake8_embedding.values.containers.contained_numbers import numbers_in
from flake8_embedding.values.containers.contents import length_of
from flake8_embedding.values.containers.marked_shares import frame_with_share, with_share
from flake8_embedding.values.containers.numbering import is_each_place
from flake8_embedding.values.containers.parts import one_of
from flake8_embedding.values.containers.selections import Blindly, RowsOf
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.shares import Share
from flake8_embedding.values.ids import IdKind, Origin
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.bounds import Expr, add, number
from flake8_embedding.values.numbers.ranges import some_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import LibraryObject
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Choice, Number, ObjectRef, Unknown, Value

_WAYS = ("train", "test")


def _train_test_split(call: Call) -> Value:
    """Each array in two parts, first the one to train with; an unknown array's parts are unknown."""
    if not call.complete:
        return call.unknown("the arguments are not all seen")
    # With both sizes given, some rows may be in neither part.
    leaves_some = {"train_size", "test_size"} <= {name for name, _ in call.keywords}
    parts: list[Value] = []
    for which, given in enumerate(call.arguments):
        for place, way in enumerate(_WAYS):
            share = None if leaves_some else Share(call.key, place)
            cut = partial(_part, call, way=way, share=share, which=which)
            parts.append(_in_each_case(call, given, cut, Key(call.key, which, way)))
    return SequenceValue.of("list", tuple(parts), any_of(parts, call.key))


def _in_each_case(call: Call, given: Value, cut: Callable[[Value], Value], key: Hashable) -> Value:
    """A part of one array or another, by the path: ``x`` behind ``if args.debug: x = x[:100]``."""
    held = call.store.get(given.alloc) if type(given) is ObjectRef else None
    if type(given) is Choice:
        return call.store.on_each(given, cut, key)
    if type(held) is not Choice or type(given) is not ObjectRef:
        return cut(given)
    alloc = given.alloc

    def cut_one(content: Value) -> Value:
        call.store.set(alloc, content)
        return cut(given)

    return call.store.on_each(held, cut_one, key)


def _part(call: Call, given: Value, *, way: str, share: Share | None, which: int) -> Value:
    key, array = Key(call.key, which, way), Key("split", which)
    whole = call.store.content(given)
    if isinstance(whole, DataFrame):
        rows = some_rows(whole, call.store, _choice(call, way))
        made: Value = rows if share is None else frame_with_share(call.store, whole, rows, share)
        return call.allocate(made, f"{way} {which}")
    if not isinstance(whole, SequenceValue):
        of = whole.key if isinstance(whole, Unknown) else key
        return Unknown("a part of an unknown array", RowsOf(of, _choice(call, way)))
    part = some_lines(whole, call.store, _choice(call, way), key, looked=False) or _some(call, whole, given, key)
    if part is None:
        return Unknown("a part of an unknown array", RowsOf(key, _choice(call, way)))
    places = whole.length.exact if is_each_place(whole) else None
    noted = part if share is None else with_share(call.store, whole, part, share, array, places)
    return call.allocate(noted, f"{way} {which}")


def _some(call: Call, whole: SequenceValue, given: Value, key: Hashable) -> SequenceValue | None:
    """Some elements of an array, or some of the lists in a list, each as it is."""
    count = unknown_length(key)
    shape = None if whole.shape is None else (count, *whole.shape[1:])
    if isinstance(call.store.content(whole.element), SequenceValue):
        return SequenceValue("array", one_of(whole.element, call.store), count, shape=shape)
    ids = numbers_in(given, call.store)
    return None if ids is None else SequenceValue("array", some_of(ids), count, shape=shape)


def _choice(call: Call, which: str) -> Hashable:
    """One part of the split: with ``stratify`` each group is in both."""
    key = Key(call.key, which)
    return Blindly(key) if not call.keywords or "stratify" not in dict(call.keywords) else key


_FOLDS = "sklearn.model_selection.KFold"
"""The kind of objects that split data without looking at them, or so that each class is in both parts."""

_GROUPED = "sklearn.model_selection.GroupKFold"
"""The kind of objects that split data by groups, which may be the ids."""


def _made(kind: str) -> Callable[[Call], Value]:
    return lambda call: call.allocate(LibraryObject(kind, call.place))


def _folds(kind: IdKind) -> Callable[[Call], Value]:
    """``folds.split(x)`` gives in each round the places of the rows to train with, and of those to test with. Together
    these are all places."""

    def split(call: Call) -> Value:
        given = call.argument("X")
        length = None if given is None else length_of(given, call.store)
        count = None if length is None else length.exact
        parts = [_places(call, count, kind, place) for place in range(len(_WAYS))]
        pair = SequenceValue.of("tuple", tuple(parts), any_of(parts, call.key))
        return call.allocate(SequenceValue("iterator", pair, unknown_length(call.key, "the number of folds", least=1)))

    return split


def _places(call: Call, count: Expr | None, kind: IdKind, place: int) -> Value:
    highest = None if count is None else add(count, -1)
    share = Share(call.key, place, places=count)
    origin = Origin("places of the rows", call.place, id_kind=kind)
    numbers = Number(number(0), highest, attained=False, origin=origin, share=share if count is not None else None)
    length = unknown_length(Key(call.key, place))
    return SequenceValue("array", numbers, length, distinct=True, shape=(length,))


_BLIND = ("KFold", "StratifiedKFold", "RepeatedKFold", "RepeatedStratifiedKFold")

LIBRARY = Library(
    name="scikit-learn's splits",
    roots=("sklearn",),
    entries=(
        Entry(
            ("model_selection.train_test_split", "cross_validation.train_test_split"), (), Handled(_train_test_split)
        ),
        handled(*(f"model_selection.{name}" for name in _BLIND), by=_made(_FOLDS), takes=()),
        handled(
            *(f"model_selection.{name}" for name in ("GroupKFold", "StratifiedGroupKFold")),
            by=_made(_GROUPED),
            takes=(),
        ),
    ),
    methods={
        _FOLDS: (handled("split", by=_folds(IdKind.POSITIONS), takes=("self", "X", "y", "groups")),),
        _GROUPED: (handled("split", by=_folds(IdKind.PRODUCED), takes=("self", "X", "y", "groups")),),
    },
)
