"""The measures of a graph of a million papers: loaded piece by piece, so that a run that was ended goes on."""
