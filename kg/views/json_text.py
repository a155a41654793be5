"""Values as JSON that is safe to print, to send and to read line by line."""

import json
import re
from typing import Any

_ESCAPED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def json_text(value: Any) -> str:
    r"""The value as one line of JSON that UTF-8 can hold.

    What could end the line for somebody, steer a terminal or reorder its text is escaped.

    >>> json_text({"name": "a\u2028b"})
    '{"name": "a\\u2028b"}'
    """
    return _ESCAPED.sub(
        lambda found: f"\\u{ord(found.group()):04x}", json.dumps(value, ensure_ascii=False, allow_nan=False)
    )
