"""Keras models that a program writes to a file and reads again: ``model.save``, ``save_model``, ``load_model``.

https://keras.io/api/models/model_saving_apis/model_saving_and_loading/
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.saved.objects import from_another_run, read_again, was_written, write_object
from flake8_embedding.library.spec import Entry, Handled
from flake8_embedding.values.objects import LibraryObject
from flake8_embedding.values.value import FALSE, TRUE, Value


def _saved(call: Call) -> Value:
    """``model.save(path)``: what is loaded from there later is a copy of it."""
    return write_object(call, call.argument("path"), call.argument("self"))


def _loaded(call: Call) -> Value:
    """``load_model(path)`` of what the program, or another one of its project, has saved there."""
    path = call.argument("path")
    return read_again(call, path) or from_another_run(call, path)


_NAMES = {"filepath": "path", "model": "self"}

SAVING = Entry(("save",), ("self", "path"), Handled(_saved, keeps_arguments=True), renamed=_NAMES)
"""The method of a model."""

CHECKPOINT = "keras.callbacks.ModelCheckpoint"


def _checkpoint(call: Call) -> Value:
    """``ModelCheckpoint("best.keras")``, a callback that saves the model, or its weights alone."""
    path, weights = call.argument("path"), call.argument("save_weights_only")
    if path is None:
        return call.unknown("what the callback saves is not followed")
    whole = TRUE if call.complete and weights in (None, FALSE) else FALSE
    return call.allocate(LibraryObject(CHECKPOINT, call.place, (("path", path), ("whole", whole))))


def _saved_between(call: Call) -> Value:
    """``model.fit(x, y, callbacks=[checkpoint])``: the model is saved after some of the rounds, or after none if what
    was saved before is the best."""
    checkpoint, model = call.store.content(call.arguments[0]), call.argument("model")
    if not isinstance(checkpoint, LibraryObject):
        return call.unknown("which callback it is is not known")
    path = checkpoint.setting("path")
    is_first = was_written(call, path) is None
    return write_object(call, path, model if is_first and checkpoint.setting("whole") == TRUE else None)


BY_CHECKPOINT = Entry(("on_epoch_end",), ("self", "model"), Handled(_saved_between, keeps_arguments=True))

SAVED_MODELS = (
    Entry(
        ("callbacks.ModelCheckpoint",),
        ("path", "monitor", "verbose", "save_best_only", "save_weights_only"),
        Handled(_checkpoint),
        renamed=_NAMES,
    ),
    Entry(
        ("models.save_model", "saving.save_model"),
        ("self", "path"),
        Handled(_saved, keeps_arguments=True),
        renamed=_NAMES,
    ),
    Entry(("models.load_model", "saving.load_model"), ("path",), Handled(_loaded), renamed=_NAMES),
)
