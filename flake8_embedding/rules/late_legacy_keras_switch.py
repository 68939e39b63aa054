"""EMB005: an environment variable is set after the Keras that reads it was loaded."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_embedding.config import Config
from flake8_embedding.facts import Facts
from flake8_embedding.rules.message import Line
from flake8_embedding.rules.rule import Claim, ImportRule


class LateLegacyKerasSwitch(ImportRule):
    code = "EMB005"
    name = "late-legacy-keras-switch"
    summary = "`KERAS_BACKEND` or `TF_USE_LEGACY_KERAS` set after Keras was loaded"
    finds = (
        "`TF_USE_LEGACY_KERAS` or `KERAS_BACKEND` is set after the file has imported or used "
        "`tensorflow.keras` or `keras`."
    )
    why = (
        "The variables are read once, when Keras is loaded. Set later, they have no effect: the program runs "
        "with the other Keras or backend, which treats an id outside the table differently."
    )
    quiet = "A variable that is set before the import, or on a path that does not lead to it."
    references = (
        "https://keras.io/guides/migrating_to_keras_3/",
        "https://github.com/keras-team/tf-keras",
    )
    bad = (
        "import os\n"
        "\n"
        "from tensorflow import keras\n"
        "\n"
        'os.environ["TF_USE_LEGACY_KERAS"] = "1"\n'
        "model = keras.Sequential()\n"
    )
    good = (
        "import os\n"
        "\n"
        'os.environ["TF_USE_LEGACY_KERAS"] = "1"\n'
        "from tensorflow import keras\n"
        "\n"
        "model = keras.Sequential()\n"
    )

    def claims(self, facts: Facts, config: Config) -> Iterator[Claim]:
        for late in facts.late_switches:
            if config.package is not None and config.package.has(late.flavour):
                # The library itself knows when it reads its variables.
                continue
            message = (
                f"{late.variable} is set too late: {late.flavour} was loaded on line ",
                Line(late.loaded),
                " and does not read it again; set it before",
            )
            yield Claim(late.place, message)
