"""Faults planted in the linter, one at a time: each must be caught by a test."""
