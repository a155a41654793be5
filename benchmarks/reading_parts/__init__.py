"""What is measured of reading, one measure a module."""
