"""SciPy: sparse matrices, whose coordinates are ids.

https://docs.scipy.org/doc/scipy/reference/sparse.html
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled, Library, handled
from flake8_embedding.values.arrays.sparse import SparseMatrix
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.memory.join import any_of
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.value import Number, Unknown, Value


def _made(call: Call) -> Value:
    """``dok_matrix((users, items))``, ``coo_matrix((data, (row, col)), shape=(users, items))``"""
    given = call.argument("shape")
    shape = items_of(given if given is not None else call.argument("arg1") or call.unknown("no shape"), call.store)
    if not call.complete or shape is None or len(shape) != 2:
        return call.unknown("the shape of the matrix is not known")
    rows, columns = shape
    if not all(isinstance(call.store.content(side), Number | Unknown) for side in shape):
        return call.unknown("the shape of the matrix is not known")
    return call.allocate(SparseMatrix(call.store.content(rows), call.store.content(columns), call.key, call.place))


def _matrix(call: Call) -> SparseMatrix | None:
    content = call.store.content(call.arguments[0])
    return content if isinstance(content, SparseMatrix) else None


def _itself(call: Call) -> Value:
    """``matrix.tocoo()``: the same entries."""
    matrix = _matrix(call)
    return call.allocate(matrix) if matrix is not None else call.unknown("the matrix is not known")


def _shape(call: Call) -> Value:
    matrix = _matrix(call)
    if matrix is None:
        return call.unknown("the matrix is not known")
    return SequenceValue.of("tuple", (matrix.rows, matrix.columns), any_of([matrix.rows, matrix.columns], call.key))


def _pair(call: Call, matrix: SparseMatrix) -> SequenceValue:
    parts: list[Value] = [matrix.row_numbers, matrix.column_numbers]
    return SequenceValue.of("tuple", tuple(parts), any_of(parts, call.key))


def _keys(call: Call) -> Value:
    """``matrix.keys()``: the row and the column of each entry."""
    matrix = _matrix(call)
    if matrix is None:
        return call.unknown("the matrix is not known")
    return call.allocate(SequenceValue("list", _pair(call, matrix), _entries(matrix)))


def _items(call: Call) -> Value:
    """``matrix.items()``"""
    matrix = _matrix(call)
    if matrix is None:
        return call.unknown("the matrix is not known")
    entry = call.unknown("what stands in the matrix")
    pair = SequenceValue.of("tuple", (_pair(call, matrix), entry), entry)
    return call.allocate(SequenceValue("list", pair, _entries(matrix)))


def _nonzero(call: Call) -> Value:
    """``rows, columns = matrix.nonzero()``"""
    matrix = _matrix(call)
    if matrix is None:
        return call.unknown("the matrix is not known")
    sides = [_numbers(call, matrix, matrix.row_numbers, "row"), _numbers(call, matrix, matrix.column_numbers, "col")]
    return SequenceValue.of("tuple", tuple(sides), any_of(sides, call.key))


def _side(call: Call) -> Value:
    """``matrix.row``, ``matrix.col``"""
    matrix = _matrix(call)
    if matrix is None:
        return call.unknown("the matrix is not known")
    of_rows = call.path == "row"
    return _numbers(call, matrix, matrix.row_numbers if of_rows else matrix.column_numbers, call.path)


def _numbers(call: Call, matrix: SparseMatrix, numbers: Number, part: str) -> Value:
    return call.allocate(SequenceValue("array", numbers, _entries(matrix)), part)


def _entries(matrix: SparseMatrix) -> Number:
    return unknown_length(Key("entries", matrix.key))


_FORMATS = ("dok", "lil", "coo", "csr", "csc", "dia", "bsr")

LIBRARY = Library(
    name="SciPy",
    roots=("scipy",),
    entries=(
        Entry(
            tuple(f"sparse.{name}_{kind}" for name in _FORMATS for kind in ("matrix", "array")),
            ("arg1", "shape", "dtype", "copy"),
            Handled(_made),
        ),
    ),
    methods={
        "sparse": (
            *(handled(f"to{name}", by=_itself) for name in _FORMATS),
            *(handled(name, by=_itself) for name in ("copy", "astype")),
            handled("keys", by=_keys),
            handled("items", by=_items),
            handled("nonzero", by=_nonzero),
        )
    },
    attributes={"sparse": (handled("shape", by=_shape), handled("row", "col", by=_side))},
)
