"""Papers that lie elsewhere, in a shared folder or a bucket: found and brought here through fsspec, within bounds."""
