"""scikit-learn: label encoders, whose ids are 0..n-1, scalers and vectorizers.

https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.LabelEncoder.html
"""

from __future__ import annotations

from flake8_embedding.library.spec import (
    Emits,
    Entry,
    Form,
    Fractions,
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
