"""DeepCTR, for TensorFlow and PyTorch: feature columns that say how large their tables are, and models of such columns.

A model looks the values of each column up in the column's own table; the column's name says which data these are.
https://github.com/shenweichen/DeepCTR/blob/master/deepctr/feature_column.py
"""

from __future__ import annotations

from collections.abc import Iterator

from flake8_embedding.library.call import Call
from flake8_embedding.library.effects.tables import MakesTable
from flake8_embedding.library.spec import Entry, Handled, Library, handled
from flake8_embedding.record import record
from flake8_embedding.values.containers.contents import any_in, items_of
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.objects import LibraryObject, TableObject
from flake8_embedding.values.value import Const, Value

_COLUMNS = ("deepctr.feature_column", "deepctr_torch.inputs", "deepmatch.feature_column")
_MODELS = ("deepctr.models", "deepctr_torch.models", "deepmatch.models")
_MODEL = "deepctr.models.Model"


@record(frozen=True)
class MakesColumn(MakesTable):
    """A feature column: a table with a name."""

    def apply(self, call: Call) -> Value:
        made = call.make_table(self)
        for name in ("name", "vocabulary_size", "embedding_dim"):
            given = call.argument(name)
            if given is not None:
                call.set_attribute(made, name, given)
        return made


def _of_several(call: Call) -> Value:
    """``VarLenSparseFeat(SparseFeat("words", 100), maxlen=5)``: several values of one column."""
    return call.argument("sparsefeat") or call.unknown("the column is not seen")


def _columns_in(call: Call, given: Value | None) -> Iterator[tuple[Value, str]]:
    """The tables of the columns in a list, each with its name."""
    for column in items_of(given, call.store) or () if given is not None else ():
        name = call.own_attribute(column, "name")
        if isinstance(call.store.content(column), TableObject) and isinstance(name, Const):
            yield column, str(name.value)


def _names(call: Call) -> Value:
    """``get_feature_names(columns)``: the name of each column once."""
    given = call.argument("feature_columns")
    columns = items_of(given, call.store) if given is not None else None
    names = tuple(map(Const, dict.fromkeys(name for _, name in _columns_in(call, given))))
    if columns is None or len(list(_columns_in(call, given))) < len(columns):
        return call.unknown("the names of the columns are not all known")
    return call.allocate(SequenceValue.of("list", names, any_in(list(names), call.store, call.key), distinct=True))


def _made(call: Call) -> Value:
    """``DeepFM(linear_columns, deep_columns)``"""
    given = [call.argument(name) for name in ("linear_feature_columns", "dnn_feature_columns")]
    columns = tuple((f"columns {place}", one) for place, one in enumerate(given) if one is not None)
    return call.allocate(LibraryObject(_MODEL, call.place, columns))


def _fed(call: Call) -> Value:
    """``model.fit({"user": users, "item": items}, labels)``"""
    model, data = call.store.content(call.arguments[0]), call.argument("x")
    given = call.store.content(data) if data is not None else None
    if isinstance(model, LibraryObject) and isinstance(given, DictValue):
        tables = {table: name for _, columns in model.settings for table, name in _columns_in(call, columns)}
        for table, name in tables.items():
            ids = given.get(Const(name))
            if ids is not None:
                call.apply(table, [ids])
    return call.unknown("what the model returns is not followed")


# fmt: off
_NAMES = (
    "AFM", "AFN", "AutoInt", "BST", "CCPM", "DCN", "DCNMix", "DIEN", "DIFM", "DIN", "DSIN", "DeepFEFM", "DeepFM",
    "EDCN", "FGCNN", "FLEN", "FNN", "FiBiNET", "FwFM", "IFM", "MLR", "NFM", "ONN", "PNN", "WDL", "xDeepFM",
)
# fmt: on

LIBRARY = Library(
    name="DeepCTR",
    roots=(*_COLUMNS, *_MODELS),
    entries=(
        Entry(
            ("SparseFeat",),
            ("name", "vocabulary_size", "embedding_dim"),
            MakesColumn(
                rows="vocabulary_size",
                width="embedding_dim",
                size_name="vocabulary_size",
                called="SparseFeat",
                one_row_is_idiom=True,
            ),
            roots=_COLUMNS,
        ),
        Entry(("VarLenSparseFeat",), ("sparsefeat", "maxlen"), Handled(_of_several), roots=_COLUMNS),
        Entry(("get_feature_names",), ("feature_columns",), Handled(_names), roots=_COLUMNS),
        Entry(_NAMES, ("linear_feature_columns", "dnn_feature_columns"), Handled(_made), roots=_MODELS),
    ),
    methods={
        _MODEL: tuple(
            handled(name, by=_fed, takes=("self", "x"))
            for name in ("fit", "predict", "evaluate", "train_on_batch", "predict_on_batch")
        )
    },
)
