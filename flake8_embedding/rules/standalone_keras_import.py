"""EMB001: standalone ``keras`` is imported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flake8_embedding.config import Config
from flake8_embedding.facts import Facts, Import
from flake8_embedding.rules.fix_hint import Relocate
from flake8_embedding.rules.rule import Claim, ImportRule, exclusive, is_fallback


class StandaloneKerasImport(ImportRule):
    code = "EMB001"
    name = "standalone-keras-import"
    summary = "An import of standalone `keras`, where it is not known which Keras that is"
    finds = (
        "Standalone `keras` is imported, and neither the configuration nor the project nor the file says "
        "which Keras that is. It is reported once a file, on the first import, with the number of others. "
        "With `--embedding-keras=tf.keras` each such import is reported."
    )
    why = (
        "Which library `keras` is depends on what is installed: Keras 2 over TensorFlow, Theano or CNTK, or "
        "Keras 3 over TensorFlow, JAX or PyTorch. They differ in what they do with an id outside an embedding"
        " table: an error, a row of zeros, the last row, or NaN. `tensorflow.keras` is the Keras that belongs"
        " to the installed TensorFlow."
    )
    quiet = (
        "Projects that require `keras` or `tensorflow` in any file; without a version, the newest is meant. "
        "Files that are recognisably written for Keras 3: they import something that only Keras 3 has "
        "(`keras.ops`, `keras.random`, `keras.saving`, `keras.KerasTensor`, ...) or set `KERAS_BACKEND`. "
        "Imports that are the fallback of another (`try`/`except ImportError`) or stand under a test of a "
        "version, the source of Keras itself, and `--embedding-keras=keras-3`. [Which Keras](../keras.md) has"
        " the whole order."
    )
    fix = (
        "With `--unsafe` only: all imports of the file come from `tensorflow.keras`, if every name that is "
        "used exists there."
    )
    references = (
        "https://github.com/keras-team/keras/issues/13989",
        "https://keras.io/guides/migrating_to_keras_3/",
    )
    bad = "from keras.layers import Embedding\n"
    good = "from tensorflow.keras.layers import Embedding\n"
    priority = 2

    def claims(self, facts: Facts, config: Config) -> Iterator[Claim]:
        if config.keras == "keras-3" or (config.keras == "auto" and (config.keras_is_known or facts.newest_keras)):
            return
        own = [package for package in (config.package, config.keras_beside) if package is not None]
        imports = [one for one in facts.imports if not any(package.has(one.module) for package in own)]
        found = {one.place: one for one in imports if _is_any_keras(one, facts.imports)}
        is_wrong = config.keras == "tf.keras"
        for imported in list(found.values())[: None if is_wrong else 1]:
            message = _of_another(imported) if is_wrong else _not_known(imported, others=len(found) - 1)
            yield Claim(imported.place, (message,), fix_hints=(Relocate(imported.flavour),))


def _is_any_keras(imported: Import, imports: Sequence[Import]) -> bool:
    """Whether it imports whichever Keras is installed, and nothing around it takes care of that."""
    if imported.flavour != "keras" or imported.instead is None or imported.for_a_version:
        return False
    return not any(
        exclusive(imported, other) and (other.flavour != "keras" or is_fallback(imported, other)) for other in imports
    )


def _not_known(imported: Import, others: int) -> str:
    more = f" (with {others} other{'s' if others > 1 else ''})" if others else ""
    return (
        f"standalone {imported.module} is imported{more}, but nothing says which Keras; name it in the "
        "requirements, or set --embedding-keras"
    )


def _of_another(imported: Import) -> str:
    return f"standalone {imported.module} is imported, but this is code for tf.keras; import {imported.instead} instead"
