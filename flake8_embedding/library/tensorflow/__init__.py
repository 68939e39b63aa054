"""TensorFlow below Keras."""
