"""Bounds on what an imported file may hold: users bring files that others made."""

MOST_BYTES = 128 * 2**20
"""Of one file; Papers with Code's whole list of datasets is a third of it."""

MOST_YAML_BYTES = 4 * 2**20
"""Of YAML, which is read slowly; a card's head is a few kilobytes."""

MOST_BIBTEX_BYTES = 32 * 2**20
"""Of BibTeX; the whole ACL Anthology is within it."""

MOST_RDF_STATEMENTS = 5_000_000
"""Triples or quads of one file, which are held in memory."""

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
