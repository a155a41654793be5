"""Statements become RDF in Oxigraph."""
