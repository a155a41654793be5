"""Papers that GROBID wrote as TEI become Documents."""
