"""EMB002: one file uses two different Kerases."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_embedding.config import Config
from flake8_embedding.facts import Facts, Import
from flake8_embedding.rules.fix_hint import Relocate
from flake8_embedding.rules.message import Line
from flake8_embedding.rules.rule import Claim, ImportRule, exclusive

_FLAVOURS = ("keras", "tensorflow.keras", "tf_keras")
_MOVED = (Relocate("keras"),)


class MixedKerasImports(ImportRule):
    code = "EMB002"
    name = "mixed-keras-imports"
    summary = "Two different Kerases in one file"
    finds = (
        "Two different Kerases in one file: standalone `keras` and `tensorflow.keras`, or either of them "
        "together with `tf_keras`. It is reported once, on the later import, instead of EMB001."
    )
    why = (
        "Layers of one cannot be used in models of the other. Since TensorFlow 2.16 `tensorflow.keras` is "
        "Keras 3, the same library as an installed `keras` 3, so there the mix works. With any earlier "
        "TensorFlow, and with `TF_USE_LEGACY_KERAS=1`, they are two libraries. `tf_keras` is always a library"
        " of its own."
    )
    quiet = (
        "An import that is only the fallback of another (`try`/`except ImportError`, `if`/`else`), and "
        "imports on two paths of which a run takes only one."
    )
    fix = (
        "With `--unsafe` only: what is imported from standalone `keras` is imported from `tensorflow.keras`, "
        "if every name that is used exists there."
    )
    references = (
        "https://keras.io/guides/migrating_to_keras_3/",
        "https://github.com/tensorflow/tensorflow/releases/tag/v2.16.1",
    )
    bad = "import keras\nfrom tensorflow.keras.layers import Embedding\n"
    good = "from tensorflow import keras\nfrom tensorflow.keras.layers import Embedding\n"
    priority = 1

    def claims(self, facts: Facts, config: Config) -> Iterator[Claim]:
        imports = [imported for imported in facts.imports if imported.flavour in _FLAVOURS]
        several = len({one.flavour for one in imports}) > 1
        for number, later in enumerate(imports if several else ()):
            for earlier in imports[:number]:
                if earlier.flavour != later.flavour and not exclusive(earlier, later):
                    seen: tuple[str | Line, ...] = (f"after {earlier.flavour} on line ", Line(earlier.place))
                    yield Claim(
                        later.place,
                        (f"{later.flavour} is imported ", *seen, f": {_mix(earlier.flavour, later)}"),
                        fix_hints=_MOVED,
                    )
                    return
        for imported in imports:
            for used in facts.uses:
                if used != imported.flavour and used in _FLAVOURS:
                    yield Claim(
                        imported.place,
                        (f"{imported.flavour} is imported in a file that uses {used}: {_mix(used, imported)}",),
                        fix_hints=_MOVED,
                    )
                    return


def _mix(other: str, imported: Import) -> str:
    if "tf_keras" in (other, imported.flavour):
        return "tf_keras is a library of its own, whose layers do not fit the other's models; use one of them"
    return "they are one library only with Keras 3 and TensorFlow 2.16 or newer; use one of them"
