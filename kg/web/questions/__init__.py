"""The questions that the graph answers in the browser, and to programs."""
