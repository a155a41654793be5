"""Bibliographies in LaTeX, and the commands that cite from them."""
