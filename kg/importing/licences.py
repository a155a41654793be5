"""Licences as records print them, by the names that SPDX gives them where these are plain to see."""

import re

from kg.importing.plain import text_of

_NONE = frozenset(
    {
        "other",
        "other-",
        "custom",
        "license",
        "licence",
        "see license",
        "various",
        "https://w3id.org/sssom/license/unspecified",
    }
)
_CHOOSE = re.compile(
    r"https?://(?:www\.)?(?:choosealicense\.com/licenses|spdx\.org/licenses|opensource\.org/licenses?)/"
)
_CREATIVE = re.compile(r"https?://(?:www\.)?creativecommons\.org/(licenses/([a-z-]+)|publicdomain/zero)/(\d\.\d)", re.I)
_SPOKEN = re.compile(r"(?i)^(apache|cc|mpl|gpl|lgpl|agpl|bsd)\b(?: licen[cs]e)?[ -]*+(?:v|version )?([\w. -]*)$")


def licence_name(value: object) -> str | None:
    """The licence's name, an SPDX identifier where it is plain to see which; None where none is named.

    >>> licence_name("https://creativecommons.org/licenses/by-sa/4.0/"), licence_name("Apache 2.0")
    ('CC-BY-SA-4.0', 'Apache-2.0')
    >>> licence_name("other")
    """
    text = text_of(value)
    if text is None or text.lower() in _NONE:
        return None
    if creative := _CREATIVE.match(text):
        return f"CC-{creative[2].upper()}-{creative[3]}" if creative[2] else f"CC0-{creative[3]}"
    if _CHOOSE.match(text):
        return _CHOOSE.sub("", text).strip("/").removesuffix(".html") or None
    if (spoken := _SPOKEN.match(text)) and any(c.isdigit() for c in spoken[2]):
        name = spoken[1].capitalize() if spoken[1].lower() == "apache" else spoken[1].upper()
        return f"{name}-{re.sub(r'[ -]+', '-', spoken[2].strip()).upper()}"
    return text


def licence_names(*values: object) -> str | None:
    """The licences of a list or one value, joined by commas."""
    found = [
        name for value in values for v in (value if isinstance(value, list) else [value]) if (name := licence_name(v))
    ]
    return ", ".join(dict.fromkeys(found)) or None
