"""Keras in all its guises: ``keras``, ``tensorflow.keras``, ``tf_keras`` and the older roots.

Ids and sizes were found by running the libraries (keras 2.3.1 to 3.15.1, tf_keras 2.21, TensorFlow 2.1 to 2.21)
and can be read in ``keras/src/legacy/preprocessing/text.py``, ``keras/src/layers/preprocessing/`` and
https://keras.io/api/layers/core_layers/embedding/.
"""

from __future__ import annotations

from flake8_embedding.library.spec import (
    COUNT,
    AtLeast,
    Emits,
    Fixed,
    Flavour,
    Harmless,
    Learns,
    LengthOf,
    Library,
    Limited,
    ListOfEntries,
    MakesEncoder,
    MakesIds,
    MakesInput,
    MakesLayer,
    MakesModel,
    MakesTable,
    OneIf,
    Pads,
    PassesOn,
    Row,
    Setting,
    Size,
    Vocabulary,
)

_ROOTS = (
    "keras",
    "tensorflow.keras",
    "tensorflow.compat.v1.keras",
    "tensorflow.compat.v2.keras",
    "tensorflow.python.keras",
    "tensorflow.contrib.keras",
    "tf_keras",
    "keras._tf_keras.keras",
    "keras.src",
    "keras.src.legacy",
    "keras_preprocessing",
)

_EMBEDDING = Row(
    names=("layers.Embedding",),
    parameters=(
        "input_dim",
        "output_dim",
        "embeddings_initializer",
        "embeddings_regularizer",
        "embeddings_constraint",
        "mask_zero",
        "weights",
    ),
    word=MakesTable(
        rows="input_dim",
        width="output_dim",
        size_name="input_dim",
        length="input_length",
        weights="weights",
        masks="mask_zero",
        negative="Keras 3 reads the last row for -1, tf.keras of Keras 2 raises an error on a CPU",
    ),
)

# -- preprocessing.text: word ids begin at 1, 0 is left to padding, num_words cuts the ids that are emitted -----

_TOKENIZER_STOP = AtLeast(Limited(COUNT + 1, "num_words"), 2, given="oov_token")
_TOKENIZER_IDS = Emits(Fixed(1), _TOKENIZER_STOP, "ids of the Tokenizer", limit="num_words")

_FILTERS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n'


def _count_words(texts: list[str], settings: dict[str, object]) -> int | None:
    """The length of ``word_index`` after ``fit_on_texts(texts)``."""
    split, filters, lower = settings.get("split", " "), settings.get("filters", _FILTERS), settings.get("lower", True)
    if not isinstance(split, str) or not isinstance(filters, str) or not split or "analyzer" in settings:
        return None
    words: set[str] = set()
    for text in texts:
        known = text.lower() if lower else text
        if settings.get("char_level"):
            words.update(known)
        else:
            words.update(filter(None, known.translate(dict.fromkeys(map(ord, filters), split)).split(split)))
    oov = settings.get("oov_token")
    return len(words | {oov} if isinstance(oov, str) else words)


_TOKENIZER = Row(
    names=("preprocessing.text.Tokenizer", "text.Tokenizer"),
    parameters=("num_words", "filters", "lower", "split", "char_level", "oov_token", "analyzer"),
    word=MakesEncoder(
        what="Tokenizer",
        counted_as="len({}.word_index)",
        # The OOV token is an entry itself.
        least=OneIf("oov_token"),
        members={
            "word_index": Vocabulary(length=COUNT, low=Fixed(1), stop=COUNT + 1),
            "index_word": Vocabulary(length=COUNT, low=Fixed(1), stop=COUNT + 1, inverted=True),
            "fit_on_texts": Learns(counts=_count_words),
            "texts_to_sequences": _TOKENIZER_IDS,
            "texts_to_sequences_generator": _TOKENIZER_IDS,
            "texts_to_matrix": Harmless(),
            "sequences_to_texts": Harmless(),
            "sequences_to_matrix": Harmless(),
            "to_json": Harmless(),
            "get_config": Harmless(),
        },
    ),
    renamed={"nb_words": "num_words"},
)

_ONE_HOT = Row(
    names=("preprocessing.text.one_hot", "text.one_hot"),
    parameters=("input_text", "n", "filters", "lower", "split"),
    word=MakesIds(Fixed(1), Setting("n"), "ids of one_hot", limit="n"),
)

_HASHING_TRICK = Row(
    names=("preprocessing.text.hashing_trick", "text.hashing_trick"),
    parameters=("text", "n", "hash_function", "filters", "lower", "split"),
    word=MakesIds(Fixed(1), Setting("n"), "ids of hashing_trick", limit="n"),
)

_PAD_SEQUENCES = Row(
    names=(
        "preprocessing.sequence.pad_sequences",
        "sequence.pad_sequences",
        "utils.pad_sequences",
        "utils.data_utils.pad_sequences",
    ),
    parameters=("sequences", "maxlen", "dtype", "padding", "truncating", "value"),
    word=Pads(of="sequences", value="value", length="maxlen"),
)

# -- preprocessing layers: the size they name counts their own extra entries --------------------------------------

_ONLY_INT = ("output_mode", ("int", None))

_TEXT_VECTORIZATION = Row(
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
    word=MakesEncoder(
        what="TextVectorization",
        counted_as="{}.vocabulary_size()",
        # get_vocabulary() begins with "" and "[UNK]"; given back as vocabulary they are recognised together.
        count=LengthOf("vocabulary", not_counting=("", "[UNK]")) + 2,
        members={
            "adapt": Learns(),
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


def _lookup(what: str, recognised: tuple[str, ...]) -> MakesEncoder:
    reserved = Setting("num_oov_indices", default=1) + OneIf("mask_token")
    return MakesEncoder(
        what=what,
        counted_as="{}.vocabulary_size()",
        count=LengthOf("vocabulary", not_counting=recognised) + reserved,
        members={
            "adapt": Learns(),
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
                texts=False,
                zero="the out-of-vocabulary (OOV) entry",
                zero_unless="mask_token",
            ),
        },
    )


_LOOKUP_PARAMETERS = ("max_tokens", "num_oov_indices", "mask_token", "oov_token", "vocabulary")

# In TensorFlow 2.3 to 2.5 the lookups under layers.experimental had a mask entry by default, later ones under
# the same path have none: those paths have no row, as the number of ids depends on the version installed.
_STRING_LOOKUP = Row(
    names=("layers.StringLookup",),
    parameters=_LOOKUP_PARAMETERS,
    word=_lookup("StringLookup", recognised=("[UNK]",)),
)

_INTEGER_LOOKUP = Row(
    names=("layers.IntegerLookup",),
    parameters=_LOOKUP_PARAMETERS,
    word=_lookup("IntegerLookup", recognised=()),
)

_HASHING = Row(
    names=("layers.Hashing", "layers.experimental.preprocessing.Hashing"),
    parameters=("num_bins", "mask_value", "salt", "output_mode"),
    word=MakesEncoder(
        what="Hashing",
        counted_as="the num_bins of {}",
        count=Setting("num_bins"),
        members={
            "__call__": Emits(
                Fixed(0),
                COUNT,
                "ids of the Hashing layer",
                limit="num_bins",
                only_if=_ONLY_INT,
                texts=False,
                zero="one of the bins",
                zero_unless="mask_value",
            )
        },
    ),
)

_DISCRETIZATION = Row(
    names=("layers.Discretization", "layers.experimental.preprocessing.Discretization"),
    parameters=("bin_boundaries", "num_bins", "epsilon", "output_mode"),
    word=MakesEncoder(
        what="Discretization",
        counted_as="the number of bins of {}",
        # The bins are between and on both sides of the boundaries.
        count=LengthOf("bin_boundaries") + 1,
        members={
            "adapt": Harmless(),
            "__call__": Emits(
                Fixed(0),
                Limited(COUNT, "num_bins"),
                "ids of the Discretization layer",
                reserved=Fixed(1),
                limit="num_bins",
                only_if=_ONLY_INT,
                texts=False,
            ),
        },
    ),
)

# -- models --------------------------------------------------------------------------------------------------------

_SEQUENTIAL = Row(
    names=("Sequential", "models.Sequential", "engine.sequential.Sequential"),
    parameters=("layers", "trainable", "name"),
    word=MakesModel(layers="layers"),
)

_MODEL = Row(
    names=("Model", "models.Model", "engine.training.Model", "engine.topology.Model"),
    parameters=("inputs", "outputs", "name"),
    word=MakesModel(inputs="inputs", outputs="outputs", brings_fit=True),
    renamed={"input": "inputs", "output": "outputs"},
)

_INPUT = Row(
    names=("Input", "layers.Input", "engine.input_layer.Input", "engine.topology.Input"),
    parameters=("shape", "batch_size", "dtype", "sparse", "batch_shape", "name", "tensor"),
    word=MakesInput(),
)

_SAME_IDS = Row(
    names=(
        "layers.InputLayer",
        "layers.Flatten",
        "layers.Reshape",
        "layers.Permute",
        "layers.RepeatVector",
        "layers.Identity",
    ),
    parameters=(),
    word=MakesLayer(passes_ids=True),
)

_CONSTANT = Row(
    names=("initializers.Constant", "initializers.constant"),
    parameters=("value",),
    word=PassesOn(("value",)),
)

_TO_TENSOR = Row(
    names=("ops.convert_to_tensor", "ops.cast", "backend.cast", "ops.array"),
    parameters=("x",),
    word=PassesOn(("x",)),
)

_MOVED = {
    "layers.embeddings": "layers",
    "layers.core": "layers",
    "layers.core.embedding": "layers",
    "layers.recurrent": "layers",
    "layers.convolutional": "layers",
    "layers.pooling": "layers",
    "layers.normalization": "layers",
    "layers.merge": "layers",
    "layers.wrappers": "layers",
    "layers.noise": "layers",
    "layers.local": "layers",
    "layers.advanced_activations": "layers",
    "layers.preprocessing.text_vectorization": "layers",
    "layers.preprocessing.string_lookup": "layers",
    "layers.preprocessing.integer_lookup": "layers",
    "layers.cudnn_recurrent": "compat.v1.keras.layers",
    "engine.topology": "layers",
    "engine.base_layer": "layers",
    "engine.input_layer": "layers",
    "engine.training": "models",
    "engine.sequential": "models",
    "engine": "layers",
    "utils.np_utils": "utils",
    "utils.vis_utils": "utils",
    "utils.data_utils": "utils",
    "utils.generic_utils": "utils",
    "legacy.layers": "layers",
    "objectives": "losses",
}

_ONLY_KERAS_3 = frozenset(
    {
        "KerasTensor",
        "Operation",
        "StatelessScope",
        "Variable",
        "config",
        "distribution",
        "dtype_policies",
        "ops",
        "quantizers",
        "random",
        "saving",
        "tree",
        "version",
    }
)
"""Names below ``keras`` that Keras 2 does not have. ``saving`` came with 2.12 already, but code that imports it
from standalone Keras is written for Keras 3."""

_REMOVED_IN_KERAS_3 = {
    "preprocessing.text": "keras.layers.TextVectorization, or tensorflow.keras.preprocessing.text",
    "preprocessing.sequence.TimeseriesGenerator": "keras.utils.timeseries_dataset_from_array",
    "preprocessing.image.ImageDataGenerator": "keras.utils.image_dataset_from_directory and preprocessing layers",
    "layers.embeddings": "keras.layers",
    "layers.core": "keras.layers",
    "layers.recurrent": "keras.layers",
    "layers.convolutional": "keras.layers",
    "layers.pooling": "keras.layers",
    "layers.normalization": "keras.layers",
    "layers.merge": "keras.layers",
    "layers.wrappers": "keras.layers",
    "layers.noise": "keras.layers",
    "layers.local": "keras.layers",
    "layers.advanced_activations": "keras.layers",
    "layers.experimental": "keras.layers",
    "layers.CuDNNLSTM": "keras.layers.LSTM",
    "layers.CuDNNGRU": "keras.layers.GRU",
    "engine": "keras.layers and keras.models",
    "legacy.layers": "keras.layers",
    "objectives": "keras.losses",
    "utils.np_utils": "keras.utils",
    "utils.vis_utils": "keras.utils",
    "utils.data_utils": "keras.utils",
    "utils.generic_utils": "keras.utils",
    "wrappers.scikit_learn": "keras.wrappers, or the package scikeras",
}
"""Found by importing each from keras 3.15.1; the tests against the real frameworks do it again."""

LIBRARY = Library(
    name="Keras",
    roots=_ROOTS,
    rows=(
        _EMBEDDING,
        _TOKENIZER,
        _ONE_HOT,
        _HASHING_TRICK,
        _PAD_SEQUENCES,
        _TEXT_VECTORIZATION,
        _STRING_LOOKUP,
        _INTEGER_LOOKUP,
        _HASHING,
        _DISCRETIZATION,
        _SEQUENTIAL,
        _MODEL,
        _INPUT,
        _SAME_IDS,
        _TO_TENSOR,
        _CONSTANT,
    ),
    aliases={
        former: present
        for former, present in _MOVED.items()
        if present in ("layers", "models", "utils") and former.startswith(("layers.", "utils."))
    },
    flavours={
        "keras": Flavour(
            "keras",
            root="keras",
            newer_only=_ONLY_KERAS_3,
            newer_environment=frozenset({"KERAS_BACKEND"}),
            instead="tensorflow.keras",
            moved=_MOVED,
            removed=_REMOVED_IN_KERAS_3,
        ),
        "tensorflow.keras": Flavour("tensorflow.keras", root="tensorflow.keras"),
        "tensorflow.compat.v1.keras": Flavour("tensorflow.keras", root="tensorflow.compat.v1.keras"),
        "tensorflow.compat.v2.keras": Flavour("tensorflow.keras", root="tensorflow.compat.v2.keras"),
        "tf_keras": Flavour("tf_keras", root="tf_keras"),
        "tensorflow.python.keras": Flavour(
            "tensorflow.python.keras",
            root="tensorflow.python.keras",
            private=True,
            instead="tensorflow.keras",
            moved=_MOVED,
        ),
    },
    harmless=("keras_preprocessing", "keras_hub", "keras_nlp", "keras_tuner"),
    decorators=(
        "keras.saving.register_keras_serializable",
        "tensorflow.keras.utils.register_keras_serializable",
        "keras.utils.register_keras_serializable",
    ),
)
