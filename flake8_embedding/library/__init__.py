"""What the libraries do: one file a library, a list of entries written with ``library.spec``."""

from typing import Final

GROUP: Final = "flake8_embedding.libraries"
"""The entry-point group in which other packages describe libraries; each entry point is called after the top-level
module that it describes."""
