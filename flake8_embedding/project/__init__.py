"""What is around a file: its project's root, which file a local import means, and which Keras the project requires."""
