"""The measures of a server under load."""
