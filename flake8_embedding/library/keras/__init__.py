"""Keras in all its guises: layers, models, texts, look-ups and data."""
