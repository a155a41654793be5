"""A paper's source becomes one piece without macros of its own."""
