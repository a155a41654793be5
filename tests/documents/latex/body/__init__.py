"""The parts of a LaTeX paper's body."""
