"""A Document becomes Mentions."""
