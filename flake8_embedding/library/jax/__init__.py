"""JAX: arrays, loops, transformations and trees."""
