"""Bounds on what an imported file may hold: users bring files that others made."""

MOST_BYTES = 128 * 2**20
"""Of one file; Papers with Code's whole list of datasets is a third of it."""

MOST_YAML_BYTES = 2**20
"""Of YAML, which is read slowly, some 100 KB a second; a card's head is a few kilobytes."""

MOST_ENTRIES = 200_000
"""Records of one file, and entries of a bibliography: the ACL Anthology has about a hundred thousand."""

MOST_DEPTH = 64
"""Values inside one another."""

MOST_NODES = 2_000_000
"""Values of a YAML or JSON text, a value that is referred to counted each time."""

MOST_ALIASES = 1_000
"""References back to a value in YAML."""

MOST_ITEMS = 100_000
"""Items of one list in one record."""

LONGEST_NAME = 300
"""Characters of a name or identifier."""
