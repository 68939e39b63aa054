"""What is saved and loaded again: arrays, indexers, models, objects."""
