"""What the fuzzing is made of."""
