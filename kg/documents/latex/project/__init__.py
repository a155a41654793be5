"""The files that a LaTeX paper is made of."""
