"""The measures of registry.py."""
