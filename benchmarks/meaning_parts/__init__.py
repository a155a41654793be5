"""What papers say and whom they name, measured: one module a kind of figure."""
