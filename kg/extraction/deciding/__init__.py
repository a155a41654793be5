"""Proposals of all finders become the mentions that stand, each with its probability."""
