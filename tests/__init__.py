"""Tests, laid out as kg/ is."""
