"""The trained decisions over proposals."""
