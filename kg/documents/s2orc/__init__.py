"""Papers in the JSON of S2ORC become Documents."""
