"""Keras models as scikit-learn's classifiers: the function that builds the model is called by ``fit``.

https://adriangb.com/scikeras/stable/generated/scikeras.wrappers.KerasClassifier.html
"""

from __future__ import annotations

from flake8_embedding.library.call import Call
from flake8_embedding.library.spec import Library, handled
from flake8_embedding.values.value import FunctionValue, Value


def _wrapped(call: Call) -> Value:
    """The model itself; what goes to ``fit`` of the wrapper goes to its own ``fit``."""
    build = call.argument("model") or call.argument("build_fn")
    if not isinstance(build, FunctionValue) or not call.complete:
        return call.unknown("how the model is built is not seen")
    given = tuple((name.removeprefix("model__"), value) for name, value in call.keywords if name not in _BUILDERS)
    return call.apply(build, [], given)


_BUILDERS = ("model", "build_fn")

LIBRARY = Library(
    name="SciKeras",
    roots=(
        "scikeras.wrappers",
        "keras.wrappers",
        "tensorflow.keras.wrappers.scikit_learn",
        "keras.wrappers.scikit_learn",
    ),
    entries=(
        handled(
            *("KerasClassifier", "KerasRegressor", "SKLearnClassifier", "SKLearnRegressor"),
            by=_wrapped,
            takes=_BUILDERS,
        ),
    ),
)
