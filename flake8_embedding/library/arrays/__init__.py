"""What the arrays of all libraries do alike: they are made, indexed, reshaped, joined and reduced."""
