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
        "It is a private remnant of an old Keras. Half of it is gone, and the rest is not the same library as"
        " `tensorflow.keras`, whose models refuse its layers."
    )
    quiet = "A module of your own that has such a name."
    fix = (
        "With `--unsafe` only: all such imports of the file come from `tensorflow.keras`, if every name that "
        "is used exists there."
    )
    references = ("https://www.tensorflow.org/guide/versions",)
    bad = "from tensorflow.python.keras.layers import Embedding\n"
    good = "from tensorflow.keras.layers import Embedding\n"

    def claims(self, facts: Facts, config: Config) -> Iterator[Claim]:
        for imported in facts.imports:
            if imported.private:
                yield Claim(
                    imported.place,
                    (
                        f"{imported.module} is private, and does not mix with tensorflow.keras; "
                        f"import {imported.instead} instead",
                    ),
                    fix_hints=(Relocate(imported.flavour),),
                )
