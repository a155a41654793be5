"""The measures of the explorer in a browser."""
