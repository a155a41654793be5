"""The trained weights, and the card that tells what they are."""
