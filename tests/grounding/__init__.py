"""Tests of kg.grounding."""
