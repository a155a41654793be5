"""Archives of papers are read as streams, and nothing of them is written anywhere."""
