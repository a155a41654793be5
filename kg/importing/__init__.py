"""Reads what users bring in other forms than papers."""
