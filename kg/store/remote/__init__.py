"""A SPARQL 1.1 endpoint as the graph's store or as a target: asked in batches, written to graph by graph."""
