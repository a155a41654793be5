"""Where the entries of a bibliography begin and end."""
