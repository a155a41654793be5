"""Questions of lineage."""
