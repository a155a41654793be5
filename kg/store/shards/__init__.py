"""Papers as N-Quads in files, a partition each, that this store and any other can load in bulk."""
