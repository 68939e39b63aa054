"""Packages that draw, show, measure or log what they are given, and change nothing of it."""
