"""Generators: one file a family of faults, or a few that are made of the same parts."""
