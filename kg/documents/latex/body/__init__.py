"""The body of a LaTeX paper, its nodes written as text part by part."""
