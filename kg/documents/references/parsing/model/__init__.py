"""The trained model as data; MODEL_CARD.md beside it tells of what."""
