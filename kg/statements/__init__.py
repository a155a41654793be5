"""Entities become Statements with evidence."""
