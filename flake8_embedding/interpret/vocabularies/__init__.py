"""What numbers words: indexers of libraries, vocabularies made by hand, and the ids that they give."""
