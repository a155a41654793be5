"""What `benchmarks/crash.py` and the tests of lost power are made of."""
