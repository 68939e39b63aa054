"""Which part of an array a subscript gives: ``x[:k]``, ``x[train]``; and permutations, which give all."""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.interpret.containers.masks import Sight, sight_of
from flake8_embedding.interpret.machine import Machine
from flake8_embedding.record import replace
from flake8_embedding.values.arrays.columns import DataFrame
from flake8_embedding.values.containers.marked_shares import frame_with_share, with_share
from flake8_embedding.values.containers.numbering import is_each_place
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.containers.sets import by_value, in_any_order
from flake8_embedding.values.containers.shares import Held, Share
from flake8_embedding.values.containers.slices import Slice, constant_end, is_whole
from flake8_embedding.values.numbers.casts import MASKS_AT_TIMES
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Number, ObjectRef, Unknown, Value


def permuted(machine: Machine, rows: SequenceValue, index: tuple[Value, ...]) -> SequenceValue | None:
    """``x[torch.randperm(len(x))]``: all rows in another order. None for any other index."""
    if not index or not all(map(is_whole, index[1:])) or not _is_permutation(machine, index[0], rows.length):
        return None
    if sight_of(machine, index, rows) is Sight.BLIND:
        return replace(in_any_order(rows), kind="array")
    # ``x[x.argsort()]``
    return replace(by_value(rows, machine.store), kind="array")


def permuted_frame(machine: Machine, frame: DataFrame, places: Value) -> DataFrame | None:
    """``df.iloc[np.random.permutation(len(df))]``: all rows in another order. None for any other choice."""
    if not _is_permutation(machine, places, frame.length):
        return None
    columns = tuple((name, _column_in_any_order(machine, column)) for name, column in frame.columns)
    is_blind = sight_of(machine, (places,), Unknown("the rows", frame.key)) is Sight.BLIND
    return replace(frame, columns=columns, is_sorted=not is_blind)


def _column_in_any_order(machine: Machine, column: Value) -> Value:
    content = machine.store.content(column)
    return in_any_order(content) if isinstance(content, SequenceValue) else column


def _is_permutation(machine: Machine, places: Value, count: Number) -> bool:
    """Whether these are as many different places as there are: then they are all places."""
    content = machine.store.content(places)
    if not isinstance(content, SequenceValue) or content.dtype in MASKS_AT_TIMES:
        return False
    return is_each_place(content, count)


def shared(machine: Machine, owner: Value, whole: SequenceValue, index: tuple[Value, ...], part: Value) -> Value:
    """``owner[index]`` is ``part``: note which part of the rows of the ``whole`` it has, where that is known."""
    made = machine.store.content(part)
    if not isinstance(owner, ObjectRef) or not isinstance(made, SequenceValue) or not all(map(is_whole, index[1:])):
        return part
    share = share_at(machine, index[0], whole.length)
    if share is None:
        return part
    places = whole.length.exact if is_each_place(whole) else None
    noted = with_share(machine.store, whole, made, share, Key(owner.alloc, Held(whole)), places)
    if noted is made:
        return part
    if not isinstance(part, ObjectRef):
        return noted
    machine.store.set(part.alloc, noted)
    return part


def shared_frame(machine: Machine, frame: DataFrame, places: Value, part: DataFrame) -> DataFrame:
    """``df.iloc[train]`` is ``part``."""
    share = share_at(machine, places, frame.length)
    return part if share is None else frame_with_share(machine.store, frame, part, share, Held(frame))


def share_at(machine: Machine, place: Value, count: Number) -> Share | None:
    """Which part of some rows is at the places, where it is known what the other parts are."""
    if isinstance(place, Slice):
        return _between(place)
    content = machine.store.content(place)
    match content:
        case SequenceValue(element=Number(share=Share(places=places) as share), dtype=dtype):
            is_index = dtype not in MASKS_AT_TIMES and places is not None and places == count.exact
            return share if is_index else None
    return None


def _between(part: Slice) -> Share | None:
    """``x[:k]``, and ``x[k:]``."""
    ends = [None if end is None or is_none(end) else end for end in (part.lower, part.upper)]
    names = tuple(None if end is None else _name_of(end) for end in ends)
    is_named = all(name is not None for name, end in zip(names, ends, strict=True) if end is not None)
    if constant_end(part.step) not in (None, 1) or not is_named or names == (None, None):
        return None
    return Share("cut by place", names, 0)


def _name_of(end: Value) -> Hashable:
    """What an end of a slice is, wherever it is mentioned; None where that is not known."""
    match end:
        case Number(exact=exact, name=name) if exact is not None or name is not None:
            return exact if exact is not None else name
        case Unknown(key=key):
            return key
    return None
