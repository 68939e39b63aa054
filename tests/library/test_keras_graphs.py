"""The layers of a functional model stand in the order in which Keras lists them."""

from __future__ import annotations

import pytest

from flake8_embedding.check import check

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
