"""The layers of a functional model stand in the order in which Keras lists them."""

from __future__ import annotations

import pytest

from flake8_embedding.check import check
from flake8_embedding.trace import traces

_TWO_INPUTS = """
a, b = Input((5,), name="a"), Input((6,), name="b")
first, second = Embedding(9, 4, name="e1")(a), Embedding(9, 4, name="e2")(b)
_, state, memory = LSTM(4, return_state=True, name="l1")(first)
steps, _, _ = LSTM(4, return_sequences=True, return_state=True, name="l2")(second, initial_state=[state, memory])
model = Model([a, b], Dense(3, name="d")(steps))
"""

_SHARED_LAYER = """
a, b = Input((5,), name="a"), Input((5,), name="b")
shared = Embedding(9, 4, name="e")
x, y = Flatten(name="f1")(shared(a)), Flatten(name="f2")(shared(b))
both = Concatenate(name="c")([y, x])
total = Add(name="add")([Dense(4, name="d2")(both), Dense(4, name="d1")(x)])
model = Model([a, b], [total, Dense(1, name="o")(both)])
"""

_LATE_INPUT = """
a, b, late = Input((5,), name="a"), Input((5,), name="b"), Input((1,), name="late")
product = Dot(axes=2, name="dot")([Embedding(9, 4, name="e1")(a), Embedding(9, 4, name="e2")(b)])
joined = Concatenate(name="k")([Flatten(name="fl")(product), Dense(2, name="dl")(late)])
model = Model(inputs=[b, a, late], outputs=Dense(1, name="o")(joined))
"""

_MODELS = (
    pytest.param(_TWO_INPUTS, "a b e1 e2 l1 l2 d", id="two inputs"),
    pytest.param(_SHARED_LAYER, "b a e f2 f1 c d2 d1 add o", id="shared layer"),
    pytest.param(_LATE_INPUT, "a b e1 e2 dot late fl dl k o", id="late input"),
)

_IMPORTS = """
from tensorflow.keras import Input, Model
from tensorflow.keras.layers import LSTM, Add, Concatenate, Dense, Dot, Embedding, Flatten
"""


@pytest.mark.parametrize(("program", "names"), _MODELS)
def test_layers_are_found_by_their_places(program: str, names: str) -> None:
    """The place that belongs to the layer's name is looked up as an id, which stands in the message."""
    order = names.split()
    places = {name: place + 1 for place, name in enumerate(order)}
    asked = "\n".join(
        f"Embedding(1, 4)(np.array([{places}[model.layers[{place}].name]]))" for place in range(len(order))
    )
    findings = check(f"import numpy as np\n{_IMPORTS}{program}{asked}\n")
    ids = [finding.message.partition("but the id ")[2].split()[0] for finding in findings if finding.code == "EMB106"]
    assert ids == [str(place + 1) for place in range(len(order))]


@pytest.mark.frameworks
@pytest.mark.parametrize(("program", "names"), _MODELS)
def test_real_keras_lists_them_so(program: str, names: str) -> None:
    pytest.importorskip("tensorflow")
    scope: dict[str, object] = {}
    exec(_IMPORTS + program, scope)
    assert [layer.name for layer in scope["model"].layers] == names.split()  # type: ignore[attr-defined]


_PARTS = """
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

bad = np.array([[0, 7]])


class Own(layers.Layer):
    def call(self, x):
        return x


given = keras.Input((2,), name="given")
model = keras.Model(given, Own()(layers.LSTM(3)(layers.Embedding(5, 4)(given))))
moved = keras.Model(given, layers.Dense(1)(tf.abs(layers.Embedding(5, 4)(given))))
last = keras.Sequential([layers.Dense(1)])
listed = keras.Sequential([keras.Input((2,)), layers.Embedding(5, 4), layers.LSTM(3), last])
for one in (model, moved, listed):
    one.predict(np.array([[0, 4]]))
{statement}
"""


@pytest.mark.parametrize(
    ("statement", "verdict"),
    [
        ("keras.Model(model.inputs, model.get_layer(index=2).output).predict(bad)", "too small"),
        ('keras.Model(model.input, model.get_layer("embedding").output).predict(bad)', "too small"),
        ('keras.Model(model.get_layer("given").output, model.get_layer("own").output).predict(bad)', "too small"),
        ("keras.Model(model.layers[0].input, model.outputs).predict(bad)", "too small"),
        ("keras.Model(listed.inputs, listed.layers[1].output).predict(bad)", "too small"),
        ("keras.Model(listed.input, listed.output).predict(bad)", "too small"),
        ("listed.layers[0](bad)", "too small"),
        ("keras.backend.function(model.inputs, model.outputs)([bad])", "too small"),
        ("model.layers[1].get_weights()[0][bad]", "too small"),
        ("keras.Model(model.input, model.get_layer(index=9).output).predict(bad)", "enough (presumed)"),
        ('keras.Model(model.input, model.get_layer("other").output).predict(bad)', "enough (presumed)"),
        ("keras.Model(moved.input, moved.layers[1].output).predict(bad)", "enough (presumed)"),
        ("model.get_weights()[0][bad]", "enough (presumed)"),
        ("print(model.get_layer(input()).name, moved.layers, listed.get_weights())", "enough"),
        ("keras.Model(model.layers[1].output, model.output)", "enough"),
    ],
)
def test_data_that_go_through_parts_of_a_model_count(statement: str, verdict: str) -> None:
    verdicts = {trace.verdict for trace in traces(_PARTS.format(statement=statement))}
    assert verdicts - {"enough"} == {verdict} - {"enough"}
