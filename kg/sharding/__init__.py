"""Graphs made by way of shards: papers written as N-Quads files, and these loaded in bulk into a new graph."""
