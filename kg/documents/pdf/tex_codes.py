"""Letters of TeX's bitmap fonts, which tell their codes and not what they mean."""

import re

_EARLY = {
    "\x0b": "\ufb00", "\x0c": "\ufb01", "\x0e": "\ufb03", "\x0f": "\ufb04",
    "\x10": "ı", "\x19": "ß", "\x1a": "æ", "\x1b": "œ", "\x1c": "ø", "{": "–", "\\": "“",
}  # fmt: skip
"""Knuth's own encoding, OT1. Its dash and quote have the codes of a brace and a backslash, which prose has none of."""
_LATER = {
    "\x1b": "\ufb00", "\x1c": "\ufb01", "\x1d": "\ufb02", "\x1e": "\ufb03", "\x1f": "\ufb04",
    "\x10": "“", "\x11": "”", "\x15": "–", "\x16": "—",
}  # fmt: skip
"""The later encoding, T1."""

_CODES = re.compile("[\x0b\x0c\x0e-\x1f]")
_LETTER = "[^\\W\\d_]"
_EARLY_LIGATURE = re.compile(f"[\x0b\x0c\x0e\x0f](?=[a-z-])|(?<={_LETTER})[\x0b\x0c\x0e\x0f]")
_LATER_LIGATURE = re.compile(f"[\x1b-\x1f](?=[a-z-])|(?<={_LETTER})[\x1b-\x1f]")
_EARLY_LETTER = re.compile(
    f"(?<={_LETTER})[\x10\x19-\x1c]|[\x10\x19-\x1c](?=[a-z])|(?<=\\d){{(?=\\d)|(?<=[a-z]){{(?=[A-Z][a-z])"
    f"|(?<=[\\s(])\\\\(?={_LETTER}{{2}})"
)
_LATER_MARK = re.compile(
    f"\x10(?={_LETTER})|(?<=[\\w.,?!])\x11|(?<=[\\w.)\\]])\x15(?=\\w)|(?<=[\\w\\s.,)\\]])\x16(?=[\\w\\s(])"
)
_ENOUGH = 3
"""So many ligatures beside letters tell that the codes are TeX's; formulas use the same codes for brackets."""


def told(text: str) -> str:
    r"""The page's characters with the letters and marks that TeX's codes stand for, one for one.

    >>> told("\x1cne, uni\x1ced, e\x1ecient: 1\x154").encode("unicode_escape")
    b'\\ufb01ne, uni\\ufb01ed, e\\ufb03cient: 1\\u20134'
    >>> told("f\x12x\x13") == "f\x12x\x13"
    True
    """
    if not _CODES.search(text):
        return text
    early, later = len(_EARLY_LIGATURE.findall(text)), len(_LATER_LIGATURE.findall(text))
    if max(early, later) < _ENOUGH:
        return text
    if early > later:
        text = _EARLY_LIGATURE.sub(lambda m: _EARLY[m.group()], text)
        return _EARLY_LETTER.sub(lambda m: _EARLY[m.group()], text)
    text = _LATER_LIGATURE.sub(lambda m: _LATER[m.group()], text)
    return _LATER_MARK.sub(lambda m: _LATER[m.group()], text)
