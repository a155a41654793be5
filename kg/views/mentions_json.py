"""What was found in a bare text, in the JSON form that scripts rely on."""

from typing import Any

from kg.core.mention import Mention
from kg.texts import TextFailure, TextOutcome


def mentions_json(key: object, outcome: TextOutcome) -> dict[str, Any]:
    """A text's answer in the form of ``kg mentions``: its key, its mentions, and the error where there is no answer.

    >>> from kg.core.errors import ReasonCode
    >>> mentions_json(7, TextFailure(ReasonCode.TIMEOUT, "it took longer than 60 seconds"))
    {'id': 7, 'mentions': [], 'error': {'code': 'timeout', 'reason': 'it took longer than 60 seconds'}}
    """
    if isinstance(outcome, TextFailure):
        return {"id": key, "mentions": [], "error": {"code": outcome.code.value, "reason": outcome.reason}}
    return {"id": key, "mentions": [mention_json(mention) for mention in outcome]}


def mention_json(mention: Mention) -> dict[str, Any]:
    """A mention with its place and who found it; start and end are code points of the text as given."""
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "kind": mention.kind.value.capitalize(),
        "surface": mention.surface,
        "canonical": mention.canonical,
        "score": mention.score,
        "found_by": list(mention.found_by),
    }
