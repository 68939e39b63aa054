"""flake8-embedding: a linter that proves an embedding table too small before anyone trains on it."""
