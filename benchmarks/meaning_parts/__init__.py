"""What papers say of the things they name, measured: one module a kind of figure."""
