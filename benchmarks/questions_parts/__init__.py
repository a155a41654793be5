"""The measures of questions on large graphs: an invented world of any size, loaded as kg stores it, and asked."""
