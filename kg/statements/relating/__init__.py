"""A trained second opinion on which model was trained or evaluated on which data."""
