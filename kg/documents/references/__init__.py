"""Bibliographies, their entries, and the citations that point to them."""
