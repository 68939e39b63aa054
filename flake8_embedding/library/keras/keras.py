"""Keras in all its guises: ``keras``, ``tensorflow.keras``, ``tf_keras`` and the older roots.

Ids and sizes were found by running the libraries (keras 2.3.1 to 3.15.1, tf_keras 2.21, TensorFlow 2.1 to 2.21)
and can be read in ``keras/src/legacy/preprocessing/text.py``, ``keras/src/layers/preprocessing/`` and
https://keras.io/api/layers/core_layers/embedding/.
"""

from __future__ import annotations

from functools import partial

from flake8_embedding.facts import Overrun
from flake8_embedding.library.arrays.concatenation import JOINING_NAMES, joined
from flake8_embedding.library.arrays.new_arrays import matrix_of_shape
from flake8_embedding.library.call import Call
from flake8_embedding.library.keras import graphs as keras_graphs
from flake8_embedding.library.keras import lookups as keras_lookups
from flake8_embedding.library.keras import ops as keras_ops
from flake8_embedding.library.keras import text as keras_text
from flake8_embedding.library.keras import wrappers as keras_wrappers
from flake8_embedding.library.keras.versions import ALIASES, FLAVOURS
from flake8_embedding.library.modules import copied, same_object
from flake8_embedding.library.saved.models import BY_CHECKPOINT, CHECKPOINT, SAVED_MODELS, SAVING
from flake8_embedding.library.spec import (
    Conventions,
    Entry,
    Handled,
    InheritedBehaviour,
    Library,
    MakesInput,
    MakesLayer,
    MakesModel,
    MakesRecurrentLayer,
    MakesTable,
    PassesOn,
    Removed,
    WeightNames,
    handled,
)
from flake8_embedding.record import replace
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.value import Value

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

_WHOLE = tuple(root for root in _ROOTS if root not in ("keras.src.legacy", "keras_preprocessing"))
"""The roots with layers and models; the others have preprocessing of texts alone."""

_OVERRUNS = (
    Overrun("JAX reads NaN there and raises no error", environment=("KERAS_BACKEND", "jax")),
    Overrun("PyTorch raises an error", environment=("KERAS_BACKEND", "torch")),
    Overrun("Keras below 3.3 reads the last row there and raises no error", newest=True, before=3),
    Overrun("an error on a CPU with TensorFlow or PyTorch, NaN with JAX", newest=True),
    Overrun("an error on a CPU, zeros on a GPU"),
)
"""Found by running Keras 3.0 to 3.15 over each of its backends on a CPU, and tf_keras; that TensorFlow checks no id on
a GPU is its documentation's word (``tf.gather``)."""

_LISTS = ("weights", "trainable_weights", "variables", "get_weights")
_MATRIX = ("embeddings", "_embeddings", *_LISTS)

_EMBEDDING = Entry(
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
    effect=MakesTable(
        rows="input_dim",
        width="output_dim",
        size_name="input_dim",
        length="input_length",
        weights=("weights", "embeddings_initializer"),
        masks="mask_zero",
        negative="Keras 3 reads the last row for -1, tf.keras of Keras 2 raises an error on a CPU",
        # "`input_dim` must be a positive integer", "Both `input_dim` and `output_dim` should be positive":
        # layers/core/embedding.py of Keras 3.15 and of tf_keras 2.21.
        refuses_empty=True,
        matrix_names=_MATRIX,
        overruns=_OVERRUNS,
    ),
    removed={
        "input_length": Removed("Keras 3.0 and 3.1 refuse it, and later ones ignore it; remove it", idle=True),
        "dropout": Removed("Keras 3 refuses it; put a Dropout layer behind the table"),
        "mask_value": Removed("Keras 3 refuses it; use mask_zero=True and pad with 0"),
        "batch_input_shape": Removed("Keras 3 refuses it; begin the model with an Input"),
        "weights": Removed(
            "Keras 3.0 to 3.2 refuse it; use embeddings_initializer=keras.initializers.Constant(matrix)", before=3
        ),
    },
)

_REVERSIBLE = Entry(
    names=("layers.ReversibleEmbedding",),
    parameters=("input_dim", "output_dim", "tie_weights", "embeddings_initializer"),
    effect=MakesTable(
        rows="input_dim",
        width="output_dim",
        size_name="input_dim",
        called="ReversibleEmbedding",
        weights=("embeddings_initializer",),
        negative="Keras 3 reads the last row for -1",
        matrix_names=_MATRIX,
        overruns=_OVERRUNS,
    ),
)

# -- models --------------------------------------------------------------------------------------------------------

_SEQUENTIAL = Entry(
    names=("Sequential", "models.Sequential", "engine.sequential.Sequential"),
    parameters=("layers", "trainable", "name"),
    effect=MakesModel(layers="layers"),
)

_MODEL = Entry(
    names=("Model", "models.Model", "engine.training.Model", "engine.topology.Model"),
    parameters=("inputs", "outputs", "name"),
    effect=MakesModel(inputs="inputs", outputs="outputs"),
    renamed={"input": "inputs", "output": "outputs"},
)

_FUNCTION = Entry(("backend.function",), ("inputs", "outputs"), MakesModel(inputs="inputs", outputs="outputs"))

_INPUT = Entry(
    names=("Input", "layers.Input", "models.Input", "engine.input_layer.Input", "engine.topology.Input"),
    parameters=("shape", "batch_size", "dtype", "sparse", "batch_shape", "name", "tensor"),
    effect=MakesInput(),
)

_SAME_IDS = Entry(
    names=(
        "layers.InputLayer",
        "layers.Identity",
        "layers.Masking",
        "layers.Dropout",
        "layers.ActivityRegularization",
    ),
    parameters=(),
    effect=MakesLayer(passes_ids=True),
)

_SAME_IDS_IN_OTHER_SHAPE = Entry(
    names=("layers.Flatten", "layers.Reshape", "layers.Permute", "layers.RepeatVector", "layers.Concatenate"),
    parameters=(),
    effect=MakesLayer(passes_ids=True, in_other_shape=True),
)

_DENSE = Entry(("layers.Dense",), ("units", "activation"), MakesLayer(width="units"))

_SAME_WIDTH = Entry(
    ("layers.Activation", "layers.Softmax", "layers.ReLU", "layers.LayerNormalization", "layers.BatchNormalization"),
    (),
    MakesLayer(keeps_width=True),
)

_POOLING = Entry(
    ("layers.GlobalAveragePooling1D", "layers.GlobalMaxPooling1D"),
    ("data_format", "keepdims"),
    MakesLayer(keeps_width=True, fewer=1, unless=("data_format", "keepdims")),
)

_OF_VECTORS = Entry(
    (
        *("layers.Add", "layers.Average", "layers.Dot", "layers.Maximum", "layers.Minimum", "layers.Multiply"),
        *("layers.Subtract", "layers.Attention", "layers.AdditiveAttention", "layers.MultiHeadAttention"),
        *("layers.Conv1D", "layers.Conv2D", "layers.AveragePooling1D", "layers.MaxPooling1D", "layers.MaxPooling2D"),
        *("layers.SpatialDropout1D", "layers.GaussianNoise", "layers.LeakyReLU", "layers.ELU", "layers.PReLU"),
    ),
    (),
    MakesLayer(),
)
"""Layers of which only that matters: they make no table, and have a place among the layers of a model."""

_LAMBDA = Entry(
    names=("layers.Lambda",), parameters=("function", "output_shape"), effect=MakesLayer(applies="function")
)

_RECURRENT = ("units", "activation", "*", "return_sequences", "return_state")
_BY_STEP = MakesRecurrentLayer("units", steps="return_sequences", state="return_state")
_LSTM = Entry(("layers.LSTM", "layers.CuDNNLSTM"), _RECURRENT, replace(_BY_STEP, states=2))
_GRU = Entry(("layers.GRU", "layers.CuDNNGRU", "layers.SimpleRNN"), _RECURRENT, _BY_STEP)


_CONCATENATE = Entry(
    names=("layers.concatenate", "backend.concatenate"),
    parameters=("arrays", "axis"),
    effect=Handled(partial(joined, default=-1)),
    renamed={**JOINING_NAMES, "inputs": "arrays"},
)

_CONSTANT = Entry(
    names=("initializers.Constant", "initializers.constant"),
    parameters=("value",),
    effect=PassesOn(("value",)),
)


def _added_weight(call: Call) -> Value:
    """``self.add_weight(shape=(rows, width))``; Keras 2 takes a name before the shape, Keras 3 after it."""
    given = [value for value in (call.argument("shape"), *call.arguments[1:3]) if value is not None]
    shape = next((value for value in given if items_of(value, call.store) is not None), None)
    return matrix_of_shape(call, shape) if shape is not None else call.unknown("the shape of the weight is not given")


_ADD_WEIGHT = handled("add_weight", "add_variable", by=_added_weight, takes=("self", "*", "shape"))

_LAYER = InheritedBehaviour(set_up_by="build", methods=(_ADD_WEIGHT,))


def _step(call: Call) -> Value:
    """``model.test_step((x, y))``, where the model has none of its own: what it predicts on is the first of these."""
    owner, batch = call.argument("self"), call.argument("data")
    if owner is None or batch is None:
        return call.unknown("what the model's step gives is not followed")
    items = items_of(batch, call.store)
    call.apply(owner, [items[0] if items and isinstance(call.store.content(batch), SequenceValue) else batch])
    return call.unknown("what the model's step gives is not followed")


_STEP = handled("train_step", "test_step", "predict_step", by=_step, takes=("self", "data"))

_SAVED_AND_COPIED = (*SAVED_MODELS, handled("models.clone_model", by=copied, takes=("self",)))


_STEPS = {
    **dict.fromkeys(("fit", "fit_generator"), ("train_step", "test_step")),
    "train_on_batch": ("train_step",),
    **dict.fromkeys(("evaluate", "evaluate_generator", "test_on_batch"), ("test_step",)),
    **dict.fromkeys(("predict", "predict_generator", "predict_on_batch"), ("predict_step",)),
}
"""https://keras.io/guides/custom_train_step_in_tensorflow/: what a model of one's own does with a batch."""


LIBRARY = Library(
    name="Keras",
    tensors=True,
    roots=_ROOTS,
    model_loaders=("load_model",),
    entries=(
        *(replace(entry, roots=_WHOLE) for entry in (_EMBEDDING, _REVERSIBLE, _SEQUENTIAL, _MODEL, _INPUT)),
        *(
            replace(entry, roots=_WHOLE)
            for entry in (
                _SAME_IDS,
                _SAME_IDS_IN_OTHER_SHAPE,
                _DENSE,
                _SAME_WIDTH,
                _POOLING,
                _OF_VECTORS,
                _FUNCTION,
                _LAMBDA,
                _LSTM,
                _GRU,
                _CONCATENATE,
                _CONSTANT,
                *keras_lookups.ENTRIES,
                *keras_ops.ENTRIES,
                *keras_wrappers.ENTRIES,
            )
        ),
        *keras_text.ENTRIES,
        *(replace(entry, roots=_WHOLE) for entry in _SAVED_AND_COPIED),
    ),
    methods={"model": (SAVING, *keras_graphs.METHODS), CHECKPOINT: (BY_CHECKPOINT,)},
    attributes={"model": keras_graphs.ATTRIBUTES, "table": (same_object("layer"),)},
    aliases=ALIASES,
    bases={
        **dict.fromkeys(
            _MODEL.names,
            InheritedBehaviour(
                fits=True,
                steps=_STEPS,
                set_up_by="build",
                methods=(SAVING, _ADD_WEIGHT, _STEP, *keras_graphs.METHODS),
            ),
        ),
        **dict.fromkeys(
            ("layers.Layer", "Layer", "engine.topology.Layer"),
            InheritedBehaviour(set_up_by="build", methods=(_ADD_WEIGHT,)),
        ),
    },
    conventions=Conventions(
        instance_calls=("call",),
        fed_with_arrays=("__call__", "call", "predict_on_batch", "train_on_batch", "test_on_batch"),
        fed_with_batches=("fit", "predict", "evaluate", "fit_generator", "predict_generator", "evaluate_generator"),
        fed_with_targets=("fit", "evaluate", "fit_generator", "evaluate_generator"),
        data_arguments=("x", "inputs", "input", "data", "generator", "dataset"),
        tried_on=("validation_data",),
        callbacks=("callbacks",),
        callbacks_are_told=("on_epoch_end",),
        builds_models=("add", "build", "compile", "summary"),
        trains=("fit", "fit_generator"),
        targets=("y",),
        reverses=("reverse",),
        lists_weight=_LISTS,
        fills_table=("set_weights",),
        weight=WeightNames(copied=("get_weights",)),
    ),
    flavours=FLAVOURS,
    harmless=("keras_preprocessing", "keras_tuner"),
    decorators=(
        "keras.saving.register_keras_serializable",
        "tensorflow.keras.utils.register_keras_serializable",
        "keras.utils.register_keras_serializable",
    ),
)
