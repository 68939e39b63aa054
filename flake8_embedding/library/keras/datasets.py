"""The data sets that Keras brings: the word ids of imdb and reuters, and the classes that all of them tell apart.

Words keep their rank plus ``index_from``; ``num_words`` replaces every id at or above it by ``oov_char``. Without
it the loader itself takes the largest id as limit, so the highest that comes out is one less
(``keras/src/datasets/imdb.py``). Labels run from 0 to one below the number of classes, which each file of
``keras/src/datasets`` says.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flake8_embedding.library.call import Call
from flake8_embedding.library.keras.keras import LIBRARY as KERAS
from flake8_embedding.library.spec import Entry, Handled, Library, Removed
from flake8_embedding.values.containers.dicts import DictValue
from flake8_embedding.values.containers.sequences import SequenceValue
from flake8_embedding.values.ids import Origin
from flake8_embedding.values.numbers.bounds import Expr, add, max_of, number
from flake8_embedding.values.numbers.linear import Linear, Symbol
from flake8_embedding.values.numbers.unknown_numbers import unknown_length
from flake8_embedding.values.objects import is_none
from flake8_embedding.values.value import Number, TextValue, Unknown, Value

_PARAMETERS = ("path", "num_words", "skip_top", "maxlen", "seed", "start_char", "oov_char", "index_from")


_WORDS = {"imdb": 88_584, "reuters": 30_979}
"""How many words ``get_word_index`` numbers: the files ``imdb_word_index.json`` and ``reuters_word_index.json``."""


def _words(name: str) -> Expr:
    known = _WORDS[name]
    return Linear.of(Symbol(("data set", name), f"len({name}.get_word_index())", known, (number(known),)))


def _load_data(name: str, call: Call) -> Value:
    ids = _ids(name, call)
    if ids is None:
        return call.unknown(f"the settings of {name}.load_data are not known")

    def row(which: str) -> Value:
        return SequenceValue("list", ids, unknown_length((call.key, which, "row")))

    return _with_labels(name, call, row)


_CLASSES = {"imdb": 2, "reuters": 46, "mnist": 10, "fashion_mnist": 10, "cifar10": 10, "cifar100": 100}


def _with_labels(name: str, call: Call, element: Callable[[str], Value]) -> Value:
    """What there is for training and for tests: ``(x_train, y_train), (x_test, y_test)``."""
    label = Number(number(0), number(_CLASSES[name] - 1), origin=Origin(f"classes of {name}.load_data", call.place))
    parts: list[Value] = []
    for which in ("train", "test"):
        length = unknown_length((call.key, which))
        inputs = call.allocate(SequenceValue("array", element(which), length), which)
        labels = call.allocate(SequenceValue("array", label, length), f"{which} labels")
        parts.append(SequenceValue.of("tuple", (inputs, labels), labels))
    return SequenceValue.of("tuple", tuple(parts), parts[0])


def _load_pictures(name: str, call: Call) -> Value:
    if not call.complete or call.argument("label_mode") is not None:
        return call.unknown(f"the settings of {name}.load_data are not known")
    return _with_labels(name, call, lambda which: call.unknown("pictures are not followed"))


def _ids(name: str, call: Call) -> Number | None:
    if not call.complete or call.argument("nb_words") is not None:
        # tf_keras takes it for num_words, Keras 3 swallows it and loads without a limit.
        return None
    limit = call.argument("num_words")
    offset = _constant(call.argument("index_from"), 3)
    oov = _constant(call.argument("oov_char"), 2)
    if offset is None or oov is None:
        return None
    if limit is None or is_none(limit):
        stop = add(_words(name), offset)
        origin = Origin(f"ids of {name}.load_data", call.place, counted=_words(name))
        return Number(number(0), add(stop, -1), origin=origin)
    if isinstance(limit, Unknown) or not isinstance(limit, Number) or limit.exact is None:
        return None
    origin = Origin(f"ids of {name}.load_data", call.place, limit=limit.exact, limit_name="num_words")
    return Number(number(1), max_of(add(limit.exact, -1), number(oov)), origin=origin)


def _constant(value: Value | None, default: int) -> int | None:
    if value is None:
        return default
    return value.constant if isinstance(value, Number) else None


def _word_index(name: str, call: Call) -> Value:
    words = _words(name)
    origin = Origin(f"ids of {name}.get_word_index", call.place, counted=words, fixed=True)
    ids = Number(number(1), words, origin=origin)
    return call.allocate(DictValue((), TextValue(), ids, Number.exactly(words), distinct=True))


_NB_WORDS = {
    "imdb": "Keras 3 ignores it and loads all words; use num_words",
    "reuters": "Keras 3 refuses it; use num_words",
}


def _rows(name: str) -> tuple[Entry, Entry]:
    return (
        Entry(
            (f"datasets.{name}.load_data",),
            _PARAMETERS,
            Handled(partial(_load_data, name)),
            removed={"nb_words": Removed(_NB_WORDS[name])},
        ),
        Entry((f"datasets.{name}.get_word_index",), ("path",), Handled(partial(_word_index, name))),
    )


LIBRARY = Library(
    name="Keras data sets",
    roots=KERAS.roots,
    entries=(
        *_rows("imdb"),
        *_rows("reuters"),
        *(
            Entry((f"datasets.{name}.load_data",), ("label_mode",), Handled(partial(_load_pictures, name)))
            for name in ("mnist", "fashion_mnist", "cifar10", "cifar100")
        ),
    ),
)
