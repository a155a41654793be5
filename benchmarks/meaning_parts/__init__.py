"""Measures of what kg makes of a text: whom names mean, one module each."""
