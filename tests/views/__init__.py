"""Tests of kg.views."""
