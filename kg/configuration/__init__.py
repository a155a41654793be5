"""What people set once: the settings there are, and the file kg.toml that holds them."""
