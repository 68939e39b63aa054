"""The part of Keras that generated programs use: tokenizers, tables, and models that are described before they run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from tests.tools.fuzz.runtime.numpy_like import array, asarray, where
from tests.tools.fuzz.runtime.record import Event, current, lines_here
from tests.tools.fuzz.runtime.shapes import flat
from tests.tools.fuzz.runtime.torch_nn import Rows


class InvalidArgumentError(Exception):
    """What TensorFlow raises for an id without a row."""


class Tokenizer:
    """As keras.preprocessing.text.Tokenizer, with a shorter list of filters."""

    def __init__(self, num_words: int | None = None, oov_token: str | None = None) -> None:
        self.num_words, self.oov_token = num_words, oov_token
        self.word_index: dict[str, int] = {}

    def fit_on_texts(self, texts: list[str]) -> None:
        counted = Counter(word for text in texts for word in _words(text))
        ordered = [word for word, _ in sorted(counted.items(), key=lambda item: -item[1])]
        first = [] if self.oov_token is None else [self.oov_token]
        self.word_index = {word: number for number, word in enumerate([*first, *ordered], 1)}

    def texts_to_sequences(self, texts: list[str]) -> list[list[int]]:
        return [[number for word in _words(text) for number in self._id(word)] for text in texts]

    def _id(self, word: str) -> Iterator[int]:
        oov = self.word_index.get(self.oov_token) if self.oov_token is not None else None
        number = self.word_index.get(word, oov)
        if number is not None and self.num_words and number >= self.num_words:
            number = oov
        if number is not None:
            yield number


def _words(text: str) -> list[str]:
    return text.lower().translate({ord("<"): " ", ord(">"): " "}).split()


def pad_sequences(sequences: list[list[int]], maxlen: int | None = None, value: int = 0) -> Any:
    """Padded and cut in front."""
    length = max(map(len, sequences), default=0) if maxlen is None else maxlen
    rows = [[value] * (length - len(one)) + list(one)[max(len(one) - length, 0) :] for one in sequences]
    return array(rows, int) if length else rows


class Described:
    """A tensor of a model that is described: what is done with it is done when the model runs."""

    def __init__(self, compute: Callable[[Any], Any]) -> None:
        self.compute = compute

    def then(self, step: Callable[[Any], Any]) -> Described:
        return Described(lambda given: step(self.compute(given)))

    def __sub__(self, other: Any) -> Described:
        return self.then(lambda value: value - other)

    def __add__(self, other: Any) -> Described:
        return self.then(lambda value: value + other)

    def __mod__(self, other: Any) -> Described:
        return self.then(lambda value: value % other)


def applied(step: Callable[[Any], Any], given: Any) -> Any:
    """The step on what is given: later where that is described only."""
    return given.then(step) if isinstance(given, Described) else step(asarray(given))


class Layer:
    """A layer of the program's own."""

    def __init__(self, **_: Any) -> None:
        pass

    def __call__(self, given: Any) -> Any:
        return applied(self.call, given)

    def call(self, given: Any) -> Any:
        return given


class Embedding(Layer):
    """The table."""

    def __init__(
        self,
        input_dim: Any,
        output_dim: int,
        embeddings_initializer: Any = None,
        weights: Any = None,
        mask_zero: bool = False,
        trainable: bool = True,
        input_length: int | None = None,
    ) -> None:
        self._table = current().table(input_dim)
        self.input_dim, self.output_dim = input_dim, output_dim
        given = embeddings_initializer.value if isinstance(embeddings_initializer, Constant) else None
        for matrix in [given, *(weights or ())]:
            if matrix is not None and matrix.shape != (input_dim, output_dim):
                current().happens(Event("shape", self._table.made, lines_here()), ValueError("another shape"))

    def call(self, given: Any) -> Any:
        current().look_up(self._table, flat(given), InvalidArgumentError)
        return Rows()


class Lambda(Layer):
    """A function as a layer."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self._function = function

    def call(self, given: Any) -> Any:
        return self._function(given)


class Passing(Layer):
    """A layer that hands on what it is given."""

    def __init__(self, *_: Any, **__: Any) -> None:
        pass


class Constant:
    """An initializer with a matrix."""

    def __init__(self, value: Any) -> None:
        self.value = value


def Input(shape: Any = None, dtype: Any = None) -> Described:
    return Described(lambda given: given)


class Model:
    """A model from a described input to a described output."""

    def __init__(self, inputs: Described, outputs: Described) -> None:
        self._outputs = outputs

    def predict(self, given: Any, verbose: Any = None) -> Any:
        return self._outputs.compute(asarray(given))

    __call__ = predict

    def fit(self, given: Any, *_: Any, **__: Any) -> Any:
        return self.predict(given)

    def compile(self, *_: Any, **__: Any) -> None:
        pass


class Sequential(Model):
    """Layers in a row."""

    def __init__(self, layers: Any = ()) -> None:
        self._layers = list(layers)

    def add(self, layer: Layer) -> None:
        self._layers.append(layer)

    def predict(self, given: Any, verbose: Any = None) -> Any:
        for layer in self._layers:
            given = layer(given)
        return given

    __call__ = predict


def _two(compute: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda given, other: applied(lambda value: value._with(other, compute), given)


OPS: dict[str, Any] = {
    "maximum": _two(max),
    "minimum": _two(min),
    "mod": _two(lambda a, b: a % b),
    "subtract": _two(lambda a, b: a - b),
    "clip": lambda given, low, high: applied(lambda value: value.clip(low, high), given),
    "where": where,
}

CLASSES = (Layer, Embedding, Lambda, Passing, Tokenizer, Model, Sequential)
"""Classes that a program may change; each run gets them as they were."""


def layers() -> dict[str, Any]:
    passing = dict.fromkeys(("Dense", "Dropout", "Flatten", "LSTM", "GlobalAveragePooling1D"), Passing)
    return {**passing, "Embedding": Embedding, "Layer": Layer, "Lambda": Lambda, "Input": Input}
