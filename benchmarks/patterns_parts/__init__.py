"""The measures of patterns.py, one module each."""
