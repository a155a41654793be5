"""Tests of kg.tracing."""
