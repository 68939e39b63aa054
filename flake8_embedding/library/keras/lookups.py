"""Keras's preprocessing layers: the size that they name counts their own extra entries.

Found by running the libraries; to be read in ``keras/src/layers/preprocessing/``.
"""

from __future__ import annotations

from flake8_embedding.facts import Overrun
from flake8_embedding.library.spec import (
    Emits,
    Entry,
    Form,
    Harmless,
    Learns,
    ListOfEntries,
    MakesIndexer,
    MakesTable,
    Size,
)
from flake8_embedding.library.terms import COUNT, Fixed, LengthOf, Limited, OneIf, Setting, Special

_OOV = "the out-of-vocabulary (OOV) entry"
_ONLY_INT = ("output_mode", ("int", None))

_READING = {name: Harmless() for name in ("get_config", "get_weights", "count_params", "compute_output_shape")}
"""What a layer tells of itself."""

_TEXT_VECTORIZATION = Entry(
    names=("layers.TextVectorization", "layers.experimental.preprocessing.TextVectorization"),
    parameters=(
        "max_tokens",
        "standardize",
        "split",
        "ngrams",
        "output_mode",
        "output_sequence_length",
        "pad_to_max_tokens",
        "vocabulary",
    ),
    effect=MakesIndexer(
        what="TextVectorization",
        counted_as="{}.vocabulary_size()",
        # get_vocabulary() begins with "" and "[UNK]"; given back as vocabulary they are recognised together.
        count=LengthOf("vocabulary", not_counting=("", "[UNK]")) + 2,
        before=Fixed(2),
        given="vocabulary",
        least=Fixed(3),
        members={
            **_READING,
            "adapt": Learns(),
            "set_vocabulary": Learns(settings=("vocabulary",)),
            "vocabulary_size": Size(Limited(COUNT, "max_tokens"), called=True),
            "vocab_size": Size(Limited(COUNT, "max_tokens"), called=True),
            "get_vocabulary": ListOfEntries(
                Limited(COUNT, "max_tokens"),
                less_if_false="include_special_tokens",
                reserved=Fixed(2),
                begins=("", "[UNK]"),
            ),
            "__call__": Emits(
                Fixed(0),
                Limited(COUNT, "max_tokens"),
                "ids of the TextVectorization",
                reserved=Fixed(2),
                limit="max_tokens",
                only_if=_ONLY_INT,
                length="output_sequence_length",
            ),
        },
    ),
)


def _lookup(what: str, oov: Special, zero: str | None = _OOV) -> MakesIndexer:
    recognised = (Special("mask_token"), oov)
    reserved = Setting("num_oov_indices", default=1) + OneIf("mask_token")
    return MakesIndexer(
        what=what,
        counted_as="{}.vocabulary_size()",
        count=LengthOf("vocabulary", not_counting=recognised, as_often_as="num_oov_indices") + reserved,
        before=reserved,
        given="vocabulary",
        least=reserved + 1,
        members={
            **_READING,
            "adapt": Learns(),
            "set_vocabulary": Learns(settings=("vocabulary",)),
            "vocabulary_size": Size(Limited(COUNT, "max_tokens"), called=True),
            "vocab_size": Size(Limited(COUNT, "max_tokens"), called=True),
            "get_vocabulary": ListOfEntries(
                Limited(COUNT, "max_tokens"),
                less_if_false="include_special_tokens",
                reserved=reserved,
                begins=recognised,
            ),
            "__call__": Emits(
                Fixed(0),
                Limited(COUNT, "max_tokens"),
                f"ids of the {what}",
                reserved=reserved,
                limit="max_tokens",
                only_if=_ONLY_INT,
                comes_as=Form.ARRAY,
                zero=zero,
                zero_unless="mask_token",
            ),
        },
    )


_OOV_TEXT, _OOV_NUMBER = Special("oov_token", "[UNK]"), Special("oov_token", -1)

_LOOKUP_PARAMETERS = ("max_tokens", "num_oov_indices", "mask_token", "oov_token", "vocabulary", "*", "output_mode")

_STRING_LOOKUP = Entry(
    names=("layers.StringLookup",),
    parameters=_LOOKUP_PARAMETERS,
    effect=_lookup("StringLookup", _OOV_TEXT),
)

_INTEGER_LOOKUP = Entry(
    names=("layers.IntegerLookup",),
    parameters=_LOOKUP_PARAMETERS,
    effect=_lookup("IntegerLookup", _OOV_NUMBER),
)

# In TensorFlow 2.3 to 2.5 the lookups under layers.experimental had a mask entry before the out-of-vocabulary one by
# default, later ones under the same path have none. The entries tell of the ids that come in every version.
_EXPERIMENTAL = tuple(
    Entry((f"layers.experimental.preprocessing.{what}",), _LOOKUP_PARAMETERS, _lookup(what, oov, zero=None))
    for what, oov in (("StringLookup", _OOV_TEXT), ("IntegerLookup", _OOV_NUMBER))
)

_CATEGORY_ENCODING = Entry(
    names=("layers.CategoryEncoding", "layers.experimental.preprocessing.CategoryEncoding"),
    parameters=("num_tokens", "output_mode"),
    effect=MakesTable(
        rows="num_tokens",
        width="",
        size_name="num_tokens",
        called="CategoryEncoding",
        one_row_is_idiom=True,
        negative="Keras 3 drops it in silence",
        overruns=(Overrun("Keras 3 drops it in silence with TensorFlow and JAX"),),
    ),
    renamed={"max_tokens": "num_tokens"},
)

_HASHING = Entry(
    names=("layers.Hashing", "layers.experimental.preprocessing.Hashing"),
    parameters=("num_bins", "mask_value", "salt", "output_mode"),
    effect=MakesIndexer(
        what="Hashing",
        counted_as="the num_bins of {}",
        count=Setting("num_bins"),
        members={
            **_READING,
            "__call__": Emits(
                Fixed(0),
                COUNT,
                "ids of the Hashing layer",
                limit="num_bins",
                only_if=_ONLY_INT,
                comes_as=Form.ARRAY,
                zero="one of the bins",
                zero_unless="mask_value",
            ),
        },
    ),
)

_HASHED_CROSSING = Entry(
    names=("layers.HashedCrossing", "layers.experimental.preprocessing.HashedCrossing"),
    parameters=("num_bins", "output_mode"),
    effect=MakesIndexer(
        what="HashedCrossing",
        counted_as="the num_bins of {}",
        count=Setting("num_bins"),
        members={
            **_READING,
            "__call__": Emits(
                Fixed(0),
                COUNT,
                "ids of the HashedCrossing layer",
                limit="num_bins",
                only_if=_ONLY_INT,
                comes_as=Form.ARRAY,
                zero="one of the bins",
            ),
        },
    ),
)

_DISCRETIZATION = Entry(
    names=("layers.Discretization", "layers.experimental.preprocessing.Discretization"),
    parameters=("bin_boundaries", "num_bins", "epsilon", "output_mode"),
    effect=MakesIndexer(
        what="Discretization",
        counted_as="the number of bins of {}",
        # The bins are between and on both sides of the boundaries.
        count=LengthOf("bin_boundaries") + 1,
        members={
            **_READING,
            "adapt": Harmless(),
            "__call__": Emits(
                Fixed(0),
                Limited(COUNT, "num_bins"),
                "ids of the Discretization layer",
                reserved=Fixed(1),
                limit="num_bins",
                only_if=_ONLY_INT,
                comes_as=Form.ARRAY,
            ),
        },
    ),
)

ENTRIES = (
    _TEXT_VECTORIZATION,
    _STRING_LOOKUP,
    _INTEGER_LOOKUP,
    *_EXPERIMENTAL,
    _CATEGORY_ENCODING,
    _HASHING,
    _HASHED_CROSSING,
    _DISCRETIZATION,
)
