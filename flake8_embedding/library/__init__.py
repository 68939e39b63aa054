"""What the libraries do, as rows: one file a library, in the words of ``library.spec``."""

from typing import Final

GROUP: Final = "flake8_embedding.libraries"
"""The entry-point group in which other packages describe libraries; each entry point is called after the top-level
module that it describes."""
