"""EMB004: what Keras 3 removed is imported by code for Keras 3."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_embedding.config import Config
from flake8_embedding.facts import Facts
from flake8_embedding.rules.rule import Claim, ImportRule, exclusive


class RemovedKerasModule(ImportRule):
    code = "EMB004"
    name = "removed-keras-module"
    summary = "An import of something that Keras 3 removed"
    finds = (
        "A module or name that Keras 3 does not have is imported from standalone `keras`. Reported under "
        "`--embedding-keras=keras-3`, or where the project requires Keras 3."
    )
    why = "The import fails with Keras 3. The best-known case is `keras.preprocessing.text` with its `Tokenizer`."
    quiet = (
        "Code for another Keras than Keras 3, imports with a fallback (`try`/`except ImportError`), and "
        "imports from `tensorflow.keras` or `tf_keras`."
    )
    references = ("https://keras.io/guides/migrating_to_keras_3/",)
    bad = "# options: --embedding-keras=keras-3\nfrom keras.preprocessing.text import Tokenizer\n"
    good = "# options: --embedding-keras=keras-3\nfrom keras.layers import TextVectorization\n"

    def claims(self, facts: Facts, config: Config) -> Iterator[Claim]:
        if config.keras != "keras-3":
            return
        for imported in facts.imports:
            if not imported.removed or any(exclusive(imported, other) for other in facts.imports):
                continue
            gone, instead = imported.removed[0]
            yield Claim(imported.place, (f"{gone} does not exist in Keras 3; use {instead} instead{config.because}",))
