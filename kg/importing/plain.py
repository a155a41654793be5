"""What values of a record say in plain text, where they say anything at all."""

from collections.abc import Iterator
from typing import Any

from kg.importing.limits import LONGEST_NAME, MOST_ITEMS

_SAYS_NOTHING = frozenset(
    {
        "",
        "-",
        "?",
        "n/a",
        "na",
        "nan",
        "nil",
        "none",
        "not available",
        "null",
        "tba",
        "tbd",
        "todo",
        "unknown",
        "unclear",
    }
)
_LONGEST_SHOWN = 40
_TEMPLATE = "more information needed"


def text_of(value: Any, *, limit: int = LONGEST_NAME) -> str | None:
    r"""The text on one line; None where the value is no text, too long, or only says that nothing is known.

    "unknown" and "none" say nothing here: neither is a licence or a name, nor do they mean that somebody keeps it back.

    >>> text_of("  CC BY\n4.0 "), text_of("unknown"), text_of(["MIT"])
    ('CC BY 4.0', None, None)
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    line = " ".join(str(value).replace("\0", " ").split())
    silent = line.lower().rstrip(".") in _SAYS_NOTHING or line.lower().lstrip("[").startswith(_TEMPLATE)
    return None if silent or len(line) > limit else line


def texts_of(value: Any, *, limit: int = LONGEST_NAME) -> list[str]:
    """The texts of a list, of a mapping's keys, or the one text, each once in their order.

    >>> texts_of(["a", {"b": 1}, "a"]), texts_of({"NQ": ["test"]}), texts_of("c")
    (['a'], ['NQ'], ['c'])
    """
    items = list(value)[:MOST_ITEMS] if isinstance(value, list | dict) else [value]
    found = (text_of(item, limit=limit) for item in items)
    return list(dict.fromkeys(text for text in found if text))


def field(record: Any, *names: str) -> Any:
    """The value of the first of these fields that says something; None where none does."""
    if isinstance(record, dict):
        for name in names:
            value = record.get(name)
            if value not in (None, "", [], {}):
                return value
    return None


def valued(value: Any) -> Any:
    """The value itself where it is wrapped as {"value": ..., "explanation": ...}."""
    return value.get("value") if isinstance(value, dict) and "value" in value else value


def records_in(value: Any) -> Iterator[dict[str, Any]]:
    """The mappings of a list, or the one mapping."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item


def confidence_in(value: Any) -> float | None:
    """How far the value says that something holds; None where it says nothing.

    >>> confidence_in("0.7"), confidence_in(""), confidence_in("n/a")
    (0.7, None, None)

    Raises:
        ValueError: it is no number above 0 and up to 1; the message is a clause.
    """
    if value is None or (isinstance(value, str) and text_of(value) is None):
        return None
    try:
        told = 0.0 if isinstance(value, bool) else float(value)
    except (TypeError, ValueError, OverflowError):
        told = 0.0
    if not 0 < told <= 1:
        raise ValueError(f"its confidence {str(value)[:_LONGEST_SHOWN]} is no number above 0 and up to 1")
    return told
