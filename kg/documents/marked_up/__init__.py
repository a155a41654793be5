"""What the forms share that mark a paper's make-up: XML trees, entries, markers, floats."""
