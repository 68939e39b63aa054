"""Text to libcst nodes: parsed, or made of the ast that flake8 has already; and where each node stands."""
