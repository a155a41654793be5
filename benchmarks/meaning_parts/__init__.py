"""What is measured of the meaning that is read out of papers, one measure a module."""
