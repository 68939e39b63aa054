"""EMB401: an argument that Keras 3 does not take any more, or ignores."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_embedding.config import Config
from flake8_embedding.facts import Facts
from flake8_embedding.rules.fix_hint import Drop
from flake8_embedding.rules.rule import Claim, FileRule

_KERAS_3 = ("keras", "tensorflow.keras")


class RemovedArgument(FileRule):
    code = "EMB401"
    name = "removed-argument"
    summary = "An argument that Keras 3 refuses or ignores"
    finds = (
        "`Embedding` or a data set's `load_data` has an argument that Keras 3 refuses or ignores: "
        "`input_length`, `dropout`, `mask_value`, `batch_input_shape`, `nb_words`, and `weights` under "
        "`keras-3.0` to `keras-3.2`. Reported under `--embedding-keras=keras-3`, or where the project "
        "requires Keras 3."
    )
    why = (
        "Most of them raise an error when the layer is made. `input_length` is ignored, so nothing checks the"
        " length of the sequences any more. `imdb.load_data(nb_words=n)` loads all words, and their ids go "
        "beyond a table of n rows."
    )
    quiet = "Code for another Keras than Keras 3, and `tf_keras`, which is Keras 2."
    fix = (
        "`input_length` is removed. The other arguments do something that has to be done elsewhere, so they are "
        "left to you."
    )
    references = (
        "https://keras.io/guides/migrating_to_keras_3/",
        "https://keras.io/api/layers/core_layers/embedding/",
    )
    bad = (
        "# options: --embedding-keras=keras-3\n"
        "from keras.layers import Embedding\n"
        "\n"
        "embedding = Embedding(1000, 8, input_length=50)\n"
    )
    good = (
        "# options: --embedding-keras=keras-3\nfrom keras.layers import Embedding\n\nembedding = Embedding(1000, 8)\n"
    )

    def claims(self, facts: Facts, config: Config) -> Iterator[Claim]:
        if config.keras != "keras-3":
            return
        for former in facts.former_arguments:
            minor = config.minor if config.pinned else None
            applies = former.before is None or (minor is not None and minor < former.before)
            if applies and former.flavour in _KERAS_3:
                hints = (Drop(former.place),) if former.idle else ()
                yield Claim(former.place, (f"{former.name}: {former.what}{config.because}",), fix_hints=hints)
