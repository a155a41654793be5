"""The graph for programs: JSON under ``/api/``, described by OpenAPI."""
