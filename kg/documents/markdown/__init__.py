"""Markdown becomes Documents."""
