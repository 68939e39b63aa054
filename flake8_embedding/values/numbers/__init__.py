"""Numbers of which only the name is known: sums, bounds, ranges, and how two of them compare."""
