"""Names in tables of results, where rows and columns bear what was measured and the words around it are missing."""
