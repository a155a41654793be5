"""Looks whether a graph is well, and mends what can be mended without guessing."""
