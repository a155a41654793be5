"""Words of a document become labels with probabilities, by trained models."""
