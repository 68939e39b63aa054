"""Flags of absl, and of TensorFlow 1: options that are read as attributes of one object, ``FLAGS.rows``.

https://abseil.io/docs/python/guides/flags
"""

from __future__ import annotations

from flake8_embedding.library.spec import Entry, Library, ReadsOnly

_DEFINITIONS = (
    *("integer", "float", "string", "bool", "boolean", "enum", "enum_class", "list", "spaceseplist", "alias"),
    *("multi_integer", "multi_float", "multi_string", "multi_enum", "multi_enum_class"),
)

LIBRARY = Library(
    name="absl's flags",
    roots=("absl.flags", "tensorflow.flags", "tensorflow.app.flags", "tensorflow.compat.v1.flags"),
    entries=(
        Entry(tuple(f"DEFINE_{kind}" for kind in _DEFINITIONS), (), ReadsOnly()),
        # ``FLAGS(sys.argv)``: before this, reading a flag is an error.
        Entry(("FLAGS", "mark_flag_as_required", "mark_flags_as_required", "declare_key_flag"), (), ReadsOnly()),
    ),
)
