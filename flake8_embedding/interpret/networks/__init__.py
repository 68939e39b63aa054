"""Tables, layers and models: what looks ids up, what becomes of weights, and how data go through models."""
