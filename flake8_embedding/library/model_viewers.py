"""Functions of many packages that draw, count, save, convert or watch a model. They change neither the model nor data,
and feed it nothing of the program's. What is written to a file, to be read from there again, is in ``saved_objects``.

Sources: keras/src/utils/model_visualization.py, the README pages of torchsummary, torchinfo, torchviz, visualkeras and
ptflops, https://www.tensorflow.org/api_docs/python/tf/train/Checkpoint, https://docs.wandb.ai/ref/python/watch,
tensorflow/lite/python/lite.py, the README pages of tensorflowjs, tf2onnx and keras2onnx, mlflow/keras/save.py, and
Python's documentation of pickle.
"""

from __future__ import annotations

from flake8_embedding.library.spec import Entry, Library, ReadsOnly

_VIEWERS: dict[str, tuple[str, ...]] = {
    "keras": (
        *("utils.plot_model", "utils.model_to_dot", "utils.vis_utils.plot_model", "utils.vis_utils.model_to_dot"),
        *("models.save_model", "saving.save_model"),
    ),
    "tensorflow": (
        *("keras.utils.plot_model", "keras.utils.model_to_dot", "keras.models.save_model", "keras.saving.save_model"),
        *("saved_model.save", "lite.TFLiteConverter.from_keras_model"),
        *("train.Checkpoint", "train.CheckpointManager"),
    ),
    "tensorflowjs": ("converters.save_keras_model",),
    "tf2onnx": ("convert.from_keras",),
    "keras2onnx": ("convert_keras",),
    "mlflow": ("keras.log_model", "tensorflow.log_model", "pytorch.log_model"),
    "torchsummary": ("summary",),
    "torchsummaryX": ("summary",),
    "torchinfo": ("summary",),
    "pytorch_model_summary": ("summary",),
    "torchviz": ("make_dot",),
    "visualkeras": ("layered_view", "graph_view"),
    "ptflops": ("get_model_complexity_info",),
    "wandb": ("watch", "unwatch"),
    "pickle": ("dumps",),
    "dill": ("dumps",),
    "cloudpickle": ("dumps",),
}

LIBRARY = Library(
    name="viewers of models",
    roots=tuple(_VIEWERS),
    entries=tuple(Entry(names, ("model",), ReadsOnly(), roots=(root,)) for root, names in _VIEWERS.items()),
)
