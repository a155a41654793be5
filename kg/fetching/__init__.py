"""Papers fetched from where they are free to read: paced, cached, resumable."""
