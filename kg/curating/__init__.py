"""Decisions of people: made, kept in the log, applied to the graph, listed, and asked for one by one."""
