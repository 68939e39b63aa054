"""EMB900: a file, or the rest of it, was not analysed."""

from __future__ import annotations

from flake8_embedding.rules.rule import Rule


class NotAnalysed(Rule):
    """Claimed by ``check`` itself: it is about the analysis, not about the file's tables."""

    code = "EMB900"
    name = "not-analysed"
    summary = "A file that could not be analysed to the end"
    finds = (
        "A file that Python can parse but libcst cannot, one that takes more work than the budget allows, or "
        "one on which the linter itself fails; also a notebook, if flake8 is given one. What was found before that stands, and flake8's other plugins "
        "go on."
    )
    why = "Silence would look like a clean file."
    quiet = "Files that import no library with tables, since they are not analysed."
    references = ("https://github.com/Instagram/LibCST/issues",)
    # Loops over a few numbers are evaluated round by round: 8 ** 6 rounds are more than the budget.
    bad = (
        "from keras.layers import Embedding\n\nsize = 0\n"
        + "".join(f"{'    ' * level}for {name} in range(8):\n" for level, name in enumerate("abcdef"))
        + f"{'    ' * 6}size += f\n"
    )
    good = "from tensorflow.keras.layers import Embedding\n\nsize = 0\n"
