"""Answers in JSON, to the letter and yet harmless wherever they are shown."""

from typing import Any

from starlette.responses import Response

from kg.views.json_text import json_text


class JsonAnswer(Response):
    """A value as one line of JSON; text out of papers stands in it to the letter, with what could do harm escaped."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The bytes of the value."""
        return f"{json_text(content)}\n".encode()
