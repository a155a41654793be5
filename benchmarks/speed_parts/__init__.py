"""The measures of speed.py, each a module, and what they share."""
