"""The markers by which a text cites, one kind a module."""
