"""The words by which a file is seen to concern us.

Generated from the library files and the rules by ``python -m tests.tools.generate``: do not edit.
"""

from __future__ import annotations

from typing import Final

LIBRARIES: Final = frozenset(
    {
        "deepctr",
        "deepctr_torch",
        "deepmatch",
        "equinox",
        "flax",
        "haiku",
        "jax",
        "keras",
        "keras_hub",
        "keras_nlp",
        "keras_preprocessing",
        "mlx",
        "mxnet",
        "tensorflow",
        "tf_keras",
        "torch",
        "transformers",
    }
)
"""Top-level modules with tables, or that come in several versions."""

TABLES: Final = frozenset(
    {
        "CategoryEncoding",
        "Embed",
        "Embedding",
        "EmbeddingBag",
        "ReversibleEmbedding",
        "SparseFeat",
        "TokenAndPositionEmbedding",
        "_resize_token_embeddings",
        "categorical_column_with_identity",
        "embedding_bag",
        "embedding_lookup",
        "nb_words",
        "resize_token_embeddings",
    }
)
"""What makes tables, and former arguments that are reported: a file has one of these as a name, an attribute, an
argument or a string, or no table."""

TABLES_OF: Final = {
    "add_special_tokens": "transformers",
    "add_tokens": "transformers",
    "embedding": "torch",
    "gather": "tensorflow",
    "index_select": "torch",
    "n_positions": "transformers",
    "take": "jax",
    "token_type_ids": "transformers",
    "vocab_size": "transformers",
}
"""Tables whose names many variables have too, each with the library that has it."""

READ_ROWS: Final = frozenset(
    {
        "gather",
        "index_select",
    }
)
"""Those of them that read rows of any array."""

ARRAY_MAKERS: Final = frozenset(
    {
        "FloatTensor",
        "Tensor",
        "Variable",
        "_",
        "arange",
        "array",
        "as_tensor",
        "asanyarray",
        "asarray",
        "ascontiguousarray",
        "astype",
        "c_",
        "cat",
        "choice",
        "column_stack",
        "concat",
        "concatenate",
        "constant",
        "convert_to_tensor",
        "copy",
        "diag",
        "dstack",
        "e",
        "empty",
        "empty_like",
        "eye",
        "from_numpy",
        "fromiter",
        "full",
        "full_like",
        "hstack",
        "i",
        "identity",
        "k",
        "l",
        "linspace",
        "normal",
        "o",
        "ones",
        "ones_like",
        "permutation",
        "r",
        "r_",
        "rand",
        "randint",
        "randn",
        "random",
        "random_integers",
        "random_sample",
        "repeat",
        "reshape",
        "row_stack",
        "s",
        "sample",
        "stack",
        "standard_normal",
        "tensor",
        "tile",
        "to_numpy",
        "truncated_normal",
        "uniform",
        "unique",
        "vstack",
        "z",
        "zeros",
    }
)
"""What gives an array of known length."""

MODEL_LOADERS: Final = frozenset(
    {
        "jit.load",
        "load_model",
        "torch.load",
    }
)
"""What loads models, with the tables in them."""

OBJECT_LOADERS: Final = frozenset(
    {
        "cloudpickle.load",
        "cloudpickle.loads",
        "dill.load",
        "dill.loads",
        "joblib.load",
        "pickle.load",
        "pickle.loads",
        "read_pickle",
    }
)
"""What loads any objects, which may be models."""

OFF_BY_DEFAULT: Final = frozenset(
    {
        "EMB207",
        "EMB208",
        "EMB303",
    }
)
"""The codes of the rules that speak only where they are selected by their whole code: ``select = EMB`` leaves
them out."""
