"""What the libraries do, as rows: one file a library, in the words of ``library.spec``."""
