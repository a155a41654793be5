"""One reference string becomes its fields."""
