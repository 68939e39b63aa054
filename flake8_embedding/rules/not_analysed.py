"""EMB900: a file, or the rest of it, was not analysed."""

from __future__ import annotations

from flake8_embedding.rules.rule import Rule


class NotAnalysed(Rule):
    """Claimed by ``check`` itself: it is about the analysis, not about the file's tables."""

    code = "EMB900"
    name = "not-analysed"
    finds = (
        "A file that libcst cannot parse though Python can, that takes more work than the budget allows, or on which "
        "the linter itself fails. Findings made before that stand, and other plugins go on."
    )
    why = "Silence would look like a clean file."
    quiet = "Files that import no library with tables: they are not looked into."
    references = ("https://github.com/Instagram/LibCST/issues",)
    bad = "from keras.layers import Embedding\n\nsize = " + " or ".join(["None"] * 1001) + "\n"
    good = "from tensorflow.keras.layers import Embedding\n\nsize = None\n"
