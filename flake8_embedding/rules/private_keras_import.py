"""EMB003: the private ``tensorflow.python.keras`` is imported."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_embedding.config import Config
from flake8_embedding.facts import Facts
from flake8_embedding.rules.fix_hint import Relocate
from flake8_embedding.rules.rule import Claim, ImportRule


class PrivateKerasImport(ImportRule):
    code = "EMB003"
    name = "private-keras-import"
    summary = "An import from the private `tensorflow.python.keras`"
    finds = "An import from `tensorflow.python.keras`."
    why = (
        "It is a private remnant of an old Keras: half of it is gone, and what is left is another library than "
        "`tensorflow.keras`, so that its layers are refused by models of `tensorflow.keras`."
    )
    quiet = "Modules of the author's own with such a name."
    fix = "With `--unsafe` only: all such imports of the file at once come from `tensorflow.keras`, if every name that is used is there."
    references = ("https://www.tensorflow.org/guide/versions",)
    bad = "from tensorflow.python.keras.layers import Embedding\n"
    good = "from tensorflow.keras.layers import Embedding\n"

    def claims(self, facts: Facts, config: Config) -> Iterator[Claim]:
        for imported in facts.imports:
            if imported.private:
                yield Claim(
                    imported.place,
                    (
                        f"{imported.module} is private, and its layers do not fit into tensorflow.keras; "
                        f"import {imported.instead} instead",
                    ),
                    fix_hints=(Relocate(imported.flavour),),
                )
