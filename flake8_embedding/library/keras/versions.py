"""The Kerases: which module is which, what is where today, what only Keras 3 has and what it has no more.

https://keras.io/guides/migrating_to_keras_3/
"""

from __future__ import annotations

from flake8_embedding.library.keras.names import NAMES
from flake8_embedding.library.spec import Flavour

MOVED = {
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

FLAVOURS = {
    "keras": Flavour(
        "keras",
        root="keras",
        newer_only=_ONLY_KERAS_3,
        newer_environment=frozenset({"KERAS_BACKEND"}),
        reads=frozenset({"KERAS_BACKEND"}),
        instead="tensorflow.keras",
        moved=MOVED,
        removed=_REMOVED_IN_KERAS_3,
    ),
    "tensorflow.keras": Flavour(
        "tensorflow.keras",
        root="tensorflow.keras",
        reads=frozenset({"KERAS_BACKEND", "TF_USE_LEGACY_KERAS"}),
        names=NAMES,
    ),
    "tensorflow.compat.v1.keras": Flavour("tensorflow.keras", root="tensorflow.compat.v1.keras"),
    "tensorflow.compat.v2.keras": Flavour("tensorflow.keras", root="tensorflow.compat.v2.keras"),
    "tf_keras": Flavour("tf_keras", root="tf_keras"),
    "tensorflow.python.keras": Flavour(
        "tensorflow.python.keras",
        root="tensorflow.python.keras",
        private=True,
        instead="tensorflow.keras",
        moved=MOVED,
    ),
}

ALIASES = {
    former: present
    for former, present in MOVED.items()
    if present in ("layers", "models", "utils") and former.startswith(("layers.", "utils."))
}
