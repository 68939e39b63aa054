"""EMB001: standalone ``keras`` is imported."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_embedding.config import Config
from flake8_embedding.facts import Facts
from flake8_embedding.rules.fix_hint import Relocate
from flake8_embedding.rules.rule import Claim, ImportRule, exclusive


class StandaloneKerasImport(ImportRule):
    code = "EMB001"
    name = "standalone-keras-import"
    summary = "An import of standalone `keras`, where it is not known which Keras that is"
    finds = (
        "An import of standalone `keras`. Silent under `--embedding-keras=keras-3`, in projects that require Keras 3, in the source of Keras itself, and by default in files that show "
        "that they are Keras 3 code: they import what only Keras 3 has (`keras.ops`, `keras.random`, "
        "`keras.saving`, `keras.KerasTensor`, ...) or set `KERAS_BACKEND`."
    )
    why = (
        "Which library `keras` is depends on what is installed: Keras 2 with TensorFlow, Theano or CNTK behind it, or "
        "Keras 3 with TensorFlow, JAX or PyTorch. They differ in what an id outside an embedding table does: an "
        "error, a row of zeros, the last row, or NaN. `tensorflow.keras` is the one that belongs to the TensorFlow "
        "installed."
    )
    quiet = (
        "Files that show that they are Keras 3 code, projects that require Keras 3, the modules of a package called keras "
        "that import each other, and `--embedding-keras=keras-3`."
    )
    fix = "With `--unsafe` only: all imports of the file at once come from `tensorflow.keras`, if every name that is used is there."
    references = (
        "https://github.com/keras-team/keras/issues/13989",
        "https://keras.io/guides/migrating_to_keras_3/",
    )
    bad = "from keras.layers import Embedding\n"
    good = "from tensorflow.keras.layers import Embedding\n"
    priority = 2

    def claims(self, facts: Facts, config: Config) -> Iterator[Claim]:
        if config.keras == "keras-3" or (config.keras == "auto" and facts.newest_keras):
            return
        for imported in facts.imports:
            if imported.flavour != "keras" or imported.instead is None:
                continue
            if any(exclusive(imported, other) and other.flavour != "keras" for other in facts.imports):
                continue
            yield Claim(
                imported.place,
                (
                    f"standalone {imported.module} is imported, but nothing says which Keras that is; "
                    "require keras in the project, or set --embedding-keras",
                ),
                fix_hints=(Relocate(imported.flavour),),
            )
