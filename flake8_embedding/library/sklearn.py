"""scikit-learn: label encoders, whose ids are 0..n-1, and splits, which keep the ids.

https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.LabelEncoder.html
"""

from __future__ import annotations

from collections.abc import Hashable

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import (
    Emits,
    Entry,
    Form,
    Fractions,
    Handled,
    Harmless,
    Learns,
    Library,
    ListOfEntries,
    MakesIndexer,
    Member,
    PassesOn,
    Vocabulary,
)
from flake8_embedding.library.terms import COUNT, Fixed, Setting
from flake8_embedding.record import replace
from flake8_embedding.values.columns import DataFrame
from flake8_embedding.values.contained_numbers import numbers_in
from flake8_embedding.values.frames import some_rows
from flake8_embedding.values.join import any_of
from flake8_embedding.values.lines import some_lines
from flake8_embedding.values.parts import one_of
from flake8_embedding.values.provenance import Key
from flake8_embedding.values.ranges import some_of
from flake8_embedding.values.selections import Blindly, RowsOf
from flake8_embedding.values.sequences import SequenceValue
from flake8_embedding.values.unknown_numbers import unknown_length
from flake8_embedding.values.value import Unknown, Value

_WAYS = ("train", "test")


def _train_test_split(call: Call) -> Value:
    """Each array in two parts, first the one to train with; an unknown array's parts are unknown."""
    if not call.complete:
        return call.unknown("the arguments are not all seen")
    parts: list[Value] = []
    for number, given in enumerate(call.arguments):
        content = call.store.content(given)
        if isinstance(content, DataFrame):
            parts += [
                call.allocate(some_rows(content, call.store, _choice(call, way)), f"{way} {number}") for way in _WAYS
            ]
            continue
        lines = [
            some_lines(content, call.store, _choice(call, way), Key(call.key, number, way), looked=False)
            for way in _WAYS
        ]
        if None not in lines:
            made = zip(_WAYS, lines, strict=True)
            parts += [call.allocate(part, f"{way} {number}") for way, part in made if part is not None]
            continue
        if isinstance(content, SequenceValue) and isinstance(call.store.content(content.element), SequenceValue):
            # Each of the lists is in one part or the other, as it is.
            each = one_of(content.element, call.store)
            for way in _WAYS:
                count = unknown_length(Key(call.key, number, way))
                shape = None if content.shape is None else (count, *content.shape[1:])
                parts.append(call.allocate(SequenceValue("array", each, count, shape=shape), f"{way} {number}"))
            continue
        ids = numbers_in(given, call.store) if isinstance(content, SequenceValue) else None
        for which in _WAYS:
            key = Key(call.key, number, which)
            if ids is None or not isinstance(content, SequenceValue):
                of = content.key if isinstance(content, Unknown) else key
                parts.append(Unknown("a part of an unknown array", RowsOf(of, _choice(call, which))))
                continue
            shape = None if content.shape is None else (unknown_length(key), *content.shape[1:])
            part = SequenceValue("array", some_of(ids), unknown_length(key), shape=shape)
            parts.append(call.allocate(part, f"{which} {number}"))
    return SequenceValue.of("list", tuple(parts), any_of(parts, call.key))


def _choice(call: Call, which: str) -> Hashable:
    """One part of the split: with ``stratify`` each group is in both."""
    key = Key(call.key, which)
    return Blindly(key) if not call.keywords or "stratify" not in dict(call.keywords) else key


_LABELS = Emits(Fixed(0), COUNT, "ids of the LabelEncoder", comes_as=Form.ARRAY, zero="the first class")
_CATEGORIES = Emits(
    Fixed(0),
    COUNT,
    "ids of the OrdinalEncoder",
    only_if=("categories", (None, "auto")),
    comes_as=Form.ARRAY,
    zero="the first category",
    unknown_as="unknown_value",
)

_BINS = Emits(
    Fixed(0),
    COUNT,
    "bins of the KBinsDiscretizer",
    only_if=("encode", ("ordinal",)),
    comes_as=Form.ARRAY,
    limit="n_bins",
    zero="the first bin",
)


def _counting_words(rows: Member) -> dict[str, Member]:
    """The members of a vectorizer, which gives such rows."""
    return {
        "fit": Learns(),
        "fit_transform": Learns(emits="transform"),
        "transform": rows,
        "build_analyzer": Harmless(),
        "build_tokenizer": Harmless(),
        "vocabulary_": Vocabulary(COUNT, Fixed(0), COUNT),
        "get_feature_names_out": ListOfEntries(COUNT),
        "get_feature_names": ListOfEntries(COUNT),
    }


_TO_FRACTIONS: dict[str, Member] = {
    "fit": Learns(),
    "fit_transform": Learns(emits="transform"),
    "transform": Fractions(),
    "inverse_transform": Harmless(),
}

_TO_DEFAULT_RANGE: dict[str, Member] = {**_TO_FRACTIONS, "transform": Fractions(unless="feature_range")}

LIBRARY = Library(
    name="scikit-learn",
    roots=("sklearn",),
    methods={"any": (Entry(("toarray", "todense"), ("self",), PassesOn(("self",))),)},
    entries=(
        Entry(
            ("model_selection.train_test_split", "cross_validation.train_test_split"), (), Handled(_train_test_split)
        ),
        Entry(
            ("preprocessing.LabelEncoder", "preprocessing.label.LabelEncoder"),
            (),
            MakesIndexer(
                what="LabelEncoder",
                counted_as="len({}.classes_)",
                members={
                    "fit": Learns(each_value=True),
                    "fit_transform": Learns(emits="transform", each_value=True),
                    "transform": _LABELS,
                    "classes_": ListOfEntries(COUNT, called=False, is_array=True),
                    "inverse_transform": Harmless(),
                },
            ),
        ),
        Entry(
            ("preprocessing.OrdinalEncoder",),
            ("*", "categories", "dtype", "handle_unknown", "unknown_value", "encoded_missing_value"),
            MakesIndexer(
                what="OrdinalEncoder",
                counted_as="the most categories that {} has in one column",
                members={
                    "fit": Learns(),
                    "fit_transform": Learns(emits="of what it has seen"),
                    "of what it has seen": replace(_CATEGORIES, unknown_as=None),
                    "transform": _CATEGORIES,
                    "inverse_transform": Harmless(),
                },
            ),
        ),
        Entry(
            ("preprocessing.KBinsDiscretizer",),
            ("n_bins", "*", "encode", "strategy"),
            MakesIndexer(
                what="KBinsDiscretizer",
                counted_as="the bins of {}",
                count=Setting("n_bins", default=5),
                members={
                    "fit": Learns(),
                    "fit_transform": Learns(emits="transform"),
                    "transform": _BINS,
                    "inverse_transform": Harmless(),
                },
            ),
        ),
        Entry(
            ("preprocessing.StandardScaler", "preprocessing.RobustScaler", "preprocessing.PowerTransformer"),
            (),
            MakesIndexer(what="scaler", counted_as="the columns of {}", members=_TO_FRACTIONS),
        ),
        Entry(
            ("preprocessing.MinMaxScaler",),
            ("feature_range",),
            MakesIndexer(
                what="scaler",
                counted_as="the columns of {}",
                members=_TO_DEFAULT_RANGE,
            ),
        ),
        Entry(
            ("feature_extraction.text.CountVectorizer",),
            (),
            MakesIndexer(
                what="vectorizer",
                counted_as="len({}.vocabulary_)",
                members=_counting_words(Harmless()),
            ),
        ),
        Entry(
            ("feature_extraction.text.TfidfVectorizer",),
            (),
            MakesIndexer(
                what="vectorizer",
                counted_as="len({}.vocabulary_)",
                members=_counting_words(Fractions()),
            ),
        ),
    ),
)
