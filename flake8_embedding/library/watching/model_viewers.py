"""Functions of many packages that draw, count, save, convert or watch a model. They change neither the model nor data,
and feed it nothing of the program's. What is written to a file, to be read from there again, is in ``saved_objects``.

Sources: keras/src/utils/model_visualization.py, the README pages of torchsummary, torchinfo, torchviz, visualkeras and
ptflops, https://www.tensorflow.org/api_docs/python/tf/train/Checkpoint, https://docs.wandb.ai/ref/python/watch,
tensorflow/lite/python/lite.py, the README pages of tensorflowjs, tf2onnx and keras2onnx, mlflow/keras/save.py, and
Python's documentation of pickle.
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Entry, Handled, Library, ReadsOnly
from flake8_embedding.values.containers.contents import items_of
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.value import Value

_VIEWERS: dict[str, tuple[str, ...]] = {
    "keras": (
        *("utils.plot_model", "utils.model_to_dot", "utils.vis_utils.plot_model", "utils.vis_utils.model_to_dot"),
    ),
    "tensorflow": (
        *("keras.utils.plot_model", "keras.utils.model_to_dot"),
        *("saved_model.save", "lite.TFLiteConverter.from_keras_model"),
        *("train.Checkpoint", "train.CheckpointManager"),
    ),
    "tensorflowjs": ("converters.save_keras_model",),
    "tf2onnx": ("convert.from_keras",),
    "keras2onnx": ("convert_keras",),
    "mlflow": ("keras.log_model", "tensorflow.log_model", "pytorch.log_model"),
    "torchsummary": ("summary",),
    "torchsummaryX": ("summary",),
    "pytorch_model_summary": ("summary",),
    "torchviz": ("make_dot",),
    "visualkeras": ("layered_view", "graph_view"),
    "ptflops": ("get_model_complexity_info",),
    "wandb": ("watch", "unwatch"),
}


def _summary(call: Call) -> Value:
    """``torchinfo.summary(model, input_data=ids)`` calls the model on the data; with a size it makes random ones."""
    model, data = call.argument("model"), call.argument("input_data")
    if model is not None and data is not None and not is_none(data):
        content = call.store.content(data)
        several = isinstance(content, SequenceValue) and content.kind in ("list", "tuple")
        call.apply(model, list(items_of(data, call.store) or ()) if several else [data])
    return call.unknown("what is shown of the model is not followed")


_SUMMARY = Entry(("summary",), ("model", "input_size", "input_data"), Handled(_summary), roots=("torchinfo",))

LIBRARY = Library(
    name="viewers of models",
    roots=(*_VIEWERS, "torchinfo"),
    entries=(_SUMMARY, *(Entry(names, ("model",), ReadsOnly(), roots=(root,)) for root, names in _VIEWERS.items())),
)
