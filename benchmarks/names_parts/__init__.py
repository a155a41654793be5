"""The measures of names.py, one module each."""
