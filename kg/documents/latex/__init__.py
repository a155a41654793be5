"""LaTeX papers become Documents."""
