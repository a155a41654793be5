"""The trained models that find names, and the list of names they know."""
